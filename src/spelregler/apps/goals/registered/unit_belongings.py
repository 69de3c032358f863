"""The goals, indicators and actions of units that end: they go on in the successor from the day, as rows of its own.

What was aimed at and reported before stays with the old goal, under the old unit's name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Q

from spelregler.apps.goals.models import Action, Goal, Indicator, Measurement, ReportedValue, Target
from spelregler.apps.goals.operations.chain import free_code
from spelregler.apps.goals.operations.goals import refuse_too_many
from spelregler.apps.organisation.models import Basis, Post, Unit, UnitChange
from spelregler.apps.organisation.registries.unit_belongings import Resting, Room, Sketch
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.audit.taking_back import SomethingRests
from spelregler.platform.errors import DomainError

NAME = "goals"
GOAL, ACTION, INDICATOR = "mal", "atgard", "matt"


class GoalsInTheWay(DomainError):
    """What is on its way is settled before its owner is gone."""

    code = "goals-in-the-way"


def goals_from(units: Collection[Unit], on: date) -> list[Goal]:
    """The units' goals that hold on the day or later."""
    rows = Goal.objects.filter(Q(end__isnull=True) | Q(end__gt=on), unit__in=units)
    return list(rows.select_related("unit", "owner__unit").order_by("unit__code", "start", "code"))


def actions_from(units: Collection[Unit], on: date) -> list[Action]:
    """The units' actions that are not done by the day, late ones too."""
    rows = Action.objects.filter(Q(done_on__isnull=True) | Q(done_on__gt=on), unit__in=units)
    rows = rows.exclude(continued_by__isnull=False)
    return list(rows.select_related("unit", "responsible__unit").order_by("unit__code", "due_on", "code"))


def indicators_of(units: Collection[Unit]) -> list[Indicator]:
    """What the units' posts answer for."""
    return list(Indicator.objects.filter(owner__unit__in=units).select_related("owner__unit").order_by("code"))


def rests(sketch: Sketch) -> list[Resting]:
    """Goals and open actions; each goes on in a unit that is chosen, or ends. Indicators go to whoever leads it."""
    if not sketch.ends:
        return []
    goes = bool(sketch.takers)
    how = Words("goes on in the new unit; the history stays here") if goes else Words("ends on the day")
    found = [
        Resting(NAME, kind, row.code, row.unit.code if row.unit else "", row.title, what, how, goes, goes)
        for kind, what, rows in (
            (GOAL, Words("goal"), goals_from(sketch.units, sketch.on)),
            (ACTION, Words("action"), actions_from(sketch.units, sketch.on)),
        )
        for row in rows
    ]
    owner = Words("gets the new unit's manager as its owner") if goes else Words("will be without an owner")
    for each in indicators_of(sketch.units):
        unit = each.owner.unit.code if each.owner and each.owner.unit else ""
        found.append(
            Resting(NAME, INDICATOR, each.code, unit, each.title, Words("indicator"), owner, len(sketch.takers) > 1)
        )
    return found


def refuse(sketch: Sketch) -> None:
    """What has been handed in is answered before its unit ends (MR-30).

    Refuses with `GoalsInTheWay` a submitted value that nobody has approved or returned, in a unit that ends.
    """
    if not sketch.ends:
        return
    waiting = ReportedValue.objects.filter(
        unit__in=sketch.units, state=ReportedValue.State.SUBMITTED, replaced_by__isnull=True
    ).first()
    if waiting is not None:
        raise GoalsInTheWay(
            Words(
                "A value handed in for {indicator} ({unit}) waits for an answer.",
                indicator=waiting.indicator,
                unit=waiting.unit,
            ),
            clause="MR-30",
            way=Words("Approve or return the value first."),
        )


def carry(sketch: Sketch, made: Mapping[str, Unit], basis: Basis, who: Who) -> None:
    """A goal of the year ends and another goes on from the day; one that begins later changes unit (MR-17).

    The decision on the units carries it, so a plan that has been decided does not stand in its way.

    Refuses with `TooManyGoals` a unit that gets more goals in the year than the policy allows (CP-22).
    """
    if not sketch.ends:
        return
    leads = {code: Post.objects.filter(unit=unit, kind=Post.Kind.UNIT_MANAGER).first() for code, unit in made.items()}
    goes: dict[int, Goal] = {}
    for goal in goals_from(sketch.units, sketch.on):
        code = sketch.taker_of(f"{NAME}-{GOAL}-{goal.code}")
        new = _carry_goal(goal, made.get(code), leads.get(code), sketch, who)
        if new is not None:
            goes[goal.pk] = new
    for unit in made.values():
        refuse_too_many(unit, year=sketch.on.year, more=0)
    for action in actions_from(sketch.units, sketch.on):
        code = sketch.taker_of(f"{NAME}-{ACTION}-{action.code}")
        _carry_action(action, made.get(code), leads.get(code), goes, sketch, who)
    for indicator in indicators_of(sketch.units):
        code = sketch.taker_of(f"{NAME}-{INDICATOR}-{indicator.code}")
        amend(indicator, to={"owner": leads.get(code)}, act="hand-on", who=who)


def _owner(post: Post | None, lead: Post | None, units: Collection[Unit]) -> Post | None:
    """A post of a unit that ends hands on to whoever leads the successor; another post keeps what it has."""
    return lead if post is not None and post.unit in units else post


def _carry_goal(goal: Goal, taker: Unit | None, lead: Post | None, sketch: Sketch, who: Who) -> Goal | None:
    owner = _owner(goal.owner, lead, sketch.units)
    if goal.start >= sketch.on:
        if taker is not None:
            amend(goal, to={"unit": taker, "owner": owner}, act="carry-goal", who=who)
            return goal
        amend(goal, to={"end": goal.start + ONE_DAY}, act="end-goal", who=who)
        return None
    until, targets = goal.end, list(Target.objects.on(sketch.on).filter(goal=goal, year__gte=sketch.on.year))
    amend(goal, to={"end": sketch.on}, act="end-goal", who=who)
    if taker is None:
        return None
    new = Goal(
        code=free_code(f"{goal.code[:40]}-{taker.code}"[:55]),
        start=sketch.on,
        end=until,
        continues=goal,
        unit=taker,
        owner=owner,
        **{name: getattr(goal, name) for name in ("level", "title", "title_en", "why", "vision", "decision")},
        **{name: getattr(goal, name) for name in ("coordinated_by", "aggregate")},
    )
    store(new, act="carry-goal", who=who, details={"continues": goal.code})
    new.parents.set(goal.parents.all())
    for target in targets:
        kept = ("indicator", "year", "value", "baseline", "weight", "decision", "origin")
        again = Target(goal=new, start=sketch.on, **{name: getattr(target, name) for name in kept})
        store(again, act="carry-target", who=who)
    return new


def _carry_action(
    action: Action,
    taker: Unit | None,
    lead: Post | None,
    goes: Mapping[int, Goal],
    sketch: Sketch,
    who: Who,
) -> None:
    owner = _owner(action.responsible, lead, sketch.units)
    served = [goes.get(goal.pk, goal) for goal in action.goals.all()]
    if action.start >= sketch.on and taker is not None:
        to = {"unit": taker, "department": sketch.department, "responsible": owner}
        amend(action, to=to, act="carry-action", who=who)
        action.goals.set(served)
        return
    if taker is None:
        return
    new = Action(
        code=free_code(f"{action.code[:40]}-{taker.code}"[:55], Action),
        unit=taker,
        department=sketch.department,
        start=sketch.on,
        due_on=max(action.due_on, sketch.on),
        continues=action,
        responsible=owner,
        **{name: getattr(action, name) for name in ("title", "title_en", "statutory_duty")},
    )
    store(new, act="carry-action", who=who, details={"continues": action.code})
    new.goals.set(served)


def let_go(change: UnitChange, before: Collection[Unit], after: Collection[Unit], notes: Sequence[Note]) -> None:
    """The actions serve the goals that they served before.

    Refuses with `SomethingRests` a change after which a value has been reported in the new unit, on the day or later.
    """
    if change.kind not in (UnitChange.Kind.MERGE, UnitChange.Kind.SPLIT, UnitChange.Kind.CLOSE):
        return
    since = max(change.on, change.made_on)
    about = Q(unit__in=after, recorded_on__gte=since)
    told = Measurement.objects.filter(about).first() or ReportedValue.objects.filter(about).first()
    if told is not None:
        raise SomethingRests(
            Words("A value has been reported in the new unit: {told}.", told=told),
            way=Words("Make a new change from a later day instead of undoing this one."),
        )
    by_pk = {note.pk for note in notes if note.model == "goals.action" and note.before is not None}
    for action in Action.objects.filter(pk__in=by_pk):
        earlier = [goal.continues if goal.continues and goal.unit in after else goal for goal in action.goals.all()]
        action.goals.set(earlier)


ROOM = Room(name=NAME, rests=rests, refuse=refuse, carry=carry, let_go=let_go)
