"""A body has the activity evaluated, and decides what each evaluation leads to (MR-21)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.commissioned import BodyEvaluations, Commissioned, EvaluationsUsed, judge_evaluations_used
from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.roles import Role

BODY = Scope("committee", "un", "Utbildningsnämnden")
ORDERED, DUE, HANDED, FOLLOWED = date(2026, 1, 20), date(2026, 5, 31), date(2026, 5, 12), date(2026, 9, 15)


def one(*, handed: date | None = None, followed: date | None = None) -> Commissioned:
    return Commissioned("Lässatsningen", ORDERED, DUE, handed, followed)


def judged(*found: Commissioned, on: date, months: int = 6) -> Judgement:
    fact = BodyEvaluations(BODY, Role.N, Role.FC, found)
    (answer,) = judge_evaluations_used([fact], parameters=EvaluationsUsed(months=months), as_of=on)
    return answer


@pytest.mark.parametrize(
    ("found", "on", "status", "since", "expected"),
    [
        (one(), date(2026, 5, 31), Status.KEPT, ORDERED, ""),
        (one(), date(2026, 6, 1), Status.ATTENTION, date(2026, 6, 1), "FC"),
        (one(handed=HANDED), date(2026, 6, 1), Status.ATTENTION, HANDED, "N"),
        (one(handed=HANDED), date(2026, 11, 12), Status.ATTENTION, HANDED, "N"),
        (one(handed=HANDED), date(2026, 11, 13), Status.BREACH, date(2026, 11, 13), "N"),
        (one(handed=HANDED, followed=FOLLOWED), FOLLOWED, Status.KEPT, FOLLOWED, ""),
        (one(handed=HANDED, followed=FOLLOWED), date(2027, 1, 20), Status.KEPT, FOLLOWED, ""),
        (one(handed=HANDED, followed=FOLLOWED), date(2027, 1, 21), Status.BREACH, date(2027, 1, 21), "N"),
        (one(handed=HANDED, followed=date(2026, 11, 20)), date(2026, 12, 1), Status.ATTENTION, date(2026, 11, 20), ""),
    ],
)
def test_the_worked_example(found: Commissioned, on: date, status: Status, since: date, expected: str):
    """The worked example of docs/rules/beslut.md."""
    answer = judged(found, on=on)
    assert (answer.status, answer.since, answer.expected_of) == (status, since, expected)


def test_the_package_says_how_long_the_body_has():
    assert judged(one(handed=HANDED), on=date(2026, 7, 13), months=2).status is Status.BREACH


def test_what_was_entered_later_was_not_known_before():
    assert judged(one(handed=HANDED, followed=FOLLOWED), on=date(2026, 6, 1)).status is Status.ATTENTION


def test_none_is_no_green_light():
    answer = judged(on=FOLLOWED)
    assert (answer.scope, answer.status, answer.expected_of) == (BODY, Status.NOT_ASSESSED, "N")
    assert judge_evaluations_used([], parameters=EvaluationsUsed(), as_of=FOLLOWED)[0].status is Status.NOT_ASSESSED
