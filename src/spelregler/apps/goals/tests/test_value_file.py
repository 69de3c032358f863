"""Values go out and come back under indicator, unit, period and sex; one that differs is corrected, not overwritten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spelregler.apps.goals.files.value_file import export_values, import_values
from spelregler.apps.goals.models import Measurement
from spelregler.apps.goals.tests.small_town import NOW, WHO

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
        found = bring(export_values(year=2026, as_of=NOW, form=form)[0])
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
            ("andel;;0001-01-01;2026-09-30;;1;;;", "C", "utanför"),
        ],
    )
    def test_what_is_wrong_is_named_by_row_and_column(self, measured, row, column, words):
        (fault,) = bring(HEADING + row + "\n", store=True).faults
        assert (fault.row, fault.column) == (2, column)
        assert words in fault.text("sv")

    def test_the_number_of_queries_does_not_grow_with_the_rows(self, measured, django_assert_max_num_queries):
        data, _hidden = export_values(year=2026, as_of=NOW, form="csv")
        with django_assert_max_num_queries(9):
            bring(data)
