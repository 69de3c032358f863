"""Figures from SCB: one municipality's, year by year, each sex by itself and never a part as the whole."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from spelregler.apps.goals.files.dry_run import FileRefused
from spelregler.apps.goals.files.scb_file import import_scb
from spelregler.apps.goals.models import Measurement
from spelregler.apps.goals.tests.small_town import NOW, WHO

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "scb"


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

    def test_a_point_parts_decimals_and_never_thousands(self, town):
        assert scb("region,2022,2023\n481,12.345,7\n", store=True).stored
        assert Measurement.objects.get(period_start__year=2022).value == Decimal("12.345")

    @pytest.mark.parametrize("figure", ["1e9", "1_000", "9" * 20, "12.345.678", "²"])
    def test_a_figure_out_of_range_or_of_another_spelling_is_named(self, town, figure):
        (fault,) = scb(f"region;2022\n481;{figure}\n").faults
        assert (fault.row, fault.column) == (2, "B")

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
