"""What a page shows in a table is read back as it was written: figures, days, and what stands beside them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.ui import formatting
from spelregler.ui.shown_tables import Figure, ShownCell, read_figure, shown_value, tables_on

LANGUAGES = st.sampled_from(["sv", "en"])
DECIMALS = st.integers(0, 3)
VALUES = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=3)
PAGE = """<h1>Frames</h1><h2 id="money">Money, <b>tkr</b></h2>
<div><table class="data" data-table="money" data-by="money" data-unit="tkr" data-leaves="3" data-leaf="sida">
<thead><tr><th rowspan="2">Name</th><th class="num" colspan="2">Sum<br><small>Range</small></th></tr>
<tr><th class="num">2025</th><th class="num">2026</th></tr></thead>
<tbody><tr><th scope="row"><a href="/">Kinder\u00adgarten</a><br><small>changed</small></th>
<td class="num">\u22127\u00a0812
<span class="source" title="x"><svg><path/><text>9</text></svg><span>found</span></span></td>
<td class="num"><input type="hidden" value="3"><input type="text" value="12,5"><label>not this</label></td></tr>
<tr><td colspan="3">Together<form><button>Send</button></form></td></tr></tbody></table></div>
<table class="data" data-table="facts"><tbody><tr><th>Given</th><td>1</td></tr></tbody></table>
<table class="data"><thead><tr><th>No name</th></tr></thead></table>"""


class TestAFigure:
    @given(value=VALUES, decimals=DECIMALS, language=LANGUAGES)
    def test_is_read_as_it_was_written(self, value: Decimal, decimals: int, language: str) -> None:
        found = read_figure(formatting.number(value, language, decimals=decimals), language)
        assert found is not None
        assert formatting.number(found.value, language, decimals=decimals) == formatting.number(
            value, language, decimals=decimals
        )
        assert (found.decimals, found.unit) == (decimals, "")

    @given(value=VALUES, language=LANGUAGES)
    def test_in_per_cent_has_that_unit(self, value: Decimal, language: str) -> None:
        found = read_figure(formatting.percent(value, language), language)
        assert found is not None
        assert found.unit == "%"

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("372\u00a0000\u00a0tkr", Figure(Decimal(372000), unit="tkr", grouped=True)),
            ("+0,30 %", Figure(Decimal("0.30"), decimals=2, unit="%")),
            ("2026", Figure(Decimal(2026))),
            ("-3", Figure(Decimal(-3))),
            ("0", Figure(Decimal(0))),
            ("≤ 4,5", Figure(Decimal("4.5"), decimals=1, limit="≤")),
        ],
    )
    def test_keeps_its_unit_and_decimals(self, text: str, found: Figure) -> None:
        assert read_figure(text, "sv") == found

    @pytest.mark.parametrize("text", ["–", "", "14 av 19", "färre än 5", "007", "1\u00a0200–1\u00a0500", "..", "1,2,3"])
    def test_is_no_other_text(self, text: str) -> None:
        assert read_figure(text, "sv") is None


def test_what_was_typed_has_blanks_between_its_thousands_in_english_too() -> None:
    assert read_figure("12 000", "en") == Figure(Decimal(12000), grouped=True)


class TestADay:
    @given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)), language=LANGUAGES, short=st.booleans())
    def test_is_read_as_it_was_written(self, day: date, language: str, short: bool) -> None:
        written = (formatting.short_date if short else formatting.long_date)(day, language)
        assert shown_value(ShownCell(written), language) == day

    @pytest.mark.parametrize("text", ["31 februari 2026", "2 nov", "per 2 november 2026", "§ 4"])
    def test_is_no_other_text(self, text: str) -> None:
        assert shown_value(ShownCell(text), "sv") == text


class TestATable:
    table = tables_on(PAGE).tables[0]

    def test_is_found_by_its_name_and_called_by_its_heading(self) -> None:
        page = tables_on(PAGE)
        assert page.title == "Frames"
        assert [(each.name, each.title) for each in page.tables] == [("money", "Money, tkr")]
        assert (self.table.unit, self.table.leaves, self.table.leaf) == ("tkr", 3, "sida")

    def test_has_its_cells_with_what_stands_beside_them(self) -> None:
        name, minus, typed = self.table.body[0]
        assert (name.text, name.note) == ("Kindergarten", "changed")
        assert (minus.text, minus.note) == ("\u22127\u00a0812", "found")
        assert (typed.text, typed.note) == ("12,5", "")
        assert shown_value(minus, "sv") == Figure(Decimal(-7812), grouped=True)

    def test_knows_over_how_many_columns_and_rows_a_cell_goes(self) -> None:
        assert [(each.columns, each.rows) for each in self.table.head[0]] == [(1, 2), (2, 1)]
        assert [(each.text, each.columns) for each in self.table.body[1]] == [("Together", 3)]

    def test_a_cell_that_is_no_figure_is_its_words(self) -> None:
        assert shown_value(ShownCell("3001"), "sv") == "3001"
