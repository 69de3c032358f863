"""The thread from vision to action, and how each goal goes, as of a date. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from spelregler.apps.goals.known import LEVELS as STATUSES
from spelregler.apps.goals.known import IndicatorNow, Judged, Known, Value, in_force, in_year, load_known
from spelregler.apps.goals.models import (
    Action,
    DefinitionChange,
    Goal,
    GoalJudgement,
    Indicator,
    PeriodOpening,
    Plan,
    ReportedValue,
    Target,
    Vision,
    VisionDialogue,
)
from spelregler.domain import reading
from spelregler.domain.goals.attainment import DEFAULT_SCALE, GoalScale, GoalStatus
from spelregler.domain.goals.planning import GoalRoom
from spelregler.domain.goals.responses import Effort
from spelregler.domain.period import ONE_DAY, calendar_year
from spelregler.domain.wording import percentage
from spelregler.platform.findings import parameters_of

LONGEST_KEY = 18
"""In digits; no row of the database has a longer number."""

LEADS_NOWHERE = "leads_nowhere"
HANGS_IN_NOTHING = "hangs_in_nothing"
OWNERS = ("unit__code", "body__code")


@dataclass(frozen=True)
class Link:
    """A goal at the other end of a thread."""

    code: str
    level: str
    title: str
    title_en: str


@dataclass(frozen=True)
class VisionNode:
    """What it is all for."""

    text: str
    text_en: str


@dataclass(frozen=True)
class ActionNode:
    """Something done, and for which goals. Without goal and without duty in law its thread is broken (MR-25)."""

    code: str
    title: str
    title_en: str
    department: str
    department_name: str
    unit: str
    unit_name: str
    statutory_duty: str
    start: date
    due_on: date
    done_on: date | None
    is_late: bool
    goals: tuple[str, ...] = ()
    effect: str = ""

    @property
    def is_broken(self) -> bool:
        """It serves no goal and no duty in law."""
        return not self.goals and not self.statutory_duty


@dataclass(frozen=True)
class GoalNode:
    """A goal with its links both ways, its indicators and how it goes."""

    code: str
    level: str
    title: str
    title_en: str
    why: str
    owner_kind: str
    owner: str
    owner_name: str
    coordinated_by: str
    is_decided: bool
    decision: str
    judged: Judged
    indicators: tuple[IndicatorNow, ...] = ()
    parents: tuple[Link, ...] = ()
    children: tuple[Link, ...] = ()
    actions: tuple[ActionNode, ...] = ()

    @property
    def breaks(self) -> tuple[str, ...]:
        """Where the thread is broken: nothing is done for the goal, or the goal serves no goal above it."""
        nowhere = not self.children and not self.actions
        nothing = self.level != Goal.Level.MUNICIPAL and not self.parents
        return ((LEADS_NOWHERE,) if nowhere else ()) + ((HANGS_IN_NOTHING,) if nothing else ())

    @property
    def is_broken(self) -> bool:
        """The thread is broken above or below the goal."""
        return bool(self.breaks)


@dataclass(frozen=True)
class Thread:
    """Everything that hangs together with one goal or action, up to the vision and down to the actions."""

    goals: frozenset[str]
    actions: frozenset[str]


@dataclass(frozen=True)
class GoalTree:
    """Vision, goals on three levels and actions of a year."""

    year: int
    as_of: date
    vision: VisionNode | None
    goals: tuple[GoalNode, ...]
    actions: tuple[ActionNode, ...]

    @property
    def municipal(self) -> tuple[GoalNode, ...]:
        """The council's goals."""
        return self._level(Goal.Level.MUNICIPAL)

    @property
    def committee(self) -> tuple[GoalNode, ...]:
        """The committees' goals, the executive board's own among them."""
        return self._level(Goal.Level.COMMITTEE)

    @property
    def unit(self) -> tuple[GoalNode, ...]:
        """The units' goals."""
        return self._level(Goal.Level.UNIT)

    @property
    def broken_goals(self) -> tuple[GoalNode, ...]:
        """Goals that nothing is done for, or that serve no goal above."""
        return tuple(goal for goal in self.goals if goal.is_broken)

    @property
    def broken_actions(self) -> tuple[ActionNode, ...]:
        """Actions without a purpose."""
        return tuple(action for action in self.actions if action.is_broken)

    def goal(self, code: str) -> GoalNode | None:
        """One goal of the tree."""
        return self._by_code.get(code)

    def thread(self, *, goal: str = "", action: str = "") -> Thread:
        """What lights up when a goal or an action is chosen: its thread both ways."""
        goals = {goal} & self._by_code.keys()
        chosen = [each for each in self.actions if action and each.code == action]
        for each in chosen:
            goals |= self._reach(each.goals, up=True)
        below = self._reach(goals, up=False) if goal else set()
        goals |= self._reach(goals, up=True) | below
        actions = {each.code for each in chosen}
        actions |= {each.code for code in below for each in self._by_code[code].actions}
        return Thread(frozenset(goals), frozenset(actions))

    @cached_property
    def _by_code(self) -> dict[str, GoalNode]:
        return {goal.code: goal for goal in self.goals}

    def _level(self, level: str) -> tuple[GoalNode, ...]:
        return tuple(goal for goal in self.goals if goal.level == level)

    def _reach(self, codes: Iterable[str], *, up: bool) -> set[str]:
        """The goals and everything above (or below) them; a goal is visited once."""
        found: set[str] = set()
        waiting = [code for code in codes if code in self._by_code]
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                node = self._by_code[code]
                links = node.parents if up else node.children
                waiting.extend(link.code for link in links if link.code in self._by_code)
        return found


def goal_tree(*, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> GoalTree:
    """The red thread of a year as known on a day, proposals marked as such. Eight queries."""
    actions = _actions(Q(), year=year, as_of=as_of)
    goals = _nodes(
        Goal.objects.filter(in_year(year)),
        year=year,
        as_of=as_of,
        scale=scale,
        actions=actions,
    )
    return GoalTree(year=year, as_of=as_of, vision=_vision(as_of), goals=tuple(goals), actions=tuple(actions))


def unit_goals(*, unit_code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> list[GoalNode]:
    """A unit's goals in a year, each with the committee goals that it serves."""
    return _some(Goal.objects.filter(unit__code=unit_code), year=year, as_of=as_of, scale=scale)


def committee_goals(*, body_code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> list[GoalNode]:
    """The goals that a body owns in a year: a committee's, the executive board's or the council's."""
    return _some(Goal.objects.filter(body__code=body_code), year=year, as_of=as_of, scale=scale)


@dataclass(frozen=True)
class SeriesPoint:
    """One reported value. None where it is built on too few cases to be shown."""

    period_start: date
    period_end: date
    sex: str
    value: Decimal | None
    is_suppressed: bool
    recorded_on: date
    origin: str
    source: str
    comment: str


@dataclass(frozen=True)
class TargetPoint:
    """What is aimed at in a year. Changed after its year, it shows the decision behind it and what it `was` (MR-14)."""

    year: int
    value: Decimal
    decision: str
    set_on: date
    was: Decimal | None
    before: Decimal | None = None


@dataclass(frozen=True)
class CorrectionPoint:
    """A value that was put right after its year: what it `was`, what it is, why and by which role.

    A figure about few cases is None, before as well as after.
    """

    period_start: date
    period_end: date
    sex: str
    was: Decimal | None
    value: Decimal | None
    corrected_on: date
    reason: str
    by: str = ""

    @property
    def last_day(self) -> date:
        """The last day that the value is about."""
        return self.period_end - ONE_DAY


@dataclass(frozen=True)
class SeriesBreak:
    """A day from which an indicator means something else than before, and why."""

    on: date
    reason: str
    by: str


@dataclass(frozen=True)
class IndicatorSeries:
    """An indicator of the goal over time, for all and by sex, with targets year by year and late corrections."""

    code: str
    title: str
    title_en: str
    unit_of_measure: str
    decimals: int
    direction: str
    points: tuple[SeriesPoint, ...]
    targets: tuple[TargetPoint, ...]
    corrections: tuple[CorrectionPoint, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()

    def of(self, sex: str) -> tuple[SeriesPoint, ...]:
        """The values for one sex, or T for all."""
        return tuple(point for point in self.points if point.sex == sex)


@dataclass(frozen=True)
class Rejudged:
    """A judgement of a year that was changed after the year: what it `was`, what it is, why and by which role."""

    year: int
    was: GoalStatus
    level: GoalStatus
    judged_on: date
    reason: str
    by: str


@dataclass(frozen=True)
class GoalDetail:
    """One goal with its figures over time."""

    goal: GoalNode
    year: int
    series: tuple[IndicatorSeries, ...]
    rejudged: tuple[Rejudged, ...] = ()


def goal_detail(*, code: str, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> GoalDetail | None:
    """One goal in the year of the day, or in the nearest year that it holds; None where there is no such goal."""
    goal = Goal.objects.filter(code=code).first()
    if goal is None:
        return None
    year = _nearest_year(goal, as_of=as_of)
    chosen = Goal.objects.filter(pk=goal.pk)
    known = load_known(goals=chosen, as_of=as_of)
    (node,) = _nodes(chosen, year=year, as_of=as_of, scale=scale, known=known)
    return GoalDetail(
        goal=node, year=year, series=_series(goal, known, as_of=as_of), rejudged=rejudged(goal, known, as_of=as_of)
    )


@dataclass(frozen=True)
class YearShare:
    """How many goals of a year ended where. The share is of those that can be measured."""

    year: int
    met: int
    partly: int
    not_met: int
    not_measurable: int

    @property
    def measurable(self) -> int:
        """Goals with an answer."""
        return self.met + self.partly + self.not_met

    @property
    def share_pct(self) -> Decimal | None:
        """Met, in per cent of what can be measured (P06 compares it with the year before)."""
        return percentage(self.met, self.measurable)


def attainment_share_by_year(*, as_of: date, level: str = "", scale: GoalScale = DEFAULT_SCALE) -> list[YearShare]:
    """The share of decided goals met, year by year, as known on the day; years with targets only."""
    goals = Goal.objects.filter(counting(as_of), start__lte=as_of)
    if level:
        goals = goals.filter(level=level)
    known = load_known(goals=goals, as_of=as_of)
    counts: dict[int, dict[GoalStatus, int]] = defaultdict(lambda: defaultdict(int))
    for goal in goals:
        for year in sorted({target.year for target in known.targets.get(goal.pk, [])}):
            if year <= as_of.year:
                counts[year][known.judged(goal, year=year, on=as_of, scale=scale).status] += 1
    return [
        YearShare(
            year=year,
            met=found[GoalStatus.MET],
            partly=found[GoalStatus.PARTLY],
            not_met=found[GoalStatus.NOT_MET],
            not_measurable=found[GoalStatus.NOT_MEASURABLE],
        )
        for year, found in sorted(counts.items())
    ]


def most_goals(*, as_of: date) -> int:
    """How many goals a unit carries at most: what the package gives the check of CP-22, else the check's own ten."""
    return int(parameters_of("goals.goals_measurable", as_of=as_of).get("max_goals", GoalRoom.USUAL))


def counting(as_of: date) -> Q:
    """Goals that count: a unit's own, and political ones whose decision was taken by the day (MR-17)."""
    return Q(level=Goal.Level.UNIT) | Q(decision__decided_on__lte=as_of)


def goal_by_code(*, code: str) -> Goal | None:
    """The goal itself, for an operation to work on."""
    return Goal.objects.filter(code=code).first()


def political_target(key: str) -> Target | None:
    """The target that stands, under its number, of a goal that a body owns; for an operation to work on."""
    number = reading.read_or(reading.identity, key, None)
    if number is None:
        return None
    rows = Target.objects.filter(end__isnull=True, goal__body__isnull=False)
    return rows.select_related("goal__body", "goal__decision", "indicator").filter(pk=number).first()


def indicator_by_code(*, code: str) -> Indicator | None:
    """The indicator itself, for an operation to work on."""
    return Indicator.objects.filter(code=code).first()


def indicators_by_code(codes: Iterable[str]) -> list[Indicator]:
    """The indicators with those codes. One query."""
    return list(Indicator.objects.filter(code__in=list(codes)))


def action_by_code(*, code: str) -> Action | None:
    """The action itself, for an operation to work on."""
    return Action.objects.filter(code=code).first()


# What the checks load --------------------------------------------------------------------------------------------


def goals_holding(*, as_of: date) -> Any:
    """The goals that hold and count on the day, with their owners, by code; proposals are left out."""
    goals = Goal.objects.on(as_of).filter(counting(as_of)).select_related("body", "unit", "decision__body")
    return goals.order_by("code")


def political_goals(*, as_of: date) -> list[Goal]:
    """The council's and the committees' goals on the day, proposals too."""
    goals = Goal.objects.on(as_of).exclude(level=Goal.Level.UNIT)
    return list(
        goals.select_related("body", "coordinated_by", "coordination", "decision__body").order_by("body__name", "code")
    )


def committees_served(*, as_of: date) -> dict[int, dict[str, date]]:
    """For each municipal goal: the committees with a goal under it, and since when."""
    found: dict[int, dict[str, date]] = defaultdict(dict)
    holding = Goal.objects.on(as_of).filter(counting(as_of), level=Goal.Level.COMMITTEE)
    rows = Goal.parents.through.objects.filter(from_goal__in=holding.values("pk"))
    for goal, body, start in rows.values_list("to_goal", "from_goal__body__code", "from_goal__start"):
        found[goal][body] = min(start, found[goal].get(body, start))
    return found


def targeted(*, year: int, as_of: date) -> tuple[frozenset[int], frozenset[int]]:
    """The goals that have an indicator at all on the day, and those that have a target for the year."""
    rows = list(Target.objects.on(as_of).values_list("goal", "year"))
    return frozenset(goal for goal, _ in rows), frozenset(goal for goal, its_year in rows if its_year == year)


def plans_decided(*, year: int, as_of: date) -> list[Plan]:
    """The plans for the year that were decided by the day, without those taken up again."""
    return list(Plan.objects.filter(in_force(as_of), year=year).select_related("unit", "department"))


def plans_first_decided(*, year: int, as_of: date) -> dict[tuple[str, str], date]:
    """When each plan in force on the day was first decided, by department and unit (no unit: the department's own).

    A deadline is kept by the first decision; a plan that is decided anew does not become late by it. One query.
    """
    rows = Plan.objects.filter(year=year, decided_on__lte=as_of).select_related("unit", "department")
    first: dict[tuple[str, str], date] = {}
    held: set[tuple[str, str]] = set()
    for row in rows.order_by("decided_on", "pk"):
        key = (row.department.code, row.unit.code if row.unit else "")
        first.setdefault(key, row.decided_on)
        if row.reopened_on is None or row.reopened_on > as_of:
            held.add(key)
    return {key: day for key, day in first.items() if key in held}


def actions_started(*, year: int, as_of: date) -> list[ActionNode]:
    """The actions of the year that had begun by the day, finished or not as known then."""
    return _actions(Q(start__lte=as_of), year=year, as_of=as_of)


def efforts(*, as_of: date) -> dict[str, list[Effort]]:
    """What was begun this year and last, under the code of each unit or body whose goals it serves. Three queries.

    What is done for a goal is done for the goals above it too.
    """
    goals = {pk: (code, unit or body) for pk, code, unit, body in Goal.objects.values_list("pk", "code", *OWNERS)}
    above: dict[int, list[int]] = defaultdict(list)
    for goal, parent in Goal.parents.through.objects.values_list("from_goal", "to_goal"):
        above[goal].append(parent)
    found: dict[str, list[Effort]] = defaultdict(list)
    for action, served in _served(as_of=as_of).items():
        of_owner: dict[str, set[str]] = defaultdict(set)
        for pk in _with_those_above(served, above):
            code, owner = goals[pk]
            of_owner[owner].add(code)
        ends_on = action.done_on if action.done_on and action.done_on <= as_of else action.due_on
        for owner, codes in of_owner.items():
            found[owner].append(Effort(goals=frozenset(codes), begun_on=action.start, ends_on=ends_on))
    return found


def _served(*, as_of: date) -> dict[Action, list[int]]:
    found: dict[Action, list[int]] = defaultdict(list)
    begun = Action.objects.filter(start__range=(date(as_of.year - 1, 1, 1), as_of))
    for link in Action.goals.through.objects.filter(action__in=begun).select_related("action"):
        found[link.action].append(link.goal_id)
    return found


def _with_those_above(goals: Iterable[int], above: Mapping[int, Sequence[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(goals)
    while waiting:
        goal = waiting.pop()
        if goal not in found:
            found.add(goal)
            waiting.extend(above.get(goal, ()))
    return found


# How it is put together ------------------------------------------------------------------------------------------


@dataclass
class _Links:
    parents: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))
    children: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))


def vision_on(as_of: date) -> Vision | None:
    """The vision that holds on the day, with its decision. One query."""
    rows: Iterable[Vision] = Vision.objects.on(as_of).select_related("decision__body").order_by("-start")[:1]
    return next(iter(rows), None)


def earlier_visions(*, as_of: date) -> list[Vision]:
    """The visions that no longer hold, the latest first. One query."""
    return list(Vision.objects.filter(end__lte=as_of).select_related("decision__body").order_by("-start"))


def dialogues(*, as_of: date) -> list[VisionDialogue]:
    """The dialogues on the vision that were held by the day, the latest first; feedback of a later day is not there."""
    found = list(VisionDialogue.objects.filter(held_on__lte=as_of).order_by("-held_on", "-pk"))
    for each in found:
        if each.feedback_on is not None and each.feedback_on > as_of:
            each.feedback_on = None  # as known then
    return found


def dialogue_by_pk(*, pk: int) -> VisionDialogue | None:
    """One dialogue."""
    return VisionDialogue.objects.filter(pk=pk).first()


def _vision(as_of: date) -> VisionNode | None:
    vision = vision_on(as_of)
    return VisionNode(vision.text, vision.text_en) if vision else None


def _some(goals: Any, *, year: int, as_of: date, scale: GoalScale) -> list[GoalNode]:
    return _nodes(goals.filter(in_year(year)), year=year, as_of=as_of, scale=scale)


def _nodes(
    goals: Any,
    *,
    year: int,
    as_of: date,
    scale: GoalScale,
    actions: Sequence[ActionNode] | None = None,
    known: Known | None = None,
) -> list[GoalNode]:
    known = known or load_known(goals=goals, as_of=as_of)
    links = _links(goals, year=year)
    if actions is None:
        actions = _actions(Q(goals__in=goals.order_by().values("pk")), year=year, as_of=as_of)
    done_for: dict[str, list[ActionNode]] = defaultdict(list)
    for action in actions:
        for code in action.goals:
            done_for[code].append(action)
    rows = goals.select_related("body", "unit", "coordinated_by", "decision__body")
    planned = _planned(year=year, as_of=as_of)
    return [
        _node(
            goal,
            known=known,
            links=links,
            actions=done_for[goal.code],
            year=year,
            as_of=as_of,
            scale=scale,
            planned=(planned is None or goal.unit_id in planned) if goal.level == Goal.Level.UNIT else None,
        )
        for goal in rows.order_by("level", "body__name", "unit__name", "code")
    ]


def _planned(*, year: int, as_of: date) -> frozenset[int] | None:
    """The units whose plan carries their goals for a year to come; None once the year runs and the goals are in use."""
    if year <= as_of.year:
        return None
    plans = Plan.objects.filter(in_force(as_of), year=year, unit__isnull=False)
    return frozenset(plan.unit_id for plan in plans if plan.unit_id is not None)


def _node(
    goal: Goal,
    *,
    known: Known,
    links: _Links,
    actions: Sequence[ActionNode],
    year: int,
    as_of: date,
    scale: GoalScale,
    planned: bool | None,
) -> GoalNode:
    owner: Any = goal.unit if goal.level == Goal.Level.UNIT else goal.body
    decision = goal.decision if goal.decision and goal.decision.decided_on <= as_of else None
    return GoalNode(
        code=goal.code,
        level=goal.level,
        title=goal.title,
        title_en=goal.title_en,
        why=goal.why,
        owner_kind="unit" if goal.level == Goal.Level.UNIT else "committee",
        owner=owner.code,
        owner_name=owner.name,
        coordinated_by=goal.coordinated_by.name if goal.coordinated_by else "",
        is_decided=decision is not None if planned is None else planned,
        decision=str(decision) if decision else "",
        judged=known.judged(goal, year=year, on=as_of, scale=scale),
        indicators=known.indicators(goal, year=year, on=as_of),
        parents=tuple(links.parents[goal.pk]),
        children=tuple(links.children[goal.pk]),
        actions=tuple(actions),
    )


def _links(goals: Any, *, year: int) -> _Links:
    """The threads up and down from some goals, to goals of the same year. One query."""
    chosen, of_year = goals.order_by().values("pk"), Goal.objects.filter(in_year(year)).values("pk")
    rows = Goal.parents.through.objects.filter(
        Q(from_goal__in=chosen) | Q(to_goal__in=chosen), from_goal__in=of_year, to_goal__in=of_year
    )
    links = _Links()
    for row in rows.select_related("from_goal", "to_goal").order_by("to_goal__code", "from_goal__code"):
        links.parents[row.from_goal_id].append(_link(row.to_goal))
        links.children[row.to_goal_id].append(_link(row.from_goal))
    return links


def _link(goal: Goal) -> Link:
    return Link(code=goal.code, level=goal.level, title=goal.title, title_en=goal.title_en)


def _actions(which: Q, *, year: int, as_of: date) -> list[ActionNode]:
    """Some actions of the year with the goals they serve. Two queries."""
    period = calendar_year(year)
    assert period.end is not None  # noqa: S101 - a calendar year ends; said for the type checker
    chosen = Action.objects.filter(which, start__lt=period.end, due_on__gte=period.start)
    serves: dict[int, list[str]] = defaultdict(list)
    links = Action.goals.through.objects.filter(action__in=chosen.order_by().values("pk"))
    for action, code in links.order_by("goal__code").values_list("action", "goal__code"):
        serves[action].append(code)
    rows = chosen.select_related("unit", "department").order_by("due_on", "code").distinct()
    return [_action(row, serves=serves[row.pk], as_of=as_of) for row in rows]


def _action(row: Action, *, serves: Sequence[str], as_of: date) -> ActionNode:
    done_on = row.done_on if row.done_on and row.done_on <= as_of else None
    return ActionNode(
        code=row.code,
        title=row.title,
        title_en=row.title_en,
        department=row.department.code,
        department_name=row.department.name,
        unit=row.unit.code if row.unit else "",
        unit_name=row.unit.name if row.unit else "",
        statutory_duty=row.statutory_duty,
        start=row.start,
        due_on=row.due_on,
        done_on=done_on,
        is_late=row.due_on < (done_on or as_of),
        goals=tuple(serves),
        effect=row.effect if done_on else "",
    )


def _nearest_year(goal: Goal, *, as_of: date) -> int:
    last = (goal.end - timedelta(days=1)).year if goal.end else as_of.year
    return max(goal.start.year, min(as_of.year, last))


def _series(goal: Goal, known: Known, *, as_of: date) -> tuple[IndicatorSeries, ...]:
    targets: dict[Indicator, list[Target]] = defaultdict(list)
    for target in known.targets_on(goal, day=as_of):
        targets[target.indicator].append(target)
    late = {each.pk: known.corrected_late(indicator=each.pk, unit=goal.unit_id, on=as_of) for each in targets}
    grounds = Grounds.of(late, as_of=as_of)
    breaks = series_breaks(late, as_of=as_of)
    return tuple(
        IndicatorSeries(
            code=indicator.code,
            title=indicator.title,
            title_en=indicator.title_en,
            unit_of_measure=indicator.unit_of_measure,
            decimals=indicator.decimals,
            direction=indicator.direction,
            points=shown_points(known.values_of(indicator=indicator.pk, unit=goal.unit_id, on=as_of)),
            targets=tuple(target_point(target, known) for target in its),
            corrections=tuple(
                grounds.correction(was, now, indicator=indicator.pk, unit=goal.unit_id)
                for was, now in late[indicator.pk]
            ),
            breaks=breaks.get(indicator.pk, ()),
        )
        for indicator, its in targets.items()
    )


def series_breaks(indicators: Iterable[int], *, as_of: date) -> dict[int, tuple[SeriesBreak, ...]]:
    """Where the definition of each indicator changed under values that were there (pitfall 9). One query."""
    rows = DefinitionChange.objects.filter(indicator__in=list(indicators), breaks_series=True, changed_on__lte=as_of)
    found: dict[int, tuple[SeriesBreak, ...]] = {}
    for row in rows.order_by("changed_on", "pk"):
        point = SeriesBreak(row.changed_on, row.reason, role_of(row.role))
        found[row.indicator_id] = (*found.get(row.indicator_id, ()), point)
    return found


def rejudged(goal: Goal, known: Known, *, as_of: date) -> tuple[Rejudged, ...]:
    """What was judged anew of the goal after a year was over."""
    return tuple(
        Rejudged(
            now.year,
            STATUSES[GoalJudgement.Level(was.level)],
            STATUSES[GoalJudgement.Level(now.level)],
            now.recorded_on,
            now.reason,
            role_of(now.role),
        )
        for was, now in known.judged_again(goal, on=as_of)
    )


def role_of(said: str) -> str:
    """The role in words, without its code: a correction is shown with the role that made it, not the person."""
    return said.partition(" ")[2] or said


Late = Mapping[Any, Sequence[tuple[Value, Value]]]
"""Values put right after their year: what each was, and what it became."""


@dataclass(frozen=True)
class Grounds:
    """Why the periods of some late corrections were opened again, and by which role each value was approved."""

    opened: Mapping[tuple[date, date], Sequence[tuple[date, str]]]
    approved: Mapping[tuple[Any, ...], str]

    @classmethod
    def of(cls, late: Late, *, as_of: date) -> Grounds:
        """Two queries, and none where nothing was corrected."""
        ends = {was.end for each in late.values() for was, _now in each}
        if not ends:
            return cls({}, {})
        opened: dict[tuple[date, date], list[tuple[date, str]]] = defaultdict(list)
        rows = PeriodOpening.objects.filter(period_end__in=ends, opens=True, recorded_on__lte=as_of)
        for row in rows.order_by("-recorded_on", "-pk"):
            opened[row.period_start, row.period_end].append((row.recorded_on, row.reason))
        steps = ReportedValue.objects.filter(period_end__in=ends, state="approved", recorded_on__lte=as_of)
        columns = ("indicator", "unit", "period_start", "period_end", "sex", "recorded_on", "role")
        return cls(opened, {tuple(key): role for *key, role in steps.values_list(*columns)})

    def correction(self, was: Value, now: Value, *, indicator: int, unit: int | None) -> CorrectionPoint:
        """One correction, told with its ground. A figure about few cases is told without its numbers."""
        hidden = was.is_hidden or now.is_hidden
        opened = (reason for day, reason in self.opened.get((was.start, was.end), ()) if day <= now.recorded_on)
        return CorrectionPoint(
            period_start=was.start,
            period_end=was.end,
            sex=was.sex,
            was=None if hidden else was.value,
            value=None if hidden else now.value,
            corrected_on=now.recorded_on,
            reason=next(opened, now.comment),
            by=role_of(self.approved.get((indicator, unit, was.start, was.end, was.sex, now.recorded_on), "")),
        )


def target_point(target: Target, known: Known) -> TargetPoint:
    """A target with what it was when its year ended, and what it took the place of."""
    was, before = known.was(target), known.before(target)
    return TargetPoint(
        target.year,
        target.value,
        str(target.decision or ""),
        set_on=target.start,
        was=was.value if was else None,
        before=before.value if before else None,
    )


def shown_points(values: Sequence[Value]) -> tuple[SeriesPoint, ...]:
    """The values as they may be shown: one that is hidden is there without its number."""
    return tuple(
        SeriesPoint(
            period_start=value.start,
            period_end=value.end,
            sex=value.sex,
            value=None if value.is_hidden else value.value,
            is_suppressed=value.is_hidden,
            recorded_on=value.recorded_on,
            origin=value.origin,
            source=value.source,
            comment=value.comment,
        )
        for value in values
    )
