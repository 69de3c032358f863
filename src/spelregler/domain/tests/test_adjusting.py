"""Minutes are adjusted when everybody who adjusts has confirmed them, and on the last one's day."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.meetings.adjusting import adjusted_on

FIRST, LAST = date(2026, 10, 27), date(2026, 10, 29)


@pytest.mark.parametrize(
    ("confirmed", "day"),
    [([LAST, FIRST], LAST), ([FIRST], FIRST), ([FIRST, None], None), ([None, None], None), ([], None)],
)
def test_the_day_is_the_last_one_s(confirmed: list[date | None], day: date | None):
    assert adjusted_on(confirmed) == day
