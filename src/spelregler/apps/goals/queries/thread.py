"""The thread from vision to action, and how each goal goes, as of a date. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from spelregler.apps.goals.models import (
    Action,
    Goal,
    Plan,
)
from spelregler.apps.goals.queries.goal_history import IndicatorNow, Judged, Known, in_force, in_year, load_known
from spelregler.apps.goals.queries.visions import vision_on
from spelregler.apps.organisation.models import Body, Unit
from spelregler.apps.organisation.queries.units import units_inside
from spelregler.domain.goals.attainment import DEFAULT_SCALE, GoalScale
from spelregler.domain.period import calendar_year

LEADS_NOWHERE = "leads_nowhere"
HANGS_IN_NOTHING = "hangs_in_nothing"
OWNERS = ("unit__code", "body__code")
LINK = ("code", "level", "title", "title_en")


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
    department_name_en: str = ""
    unit_name_en: str = ""

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
    owner_name_en: str = ""

    @property
    def breaks(self) -> tuple[str, ...]:
        """Where the thread is broken: nothing is done for the goal, or the goal serves no goal above it."""
        return self.breaks_where(is_carried=bool(self.children or self.actions))

    def breaks_where(self, *, is_carried: bool) -> tuple[str, ...]:
        """The same, where what is done for the goal was asked for elsewhere."""
        nothing = self.level != Goal.Level.MUNICIPAL and not self.parents
        return (() if is_carried else (LEADS_NOWHERE,)) + ((HANGS_IN_NOTHING,) if nothing else ())

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
    def units(self) -> frozenset[str]:
        """The codes of the units whose goals and actions are in the tree."""
        return frozenset(goal.owner for goal in self.unit) | {each.unit for each in self.actions if each.unit}

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
    """The red thread of a year as known on a day, proposals marked as such (MR-13, MR-25). Ten queries."""
    actions = actions_of(Q(), year=year, as_of=as_of)
    nodes = nodes_of(Goal.objects.filter(in_year(year)), year=year, as_of=as_of, scale=scale, actions=actions)
    return _planted(nodes, actions, year=year, as_of=as_of)


def thread_tree(
    *, year: int, as_of: date, goal: str = "", unit: str = "", department: str = "", scale: GoalScale = DEFAULT_SCALE
) -> GoalTree:
    """The part of a year's red thread that hangs together with one goal, or with a unit's or a department's units':
    what they serve, what serves them, and what is done for it.

    Fourteen queries, and one more for each level that the thread passes.
    """
    of_units = Q(unit__in=units_inside(department, as_of=as_of)) if department else Q(unit__code=unit)
    return tree_around(Q(code=goal) if goal else of_units, year=year, as_of=as_of, scale=scale)


def tree_around(which: Q, *, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> GoalTree:
    """The part of a year's red thread that hangs together with some goals: what they serve, what serves them, and what
    is done for it. Fourteen queries, and one more for each level that the thread passes.
    """
    chosen = set(Goal.objects.filter(which, in_year(year)).values_list("pk", flat=True))
    below = _ends(chosen, "to_goal", "from_goal", year=year)
    above = _ends(chosen, "from_goal", "to_goal", year=year)
    actions = actions_of(Q(goals__in=below), year=year, as_of=as_of)
    return _tree(above | below, actions, year=year, as_of=as_of, scale=scale)


def tree_above(
    which: Q, *, actions: Sequence[ActionNode] = (), year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE
) -> GoalTree:
    """Some goals of a year with all that they and some actions serve, and nothing of what else serves it.

    Twelve queries, and one more for each level above the goals.
    """
    served = Q(code__in={code for each in actions for code in each.goals})
    chosen = set(Goal.objects.filter(which | served, in_year(year)).values_list("pk", flat=True))
    above = _ends(chosen, "from_goal", "to_goal", year=year)
    return _tree(above, actions, year=year, as_of=as_of, scale=scale)


def _ends(goals: set[int], here: str, there: str, *, year: int) -> set[int]:
    """The goals and all at the far end of their threads, one way; a goal is visited once."""
    found, waiting = set(goals), goals
    while waiting:
        ties = Goal.parents.through.objects.filter(in_year(year, of=f"{there}__"), **{f"{here}__in": waiting})
        waiting = set(ties.values_list(there, flat=True)) - found
        found |= waiting
    return found


def _tree(
    goals: Collection[int], actions: Sequence[ActionNode], *, year: int, as_of: date, scale: GoalScale
) -> GoalTree:
    chosen = Goal.objects.filter(pk__in=goals)
    nodes = nodes_of(chosen, year=year, as_of=as_of, scale=scale, actions=actions, among=goals)
    return _planted(nodes, actions, year=year, as_of=as_of)


def _planted(nodes: Sequence[GoalNode], actions: Sequence[ActionNode], *, year: int, as_of: date) -> GoalTree:
    return GoalTree(year=year, as_of=as_of, vision=vision_node(as_of), goals=tuple(nodes), actions=tuple(actions))


def unit_goals(*, unit_code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> list[GoalNode]:
    """A unit's goals in a year, each with the committee goals that it serves. Nine queries, or one more ahead of the
    year.
    """
    return _some(Goal.objects.filter(unit__code=unit_code), year=year, as_of=as_of, scale=scale)


def committee_goals(*, body_code: str, year: int, as_of: date, scale: GoalScale = DEFAULT_SCALE) -> list[GoalNode]:
    """The goals that a body owns in a year: a committee's, the executive board's or the council's. Nine queries, or
    ten.
    """
    return _some(Goal.objects.filter(body__code=body_code), year=year, as_of=as_of, scale=scale)


# How it is put together ------------------------------------------------------------------------------------------


@dataclass
class _Links:
    parents: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))
    children: dict[int, list[Link]] = field(default_factory=lambda: defaultdict(list))


def vision_node(as_of: date) -> VisionNode | None:
    """The vision of the day. One query."""
    vision = vision_on(as_of)
    return VisionNode(vision.text, vision.text_en) if vision else None


def _some(goals: QuerySet[Goal], *, year: int, as_of: date, scale: GoalScale) -> list[GoalNode]:
    return nodes_of(goals.filter(in_year(year)), year=year, as_of=as_of, scale=scale)


def nodes_of(
    goals: QuerySet[Goal],
    *,
    year: int,
    as_of: date,
    scale: GoalScale,
    actions: Sequence[ActionNode] | None = None,
    among: Collection[int] | None = None,
) -> list[GoalNode]:
    """Some goals (a queryset) as they stood on the day, by level, body, unit and code.

    `actions` are handed in where they have been read already, and of the threads only those to goals `among` some are
    told where these are given. The number of queries does not grow with goals.
    """
    known = load_known(goals=goals, as_of=as_of)
    links = _links(goals, year=year, among=among)
    if actions is None:
        actions = actions_of(Q(goals__in=goals.order_by().values("pk")), year=year, as_of=as_of)
    done_for: dict[str, list[ActionNode]] = defaultdict(list)
    for action in actions:
        for code in action.goals:
            done_for[code].append(action)
    rows = goals.select_related("body", "unit", "coordinated_by", "decision__body")
    planned = units_planned(year=year, as_of=as_of)
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


def units_planned(*, year: int, as_of: date) -> frozenset[int] | None:
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
    owner: Unit | Body | None = goal.unit if goal.level == Goal.Level.UNIT else goal.body
    assert owner is not None  # noqa: S101 - the database keeps it: a goal has the owner of its level
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
        owner_name_en=owner.name_en,
    )


def _links(goals: QuerySet[Goal], *, year: int, among: Collection[int] | None) -> _Links:
    """The threads up and down from some goals to other goals of the same year, or to those `among`. Two queries."""
    chosen = goals.order_by().values("pk") if among is None else among
    links = _Links()
    up = _ties("to_goal", year, among).filter(from_goal__in=chosen).order_by("to_goal__code")
    for goal, *above in up.values_list("from_goal", *(f"to_goal__{each}" for each in LINK)):
        links.parents[goal].append(Link(*above))
    down = _ties("from_goal", year, among).filter(to_goal__in=chosen).order_by("from_goal__code")
    for goal, *below in down.values_list("to_goal", *(f"from_goal__{each}" for each in LINK)):
        links.children[goal].append(Link(*below))
    return links


def _ties(far: str, year: int, among: Collection[int] | None) -> QuerySet[Any]:
    """The threads whose far end is a goal of the year, or one of some."""
    ties = Goal.parents.through.objects
    if among is None:
        return ties.filter(in_year(year, of=f"{far}__"))
    # Not looked up in an index: SQLite would seek every pair of the two lists, one of each end.
    read: QuerySet[Any] = ties.alias(far=Coalesce(far, Value(0)))
    return read.filter(far__in=among)


def actions_of(which: Q, *, year: int, as_of: date) -> list[ActionNode]:
    """Some actions of the year with the goals they serve. Two queries."""
    chosen = Action.objects.filter(which, actions_in(year))
    serves: dict[int, list[str]] = defaultdict(list)
    links = Action.goals.through.objects.filter(action__in=chosen.order_by().values("pk"))
    for action, code in links.order_by("goal__code").values_list("action", "goal__code"):
        serves[action].append(code)
    rows = chosen.select_related("unit", "department").order_by("due_on", "code").distinct()
    return [_action(row, serves=serves[row.pk], as_of=as_of) for row in rows]


def actions_in(year: int) -> Q:
    """Actions that go on some day of the year."""
    period = calendar_year(year)
    return Q(start__lt=period.end, due_on__gte=period.start)


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
        department_name_en=row.department.name_en,
        unit_name_en=row.unit.name_en if row.unit else "",
    )
