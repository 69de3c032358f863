"""Goals, their figures and their actions as of a date. The number of queries never depends on the number of units.

A goal's status is computed from the figures that were known on the day (P05); a person's judgement overrules it and
says why. Periods are half-open, so a figure for 2025 is measured to 1 January 2026.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias, cast

from django.db.models import Prefetch, Q, QuerySet

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Action, Goal, GoalJudgement, Indicator, Measurement, Plan, Target, Vision
from spelregler.apps.organisation.models import Department, Placement
from spelregler.domain.goals.attainment import (
    DEFAULT_SCALE,
    Aggregate,
    Direction,
    GoalScale,
    GoalStatus,
    Measure,
    Trend,
    judge_goal,
    trend,
)
from spelregler.domain.period import ONE_DAY, add_months, calendar_year

REPORT_MONTHS = 2
"""An interim report reaches the council within two months (11 kap. 16 § KL): by then its figures are in."""

INTERIM_MONTH, INTERIM_DAY = 8, 31

STATUS_OF_LEVEL: Mapping[str, GoalStatus] = {
    GoalJudgement.Level.MET: GoalStatus.MET,
    GoalJudgement.Level.PARTLY_MET: GoalStatus.PARTLY,
    GoalJudgement.Level.NOT_MET: GoalStatus.NOT_MET,
    GoalJudgement.Level.NOT_MEASURABLE: GoalStatus.NOT_MEASURABLE,
}
LEVELS = (Goal.Level.MUNICIPAL, Goal.Level.COMMITTEE, Goal.Level.UNIT)
"""From the top of the thread downwards."""

FigureKey: TypeAlias = tuple[int, int | None]
"""An indicator, and the unit it was measured for; None is the whole municipality."""


@dataclass(frozen=True)
class IndicatorState:
    """One measure of a goal: latest figure, target, and how that goes. A missing figure is None, never zero."""

    code: str
    title: str
    title_en: str
    unit_of_measure: str
    decimals: int
    direction: str
    value: Decimal | None
    measured_to: date | None
    target: Decimal | None
    status: GoalStatus
    trend: Trend | None
    origin: str
    source: str
    series: tuple[tuple[date, Decimal], ...]
    recorded_on: date | None = None
    months_between: int = 12


@dataclass(frozen=True)
class ActionState:
    """Something done to reach goals, or because the law demands it."""

    code: str
    title: str
    title_en: str
    unit_code: str
    due_on: date
    done_on: date | None
    goals: tuple[str, ...]
    start: date
    department_code: str = ""
    statutory_duty: str = ""

    @property
    def has_purpose(self) -> bool:
        """An action serves a goal or a statutory duty (MR-25)."""
        return bool(self.goals or self.statutory_duty)


@dataclass(frozen=True)
class GoalState:
    """One goal on the day. `judged_on` is the day of the newest fact behind the status."""

    code: str
    level: str
    title: str
    title_en: str
    why: str
    body_code: str
    unit_code: str
    owner_name: str
    decision: str
    is_proposal: bool
    status: GoalStatus
    is_manual: bool
    reason: str
    indicators: tuple[IndicatorState, ...]
    parents: tuple[str, ...]
    children: tuple[str, ...]
    actions: tuple[ActionState, ...]
    start: date
    judged_on: date
    coordinated_by: str = ""


@dataclass(frozen=True)
class VisionState:
    """What the municipality wants to become."""

    text: str
    text_en: str
    decision: str


@dataclass(frozen=True)
class GoalTree:
    """The red thread. `broken` says, per goal or action, where the thread is off, in Swedish and English."""

    visions: tuple[VisionState, ...]
    goals: dict[str, GoalState]
    actions: tuple[ActionState, ...]
    broken: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class GoalDetail:
    """One goal with its neighbours, upwards and downwards."""

    goal: GoalState
    parents: tuple[GoalState, ...]
    children: tuple[GoalState, ...]


@dataclass(frozen=True)
class FollowUp:
    """One follow-up period: what held on its last day, what is measured until then, and what was known of it."""

    name: str
    year: int
    last_day: date
    known_on: date


def goal_states(*, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> dict[str, GoalState]:
    """Every goal that holds on the day, from the top downwards, judged by P05 on what was known then."""
    return _states(Goal.objects.all(), period=_present(year, as_of), scale=scale)


def goal_tree(*, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> GoalTree:
    """The whole thread from vision to action, and every place where it is broken."""
    goals = goal_states(year=year, as_of=as_of, scale=scale)
    actions = actions_of_year(year=year, as_of=as_of)
    visions = Vision.objects.on(as_of).select_related("decision__body").order_by("start", "pk")
    return GoalTree(
        visions=tuple(VisionState(each.text, each.text_en, _paragraph(each.decision, as_of)) for each in visions),
        goals=goals,
        actions=actions,
        broken=_broken(goals.values(), actions),
    )


def goal_detail(*, code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> GoalDetail | None:
    """One goal and those it hangs in and carries; None where it does not hold on the day."""
    near = Goal.objects.filter(Q(code=code) | Q(parents__code=code) | Q(children__code=code)).distinct()
    found = _states(near, period=_present(year, as_of), scale=scale)
    goal = found.get(code)
    if goal is None:
        return None
    return GoalDetail(
        goal=goal,
        parents=tuple(found[each] for each in goal.parents if each in found),
        children=tuple(found[each] for each in goal.children if each in found),
    )


def unit_goals(*, unit_code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> list[GoalState]:
    """A unit's own goals on the day, judged on the unit's own figures."""
    chosen = Goal.objects.filter(level=Goal.Level.UNIT, unit__code=unit_code)
    return list(_states(chosen, period=_present(year, as_of), scale=scale).values())


def committee_goals(*, body_code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> list[GoalState]:
    """A committee's own goals on the day."""
    chosen = Goal.objects.filter(level=Goal.Level.COMMITTEE, body__code=body_code)
    return list(_states(chosen, period=_present(year, as_of), scale=scale).values())


def follow_ups(*, as_of: date) -> list[FollowUp]:
    """Last year, the interim report of 31 August once that day has come, and the present day; oldest first.

    A closed period is seen as it was known when its report was due, so a later figure never rewrites it.
    """
    year = as_of.year
    interim = date(year, INTERIM_MONTH, INTERIM_DAY)
    closed = [_closed(str(year - 1), date(year - 1, 12, 31), as_of)]
    if as_of >= interim:
        closed.append(_closed(interim.isoformat(), interim, as_of))
    return [*closed, replace(_present(year, as_of), name=as_of.isoformat())]


def unit_goals_in(*, period: FollowUp, scale: GoalScale = DEFAULT_SCALE) -> dict[str, list[GoalState]]:
    """Every unit's goals in a follow-up period, by the unit's code."""
    found: dict[str, list[GoalState]] = defaultdict(list)
    for state in _states(Goal.objects.filter(level=Goal.Level.UNIT), period=period, scale=scale).values():
        found[state.unit_code].append(state)
    return found


def actions_of_year(*, year: int, as_of: date) -> tuple[ActionState, ...]:
    """The actions of the year that had begun by the day; one that was finished later is still open."""
    rows = _actions(year, as_of).select_related("unit", "department").prefetch_related("goals").order_by("due_on", "pk")
    return tuple(_action(row, as_of) for row in rows)


def unit_plans_decided_on(*, year: int, as_of: date) -> dict[str, date]:
    """When each unit's plan for the year was decided, for those decided by the day."""
    rows = Plan.objects.filter(year=year, unit__isnull=False, decided_on__lte=as_of)
    return dict(rows.values_list("unit__code", "decided_on"))


def action_plans_decided_on(*, year: int, as_of: date) -> dict[str, date]:
    """When each department's action plan for the year was decided, for those decided by the day (CP-7)."""
    rows = Plan.objects.filter(year=year, unit__isnull=True, decided_on__lte=as_of)
    return dict(rows.values_list("department__code", "decided_on"))


def placements(*, as_of: date) -> list[Placement]:
    """Every unit with its department on the day, by the unit's name."""
    rows = Placement.objects.on(as_of).select_related("unit", "department__body")
    return list(rows.order_by("unit__name", "unit__code"))


def departments(*, as_of: date) -> list[Department]:
    """Every department on the day, by name."""
    return list(Department.objects.on(as_of).select_related("body").order_by("name"))


def political_goals(*, as_of: date) -> list[Goal]:
    """Municipal and committee goals on the day, proposals among them, with their owner, decision and targets."""
    rows = Goal.objects.on(as_of).exclude(level=Goal.Level.UNIT)
    return list(
        rows.select_related("body", "decision__body", "coordinated_by")
        .prefetch_related("targets", Prefetch("children", Goal.objects.on(as_of).select_related("body")))
        .order_by("body__name", "title", "code")
    )


def all_unit_goals(*, as_of: date) -> dict[str, list[Goal]]:
    """Every unit's goals on the day with their targets, by the unit's code, oldest first."""
    rows = Goal.objects.on(as_of).filter(level=Goal.Level.UNIT).select_related("unit").prefetch_related("targets")
    found: dict[str, list[Goal]] = defaultdict(list)
    for goal in rows.order_by("start", "code"):
        assert goal.unit is not None  # noqa: S101 - a database constraint
        found[goal.unit.code].append(goal)
    return found


def decided_by(decision: Decision | None, as_of: date) -> Decision | None:
    """The decision, if it had been made by the day."""
    return decision if decision is not None and decision.decided_on <= as_of else None


def goal_by_code(*, code: str) -> Goal | None:
    """The goal itself, for an operation to work on."""
    return Goal.objects.select_related("body", "unit", "decision").filter(code=code).first()


def indicator_by_code(*, code: str) -> Indicator | None:
    """The indicator itself, for an operation to work on."""
    return Indicator.objects.filter(code=code).first()


def action_by_code(*, code: str) -> Action | None:
    """The action itself, for an operation to work on."""
    return Action.objects.select_related("unit", "department").filter(code=code).first()


def measurement_by_pk(*, pk: int) -> Measurement | None:
    """The measurement itself, for an operation to work on."""
    return Measurement.objects.select_related("indicator", "unit").filter(pk=pk).first()


def _present(year: int, as_of: date) -> FollowUp:
    return FollowUp(name=str(year), year=year, last_day=as_of, known_on=as_of)


def _closed(name: str, last_day: date, as_of: date) -> FollowUp:
    reported = add_months(last_day, REPORT_MONTHS)
    return FollowUp(name=name, year=last_day.year, last_day=last_day, known_on=min(reported, as_of))


def _states(chosen: QuerySet[Goal], *, period: FollowUp, scale: GoalScale) -> dict[str, GoalState]:
    """The chosen goals on the period's last day; the same eight queries however many they are."""
    held = Goal.objects.on(period.last_day)
    rows = (
        chosen.filter(pk__in=held.values("pk"))
        .select_related("body", "unit", "decision__body", "coordinated_by")
        .prefetch_related(
            Prefetch("targets", Target.objects.filter(year=period.year).select_related("indicator").order_by("pk")),
            Prefetch("parents", held.order_by("code")),
            Prefetch("children", held.order_by("code")),
            Prefetch("actions", _actions(period.year, period.known_on).select_related("unit", "department")),
            "actions__goals",
        )
    )
    goals = sorted(rows, key=lambda goal: (LEVELS.index(Goal.Level(goal.level)), _owner_name(goal), goal.code))
    figures, judgements = _figures(goals, period), _judgements(goals, period)
    return {
        goal.code: _state(goal, figures=figures, judgement=judgements.get(goal.pk), period=period, scale=scale)
        for goal in goals
    }


def _figures(goals: Iterable[Goal], period: FollowUp) -> dict[FigureKey, list[Measurement]]:
    """Known totals for the goals' indicators, oldest period first, of the municipality and of the goals' units."""
    indicators = {target.indicator_id for goal in goals for target in goal.targets.all()}
    units = {goal.unit_id for goal in goals if goal.unit_id is not None}
    rows = Measurement.objects.known_on(period.known_on).filter(
        Q(unit__isnull=True) | Q(unit__in=units),
        indicator__in=indicators,
        sex=Measurement.Sex.TOTAL,
        period_end__lte=min(period.last_day + ONE_DAY, date(period.year + 1, 1, 1)),
    )
    found: dict[FigureKey, list[Measurement]] = defaultdict(list)
    for row in rows.order_by("period_end", "recorded_on", "pk"):
        found[row.indicator_id, row.unit_id].append(row)
    return found


def _judgements(goals: Iterable[Goal], period: FollowUp) -> dict[int, GoalJudgement]:
    """The latest known judgement of the year per goal."""
    rows = GoalJudgement.objects.known_on(period.known_on).filter(goal__in=[goal.pk for goal in goals])
    return {row.goal_id: row for row in rows.filter(year=period.year).order_by("recorded_on", "pk")}


def _state(
    goal: Goal,
    *,
    figures: Mapping[FigureKey, list[Measurement]],
    judgement: GoalJudgement | None,
    period: FollowUp,
    scale: GoalScale,
) -> GoalState:
    """A computed status, unless somebody has judged otherwise and said why."""
    targets = list(goal.targets.all())
    known = {target.pk: figures.get((target.indicator_id, goal.unit_id), []) for target in targets}
    measures = [_measure(target, known[target.pk]) for target in targets]
    decision = decided_by(goal.decision, period.known_on)
    indicators = tuple(_indicator(target, known[target.pk], scale) for target in targets)
    computed = judge_goal(measures, aggregate=cast(Aggregate, goal.aggregate), scale=scale)
    facts = [goal.start, judgement.recorded_on if judgement else goal.start]
    return GoalState(
        code=goal.code,
        level=goal.level,
        title=goal.title,
        title_en=goal.title_en,
        why=goal.why,
        body_code=goal.body.code if goal.body else "",
        unit_code=goal.unit.code if goal.unit else "",
        owner_name=_owner_name(goal),
        decision=_paragraph(decision, period.known_on),
        is_proposal=goal.level != Goal.Level.UNIT and decision is None,
        status=STATUS_OF_LEVEL[judgement.level] if judgement else computed,
        is_manual=judgement is not None,
        reason=judgement.reason if judgement else "",
        indicators=indicators,
        parents=tuple(each.code for each in goal.parents.all()),
        children=tuple(each.code for each in goal.children.all()),
        actions=tuple(_action(each, period.known_on) for each in goal.actions.all()),
        start=goal.start,
        judged_on=max([*facts, *(each.recorded_on for each in indicators if each.recorded_on is not None)]),
        coordinated_by=goal.coordinated_by.code if goal.coordinated_by else "",
    )


def _measure(target: Target, known: list[Measurement]) -> Measure:
    return Measure(
        value=known[-1].value if known else None,
        target=target.value,
        baseline=target.baseline,
        direction=cast(Direction, target.indicator.direction),
        weight=target.weight,
    )


def _indicator(target: Target, known: list[Measurement], scale: GoalScale) -> IndicatorState:
    indicator, last = target.indicator, known[-1] if known else None
    return IndicatorState(
        code=indicator.code,
        title=indicator.title,
        title_en=indicator.title_en,
        unit_of_measure=indicator.unit_of_measure,
        decimals=indicator.decimals,
        direction=indicator.direction,
        value=last.value if last else None,
        measured_to=last.period_end if last else None,
        target=target.value,
        status=judge_goal([_measure(target, known)], scale=scale),
        trend=trend(
            [each.value for each in known], direction=cast(Direction, indicator.direction), noise=indicator.noise
        ),
        origin=last.origin if last else target.origin,
        source=(last.source if last else "") or indicator.source,
        series=tuple((each.period_end, each.value) for each in known),
        recorded_on=last.recorded_on if last else None,
        months_between=indicator.months_between,
    )


def _actions(year: int, as_of: date) -> QuerySet[Action]:
    period = calendar_year(year)
    return Action.objects.filter(start__lt=period.end, start__lte=as_of, due_on__gte=period.start)


def _action(row: Action, as_of: date) -> ActionState:
    return ActionState(
        code=row.code,
        title=row.title,
        title_en=row.title_en,
        unit_code=row.unit.code if row.unit else "",
        due_on=row.due_on,
        done_on=row.done_on if row.done_on is not None and row.done_on <= as_of else None,
        goals=tuple(sorted(goal.code for goal in row.goals.all())),
        start=row.start,
        department_code=row.department.code,
        statutory_duty=row.statutory_duty,
    )


def _owner_name(goal: Goal) -> str:
    owner = goal.unit or goal.body
    assert owner is not None  # noqa: S101 - a database constraint
    return owner.name


def _paragraph(decision: Decision | None, as_of: date) -> str:
    """Body, date and paragraph, as in "KF 2025-11-12 § 90"."""
    known = decided_by(decision, as_of)
    return "" if known is None else f"{known.body.code.upper()} {known.decided_on} § {known.paragraph}"


def _broken(goals: Iterable[GoalState], actions: Iterable[ActionState]) -> dict[str, tuple[str, str]]:
    found = {goal.code: _goal_faults(goal) for goal in goals}
    for action in actions:
        if not action.has_purpose:
            found[action.code] = [("Tjänar inget mål eller lagkrav.", "Serves no goal or statutory duty.")]
    return {
        code: (" ".join(sv for sv, _ in faults), " ".join(en for _, en in faults))
        for code, faults in found.items()
        if faults
    }


def _goal_faults(goal: GoalState) -> list[tuple[str, str]]:
    """Where the thread is off: undecided, hanging loose upwards, carried by nothing downwards, or not measured."""
    faults = []
    if goal.is_proposal:
        faults.append(("Inget politiskt organ har beslutat målet.", "No political body has decided the goal."))
    if goal.level != Goal.Level.MUNICIPAL and not goal.parents:
        faults.append(("Hänger inte i något mål ovanför.", "Hangs in no goal above."))
    if goal.level == Goal.Level.MUNICIPAL and not goal.children:
        faults.append(("Ingen nämnd har tagit sig an målet.", "No committee has taken up the goal."))
    if goal.level == Goal.Level.COMMITTEE and not (goal.children or goal.actions):
        faults.append(("Varken enhetsmål eller åtgärd bär målet.", "Neither a unit goal nor an action carries it."))
    if not goal.indicators:
        faults.append(("Saknar mått och målvärde för året.", "Has no measure and target for the year."))
    return faults
