"""A limit and a fact are said in words, with their unit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from spelregler.domain.measured import Unit
from spelregler.ui.measured import measured, with_unit


@pytest.mark.parametrize(
    ("value", "unit", "sv", "en"),
    [
        (30, Unit.DAYS, "30 dagar", "30 days"),
        (1, Unit.DAYS, "1 dag", "1 day"),
        (Decimal("-2.0"), Unit.PER_CENT, "−2,0 %", "−2.0%"),
        ("66.7", Unit.PER_CENT, "66,7 %", "66.7%"),
        (900000, Unit.TKR, "900 000 tkr", "900,000 tkr"),
        ("2026-01-31", Unit.DATE, "31 januari 2026", "31 January 2026"),
        ("03-31", Unit.DAY_OF_YEAR, "31 mars", "31 March"),
        (True, Unit.YES_OR_NO, "ja", "yes"),
        (2027, Unit.YEAR, "2027", "2027"),
        (12, Unit.NUMBER, "12", "12"),
        ("1–4", Unit.NUMBER, "1–4", "1–4"),
        ("§ 17", Unit.WORD, "§ 17", "§ 17"),
        (None, Unit.DATE, "–", "–"),
    ],
)
def test_a_value_is_said_with_its_unit(value: object, unit: Unit, sv: str, en: str) -> None:
    said = [measured(value, unit, language).replace("\u00a0", " ") for language in ("sv", "en")]
    assert said == [sv, en]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Decimal("-0.5"), "%", "−0,5 %"),
        (150, "tkr", "150 tkr"),
        ("04-15", "datum", "15 april"),
        ("previous_year", "minst som året före", "minst som året före"),
    ],
)
def test_a_limit_has_the_units_of_its_package(value: object, unit: str, said: str) -> None:
    assert with_unit(value, unit, "sv").replace("\u00a0", " ") == said
