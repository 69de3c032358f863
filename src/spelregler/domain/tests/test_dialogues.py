"""A body talks with the officials at least twice a year (MR-22)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.dialogues import BodyDialogues, DialoguesHeld, judge_dialogues_held
from spelregler.domain.findings import Judgement, Scope, Status

BODY = Scope("committee", "un", "Utbildningsnämnden")
SPRING, AUTUMN = date(2026, 4, 14), date(2026, 9, 15)


def judged(*days: date, on: date, times: int = 2) -> Judgement:
    rule = DialoguesHeld(times_a_year=times)
    (found,) = judge_dialogues_held([BodyDialogues(BODY, days)], parameters=rule, as_of=on)
    return found


@pytest.mark.parametrize(
    ("days", "on", "status", "since"),
    [
        ((SPRING,), AUTUMN, Status.ATTENTION, SPRING),
        ((SPRING,), date(2027, 4, 14), Status.ATTENTION, SPRING),
        ((SPRING,), date(2027, 4, 15), Status.BREACH, date(2027, 4, 15)),
        ((SPRING, AUTUMN), AUTUMN, Status.KEPT, AUTUMN),
        ((SPRING, AUTUMN), date(2027, 4, 14), Status.KEPT, AUTUMN),
        ((SPRING, AUTUMN), date(2027, 4, 15), Status.BREACH, date(2027, 4, 15)),
        ((SPRING, AUTUMN), date(2026, 8, 1), Status.ATTENTION, SPRING),
    ],
)
def test_the_worked_example(days: tuple[date, ...], on: date, status: Status, since: date):
    """The worked example of docs/rules/beslut.md."""
    found = judged(*days, on=on)
    assert (found.status, found.since) == (status, since)


def test_once_a_year_is_enough_where_the_package_says_so():
    assert judged(SPRING, on=AUTUMN, times=1).status is Status.KEPT


def test_no_dialogue_is_no_green_light():
    found = judged(on=AUTUMN)
    assert (found.scope, found.status) == (BODY, Status.NOT_ASSESSED)
