"""Actions, and the plans that managers decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.goals.models import (
    Action,
    Goal,
    Plan,
)
from spelregler.apps.organisation.models import Department, Placement, Post, Unit
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.domain.period import ONE_DAY, calendar_year
from spelregler.domain.words import Words
from spelregler.platform.audit.cleaning import clean
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class ActionRefused(DomainError):
    """An action belongs to one unit or department and is finished once."""

    code = "action-refused"


class PlanRefused(DomainError):
    """A plan for a year is decided once, for a department or for one of its units."""

    code = "plan-refused"


def add_action(
    *,
    code: str,
    title: str,
    department: Department,
    start: date,
    due_on: date,
    who: Who,
    unit: Unit | None = None,
    goals: Iterable[Goal] = (),
    statutory_duty: str = "",
    responsible: Post | None = None,
    title_en: str = "",
) -> Action:
    """An action serves goals or a duty in law. One that serves neither is kept and shown as a broken thread (MR-25).

    A decided plan may get more of them: how the goals are reached is the unit's own to choose as it goes (MR-26).

    Refuses with `ActionRefused` one that is due before it starts, and a unit that is not in the department then.
    """
    said = NewAction(
        code,
        title,
        department,
        start,
        due_on,
        unit=unit,
        goals=tuple(goals),
        statutory_duty=statutory_duty,
        responsible=responsible,
        title_en=title_en,
    )
    with transaction.atomic():
        planned = Planned.about([said])
        action = planned.add(said)
        keep_actions(planned, who=who)
    return action


@dataclass(frozen=True)
class NewAction:
    """What somebody means to do, and which goals it serves; it begins on a day and is due on one."""

    code: str
    title: str
    department: Department
    start: date
    due_on: date
    unit: Unit | None = None
    goals: tuple[Goal, ...] = ()
    statutory_duty: str = ""
    responsible: Post | None = None
    title_en: str = ""


@dataclass
class Planned:
    """Where units stand, the codes that are taken, and the actions that are added beside them."""

    placed: Mapping[tuple[int, int], Sequence[Span]]
    taken: Collection[str]
    facts: list[Fact] = field(default_factory=list)
    serves: list[tuple[Action, tuple[Goal, ...]]] = field(default_factory=list)

    @classmethod
    def about(cls, actions: Sequence[NewAction]) -> Planned:
        """Two queries."""
        units = {each.unit.pk for each in actions if each.unit}
        placed = _placed(units)
        taken = Action.objects.filter(code__in={each.code for each in actions}).values_list("code", flat=True)
        return cls(placed, set(taken))

    def add(self, said: NewAction) -> Action:
        """The row that the action becomes. Refuses with `ActionRefused` as `add_action` does."""
        if said.due_on < said.start:
            raise ActionRefused(
                Words(
                    "The action is due on {due_on}, before it starts on {start}.",
                    due_on=said.due_on,
                    start=said.start,
                ),
                field="due_on",
                way=Words("Give a later due date."),
            )
        unit, department = said.unit, said.department
        if unit is not None and not _is_placed(self.placed, unit, department, said.start, said.due_on + ONE_DAY):
            raise ActionRefused(_outside(unit, department), way=OWN_DEPARTMENT)
        action = Action(
            code=said.code,
            title=said.title.strip(),
            title_en=said.title_en.strip(),
            unit=unit,
            department=department,
            statutory_duty=said.statutory_duty.strip(),
            responsible=said.responsible,
            start=said.start,
            due_on=said.due_on,
        )
        clean(action)
        if said.code in self.taken:
            action.full_clean()  # the database keeps it, and this says it in words
        details = {"goals": [goal.code for goal in said.goals], "due": said.due_on}
        self.facts.append(Fact(action, "add-action", details=details, cleaned=True))
        self.serves.append((action, said.goals))
        return action


def keep_actions(planned: Planned, *, who: Who) -> None:
    """What was accepted is stored, and hung in the goals that it serves."""
    served = Action.goals.through
    with transaction.atomic():
        store_many(planned.facts, who=who)
        served._default_manager.bulk_create(
            served(action=action, goal=goal) for action, goals in planned.serves for goal in dict.fromkeys(goals)
        )


def finish_action(*, action: Action, done_on: date, who: Who, effect: str = "") -> Action:
    """An action is carried out on a day, in time or late, and what it led to may be said (MR-28).

    Refuses with `ActionRefused` one that is done already, and a day before it started.
    """
    with transaction.atomic():
        held = Action.objects.select_for_update().get(pk=action.pk)
        if held.done_on is not None:
            raise ActionRefused(
                Words("The action has been done since {done_on}.", done_on=held.done_on),
                way=Words("Add a new action if more needs to be done."),
            )
        if done_on < held.start:
            raise ActionRefused(
                Words(
                    "The action cannot have been done on {done_on}, before it started on {start}.",
                    done_on=done_on,
                    start=held.start,
                ),
                field="done_on",
                way=Words("Check the date."),
            )
        held.done_on, held.effect = done_on, effect.strip()
        store(held, act="finish-action", who=who, details={"done_on": done_on})
    return held


def decide_plan(
    *,
    department: Department,
    year: int,
    decided_on: date,
    who: Who,
    unit: Unit | None = None,
    entered_on: date | None = None,
) -> Plan:
    """The responsible manager decides one plan a year for a unit, or for the department as a whole (MR-25, CP-7).

    It is entered on the day when it is decided. One that was decided before the municipality's start day is entered
    later, with its true day (ADR 30).

    Refuses with `PlanRefused` another day, a year that is over, a plan that stands, a day before the plan was taken up
    again, one that nothing stands in on the day when it is decided, and a unit that is not in the department.
    """
    _refuse_day(decided_on, entered_on=entered_on or decided_on)
    period = calendar_year(year)
    if unit is not None and not _belongs(unit, department, start=period.start, end=date(year + 1, 1, 1)):
        raise PlanRefused(_outside(unit, department), way=OWN_DEPARTMENT)
    if period.end is not None and decided_on >= period.end:
        raise PlanRefused(
            Words("The year {year} is over. It cannot get a plan on {decided_on}.", year=year, decided_on=decided_on),
            clause="MR-25",
            way=Words("Decide the plan for the year to come."),
        )
    plan = Plan(department=department, unit=unit, year=year, decided_on=decided_on)
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=department.pk)
        _refuse_planned_twice(plan)
        _refuse_decided_before_reopened(plan)
        if entered_on in (None, decided_on):
            _refuse_empty(plan)
        store(plan, act="decide-plan", who=who, details={"decided_on": decided_on})
    return plan


def reopen_plan(*, plan: Plan, reason: str, on: date, who: Who) -> Plan:
    """A decided plan is taken up again with a reason: a proposal until it is decided anew. Both decisions are kept
    (MR-25).

    Refuses with `PlanRefused` no reason, a plan that is taken up already, and one whose year is over.
    """
    with transaction.atomic():
        held: Plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        _refuse_reopening(held, reason=reason.strip(), on=on)
        to = {"reopened_on": on, "reopened_by": who.name, "reason": reason.strip()}
        amend(held, to=to, act="reopen-plan", who=who)
    return held


# Refusals --------------------------------------------------------------------------------------------------------


def _refuse_day(decided_on: date, *, entered_on: date) -> None:
    place = municipality()
    start_day = place.start_day if place else None
    is_before = start_day is not None and decided_on < min(start_day, entered_on)
    if decided_on != entered_on and not is_before:
        raise PlanRefused(
            Words(
                "The plan is decided today, {entered_on}, or was decided before the start day {start_day}.",
                entered_on=entered_on,
                start_day=start_day,
            )
            if start_day
            else Words("The plan is decided today, {entered_on}.", entered_on=entered_on),
            clause="MR-25",
            field="decided_on",
            way=Words("Leave the day empty for today, or give the day before the start day when the plan was decided."),
        )


Span = tuple[date, date | None]


def _placed(units: Collection[int]) -> dict[tuple[int, int], list[Span]]:
    """When units have stood in departments. One query, and none without units."""
    found: dict[tuple[int, int], list[Span]] = defaultdict(list)
    rows = Placement.objects.filter(unit__in=units).values_list("unit", "department", "start", "end")
    for unit, department, start, end in rows:
        found[unit, department].append((start, end))
    return found


def _is_placed(
    placed: Mapping[tuple[int, int], Sequence[Span]], unit: Unit, department: Department, start: date, end: date
) -> bool:
    """The unit is in the department some day of the period."""
    spans = placed.get((unit.pk, department.pk), ())
    return any(begins < end and (ends is None or ends > start) for begins, ends in spans)


def _belongs(unit: Unit, department: Department, *, start: date, end: date) -> bool:
    return _is_placed(_placed([unit.pk]), unit, department, start, end)


OWN_DEPARTMENT = Words("Choose the unit's own department.")


def _outside(unit: Unit, department: Department) -> Words:
    return Words("{unit} does not belong to {department} during that time.", unit=unit, department=department)


def _refuse_planned_twice(plan: Plan) -> None:
    held = Plan.objects.filter(year=plan.year, unit=plan.unit, reopened_on__isnull=True)
    if plan.unit is None:
        held = held.filter(department=plan.department)
    found = held.first()
    if found is not None:
        raise PlanRefused(
            Words(
                "The plan for {year} has already been decided, on {decided_on}.",
                year=plan.year,
                decided_on=found.decided_on,
            ),
            clause="MR-25",
            way=Words("Take the plan up again with a reason if it is to change, and then decide it anew."),
        )


def _refuse_decided_before_reopened(plan: Plan) -> None:
    """A new decision is not older than the taking up that it ends."""
    earlier = Plan.objects.filter(year=plan.year, unit=plan.unit, department=plan.department)
    last = earlier.order_by("-reopened_on").first()
    if last is not None and last.reopened_on is not None and plan.decided_on < last.reopened_on:
        raise PlanRefused(
            Words(
                "The plan was taken up again on {reopened_on}. The new decision is not older than that.",
                reopened_on=last.reopened_on,
            ),
            clause="MR-25",
            field="decided_on",
            way=Words("Give that day or a later one."),
        )


def _refuse_empty(plan: Plan) -> None:
    """A plan is the goals and actions in it. Once decided it takes no more goals: an empty one would lock the year."""
    year = calendar_year(plan.year)
    actions = Action.objects.filter(start__lt=year.end, due_on__gte=year.start, unit=plan.unit)
    goals = Goal.objects.filter(Q(end__isnull=True) | Q(end__gt=year.start), start__lt=year.end, unit=plan.unit)
    has_goals = plan.unit is not None and goals.exists()
    if not has_goals and not actions.filter(department=plan.department).exists():
        raise PlanRefused(
            Words("The plan for {year} is empty: no goal and no action stands in it.", year=plan.year),
            clause="MR-25",
            way=Words("Add an action or carry over from the year before, and then decide the plan."),
        )


def _refuse_reopening(plan: Plan, *, reason: str, on: date) -> None:
    field = ""
    if not reason:
        words, field = Words("The reason is missing."), "reason"
        way = Words("Write why the plan is taken up again.")
    elif plan.reopened_on is not None:
        words = Words("The plan has already been taken up again, on {reopened_on}.", reopened_on=plan.reopened_on)
        way = Words("Change the rows and decide it anew.")
    elif not plan.decided_on <= on < date(plan.year + 1, 1, 1):
        words = Words("The plan for {year} stands.", year=plan.year)
        way = Words("A year that is over is corrected in what was reported, on the page of corrections.")
    else:
        return
    raise PlanRefused(words, clause="MR-25", way=way, field=field)
