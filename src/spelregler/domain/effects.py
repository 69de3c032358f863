"""An assignment that is reported back tells what was done, and in time what came of it (CP-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.decisions import BodyAssignments, no_assignments
from spelregler.domain.findings import Duty, InputValue, Judgement, Status, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.wording import named
from spelregler.domain.words import Words


@dataclass(frozen=True)
class EffectKnown:
    """CP-9: the days in which the effect of what was done is to be seen and told."""

    days: int = param(
        92, minimum=0, maximum=730, unit=Unit.DAYS, title=Words("Time in which the effect is to be known")
    )


def judge_effect_known(facts: Sequence[BodyAssignments], *, parameters: EffectKnown, as_of: date) -> list[Judgement]:
    """CP-9: an assignment that is reported back tells what was done, and in so many days what came of it.

    One judgement per body; nothing known without an assignment that is reported back.
    """
    if not facts:
        return [no_assignments()]
    return [_effect(fact, days=parameters.days, as_of=as_of) for fact in facts]


def _effect(fact: BodyAssignments, *, days: int, as_of: date) -> Judgement:
    closed = [each for each in fact.assignments if each.is_reported(as_of=as_of)]
    if not closed:
        return nothing_known(
            scope=fact.body,
            missing=Words("an assignment that is reported back to the body"),
            expected_of="FC",
        )
    silent = [each for each in closed if not (each.has_result and each.has_effect)]
    inputs: dict[str, InputValue] = {"closed": len(closed), "without_effect": len(silent), "days": days}
    if not silent:
        words = (
            Words("The only assignment reported back tells what was done and what it led to.")
            if len(closed) == 1
            else Words(
                "All {closed_count} assignments reported back tell what was done and what it led to.",
                closed_count=len(closed),
            )
        )
        return Judgement(fact.body, Status.KEPT, words, inputs, latest(each.reported_on for each in closed))
    first = min(silent, key=lambda each: each.reported_on or as_of)
    assert first.reported_on is not None  # noqa: S101 - it is reported back
    due = first.reported_on + timedelta(days=days)
    is_late = as_of > due
    lack = Words(
        "{silent} of {closed} assignments reported back lack their effect: {names}.",
        silent=len(silent),
        closed=len(closed),
        names=named([each.name for each in silent]),
    )
    return Judgement(
        fact.body,
        Status.BREACH if is_late else Status.ATTENTION,
        Words("{lack} It was due on {due}.", lack=lack, due=due)
        if is_late
        else Words("{lack} It is due on {due}.", lack=lack, due=due),
        inputs | {"due": due.isoformat()},
        due + ONE_DAY if is_late else first.reported_on,
        first.addressee,
        duty=Duty(due, first.reported_on),
    )
