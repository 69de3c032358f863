"""What people type: a slip of the pen is told, and never reaches a database that cannot hold it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from spelregler.platform.errors import DomainError
from spelregler.platform.forms import DayField, MonthField, TkrField
from spelregler.platform.numbers import read_day, read_tkr

ODD_DAYS = ("0000-00-00", "0001-01-01", "9999-12-31", "9999-99-99", "1" * 5000)
ODD_AMOUNTS = ("1e400", "NaN", "Infinity", "-1e22", "9" * 23)


@pytest.mark.parametrize("typed", ODD_DAYS)
def test_an_unreasonable_day_is_refused_as_a_field_and_as_text(typed: str) -> None:
    with pytest.raises(ValidationError):
        DayField().clean(typed)
    with pytest.raises(DomainError):
        read_day(typed)


@pytest.mark.parametrize("typed", ODD_AMOUNTS)
def test_an_amount_that_no_municipality_has_is_refused(typed: str) -> None:
    with pytest.raises(DomainError):
        read_tkr(typed)
    with pytest.raises(ValidationError):
        TkrField().clean(typed)


@pytest.mark.parametrize("typed", ["1900-01-01", "1949-12-31", "2101-01-01"])
def test_a_day_that_nobody_means_is_told_at_the_field_and_by_the_browser(typed: str) -> None:
    """A file may tell of a decision of 1900; whoever types that year has missed a key."""
    with pytest.raises(ValidationError, match="1950-01-01"):
        DayField().clean(typed)
    assert (DayField().widget.attrs["min"], DayField().widget.attrs["max"]) == ("1950-01-01", "2100-12-31")
    with pytest.raises(ValidationError):
        MonthField().clean(typed[:7])


def test_what_people_do_write_is_read() -> None:
    assert DayField().clean("2030-12-31") == read_day(" 2030-12-31 ") == date(2030, 12, 31)
    assert read_tkr("−1 234 567,5 tkr").ore == -123_456_750_000
