"""The fields of a report's own templates, by the words that stand in them, and what an example is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from spelregler.apps.followup.models import ReportTemplate
from spelregler.exchange.documents import Block, Contents, Field, Heading, Paragraph, Table
from spelregler.platform.own_templates import fields_of

Kind = ReportTemplate.Kind
SHARED: Final = ("kommun", "rubrik", "vems", "tillfalle", "period", "datum")
LINES: Final[Mapping[str, Sequence[str]]] = {
    Kind.REPORT: (*SHARED, "organ", "version", "rattelse"),
    Kind.WHOLE: SHARED,
    Kind.LOGO: (),
}
"""Within a text."""
CONTENTS, SECTIONS = "innehall", "avsnitt"
PARTS: Final = (CONTENTS, SECTIONS)
"""Alone in a paragraph of the text, with headings, tables and pictures."""
EXAMPLE: Final[Mapping[str, str]] = {
    "kommun": "Exempelkommun",
    "rubrik": "Exempelförvaltningen: Delårsrapport 2027",
    "vems": "Exempelförvaltningen",
    "organ": "Exempelnämnden",
    "tillfalle": "Delårsrapport 2027",
    "period": "1 januari–31 augusti 2027",
    "datum": "28 september 2027",
    "version": "1",
    "rattelse": "",
}
EXAMPLE_BLOCKS: Final[Sequence[Block]] = (
    Heading("Året i korthet"),
    Paragraph("Här står det som enheterna och förvaltningen har skrivit, med <tecken> & allt."),
    Heading("Ekonomi"),
    Table("Pengarna", ["Pengar", "Belopp"], [["Ram för året", "100 000 tkr"], ["Prognos", "101 500 tkr"]]),
    Heading("Mål", level=2),
    Table("Mål och mått", ["Mål", "Hur det går"], [["Ett mål", "delvis uppfyllt"]]),
)


def template_fields(kind: str, lines: Mapping[str, str], blocks: Sequence[Block], *, contents: str) -> list[Field]:
    """What the fields are filled with; `contents` is the title of the table of contents."""
    known = {name: lines.get(name, "") for name in LINES[kind]}
    return fields_of(known, {CONTENTS: [Contents(contents)], SECTIONS: blocks}, is_rich=True)


def example(kind: str) -> list[Field]:
    """Made up, so that a template is seen before it is used."""
    return template_fields(kind, EXAMPLE, EXAMPLE_BLOCKS, contents="Innehåll")
