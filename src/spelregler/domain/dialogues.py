"""Whether the elected and the officials talk with each other: results and budget dialogues of each body (MR-22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class DialoguesHeld:
    """MR-22: how many dialogues a body holds in a year."""

    times_a_year: int = param(
        2, minimum=1, maximum=12, unit=Unit.TIMES_A_YEAR, title=Words("Dialogues between politics and officials")
    )


@dataclass(frozen=True)
class BodyDialogues:
    """A body with the days of its dialogues."""

    body: Scope
    held_on: tuple[date, ...] = ()


def judge_dialogues_held(facts: Sequence[BodyDialogues], *, parameters: DialoguesHeld, as_of: date) -> list[Judgement]:
    """MR-22: a body has had as many dialogues as the package says within 365 days, on every day.

    Until it has had so many in all, it has 365 days from its first. One judgement per body; nothing known without a
    dialogue.
    """
    if not facts:
        return [_none_held()]
    return [_held(fact, times=parameters.times_a_year, as_of=as_of) for fact in facts]


def _none_held(scope: Scope | None = None) -> Judgement:
    missing = Words("a recorded dialogue with the officials")
    return nothing_known(missing=missing, expected_of="SE", **({"scope": scope} if scope else {}))


def _held(fact: BodyDialogues, *, times: int, as_of: date) -> Judgement:
    days = sorted((day for day in fact.held_on if day <= as_of), reverse=True)
    if not days:
        return _none_held(fact.body)
    is_enough = len(days) >= times
    runs_from = days[times - 1] if is_enough else days[-1]
    due = runs_from + YEAR
    recent = sum(day > as_of - YEAR for day in days)
    inputs: dict[str, InputValue] = {"dialogues_held": recent, "times_a_year": times, "due": due.isoformat()}
    if as_of > due:
        words = Words(
            "Dialogues in the past year: {recent} of {times}. The next was to be held by {due}.",
            recent=recent,
            times=times,
            due=due,
        )
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, "N", duty=Duty(due, runs_from))
    if not is_enough:
        words = Words(
            "Dialogues in the past year: {recent} of {times}. The next is to be held by {due}.",
            recent=recent,
            times=times,
            due=due,
        )
        return Judgement(fact.body, Status.ATTENTION, words, inputs, days[0], "N", duty=Duty(due, runs_from))
    words = Words(
        "Dialogues in the past year: {recent} of {times}. The last was held on {last}.",
        recent=recent,
        times=times,
        last=days[0],
    )
    return Judgement(fact.body, Status.KEPT, words, inputs, days[0])
