"""Whether the elected get answers: a member's question is answered to the whole body in time (CP-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, InputValue, Judgement, Scope, Status, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.wording import named
from spelregler.domain.words import Words
from spelregler.domain.working_days import working_days_after

YEAR = timedelta(days=365)
REMEMBERED = timedelta(days=92)
"""A late answer is pointed at for a quarter, as often as the rule is asked about."""


@dataclass(frozen=True)
class QuestionsAnswered:
    """P27: the working days in which a member's question is answered, and whether the three eves are such days."""

    days: int = param(
        10, minimum=1, maximum=90, unit=Unit.WORKING_DAYS, number="P27", title=Words("Time to answer a question")
    )
    eves: bool = param(
        default=False,
        unit=Unit.YES_OR_NO,
        title=Words("Midsummer Eve, Christmas Eve and New Year's Eve are working days"),
    )

    def last_day(self, asked_on: date) -> date:
        """The last day for an answer to what was asked on the day."""
        return working_days_after(asked_on, self.days, eves=self.eves)


@dataclass(frozen=True)
class AskedQuestion:
    """A member's question, by its subject; `answerer` is the role that it was put to."""

    subject: str
    asked_on: date
    answerer: str
    answered_on: date | None = None


@dataclass(frozen=True)
class BodyQuestions:
    """What the members of one political body have asked."""

    body: Scope
    questions: tuple[AskedQuestion, ...] = ()


def judge_questions_answered(
    facts: Sequence[BodyQuestions], *, parameters: QuestionsAnswered, as_of: date
) -> list[Judgement]:
    """CP-12: a member's question is answered to the whole body within P27's working days.

    One judgement per body, of the questions of the past year and those that wait; nothing known without one. That the
    answer reaches the whole body is so by construction: there is no answer to one member alone.
    """
    if not facts:
        return [_none_asked()]
    return [_answered(fact, rule=parameters, as_of=as_of) for fact in facts]


def _none_asked(scope: Scope | None = None) -> Judgement:
    missing = Words("a question from a member of the body")
    return nothing_known(missing=missing, expected_of="N", **({"scope": scope} if scope else {}))


def _answered(fact: BodyQuestions, *, rule: QuestionsAnswered, as_of: date) -> Judgement:
    asked = [each for each in fact.questions if _counts(each, as_of=as_of)]
    if not asked:
        return _none_asked(fact.body)
    waiting = sorted((each for each in asked if not _is_answered(each, as_of=as_of)), key=lambda each: each.asked_on)
    late = [each for each in waiting if rule.last_day(each.asked_on) < as_of]
    tardy = [each for each in asked if _was_late(each, rule=rule, as_of=as_of)]
    inputs: dict[str, InputValue] = {
        "questions": len(asked),
        "questions_waiting": len(waiting),
        "late": len(late),
        "answered_late": len(tardy),
        "working_days": rule.days,
    }
    if late:
        first, due = late[0], rule.last_day(late[0].asked_on)
        words = Words(
            "Questions that wait longer than {days} working days ({late_count} of {asked_count}): {names}.",
            days=rule.days,
            late_count=len(late),
            asked_count=len(asked),
            names=named([each.subject for each in late]),
        )
        duty = Duty(due, first.asked_on)
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, first.answerer, duty=duty)
    if tardy:
        first = min(tardy, key=lambda each: each.answered_on or as_of)
        words = Words(
            "Questions answered later than {days} working days in the past quarter ({late_count}): {names}.",
            days=rule.days,
            late_count=len(tardy),
            names=named([each.subject for each in tardy]),
        )
        duty = Duty(rule.last_day(first.asked_on), first.asked_on, first.answered_on)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, first.answered_on, duty=duty)
    since = latest(each.asked_on if each in waiting else each.answered_on for each in asked)
    words = Words(
        "The whole body has had an answer to each question within {days} working days. Asked: {asked_count}. "
        "Waiting within the time: {waiting_count}.",
        days=rule.days,
        asked_count=len(asked),
        waiting_count=len(waiting),
    )
    return Judgement(fact.body, Status.KEPT, words, inputs, since)


def _is_answered(question: AskedQuestion, *, as_of: date) -> bool:
    return question.answered_on is not None and question.answered_on <= as_of


def _counts(question: AskedQuestion, *, as_of: date) -> bool:
    return not _is_answered(question, as_of=as_of) or question.asked_on > as_of - YEAR


def _was_late(question: AskedQuestion, *, rule: QuestionsAnswered, as_of: date) -> bool:
    """Answered after its last day, and not so long ago that it is forgotten."""
    answered = question.answered_on
    return (
        answered is not None and as_of - REMEMBERED < answered <= as_of and answered > rule.last_day(question.asked_on)
    )
