"""When somebody is told, and of what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.domain.notices import MailDays, mark, worth_telling
from spelregler.domain.work_list import MONTH_AHEAD, WEEK_AHEAD, Task

WEDNESDAY = date(2026, 11, 4)


def task(days: int | None, *, title: str = "Rapportera", lead: timedelta = WEEK_AHEAD, is_broken: bool = False) -> Task:
    last = None if days is None else WEDNESDAY + timedelta(days=days)
    return Task(title=title, url="/", last_day=last, lead=lead, is_broken=is_broken)


@pytest.mark.parametrize(
    ("found", "where"),
    [
        (task(-1), "late"),
        (task(None, is_broken=True), "late"),
        (task(0), "this_week"),
        (task(4), "this_week"),  # Sunday
        (task(5), "ahead"),
        (task(7), "ahead"),
        (task(8), ""),
        (task(28, lead=MONTH_AHEAD), "ahead"),
        (task(29, lead=MONTH_AHEAD), ""),
        (task(None), ""),
    ],
)
def test_what_is_late_due_by_sunday_or_within_its_lead_time_is_told(found: Task, where: str) -> None:
    told = worth_telling([found], on=WEDNESDAY)
    assert {name for name in ("late", "this_week", "ahead") if getattr(told, name)} == ({where} if where else set())


def test_what_was_told_is_not_told_again_also_where_its_day_has_moved() -> None:
    first, other = task(-1), task(-1, title="Godkänn")
    told = worth_telling([task(2), other], on=WEDNESDAY, told={mark(first)})
    assert told.tasks == [other]


@pytest.mark.parametrize(
    ("days", "monday", "tuesday"),
    [(MailDays.NEVER, False, False), (MailDays.MONDAYS, True, False), (MailDays.DAILY, True, True)],
)
def test_the_days_of_mail(days: MailDays, monday: bool, tuesday: bool) -> None:
    assert (days.has(date(2026, 11, 2)), days.has(date(2026, 11, 3))) == (monday, tuesday)
