"""Values go out and come back under indicator, unit, period and sex; one that differs is corrected, not overwritten."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from spelregler.apps.goals.file_plan import FileRefused
from spelregler.apps.goals.models import Measurement
from spelregler.apps.goals.tests.small_town import NOW, WHO
from spelregler.apps.goals.value_file import export_values, import_scb, import_values

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "scb"
HEADING = "Måttets kod;Enhet;Från;Till och med;Kön;Värde;Täljare;Nämnare;Källa\n"


@pytest.fixture
def measured(town):
    town.aim(town.municipal, "80")
    for sex, value, part in (("T", "75", "150"), ("K", "80", "80"), ("M", "70", "70")):
        whole = {"T": "200", "K": "100", "M": "100"}[sex]
        town.measure(value, sex=sex, numerator=part, denominator=whole)
    return town


def bring(text: str | bytes, **said):
    data = text if isinstance(text, bytes) else text.encode()
    return import_values(data=data, file_name="v.csv", today=NOW, who=WHO, **said)


class TestValues:
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_what_is_exported_and_imported_changes_nothing(self, measured, form):
        found = bring(export_values(year=2026, as_of=NOW, form=form))
        assert (found.changes_nothing, found.count("same")) == (True, 3)

    def test_a_new_value_is_recorded_with_its_source(self, measured):
        found = bring(HEADING + "andel;;2026-01-01;2026-09-30;;77,5;;;Enkät\n", store=True)
        assert (found.stored, found.count("new")) == (True, 1)
        made = Measurement.objects.get(period_end=date(2026, 10, 1))
        assert (made.value, made.source, made.origin, made.sex) == (Decimal("77.5"), "Enkät", "imported", "T")

    def test_a_changed_value_is_a_correction_and_the_older_is_kept(self, measured):
        text = HEADING + (
            "andel;;2026-01-01;2026-08-31;alla;76;152;200;\n"
            "andel;;2026-01-01;2026-08-31;kvinnor;82;82;100;\n"
            "andel;;2026-01-01;2026-08-31;män;70;70;100;\n"
        )
        found = bring(text, store=True)
        assert [change.state for change in found.changes] == ["changed", "changed", "same"]
        assert found.stored
        newest = Measurement.objects.get(sex="T", replaced_by=None)
        assert (newest.value, newest.replaces.value) == (76, 75)

    def test_a_correction_that_does_not_add_up_is_refused_with_its_row(self, measured):
        (fault,) = bring(HEADING + "andel;;2026-01-01;2026-08-31;alla;76;152;200;\n", store=True).faults
        assert fault.text("sv").startswith("rad 2, kolumn F: Täljaren för alla är 152")

    def test_a_dry_run_stores_nothing(self, measured):
        bring(HEADING + "andel;;2026-01-01;2026-09-30;;77,5;;;Enkät\n")
        assert Measurement.objects.count() == 3

    def test_a_value_for_a_year_without_a_target_is_history_and_names_its_source(self, measured):
        row = "andel;;2020-01-01;2020-12-31;;60;;;{}\n"
        assert bring(HEADING + row.format("SCB"), store=True).stored
        (fault,) = bring(HEADING + row.format("").replace("2020", "2019")).faults
        assert "har inget målvärde för 2019" in fault.text("sv")

    @pytest.mark.parametrize(
        ("row", "column", "words"),
        [
            ("saknas;;2026-01-01;2026-09-30;;1;;;", "A", "Måttet ”saknas” finns inte"),
            ("andel;saknas;2026-01-01;2026-09-30;;1;;;", "B", "Enheten ”saknas” finns inte"),
            ("andel;;2026-01-01;2026-12-31;;1;;;", "F", "Perioden är inte slut"),
            ("andel;;2026-01-01;2026-09-30;;;;;", "F", "Cellen är tom"),
            ("andel;;2026-01-01;2026-09-30;;1;1;0;", "F", "Nämnaren är 0"),
            ("andel;;2026-01-01;2026-09-30;;1,23456;;;", "F", "decimal"),
            ("andel;;0001-01-01;2026-09-30;;1;;;", "C", "orimligt"),
        ],
    )
    def test_what_is_wrong_is_named_by_row_and_column(self, measured, row, column, words):
        (fault,) = bring(HEADING + row + "\n", store=True).faults
        assert (fault.row, fault.column) == (2, column)
        assert words in fault.text("sv")

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, measured, django_assert_max_num_queries):
        data = export_values(year=2026, as_of=NOW, form="csv")
        with django_assert_max_num_queries(9):
            bring(data)


def scb(text: str | bytes, **said):
    data = text if isinstance(text, bytes) else text.encode()
    asked = {"indicator": "andel", "municipality": "0481", "file_name": "scb.csv", "today": NOW, "who": WHO} | said
    return import_scb(data=data, **asked)


class TestScb:
    @pytest.mark.skipif(not SHARED.is_dir(), reason="the SCB extract has no stated licence; no shared data here")
    def test_the_real_file_gives_the_years_of_the_municipality(self, town):
        data = (SHARED / "municip_data.csv").read_bytes()
        found = scb(data, column="tax_rate", file_name="municip_data.csv", store=True)
        assert (found.stored, found.count("new")) == (True, 6)
        values = dict(Measurement.objects.values_list("period_start__year", "value"))
        assert values[2018] == Decimal("22.28")
        assert {each.source for each in Measurement.objects.all()} == {"SCB, municip_data.csv"}
        assert scb(data, column="tax_rate", file_name="municip_data.csv").changes_nothing

    def test_a_table_with_a_column_per_year_and_sex(self, town):
        text = (
            '"region";"kön";"Andel 2023";"Andel 2024"\n"0481 Oxelösund";"kvinnor";50,5;..\n"0480 Nyköping";"män";1;2\n'
        )
        assert scb(text, store=True).stored
        made = Measurement.objects.get()
        assert (made.sex, made.period_start.year, made.value) == ("K", 2023, Decimal("50.5"))

    def test_a_share_becomes_per_cent_only_when_told(self, town):
        assert scb("region,year,share\n481,2022,0.2519866164784609\n", factor=Decimal(100), store=True).stored
        assert Measurement.objects.get().value == Decimal("25.1987")

    def test_which_column_is_asked_for_and_not_guessed(self, town):
        with pytest.raises(FileRefused) as refused:
            scb("region,year,a,b\n481,2022,1,2\n")
        assert "Ange vilken kolumn som gäller: a, b." in refused.value.text("sv")

    @pytest.mark.parametrize("text", ["a;b\n1;2\n", "region;2022\n0180;5\n", ""])
    def test_a_file_without_the_municipality_is_refused_in_words(self, town, text):
        with pytest.raises(FileRefused):
            scb(text)

    def test_a_cell_that_is_no_figure_is_named(self, town):
        (fault,) = scb("region;2022\n0481;många\n").faults
        assert (fault.row, fault.column) == (2, "B")

    def test_a_workbook_is_read_too(self, town):
        book = openpyxl.Workbook()
        for row in (["region", "2022"], ["0481 Oxelösund", 50.5]):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        assert scb(out.getvalue()).count("new") == 1
