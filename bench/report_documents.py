"""An annual report of a hundred pages with sixty pictures as Word and PDF: seconds, and the memory of the process."""

from __future__ import annotations

from time import process_time
from typing import Any

from bench.measuring import peak_mb, timed

COMMITTEES, MEASURES, YEARS, WORDS = 10, 5, 10, 260


def measured() -> list[dict[str, Any]]:
    """Each form in the order that the worker makes them, told with its pages and pictures."""
    from io import BytesIO

    from pypdf import PdfReader

    from spelregler.exchange.documents import Drawing, write_pdf, write_word

    start = process_time()
    drawing, report = timed(_report)
    word, made = timed(lambda: write_word(report))
    pdf, printed = timed(lambda: write_pdf(report))
    worked = process_time() - start
    pictures = sum(isinstance(each, Drawing) for each in report.blocks)
    pages = len(PdfReader(BytesIO(printed)).pages)
    if pictures < 60 or pages < 100:
        raise SystemExit(f"a hundred pages and sixty pictures were asked for; this one has {pages} and {pictures}")
    what = f"annual report, {pages} pages, {pictures} pictures"
    return [
        {"what": f"{what}: drawn", "seconds": drawing},
        {"what": f"{what}: Word", "seconds": word, "kB": len(made) // 1024},
        {"what": f"{what}: PDF", "seconds": pdf, "kB": len(printed) // 1024},
        {"what": f"{what}: both", "seconds": drawing + word + pdf, "processor s": worked, "peak MB": peak_mb()},
    ]


def _report() -> Any:
    """Ten committees, each with money, goals, five measures over ten years and text."""
    from datetime import date
    from decimal import Decimal

    from spelregler.domain.money import Money
    from spelregler.exchange.documents import Block, Contents, Document, Drawing, Heading, PageBreak, Paragraph, Table
    from spelregler.ui.pictures import FrameBar, Picture, Standing, Year, YearLine, frame, over_years, standings

    def shown(picture: Picture) -> list[Block]:
        return [
            Drawing(f"{picture.title}. {picture.text}", picture.svg),
            Paragraph(f"{picture.title}.", is_note=True),
            Table(picture.title, picture.header, picture.rows),
        ]

    text = "Nämndens verksamheter har under året arbetat för att nå målen inom ramen. " * (WORDS // 12)
    blocks: list[Block] = [Contents("Innehåll")]
    for committee in range(COMMITTEES):
        blocks += [PageBreak(), Heading(f"Nämnd {committee}"), Paragraph(text)]
        bar = FrameBar(label="Ram", frame=Money(10**10), outcome=Money(7 * 10**9), forecast=Money(10**10 + committee))
        blocks += [Heading("Ekonomin", level=2), *shown(frame(bar, "sv"))]
        rows = [[f"Enhet {number}", f"{number} 000", "−12", "8"] for number in range(60)]
        blocks.append(Table("Enheterna", ["Enhet", "Ram, tkr", "Avvikelse, tkr", "Mål"], rows))
        parts = [Standing(status=status, word=status, count=3) for status in ("kept", "attention", "breach")]
        blocks += [Heading("Målen", level=2), *shown(standings(parts, title="Målen", language="sv"))]
        for measure in range(MEASURES):
            years = [Year(year=2017 + at, value=Decimal(80 + at), target=Decimal(90)) for at in range(YEARS)]
            line = YearLine(label=f"Mått {measure}", years=years, unit="%")
            blocks += [Heading(f"Mått {measure}", level=2), Paragraph(text), *shown(over_years(line, "sv"))]
            blocks += [Paragraph(text)] * 3
    return Document(title="Årsredovisning", language="sv", made=date(2026, 11, 2), author="Strandby", blocks=blocks)
