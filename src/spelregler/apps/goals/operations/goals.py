"""Visions and goals: proposed, decided by the body that owns the level, and linked into a thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import (
    Goal,
    Vision,
)
from spelregler.apps.goals.operations.decided_plans import refuse_decided
from spelregler.apps.goals.queries.check_facts import most_goals
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.organisation.models import Body, Post, Unit
from spelregler.domain.goals.planning import GoalRoom
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.changes import key_of
from spelregler.platform.audit.operations import Who, amend, record, store
from spelregler.platform.errors import DomainError

OWNERS = {
    Goal.Level.MUNICIPAL: (Body.Kind.COUNCIL,),
    Goal.Level.COMMITTEE: (Body.Kind.COMMITTEE, Body.Kind.EXECUTIVE_BOARD),
}
"""Which kind of body owns, and so decides, the goals of a level (MR-17)."""


BELOW = {Goal.Level.MUNICIPAL: Goal.Level.COMMITTEE, Goal.Level.COMMITTEE: Goal.Level.UNIT}


LEVEL_WORDS = {
    Goal.Level.MUNICIPAL: Words("municipal goal"),
    Goal.Level.COMMITTEE: Words("committee goal"),
    Goal.Level.UNIT: Words("unit goal"),
}


class WrongOwner(DomainError):
    """The council owns municipal goals, a committee its committee goals, a unit its unit goals (MR-17)."""

    code = "goal-wrong-owner"


class WrongDecider(DomainError):
    """Only a decision of the body that owns the level makes a proposal into a goal (MR-17)."""

    code = "goal-wrong-decider"


class TooManyGoals(DomainError):
    """A unit carries few goals: as many as the municipality's package says, ten where it says nothing (CP-22)."""

    code = "goal-too-many"


class BrokenLevels(DomainError):
    """A thread runs downward: municipal goal, committee goal, unit goal."""

    code = "goal-levels-broken"


def adopt_vision(*, text: str, start: date, decision: Decision, who: Who, text_en: str = "") -> Vision:
    """What the municipality wants to become is decided by the council; the vision before ends there (MR-11).

    Refuses with `WrongDecider` another body's decision.
    """
    if decision.body.kind != Body.Kind.COUNCIL:
        raise WrongDecider(
            Words(
                "The vision is decided by the council. The decision was taken by {body}.",
                body=Pair(decision.body.name, decision.body.name_en),
            ),
            clause="MR-11",
            way=Words("Choose the council's decision."),
        )
    vision = Vision(text=text.strip(), text_en=text_en.strip(), decision=decision, start=start)
    with transaction.atomic():
        for earlier in Vision.objects.on(start):
            amend(earlier, to={"end": start}, act="end-vision", who=who)
        store(vision, act="adopt-vision", who=who, details={"decision": str(decision), "start": start})
    return vision


def propose_goal(
    *,
    code: str,
    level: str,
    title: str,
    start: date,
    who: Who,
    end: date | None = None,
    title_en: str = "",
    why: str = "",
    body: Body | None = None,
    unit: Unit | None = None,
    vision: Vision | None = None,
    parents: Sequence[Goal] = (),
    coordinated_by: Body | None = None,
    aggregate: str = Goal.Aggregate.MEAN,
    owner: Post | None = None,
) -> Goal:
    """A goal begins as a proposal. A political one counts when its body has decided it (MR-17).

    A unit's goal goes into a plan that is not decided yet (MR-25), and only where there is room for it (CP-22).

    Refuses with `WrongOwner` another owner than the level's, with `BrokenLevels` a goal above that is not one level up
    (MR-13), with `TooManyGoals` a unit that is full, with `PlanFrozen` a decided plan.
    """
    goal = Goal(
        code=code,
        level=level,
        title=title.strip(),
        title_en=title_en.strip(),
        why=why.strip(),
        body=body,
        unit=unit,
        vision=vision,
        coordinated_by=coordinated_by,
        aggregate=aggregate,
        owner=owner,
        start=start,
        end=end,
    )
    _refuse_owner(goal)
    with transaction.atomic():
        if unit is not None:
            refuse_too_many(unit, year=start.year)
            refuse_decided(goal)
        store(goal, act="propose-goal", who=who, details={"level": level, "start": start})
        for parent in parents:
            link_goals(parent=parent, child=goal, who=who)
    return goal


def decide_goal(*, goal: Goal, decision: Decision, who: Who) -> Goal:
    """The body that owns a political goal decides it; a unit goal is settled by the unit's decided plan (MR-17).

    Refuses with `WrongDecider` a unit's goal, another body's decision, and a goal that another decision has decided.
    """
    _refuse_decider(goal, decision=decision)
    with transaction.atomic():
        held: Goal = Goal.objects.select_for_update().get(pk=goal.pk)
        _refuse_decided_twice(held, decision=decision)
        held.decision = decision
        store(held, act="decide-goal", who=who, details={"decision": str(decision)})
    return held


def link_goals(*, parent: Goal, child: Goal, who: Who) -> None:
    """A goal serves one on the level above: municipal, then committee, then unit. A decided one keeps its thread.

    Refuses with `BrokenLevels` another level (MR-13), with `ChangeRefused` a body's decided goal (MR-17), with
    `PlanFrozen` a unit's goal in a decided plan (MR-25).
    """
    if BELOW.get(Goal.Level(parent.level)) != child.level:
        raise _broken_levels(parent, child)
    with transaction.atomic():
        refuse_decided(child)
        child.parents.add(parent)
        record(
            who=who,
            act="link-goals",
            subject=str(child)[:200],
            subject_key=key_of(child),
            details={"parent": parent.code},
        )


def refuse_too_many(unit: Unit, *, year: int, more: int = 1, besides: Goal | None = None) -> None:
    """A unit that has as many goals in a year as the policy allows gets no more: refused, not warned of (CP-22).

    The package in force when the year begins says how many; ten where it says nothing. The unit is held, so that two
    who propose the last one do not both get it.

    Refuses with `TooManyGoals` a unit without room for `more`; `besides` is not counted.
    """
    held = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    goals = Goal.objects.filter(in_year(year), unit=held)
    count = goals.exclude(pk=besides.pk).count() if besides else goals.count()
    most = most_goals(as_of=date(year, 1, 1))
    if not GoalRoom(count, most).has_room_for(more):
        raise TooManyGoals(
            Words(
                "{held} already has {count} goals in {year}; at most {most} are meant.",
                held=held,
                count=count,
                year=year,
                most=most,
            ),
            clause="CP-22",
            way=Words("End a goal that is no longer needed, or write the new one as an action."),
        )


def _words(level: str) -> Words:
    return LEVEL_WORDS[Goal.Level(level)]


def _refuse_owner(goal: Goal) -> None:
    if goal.level == Goal.Level.UNIT:
        fits = goal.unit is not None and goal.body is None
        words = Words("a unit")
    elif goal.level in OWNERS:
        fits = goal.unit is None and goal.body is not None and goal.body.kind in OWNERS[Goal.Level(goal.level)]
        is_municipal = goal.level == Goal.Level.MUNICIPAL
        words = Words("the municipal council") if is_municipal else Words("a committee or the executive board")
    else:
        raise WrongOwner(
            Words("“{level}” is no level of goals.", level=goal.level),
            clause="MR-17",
            way=Words("Choose municipal, committee or unit goal."),
        )
    if not fits:
        level = _words(goal.level)
        raise WrongOwner(
            Words("A {level} is owned by {said}.", level=level, said=words),
            clause="MR-17",
            way=Words("Choose the right owner or another level."),
        )


def _refuse_decider(goal: Goal, *, decision: Decision) -> None:
    if goal.level == Goal.Level.UNIT:
        raise WrongDecider(
            Words("A unit goal needs no political decision. The unit is free in how it reaches the goals."),
            clause="MR-26",
            way=Words("The unit's plan for the year is decided by the unit and the department."),
        )
    if decision.body_id != goal.body_id:
        level = _words(goal.level)
        owner = goal.body
        assert owner is not None  # noqa: S101 - the database keeps it: a political goal has its body
        raise WrongDecider(
            Words(
                "A {level} is decided by {owner}. The decision was taken by {body}.",
                level=level,
                owner=Pair(owner.name, owner.name_en),
                body=Pair(decision.body.name, decision.body.name_en),
            ),
            clause="MR-17",
            way=Words(
                "Choose a decision by {owner}, or leave the goal a proposal until there is one.",
                owner=Pair(owner.name, owner.name_en),
            ),
        )


def _refuse_decided_twice(goal: Goal, *, decision: Decision) -> None:
    if goal.decision_id not in (None, decision.pk):
        raise WrongDecider(
            Words("The goal has already been decided by {decision}.", decision=goal.decision),
            clause="MR-17",
            way=Words("Propose a new goal if it is to change, so that the history is kept."),
        )


def _broken_levels(parent: Goal, child: Goal) -> BrokenLevels:
    return BrokenLevels(
        Words("A {child} cannot hang in a {parent}.", child=_words(child.level), parent=_words(parent.level)),
        clause="MR-13",
        way=Words("Municipal goals lead to committee goals, and those to unit goals. Choose a goal one level above."),
    )
