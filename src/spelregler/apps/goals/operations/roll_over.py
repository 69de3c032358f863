"""Roll-over: the municipality carries its own plans into the next year, owner by owner, and may take it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from spelregler.apps.goals.models import Action, Goal, Measurement, Plan, ReportedValue, RollOver, Target
from spelregler.apps.goals.operations.chain import free_code
from spelregler.apps.goals.operations.decided_plans import refuse_planned
from spelregler.apps.goals.operations.goals import link_goals, refuse_too_many
from spelregler.apps.goals.operations.targets import set_target
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.goals.planning import CARRIED, Planned, what_carries
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, record, store
from spelregler.platform.errors import DomainError


class RollOverRefused(DomainError):
    """A plan is carried once into the next year, and taken back only as long as nothing rests on it."""

    code = "roll-over-refused"


@dataclass(frozen=True)
class PlanOwner:
    """Whose plan it is: one of the three."""

    body: Body | None = None
    department: Department | None = None
    unit: Unit | None = None

    def goals(self, year: int) -> QuerySet[Goal]:
        """The owner's goals of a year."""
        mine = Q(unit=self.unit) if self.unit else Q(body=self.body)
        return Goal.objects.none() if self.department else Goal.objects.filter(mine, in_year(year))

    def actions(self, year: int) -> QuerySet[Action]:
        """The owner's actions of a year."""
        during = Q(start__lt=date(year + 1, 1, 1), due_on__gte=date(year, 1, 1))
        if self.body:
            return Action.objects.none()
        mine = Q(unit=self.unit) if self.unit else Q(department=self.department, unit__isnull=True)
        return Action.objects.filter(mine & during)

    def said(self) -> dict[str, Any]:
        """The owner as columns."""
        return {"body": self.body, "department": self.department, "unit": self.unit}


@dataclass(frozen=True)
class RollOverRow:
    """A row of the preview: what it is, what becomes of it and why."""

    row: Goal | Action
    fate: str

    @property
    def key(self) -> str:
        """The row's name in the form."""
        return f"{'g' if isinstance(self.row, Goal) else 'a'}-{self.row.pk}"


def preview(owner: PlanOwner, *, into: int) -> list[RollOverRow]:
    """What would be carried into the year and what would be left, before anything is done. Four queries."""
    goals = list(owner.goals(into - 1).order_by("code"))
    actions = list(owner.actions(into - 1).order_by("due_on", "code"))
    after_goals = set(Goal.objects.filter(continues__in=goals).values_list("continues", flat=True))
    after_actions = set(Action.objects.filter(continues__in=actions).values_list("continues", flat=True))
    facts = [
        Planned(f"g-{row.pk}", row.end - timedelta(days=1) if row.end else None, has_successor=row.pk in after_goals)
        for row in goals
    ]
    facts += [Planned(f"a-{row.pk}", row.due_on, row.done_on is not None, row.pk in after_actions) for row in actions]
    fates = what_carries(facts, into=into)
    rows: list[Goal | Action] = [*goals, *actions]
    lines = [RollOverRow(row, "") for row in rows]
    return [RollOverRow(each.row, fates[each.key]) for each in lines]


def roll_over(*, owner: PlanOwner, into: int, chosen: Collection[str], on: date, who: Who) -> RollOver:
    """The chosen goals and actions go into the next year's plan as proposals, each pointing at what it continues.

    A goal takes its targets and its owner along and hangs in the next year's goal above where there is one. No decision
    goes along: the new year's plan is decided by whoever owns it (MR-17).

    Refuses with `RollOverRefused` another year than this or the next, and nothing chosen; with `PlanFrozen` a decided
    plan (MR-25), with `TooManyGoals` more than the unit may have (CP-22); as `link_goals` and `set_target` do.
    """
    if into != on.year + 1 and into != on.year:
        raise _refusal(
            Words("A plan is carried into this year or the next."),
            Words("Choose one of those years."),
        )
    with transaction.atomic():
        _lock(owner)
        lines = [line for line in preview(owner, into=into) if line.fate == CARRIED and line.key in chosen]
        _refuse_no_room(owner, into=into, goals=sum(isinstance(line.row, Goal) for line in lines))
        if not lines:
            raise _refusal(
                Words("Nothing is chosen to be carried."),
                Words("Choose at least one goal or action."),
            )
        done = RollOver(year=into, done_on=on, by=who.name, **owner.said())
        store(done, act="roll-over", who=who, details={"rows": [line.row.code for line in lines]})
        made = {line.row.pk: _carry_goal(line.row, into, on, who) for line in lines if isinstance(line.row, Goal)}
        done.goals.set(made.values())
        done.actions.set([_carry_action(each.row, into, made, who) for each in lines if isinstance(each.row, Action)])
    return done


def _lock(owner: PlanOwner) -> None:
    row = owner.unit or owner.department or owner.body
    if row is not None:
        type(row).objects.select_for_update().get(pk=row.pk)


def _refuse_no_room(owner: PlanOwner, *, into: int, goals: int) -> None:
    """Nothing is carried into a plan that is decided (MR-25), nor more goals than a unit may have (CP-22)."""
    first, last = date(into, 1, 1), date(into, 12, 31)
    if owner.unit is not None or owner.department is not None:
        name = str(owner.unit or owner.department)
        refuse_planned(what=name, unit=owner.unit, department=owner.department, start=first, last=last)
    if owner.unit is not None and goals:
        refuse_too_many(owner.unit, year=into, more=goals)


def _carry_goal(old: Goal, into: int, on: date, who: Who) -> Goal:
    new = Goal(
        code=free_code(f"{old.code[:44]}-{into}"),
        start=date(into, 1, 1),
        end=date(into + 1, 1, 1),
        continues=old,
        **{name: getattr(old, name) for name in ("level", "title", "title_en", "why", "body", "unit", "vision")},
        **{name: getattr(old, name) for name in ("coordinated_by", "aggregate", "owner")},
    )
    store(new, act="propose-goal", who=who, details={"continues": old.code})
    for parent in _parents(old, into):
        link_goals(parent=parent, child=new, who=who)
    for target in Target.objects.on(on).filter(goal=old, year=into - 1).select_related("indicator"):
        set_target(
            goal=new,
            indicator=target.indicator,
            year=into,
            value=target.value,
            baseline=target.baseline,
            weight=target.weight,
            origin=target.origin,
            set_on=on,
            who=who,
        )
    return new


def _parents(old: Goal, into: int) -> list[Goal]:
    """The goals above that hold in the new year: the same ones, or those that continue them."""
    above = old.parents.values("pk")
    return list(Goal.objects.filter(Q(pk__in=above) | Q(continues__in=above)).filter(in_year(into)).order_by("code"))


def _carry_action(old: Action, into: int, made: dict[int, Goal], who: Who) -> Action:
    new = Action(
        code=free_code(f"{old.code[:44]}-{into}", Action),
        start=date(into, 1, 1),
        due_on=date(into, 12, 31),
        continues=old,
        **{name: getattr(old, name) for name in ("title", "title_en", "unit", "department", "statutory_duty")},
        responsible=old.responsible,
    )
    store(new, act="add-action", who=who, details={"continues": old.code})
    served = list(old.goals.all())
    going_on = Goal.objects.filter(in_year(into)).filter(
        Q(pk__in=[goal.pk for goal in served]) | Q(continues__in=served)
    )
    new.goals.set({*going_on, *(made[goal.pk] for goal in served if goal.pk in made)})
    return new


def undo_roll_over(*, done: RollOver, on: date, who: Who) -> RollOver:
    """What a roll-over made is taken away, until reporting on the new year has begun or a decision rests on it (MR-25).

    Refuses with `RollOverRefused` as `refuse_undoing` does.
    """
    with transaction.atomic():
        held: RollOver = RollOver.objects.select_for_update(of=("self",)).get(pk=done.pk)
        refuse_undoing(held)
        goals, actions = list(held.goals.all()), list(held.actions.all())
        codes = [*(goal.code for goal in goals), *(action.code for action in actions)]
        held.goals.clear()
        held.actions.clear()
        Action.objects.filter(pk__in=[row.pk for row in actions]).delete()
        Target.objects.filter(goal__in=goals).delete()
        Goal.objects.filter(pk__in=[row.pk for row in goals]).delete()
        amend(held, to={"undone_on": on, "undone_by": who.name}, act="undo-roll-over", who=who)
        record(who=who, act="undo-roll-over", subject=str(held)[:200], details={"removed": codes})
    return held


def refuse_undoing(done: RollOver) -> None:
    """What others rely on stays (MR-25).

    Refuses with `RollOverRefused` what is undone already, and a roll-over whose new year has reported values or a
    decided plan or goal, or whose goals others have built on.
    """
    goals = [goal.pk for goal in done.goals.all()]
    if done.undone_on is not None:
        raise _kept(Words("The roll-over has already been undone."))
    if _reporting_begun(done, goals):
        raise _kept(
            Words("Reporting on {year} has begun.", year=done.year),
        )
    planned = Plan.objects.filter(year=done.year, unit=done.unit, department=done.department or None, reopened_on=None)
    has_plan = planned.exists() if done.department else bool(done.unit) and _unit_planned(done)
    if has_plan or Goal.objects.filter(pk__in=goals, decision__isnull=False).exists():
        raise _kept(Words("The plan for {year} has been decided.", year=done.year))
    mine = [action.pk for action in done.actions.all()]
    others = Action.objects.filter(goals__in=goals).exclude(pk__in=mine).exists()
    if others or Goal.objects.filter(Q(parents__in=goals) | Q(continues__in=goals)).exists():
        raise _kept(Words("Other goals or actions are built on it."))


def _unit_planned(done: RollOver) -> bool:
    return Plan.objects.filter(year=done.year, unit=done.unit, reopened_on=None).exists()


def _reporting_begun(done: RollOver, goals: Collection[int]) -> bool:
    """A value for the new year, on its way or approved, of a measure that the carried goals use."""
    measures = Target.objects.filter(goal__in=goals).values("indicator")
    about = Q(indicator__in=measures, unit=done.unit, period_start__gte=date(done.year, 1, 1))
    return ReportedValue.objects.filter(about).exists() or Measurement.objects.filter(about).exists()


def _kept(words: Bilingual) -> RollOverRefused:
    return _refusal(
        Words("{said} The roll-over stands.", said=words),
        Words("Change or end the goals one by one instead."),
    )


def _refusal(words: Bilingual, way: Bilingual) -> RollOverRefused:
    return RollOverRefused(words, clause="MR-25", way=way)
