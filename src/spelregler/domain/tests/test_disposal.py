"""What a row of a disposal plan may say, and from when a record may go: worked examples."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.disposal import KindOfRecord, PlanRowRefused, closed_before, refuse_kind


@pytest.mark.parametrize(
    ("years", "on", "expected"),
    [
        (2, date(2026, 1, 1), date(2024, 1, 1)),
        (2, date(2026, 12, 31), date(2024, 1, 1)),
        (0, date(2026, 1, 1), date(2026, 1, 1)),
        (200, date(150, 1, 1), None),
    ],
)
def test_whole_years_after_the_year_in_which_the_case_was_closed(years, on, expected):
    assert closed_before(years, on=on) == expected


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (KindOfRecord(" ", "Inbjudan", 2), "code"),
        (KindOfRecord("1", " ", 2), "title"),
        (KindOfRecord("1", "Inbjudan", -1), "years"),
        (KindOfRecord("1", "Inbjudan", 201), "years"),
    ],
)
def test_a_row_that_says_too_little_is_refused_at_its_field(row, field):
    with pytest.raises(PlanRowRefused) as refused:
        refuse_kind(row)
    assert refused.value.field == field
    refuse_kind(KindOfRecord("1", "Protokoll", None))
