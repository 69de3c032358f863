"""A year that is over is put right by whoever decided it, with a reason: a target, or how a goal went.

A value is put right another way: the controller opens the period again, the unit reports and the head approves.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.goals.models import Goal, GoalJudgement, Target
from spelregler.apps.goals.operations.chain import minuted
from spelregler.apps.goals.operations.running_year import judge_year
from spelregler.apps.goals.operations.targets import set_target
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError


class CorrectionRefused(DomainError):
    """A year is corrected when it is over, with a reason, and a body's own by its decision."""

    code = "correction-refused"


def correct_target(
    *,
    target: Target,
    value: Decimal,
    reason: str,
    decided_on: date,
    paragraph: str,
    on: date,
    who: Who,
    meant: int | None = None,
) -> Target:
    """The body that owns the goal moves the target of a year that is over: date, § and reason (MR-14, pitfall 9).

    `value` is in the indicator's unit. Refuses with `CorrectionRefused` a year that is not over, no reason, a unit's
    goal and no change, with `ChainRefused` a decision yet to be taken, with `DecisionRefused` minutes that are not
    whole; as `set_target` does.
    """
    _refuse(target.year, reason=reason, on=on)
    if target.goal.body is None:
        raise CorrectionRefused(
            Words("The target of a unit's goal does not change when the year is over."),
            clause="MR-14",
            way=Words("Correct the value if it was wrong, or change the judgement with a reason."),
        )
    if value == target.value:
        raise _unchanged()
    with transaction.atomic():
        decision = minuted(
            body=target.goal.body,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"Ändrat målvärde {target.year}",
            text=f"{target.indicator}: {reason.strip()}",
            on=on,
            who=who,
            meant=meant,
        )
        return set_target(
            goal=target.goal,
            indicator=target.indicator,
            year=target.year,
            value=value,
            baseline=target.baseline,
            weight=target.weight,
            decision=decision,
            set_on=on,
            who=who,
        )


def correct_judgement(
    *,
    goal: Goal,
    year: int,
    level: str,
    reason: str,
    on: date,
    who: Who,
    decided_on: date | None = None,
    paragraph: str = "",
    meant: int | None = None,
) -> GoalJudgement:
    """How a goal went in a year that is over is judged anew, with a reason; a body's goal by the body's decision
    (MR-14).

    Refuses with `CorrectionRefused` a year that is not over and no reason, and as `judge_year` does.
    """
    _refuse(year, reason=reason, on=on)
    return judge_year(
        goal=goal,
        year=year,
        level=level,
        reason=reason,
        on=on,
        who=who,
        decided_on=decided_on,
        paragraph=paragraph,
        title="Ändrad bedömning",
        meant=meant,
    )


def _refuse(year: int, *, reason: str, on: date) -> None:
    if on < date(year + 1, 1, 1):
        words = Words("The year {year} is not over.", year=year)
        way = Words("During the year it changes as usual; a correction is about a year that is over.")
        field = ""
    elif not reason.strip():
        words, field = Words("The reason is missing."), "reason"
        way = Words("Write why it is corrected. All see it.")
    else:
        return
    raise CorrectionRefused(words, clause="MR-14", way=way, field=field)


def _unchanged() -> CorrectionRefused:
    return CorrectionRefused(
        field="value",
        words=Words("It is the same as before."),
        clause="MR-14",
        way=Words("Give what it should be instead."),
    )
