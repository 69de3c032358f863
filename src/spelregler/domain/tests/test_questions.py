"""A member's question is answered to the whole body within ten working days (CP-12)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.findings import Duty, Judgement, Scope, Status
from spelregler.domain.questions import AskedQuestion, BodyQuestions, QuestionsAnswered, judge_questions_answered

BODY = Scope("committee", "un", "Utbildningsnämnden")
ASKED, LAST = date(2026, 10, 12), date(2026, 10, 26)


def judged(*questions: AskedQuestion, on: date, days: int = 10, eves: bool = False) -> Judgement:
    rule = QuestionsAnswered(days=days, eves=eves)
    (found,) = judge_questions_answered([BodyQuestions(BODY, questions)], parameters=rule, as_of=on)
    return found


def asked(on: date = ASKED, answered: date | None = None) -> AskedQuestion:
    return AskedQuestion("Lovskola", on, "FC", answered)


@pytest.mark.parametrize(
    ("answered", "on", "status", "since"),
    [
        (None, LAST, Status.KEPT, ASKED),
        (None, date(2026, 10, 27), Status.BREACH, date(2026, 10, 27)),
        (date(2026, 10, 29), date(2026, 10, 28), Status.BREACH, date(2026, 10, 27)),
        (date(2026, 10, 29), date(2026, 10, 29), Status.ATTENTION, date(2026, 10, 29)),
        (date(2026, 10, 29), date(2027, 1, 28), Status.ATTENTION, date(2026, 10, 29)),
        (date(2026, 10, 29), date(2027, 1, 29), Status.KEPT, date(2026, 10, 29)),
        (LAST, LAST, Status.KEPT, LAST),
        (LAST, date(2027, 10, 11), Status.KEPT, LAST),
        (LAST, date(2027, 10, 12), Status.NOT_ASSESSED, None),
    ],
)
def test_the_worked_example(answered: date | None, on: date, status: Status, since: date | None):
    """The worked example of docs/rules/beslut.md."""
    found = judged(asked(answered=answered), on=on)
    assert (found.status, found.since) == (status, since)


def test_the_oldest_late_question_says_who_answers_and_by_when():
    found = judged(asked(), asked(date(2026, 10, 1)), asked(date(2026, 11, 1)), on=date(2026, 11, 2))
    assert (found.status, found.expected_of, found.since) == (Status.BREACH, "FC", date(2026, 10, 16))
    assert found.duty == Duty(date(2026, 10, 15), date(2026, 10, 1))
    assert (found.inputs["late"], found.inputs["questions_waiting"]) == (2, 3)


@pytest.mark.parametrize(("eves", "status"), [(False, Status.KEPT), (True, Status.BREACH)])
def test_the_package_says_whether_midsummer_eve_is_a_working_day(eves: bool, status: Status):
    assert judged(asked(date(2026, 6, 12)), on=date(2026, 6, 29), eves=eves).status is status


def test_no_question_is_no_green_light():
    found = judged(on=LAST)
    assert (found.scope, found.status, found.expected_of) == (BODY, Status.NOT_ASSESSED, "N")
