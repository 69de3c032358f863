"""Indicators and what they are to reach."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import (
    Goal,
    Indicator,
    Origin,
    Target,
)
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class TargetRefused(DomainError):
    """A target belongs to a year in which its goal holds, and is not moved when the year is over."""

    code = "target-refused"


def add_indicator(
    *,
    code: str,
    title: str,
    unit_of_measure: str,
    direction: str,
    who: Who,
    title_en: str = "",
    decimals: int = 1,
    noise: Decimal = Decimal(0),
    owner: Post | None = None,
    source: str = "",
    kolada_id: str = "",
) -> Indicator:
    """Something measured says in which unit, which way is good, who answers for it and where it comes from (CP-22)."""
    indicator = Indicator(
        code=code,
        title=title.strip(),
        title_en=title_en.strip(),
        unit_of_measure=unit_of_measure,
        direction=direction,
        decimals=decimals,
        noise=noise,
        owner=owner,
        source=source,
        kolada_id=kolada_id,
    )
    store(indicator, act="add-indicator", who=who, details={"direction": direction, "unit": unit_of_measure})
    return indicator


def set_target(
    *,
    goal: Goal,
    indicator: Indicator,
    year: int,
    value: Decimal,
    set_on: date,
    who: Who,
    baseline: Decimal | None = None,
    weight: Decimal = Decimal(1),
    decision: Decision | None = None,
    origin: str = Origin.ENTERED,
) -> Target:
    """What an indicator is to reach in a year. Once the year is over only a decision moves it, and it is shown.

    So is it before that, where a body has decided the goal (MR-17); a first target fills a gap. A unit's target is
    moved by whoever decides its plan: the day is the decision's (MR-25), and the goal's page shows both.

    A target holds from the day when it was set until another is set; the older one is kept with its days. Set twice on
    one day, the later takes the place of the first, since there is no day on which the first held. `value` and
    `baseline` are in the indicator's unit.

    Refuses with `TargetRefused` a year in which the goal does not hold, a day before the target that stands, and a move
    without the decision that it needs (MR-14, MR-17).
    """
    _refuse_target_year(goal, year=year)
    if set_on >= date(year + 1, 1, 1):
        _refuse_late_target(goal, indicator=indicator, year=year, set_on=set_on, decision=decision)
    with transaction.atomic():
        Goal.objects.select_for_update().get(pk=goal.pk)  # two editors set the same target: one waits
        older = Target.objects.filter(goal=goal, indicator=indicator, year=year, end__isnull=True).first()
        if older is not None and set_on < older.start:
            raise _backdated(set_on, older)
        if older is not None and (older.value, older.baseline, older.weight) != (value, baseline, weight):
            _refuse_moving(goal, set_on=set_on, decision=decision)
        before = None if older is None else older.value
        target = _target_from(set_on, older=older, who=who) or Target(goal=goal, indicator=indicator, year=year)
        target.value, target.baseline, target.weight, target.origin = value, baseline, weight, origin
        target.start, target.decision = set_on, decision
        details = {"goal": goal.code, "before": before, "value": value, "set_on": set_on}
        store(target, act="set-target", who=who, details=details)
    return target


def _target_from(day: date, *, older: Target | None, who: Who) -> Target | None:
    """The row that the day's target is written over, if any; one that has held on a day is ended instead."""
    if older is None or day == older.start:
        return older
    amend(older, to={"end": day}, act="end-target", who=who)
    return None


def _backdated(day: date, older: Target) -> TargetRefused:
    return TargetRefused(
        Words(
            "The target for {indicator} {year} was set on {start}. It is not changed from {day}.",
            year=older.year,
            start=older.start,
            day=day,
            indicator=Pair(older.indicator.title, older.indicator.title_en),
        ),
        clause="MR-14",
        way=Words("Give a day on or after {start}.", start=older.start),
    )


# Figures ---------------------------------------------------------------------------------------------------------


def holds_in(goal: Goal, *, year: int) -> bool:
    """The goal holds on some day of the year."""
    return goal.start < date(year + 1, 1, 1) and (goal.end is None or goal.end > date(year, 1, 1))


def _refuse_target_year(goal: Goal, *, year: int) -> None:
    if not holds_in(goal, year=year):
        raise TargetRefused(
            Words("The goal “{goal}” does not hold in {year}.", year=year, goal=Pair(goal.title, goal.title_en)),
            way=Words("Choose a year in which the goal holds."),
        )


def _refuse_late_target(
    goal: Goal, *, indicator: Indicator, year: int, set_on: date, decision: Decision | None
) -> None:
    if decision is None:
        raise TargetRefused(
            Words(
                "The year {year} is over. The target for {indicator} does not change afterwards without a decision.",
                year=year,
                indicator=Pair(indicator.title, indicator.title_en),
            ),
            clause="MR-14",
            way=Words("Name the decision, or set a target for a year to come."),
        )
    _refuse_other_decider(goal, set_on=set_on, decision=decision)


def _refuse_moving(goal: Goal, *, set_on: date, decision: Decision | None) -> None:
    """A target that a body's decision stands behind is moved by another one, of the goal's own owner."""
    if decision is not None:
        _refuse_other_decider(goal, set_on=set_on, decision=decision)
    elif goal.decision_id is not None:
        raise TargetRefused(
            Words(
                "The goal “{goal}” was decided by {decision}, and its target with it. It does not "
                "change without a new decision.",
                decision=goal.decision,
                goal=Pair(goal.title, goal.title_en),
            ),
            clause="MR-17",
            way=Words("Name the new decision by the goal's owner, with its date and paragraph."),
        )


def _refuse_other_decider(goal: Goal, *, set_on: date, decision: Decision) -> None:
    political = goal.level != Goal.Level.UNIT
    if (political and decision.body_id != goal.body_id) or decision.decided_on > set_on:
        raise TargetRefused(
            Words(
                "{decision} cannot change the target: it must be taken by the goal's owner and no later than {set_on}.",
                decision=decision,
                set_on=set_on,
            ),
            clause="MR-14",
            way=Words("Choose a decision by the goal's owner."),
        )
