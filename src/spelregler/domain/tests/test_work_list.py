"""What waits is met in order of its last day, and nothing is late before the day after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.domain.work_list import Task, When, in_order

WEDNESDAY = date(2026, 11, 4)


def task(title: str = "Rapportera", days: int | None = None, *, is_broken: bool = False) -> Task:
    last = None if days is None else WEDNESDAY + timedelta(days=days)
    return Task(title=title, url="/", last_day=last, is_broken=is_broken)


@pytest.mark.parametrize(
    ("days", "when"),
    [
        (-1, When.LATE),
        (0, When.TODAY),
        (1, When.WEEK),
        (4, When.WEEK),  # Sunday
        (5, When.LATER),  # Monday
        (None, When.UNDATED),
    ],
)
def test_a_task_is_late_the_day_after_its_last_day_and_the_week_ends_on_sunday(days: int | None, when: When) -> None:
    assert task(days=days).when(WEDNESDAY) is when


def test_a_broken_rule_without_a_last_day_is_to_be_put_right_and_is_never_called_late() -> None:
    assert task(is_broken=True).when(WEDNESDAY) is When.BROKEN
    assert task(days=1, is_broken=True).when(WEDNESDAY) is When.WEEK


def test_the_most_urgent_stands_first_and_what_lies_beyond_sixty_days_is_left_out() -> None:
    given = [task("later", 30), task("b", 60), task("far", 61), task("undated"), task("today", 0), task("week", 2)]
    given += [task("late", -9), task("broken", is_broken=True), task("a", 60)]
    assert [each.title for each in in_order(given, on=WEDNESDAY)] == (
        ["late", "today", "broken", "week", "undated", "later", "a", "b"]
    )
