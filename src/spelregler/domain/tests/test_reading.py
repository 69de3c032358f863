"""One reader for each kind of value: what it takes, what it refuses, and that it never raises anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.domain.reading import Ambiguous, Unreadable

READERS: dict[str, Callable[[str], Any]] = {
    "figure": reading.figure,
    "amount": reading.amount,
    "count": reading.count,
    "year": reading.year,
    "day": reading.day,
    "month": reading.month,
    "code": reading.code,
    "identity": reading.identity,
}
NO_VALUE = (
    "",
    " ",
    "abc def",
    "\x00",
    "1\x00",
    "²²²²",
    "١٢٣",
    "1_000",
    "1e2",
    "1e999999",
    "1e30",
    "NaN",
    "Infinity",
    "-",
    ",5",
    "5,",
    "1,2,3",
    "1 2 3",
    "1'200",
    "0x10",
    "9" * 5000,
    "-" + "9" * 5000,
    "\ud800",
)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", NO_VALUE)
def test_what_python_would_take_or_choke_on_is_refused_in_words(name: str, text: str) -> None:
    if name == "code" and text in {"1_000", "1e2", "1e999999", "1e30", "NaN", "Infinity", "-", "0x10"}:
        assert reading.code(text) == text
        return
    with pytest.raises(Unreadable) as refused:
        READERS[name](text)
    assert refused.value.way.sv
    assert refused.value.way.en
    assert len(refused.value.text("sv")) < 300
    assert "\x00" not in refused.value.text("sv")


@pytest.mark.parametrize("name", READERS)
@given(text=st.one_of(st.text(), st.from_regex(r"[-+−0-9  .,e_²]{1,12}", fullmatch=True)))
def test_a_reader_answers_or_refuses_and_nothing_else(name: str, text: str) -> None:
    try:
        READERS[name](text)
    except Unreadable as refused:
        assert refused.words.sv  # noqa: PT017  a value is as good an outcome


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 200", "1200"),
        ("1200", "1200"),
        ("1\u00a0200\u00a0000", "1200000"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("−2,1", "-2.1"),
        ("+3", "3"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1,200", "1.2"),
        ("007", "7"),
    ],
)
def test_a_figure_as_people_write_it(written: str, value: str) -> None:
    assert reading.figure(written) == Decimal(value)


@pytest.mark.parametrize("written", ["1.200", "-12.000", "999.999"])
def test_a_point_before_three_digits_is_two_figures_and_refused_with_both(written: str) -> None:
    with pytest.raises(Ambiguous) as refused:
        reading.figure(written)
    for each in refused.value.way.sv.removeprefix("Skriv ").removesuffix(".").split(" eller "):
        reading.figure(each)
    with pytest.raises(Ambiguous):
        reading.amount(f"{written} tkr")
    assert reading.figure("1.200", mark=".") == Decimal("1.2")


def test_a_format_that_says_its_mark_takes_no_other() -> None:
    with pytest.raises(Unreadable):
        reading.figure("1,5", mark=".")


@pytest.mark.parametrize(
    ("written", "unit", "ore"),
    [
        ("1 200", "tkr", 120_000_000),
        ("12,5 tkr", "tkr", 1_250_000),
        ("−1 234 567,5 tkr", "tkr", -123_456_750_000),
        ("1 234,50 kr", "kr", 123_450),
        ("2,000001", "mnkr", 200_000_100),
        ("1 000 000 000", "tkr", 10**14),
    ],
)
def test_an_amount_to_the_ore(written: str, unit: str, ore: int) -> None:
    assert reading.amount(written, unit=unit) == Money(ore)


@pytest.mark.parametrize("written", ["92 233 720 368 547", "1 000 000 001", "0,000001", "5 kr", "5 mnkr", "1.200"])
def test_an_amount_that_no_municipality_has_or_in_another_unit_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        reading.amount(written)


@pytest.mark.parametrize("written", ["0001", "9999", "1861", "2201", "26", "20266", "²²²²", "abc"])
def test_a_year_outside_what_is_decided_for_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        reading.year(written)


@pytest.mark.parametrize(
    "written", ["0001-01-01", "9999-12-31", "2026-02-30", "20260301", "2026-W10-1", "2026-3-1", "01/03/2026"]
)
def test_a_day_in_another_spelling_or_age_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        reading.day(written)


def test_the_edges_are_inside() -> None:
    assert reading.year("1862") == 1862
    assert reading.day("2200-12-31") == date(2200, 12, 31)
    assert reading.month("2027-03") == date(2027, 3, 1)
    assert reading.identity(str(2**63 - 1)) == 2**63 - 1
    for written in ("0", "017", str(2**63), "-1", "1 000"):
        with pytest.raises(Unreadable):
            reading.identity(written)


@given(value=st.integers(-(10**14), 10**14))
def test_an_amount_written_in_kronor_is_read_back(value: int) -> None:
    money = Money(value)
    written = f"{money.kronor:,.2f}".replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
    assert reading.amount(f"{written}\u00a0kr", unit="kr") == money


@given(value=st.integers(0, 10**9))
def test_a_count_is_read_back(value: int) -> None:
    assert reading.count(str(value)) == reading.count(f"{value:,}".replace(",", " ")) == value


@given(value=st.dates(date(1862, 1, 1), date(2200, 12, 31)))
def test_a_day_a_month_and_a_year_are_read_back(value: date) -> None:
    assert reading.day(value.isoformat()) == value
    assert reading.month(value.isoformat()[:7]) == value.replace(day=1)
    assert reading.year(str(value.year)) == value.year


@given(value=st.decimals(-(10**12), 10**12, places=4))
def test_a_figure_is_read_back(value: Decimal) -> None:
    assert reading.figure(f"{value:f}".replace(".", ",")) == value
    assert reading.figure(f"{value:f}", mark=".") == value
