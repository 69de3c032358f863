"""The documents of reports: drawn from what was kept, in the municipality's own template, and as one for the whole."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spelregler.apps.followup import operations
from spelregler.apps.followup.files.keeping import keep
from spelregler.apps.followup.models import HandedIn, ReportTemplate
from spelregler.apps.followup.pages.report.chart_presenters import by_year, goals_picture, measure_pictures, measured
from spelregler.apps.followup.pages.report.figure_presenters import about_report, workbook
from spelregler.apps.followup.queries.figures import Figure, kept_figures
from spelregler.apps.followup.tests import small_town
from spelregler.apps.organisation.tests.signing_in import WHO
from spelregler.exchange.documents.tests.test_contents import png, template
from spelregler.platform.attachments.store import place_of
from spelregler.platform.own_templates import WordTemplateRefused, retire_template, template_used, use_template

TODAY = small_town.TODAY
MEASURE = Figure(
    "measure", "m1", "Elever som läser", value="91.5 %", target="90.0 %", source="SCB", day=date(2026, 8, 31)
)
YEARS = [
    Figure("year", "m1", str(year), value=f"{value} %", target="90.0 %", day=date(year, 8, 31))
    for year, value in ((2023, "88.0"), (2024, "89.5"), (2026, "91.5"))
]
FIGURES = [
    Figure("money", "frame", "", amount_ore=10_000_000_00),
    Figure("money", "outcome", "", amount_ore=6_500_000_00, day=date(2026, 8, 31)),
    Figure("money", "forecast", "", amount_ore=10_200_000_00),
    Figure("money", "deviation", "", amount_ore=-200_000_00),
    Figure("unit", "norra", "Norra", amount_ore=-200_000_00),
    Figure("goal", "g1", "Alla läser", value="partly"),
    MEASURE,
    *YEARS,
]
NAME = "ሰላም"


@pytest.fixture
def town(db) -> small_town.Town:
    built = small_town.build()
    built.open()
    return built


def handed_in(town: small_town.Town, text: str = "Det går.") -> HandedIn:
    report = town.report("department")
    for place in (1, 2, 3):
        town.write(report, text, place=place)
    return operations.hand_in(report=report, figures=FIGURES, on=TODAY, role="FC", who=WHO)


def brought(kind: str, data: bytes, name: str = "mall.docx") -> ReportTemplate:
    file = SimpleUploadedFile(name, data)
    return operations.bring_report_template(kind=kind, file=file, on=TODAY, who=WHO)


def word_of(handed: HandedIn):
    keep(handed)
    handed.refresh_from_db()
    return docx.Document(BytesIO(place_of(handed.word.sha256).read_bytes()))


class TestPictures:
    def test_a_measure_is_drawn_with_its_gap_and_its_words(self) -> None:
        (picture,) = measure_pictures(FIGURES, "sv")
        assert "2024 89,5, 2026 91,5 %" in picture.text
        assert picture.svg.count("<polyline") == 1, "2023 and 2024; 2025 is a gap"
        assert picture.svg.count("p-dot") == 3

    def test_two_years_make_no_line(self) -> None:
        assert measure_pictures([MEASURE, *YEARS[:2]], "sv") == []

    def test_the_years_are_those_of_the_measure_before(self) -> None:
        other = Figure("measure", "m2", "Annat")
        assert [(each.code, len(years)) for each, years in by_year([MEASURE, *YEARS, other])] == [("m1", 3), ("m2", 0)]

    def test_goals_are_counted_by_how_they_go(self) -> None:
        picture = goals_picture(FIGURES, "sv")
        assert picture is not None
        assert picture.text == "Av 1: 1 delvis uppfyllt."
        assert goals_picture([], "sv") is None

    def test_a_value_in_words_is_no_number(self) -> None:
        assert measured("okänt")[0] is None
        assert measured("12.50 personer")[1:] == ("personer", 2)


@pytest.mark.django_db
class TestKept:
    def test_a_report_has_its_pictures_with_alternatives_and_no_letter_stops_it(self, town) -> None:
        handed = handed_in(town, f"Av {NAME} <namn> & co.")
        read = word_of(handed)
        alternatives = [each._inline.docPr.get("descr") for each in read.inline_shapes]
        assert any("Ramen är 10" in each for each in alternatives)
        assert any("Elever som läser" in each for each in alternatives)
        assert f"Av {NAME} <namn> & co." in [each.text for each in read.paragraphs]
        assert handed.pdf.size

    def test_years_and_sources_are_kept_with_it(self, town) -> None:
        handed = handed_in(town)
        assert kept_figures(handed.pk) == FIGURES

    def test_it_is_made_in_the_template_that_is_used_and_says_all_that_was_written(self, town) -> None:
        mall = template("{{ rubrik }}", "{{ innehall }}", "{{ avsnitt }}", foot="{{ kommun }} {{ version }}")
        row = brought("report", mall)
        handed = handed_in(town, f"Av {NAME} <namn> & co.")
        use_template(row, on=TODAY, who=WHO)
        read = word_of(handed)
        assert read.sections[0].footer.paragraphs[0].text == "Strandby 1"
        assert f"Av {NAME} <namn> & co." in [each.text for each in read.paragraphs]
        assert read.tables
        assert read.inline_shapes

    def test_without_the_templates_file_it_has_the_products_layout(self, town) -> None:
        row = brought("report", template("{{ avsnitt }}", "Mallens egen rad"))
        use_template(row, on=TODAY, who=WHO)
        place_of(row.file.sha256).unlink()
        assert "Mallens egen rad" not in [each.text for each in word_of(handed_in(town)).paragraphs]

    def test_the_mark_stands_first(self, town) -> None:
        use_template(brought("logo", png(), "marke.png"), on=TODAY, who=WHO)
        assert word_of(handed_in(town)).inline_shapes[0]._inline.docPr.get("descr") == "Strandby"


@pytest.mark.django_db
class TestTemplates:
    @pytest.mark.parametrize(
        ("kind", "data", "told"),
        [
            ("report", template("{{ rubrk }}"), "rubrk"),
            ("whole", template("{{ version }}"), "version"),
            ("report", template(foot="{{ avsnitt }}"), "avsnitt"),
            ("report", template("{{ rubrik }}", "{{ innehall }}"), "avsnitt"),
            ("logo", template("{{ rubrik }}"), "bild"),
            ("logo", png()[:50], "bild"),
        ],
    )
    def test_what_cannot_be_used_is_refused_at_the_file(self, kind: str, data: bytes, told: str) -> None:
        with pytest.raises(WordTemplateRefused) as refused:
            brought(kind, data, "marke.png" if kind == "logo" else "mall.docx")
        assert refused.value.field == "file"
        assert told in refused.value.words.sv

    def test_one_of_a_kind_is_used(self) -> None:
        for text in ("Ett {{ rubrik }}", "Två {{ rubrik }}"):
            use_template(brought("report", template(text, "{{ avsnitt }}")), on=TODAY, who=WHO)
        used = template_used(ReportTemplate, "report")
        assert used is not None
        assert ReportTemplate.objects.filter(used_from__isnull=False, retired_on=None).count() == 1
        retire_template(used, on=TODAY, who=WHO)
        assert template_used(ReportTemplate, "report") is None
        with pytest.raises(WordTemplateRefused):
            retire_template(used, on=TODAY, who=WHO)


def test_the_workbook_has_numbers_units_source_and_day() -> None:
    about = about_report("Rapport", period="2026", day=TODAY, version=1)
    book = openpyxl.load_workbook(BytesIO(workbook([("=Norra", FIGURES)], about=about, language="en")))
    assert len(book.sheetnames) == 5
    money, _goals, measures, years, last = book.worksheets
    assert money["D1"].value == "Belopp, tkr"
    assert [row[3].value for row in money.iter_rows(min_row=2)] == [10_000, 6_500, 10_200, -200, -200]
    assert money["A2"].data_type == "s", "a name is never a formula"
    assert [each.value for each in measures[2]][3:6] == [91.5, 90, "%"]
    assert measures["H2"].value == "SCB"
    assert [row[3].value for row in years.iter_rows(min_row=2)] == [2023, 2024, 2026]
    assert TODAY in [getattr(row[1].value, "date", lambda: None)() for row in last.iter_rows()]
