"""Changes to the wording and the threads of what is already there. What has been decided is not reworded (MR-17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from spelregler.apps.goals.models import Action, Goal, Indicator, Measurement, Target
from spelregler.apps.goals.operations.decided_plans import (
    ChangeRefused,
    refuse_decided,
    refuse_other_end,
    refuse_planned_action,
)
from spelregler.apps.goals.operations.definitions import redefine
from spelregler.apps.goals.operations.goals import link_goals, refuse_too_many
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.changes import key_of
from spelregler.platform.audit.operations import Who, record, store

GOAL_FIELDS = frozenset({"title", "title_en", "why", "end", "coordinated_by", "aggregate"})
INDICATOR_FIELDS = frozenset(
    {"title", "title_en", "unit_of_measure", "decimals", "direction", "noise", "source", "kolada_id", "owner"}
)
ACTION_FIELDS = frozenset({"title", "title_en", "due_on", "statutory_duty", "responsible"})
MEANING = frozenset({"unit_of_measure", "direction"})
"""What a figure means: changed under figures that are already reported, it would change what they said."""


def change_goal(*, goal: Goal, to: Mapping[str, Any], who: Who) -> Goal:
    """A proposal is reworded; a decided goal is replaced by a new one (MR-17), a planned one awaits its plan (MR-25).

    A goal is never made to reach into a year where its unit has as many as it may have (CP-22).

    Refuses with `ChangeRefused` a body's decided goal, with `PlanFrozen` a unit's goal in a decided plan, with
    `TooManyGoals` an end in a year where the unit is full.
    """
    _refuse_unknown(to, GOAL_FIELDS)
    with transaction.atomic():
        held: Goal = Goal.objects.select_for_update().get(pk=goal.pk)
        if held.unit is not None and {name for name in to if getattr(held, name) != to[name]} == {"end"}:
            refuse_other_end(held, to["end"])
        else:
            refuse_decided(held)
        end = held.end
        for name, value in to.items():
            setattr(held, name, value)
        if held.unit is not None and held.end != end:
            refuse_too_many(held.unit, year=_last_year(held, before=end), besides=held)
        store(held, act="change-goal", who=who, details={"goal": held.code})
    return held


def change_indicator(*, indicator: Indicator, to: Mapping[str, Any], on: date, who: Who) -> Indicator:
    """An indicator is described better; its unit and direction stand once something is aimed at or measured (CP-22).

    What else it means stands as well once it has values: that is changed on its page, with a reason.

    Refuses with `ChangeRefused` another unit or direction then, with `DefinitionRefused` as `redefine` does.
    """
    _refuse_unknown(to, INDICATOR_FIELDS)
    with transaction.atomic():
        held: Indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
        used = Target.objects.filter(indicator=held).exists() or Measurement.objects.filter(indicator=held).exists()
        if used and MEANING & to.keys():
            raise ChangeRefused(
                Words(
                    "{held} has targets or values. Unit and direction do not change under them.",
                    held=Pair(held.title, held.title_en),
                ),
                clause="CP-22",
                way=Words("Add a new indicator with a code of its own."),
            )
        return redefine(indicator=held, to=to, on=on, who=who, act="change-indicator")


def change_action(*, action: Action, to: Mapping[str, Any], who: Who, goals: Iterable[Goal] | None = None) -> Action:
    """An action gets other words, another day or other goals while its plan is a proposal (MR-25).

    A finished one is history (MR-28). Who answers for it may change at any time: the plan does not decide that.

    Refuses with `ChangeRefused` a finished one, with `PlanFrozen` one in a decided plan, or a day that reaches into
    one.
    """
    _refuse_unknown(to, ACTION_FIELDS)
    with transaction.atomic():
        held: Action = Action.objects.select_for_update().get(pk=action.pk)
        if held.done_on is not None:
            raise ChangeRefused(
                Words("The action has been done since {done_on} and does not change.", done_on=held.done_on),
                clause="MR-28",
                way=Words("Add a new action if more needs to be done."),
            )
        if goals is not None or to.keys() - {"responsible"}:
            refuse_planned_action(held)
        for name, value in to.items():
            setattr(held, name, value)
        if "due_on" in to:
            refuse_planned_action(held)  # nor does it come to reach into another plan
        served = None if goals is None else list(goals)
        before = sorted(held.goals.values_list("code", flat=True))
        after = before if served is None else sorted(goal.code for goal in served)
        links = {} if after == before else {"goals": (before, after)}
        store(held, act="change-action", who=who, links=links)
        if served is not None:
            held.goals.set(served)
    return held


def unlink_goals(*, parent: Goal, child: Goal, who: Who) -> None:
    """A proposal or a unit's goal no longer serves the goal above; a decided one keeps its thread.

    Refuses with `ChangeRefused` a body's decided goal (MR-17), with `PlanFrozen` a unit's goal in a decided plan
    (MR-25).
    """
    with transaction.atomic():
        held: Goal = Goal.objects.select_for_update().get(pk=child.pk)
        refuse_decided(held)
        held.parents.remove(parent)
        record(
            who=who,
            act="unlink-goals",
            subject=str(held)[:200],
            subject_key=key_of(held),
            details={"parent": parent.code},
        )


def reword_proposal(
    *, goal: Goal, title: str, why: str, serves: Sequence[Goal] | None, who: Who, title_en: str = ""
) -> Goal:
    """A proposal gets other words, and hangs in other goals above it: all at once, or nothing (MR-17, MR-13).

    Refuses as `change_goal` and `hang_in` do.
    """
    with transaction.atomic():
        to = {"title": title.strip(), "title_en": title_en.strip(), "why": why.strip()}
        held = change_goal(goal=goal, to=to, who=who)
        return held if serves is None else hang_in(goal=held, serves=serves, who=who)


def hang_in(*, goal: Goal, serves: Iterable[Goal], who: Who) -> Goal:
    """A goal that may be changed serves these goals above it and no others.

    Refuses as `link_goals` and `unlink_goals` do.
    """
    with transaction.atomic():
        before = {each.pk: each for each in goal.parents.all()}
        after = {each.pk: each for each in serves}
        for key in sorted(before.keys() - after.keys()):
            unlink_goals(parent=before[key], child=goal, who=who)
        for key in sorted(after.keys() - before.keys()):
            link_goals(parent=after[key], child=goal, who=who)
    return goal


def _last_year(goal: Goal, *, before: date | None) -> int:
    """The last year that a goal with another end reaches into; without an end, the first that it did not reach."""
    return (goal.end - ONE_DAY).year if goal.end else (before or goal.start).year


def _refuse_unknown(to: Mapping[str, Any], known: frozenset[str]) -> None:
    """A caller's mistake, not a person's."""
    if unknown := to.keys() - known:
        raise TypeError(f"cannot be changed: {', '.join(sorted(unknown))}")
