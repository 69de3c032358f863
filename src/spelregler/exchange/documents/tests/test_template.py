"""The municipality's own Word template: filled in word for word, and refused where it could not be."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.shared import Pt

from spelregler.exchange.documents import (
    Document,
    Field,
    Heading,
    Layout,
    Paragraph,
    Table,
    TemplateRefused,
    as_text,
    fill,
    from_text,
    must_be_template,
)

ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
LINES, PARTS = ("organ", "plats"), ("paragrafer",)
REPORT = Document(title="Protokoll", language="sv", made=date(2026, 11, 2), author="Oxelösund", blocks=[])


def template(*paragraphs: str, made: Any = None) -> bytes:
    written = made or docx.Document()
    for each in paragraphs:
        written.add_paragraph(each)
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def texts(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(BytesIO(data)).paragraphs]


def filled(data: bytes, **values: str) -> list[str]:
    fields = [Field(name, [Paragraph(value)]) for name, value in values.items()]
    return texts(fill(data, REPORT, fields))


def refusal(data: bytes) -> str:
    with pytest.raises(TemplateRefused) as refused:
        must_be_template(data, lines=LINES, parts=PARTS)
    return refused.value.words.sv


def test_a_value_stays_as_it_is_whatever_letters_are_in_it():
    told = filled(template("Plats: {{ plats }}, {{organ}}."), plats="<namn> & {{ organ }} \x0b", organ="Nämnden")
    assert told == ["Plats: <namn> & {{ organ }} , Nämnden."]


def test_a_field_that_word_has_split_is_found():
    made = docx.Document()
    paragraph = made.add_paragraph("I ")
    for piece in ("{", "{ pl", "ats", " }", "} i dag"):
        paragraph.add_run(piece).bold = piece == "ats"
    assert filled(template(made=made), plats="Salen") == ["I Salen i dag"]


def test_tables_heads_and_feet_are_filled_in():
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "{{ organ }}"
    made.sections[0].header.paragraphs[0].text = "{{ plats }}"
    data = template(made=made)
    must_be_template(data, lines=LINES, parts=PARTS)
    read = docx.Document(
        BytesIO(fill(data, REPORT, [Field("organ", [Paragraph("KS")]), Field("plats", [Paragraph("A")])]))
    )
    assert (read.tables[0].cell(0, 0).text, read.sections[0].header.paragraphs[0].text) == ("KS", "A")


def test_a_part_becomes_paragraphs_with_the_template_s_own_headings():
    blocks = [Heading("§ 1 <Sak>"), Paragraph("Text."), Table("T", ["a", "b"], [["Ordförande", "N. N."]])]
    data = fill(template("Före", "{{ paragrafer }}", "Efter"), REPORT, [Field("paragrafer", blocks, is_part=True)])
    assert texts(data) == ["Före", "§ 1 <Sak>", "Text.", "Ordförande: N. N.", "Efter"]
    assert docx.Document(BytesIO(data)).paragraphs[1].style.name == "Heading 1"
    assert texts(fill(template("{{ paragrafer }}"), REPORT, [Field("paragrafer", [], is_part=True)])) == [""]


def test_a_misspelt_field_is_refused_by_its_name():
    assert "platz" in refusal(template("{{ platz }}"))


@pytest.mark.parametrize(
    "text",
    [
        "{{ plats",
        "plats }}",
        "{% for x in y %}",
        "{{ plats }}{#",
        "Se {{ paragrafer }}",
        "{{ plats.__class__ }}",
        "Inget",
    ],
)
def test_what_cannot_be_filled_in_is_refused(text: str):
    assert refusal(template(text))


def test_what_is_no_word_document_or_fetches_from_elsewhere_is_refused():
    assert refusal(b"PK\x03\x04") == refusal(b"x") == refusal(b"")
    assert "större" in refusal(b"x" * (2 * 1024**2 + 1))
    made = docx.Document()
    made.part._settings_part.relate_to("https://exempel.se/x.dotx", ATTACHED, is_external=True)
    assert "https://exempel.se/x.dotx" in refusal(template("{{ plats }}", made=made))


def test_a_damaged_part_and_a_password_are_refused():
    data = template("{{ plats }}")
    with zipfile.ZipFile(BytesIO(data)) as package:
        part = package.getinfo("word/document.xml")
    start = part.header_offset + 30 + len(part.filename)
    assert refusal(data[:start] + b"\xff" * 40 + data[start + 40 :]) == refusal(b"x")
    at = data.index(b"PK\x01\x02") + 8
    assert refusal(data[:at] + b"\x01" + data[at + 1 :]) == refusal(b"x")


def test_a_document_type_is_refused_wherever_it_stands():
    data, out = template("{{ plats }}"), BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w") as more:
        for each in package.infolist():
            text = package.read(each)
            if each.filename == "word/document.xml":
                text = text.replace(b"<w:document", b"<!--" + b" " * 2000 + b"--><!DOCTYPE x><w:document", 1)
            more.writestr(each, text)
    assert refusal(out.getvalue()) == refusal(b"x")


def test_what_is_filled_in_tells_of_the_report_and_not_of_who_made_the_template():
    made = docx.Document()
    made.core_properties.author = made.core_properties.last_modified_by = "Mallens Skribent"
    made.core_properties.comments = "Utkast"
    read = docx.Document(BytesIO(fill(template("{{ plats }}", made=made), REPORT, []))).core_properties
    assert (read.title, read.author, read.last_modified_by) == ("Protokoll", "Oxelösund", "Oxelösund")
    assert (read.comments, read.created.date(), read.modified.date()) == ("", REPORT.made, REPORT.made)


def test_a_heading_without_a_style_is_bold_beside_the_field_s_own_look():
    made = docx.Document()
    made.styles["Heading 1"].delete()
    made.add_paragraph().add_run("{{ paragrafer }}").font.size = Pt(9)
    data = fill(template(made=made), REPORT, [Field("paragrafer", [Heading("§ 1")], is_part=True)])
    (run,) = docx.Document(BytesIO(data)).paragraphs[0].runs
    assert (run.bold, run.font.size) == (True, Pt(9))
    assert next(each.tag.rpartition("}")[2] for each in run._r.rPr) == "b"


def test_a_report_with_a_layout_is_the_same_as_text():
    layout = Layout("a" * 64, [Field("plats", [Paragraph("Salen")], is_part=True)])
    told = Document(title="P", language="sv", made=date(2026, 11, 2), blocks=[], layout=layout)
    assert from_text(as_text(told)) == told
