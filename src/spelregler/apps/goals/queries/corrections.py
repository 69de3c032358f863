"""What has been put right in a year that is over: values, targets and judgements, each with its ground. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Goal, GoalJudgement, Indicator, Measurement, Target
from spelregler.apps.goals.queries.goal_detail import (
    CorrectionPoint,
    Grounds,
    Rejudged,
    TargetPoint,
    rejudged,
    target_point,
)
from spelregler.apps.goals.queries.goal_history import Known, in_year, load_known
from spelregler.apps.goals.queries.plans import ENTER_COMMITTEE, ENTER_COUNCIL
from spelregler.apps.goals.queries.reporting import OPEN
from spelregler.apps.goals.queries.thread import GoalNode, tree_above
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.unit_counts import units_by_department
from spelregler.apps.organisation.queries.units import unit_places, units_inside
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace

JUDGE_UNIT = GoalAction.JUDGE_UNIT
JUDGE_COMMITTEE, JUDGE_COUNCIL = GoalAction.JUDGE_COMMITTEE, GoalAction.JUDGE_COUNCIL
MOST_YEARS = 5
"""Years back that are offered for correction."""


@dataclass(frozen=True)
class Corrected:
    """One thing that was put right, and the goal where it stands; exactly one of the three points is there."""

    goal: GoalNode
    on: date
    indicator: Indicator | None = None
    value: CorrectionPoint | None = None
    target: TargetPoint | None = None
    judgement: Rejudged | None = None
    reason: str = ""


@dataclass(frozen=True)
class ClosedYear:
    """A year that is over: what was put right in it, the latest first, and its goals as the acting role sees them: the
    bodies', those that something was put right in, those of units where the role may put right, and one asked about.
    """

    year: int
    goals: tuple[GoalNode, ...]
    corrected: tuple[Corrected, ...]
    targets: tuple[Target, ...]


def years_closed(*, as_of: date) -> list[int]:
    """The years before the day's, the latest first, `MOST_YEARS` of them."""
    return list(range(as_of.year - 1, as_of.year - 1 - MOST_YEARS, -1))


def closed_year(acting_role: ActingRole, *, year: int, scale: GoalScale, goal: str = "") -> ClosedYear:
    """The year as the acting role sees it: its goals, its targets and what was corrected, the latest first (MR-14).

    `goal` is one that is asked about, whoever asks.
    The number of queries does not grow with goals or corrections.
    """
    which = ~Q(level=Goal.Level.UNIT) | _put_right(year) | _within_reach(acting_role) | Q(code=goal)
    tree = seen_tree(acting_role, tree_above(which, year=year, as_of=acting_role.as_of, scale=scale))
    nodes = {node.code: node for node in tree.goals}
    chosen = Goal.objects.filter(which, in_year(year))
    known = load_known(goals=chosen, as_of=acting_role.as_of)
    goals = [each for each in chosen.select_related("body", "unit").order_by("code") if each.code in nodes]
    aimed = [(each, target) for each in goals for target in known.targets_of(each, year=year)]
    for each, target in aimed:
        target.goal = each  # read already, with its body: whoever asks about the target asks nothing of the database
    found = [*_values(aimed, nodes, known, acting_role.as_of), *_targets(aimed, nodes, known)]
    found += [
        Corrected(nodes[each.code], point.judged_on, judgement=point, reason=point.reason)
        for each in goals
        for point in rejudged(each, known, as_of=acting_role.as_of)
        if point.year == year
    ]
    found.sort(key=lambda each: (each.on, each.goal.title), reverse=True)
    return ClosedYear(year, tuple(tree.goals), tuple(found), tuple(target for _each, target in aimed))


def _put_right(year: int) -> Q:
    """The goals in which a value, a target or a judgement of the year may have been put right when it was over."""
    after = date(year + 1, 1, 1)
    values = Measurement.objects.filter(
        indicator=OuterRef("indicator"),
        period_end__gt=date(year, 1, 1),
        period_end__lte=after,
        replaced_by__recorded_on__gte=after,
    )
    of_unit, of_whole = values.filter(unit=OuterRef("goal__unit")), values.filter(unit__isnull=True)
    corrected = Q(Exists(of_unit)) | Q(Exists(of_whole), goal__unit__isnull=True) | Q(start__gte=after)
    judged = GoalJudgement.objects.filter(year=year, recorded_on__gte=after)
    targets = Target.objects.filter(corrected, year=year)
    return Q(pk__in=targets.values("goal")) | Q(pk__in=judged.values("goal"))


def _within_reach(acting_role: ActingRole) -> Q:
    """The goals of units whose judgement the acting role may change: asked by department, and of its own unit (ADR 55).

    Two queries.
    """
    today, found = acting_role.today, Q(pk__in=())
    for each in units_by_department(as_of=today, some=[acting_role.unit]):
        any_unit = UnitPlace.alike(department=each.code, body=each.body)
        if may(acting_role, JUDGE_UNIT, unit_matter(any_unit)):
            found |= Q(unit__in=units_inside(each.code, as_of=today))
        elif each.some:
            found |= Q(unit__code=acting_role.unit)
    return found


def _values(
    aimed: Iterable[tuple[Goal, Target]], nodes: dict[str, GoalNode], known: Known, as_of: date
) -> list[Corrected]:
    """Each corrected value once, under the first goal that it answers."""
    late = {}
    first: dict[tuple[int, int | None], tuple[Goal, Target]] = {}
    for goal, target in aimed:
        key = (target.indicator_id, goal.unit_id)
        if first.setdefault(key, (goal, target)) == (goal, target):
            pairs = known.corrected_late(indicator=target.indicator_id, unit=goal.unit_id, on=as_of)
            late[key] = [(was, now) for was, now in pairs if (was.end - ONE_DAY).year == target.year]
    grounds = Grounds.of(late, as_of=as_of)
    found = []
    for key, pairs in late.items():
        goal, target = first[key]
        for was, now in pairs:
            point = grounds.correction(was, now, indicator=key[0], unit=key[1])
            node, on = nodes[goal.code], now.recorded_on
            found.append(Corrected(node, on, indicator=target.indicator, value=point, reason=point.reason))
    return found


def _targets(aimed: Iterable[tuple[Goal, Target]], nodes: dict[str, GoalNode], known: Known) -> list[Corrected]:
    points = ((goal, target, target_point(target, known)) for goal, target in aimed)
    return [
        Corrected(
            nodes[goal.code],
            point.set_on,
            indicator=target.indicator,
            target=point,
            reason=target.decision.text if target.decision else "",
        )
        for goal, target, point in points
        if point.was is not None
    ]


# Who may put what right -------------------------------------------------------------------------------------------


def scopes_to_open(acting_role: ActingRole) -> list[tuple[str, str]]:
    """The departments, and all of them (no code), for which the acting role may open a period; code and name."""
    heads = departments(as_of=acting_role.today)
    asked = [("", "", None), *((each.code, each.name, each.body) for each in heads)]
    return [(code, name) for code, name, body in asked if may(acting_role, OPEN, _scope(code, body))]


def scope(code: str, *, as_of: date) -> Resource:
    """A department's periods, or without a code everybody's, as the rules are asked about them."""
    return _scope(code, next((each.body for each in departments(as_of=as_of) if each.code == code), None))


def _scope(code: str, body: str | None) -> Resource:
    # The whole municipality lies outside whoever is tied to one department, so it is named as what it is.
    return Resource(kind="period", id=code or "all", body=body, department=code or "all")


PERIODS_OF_ALL = _scope("", None)
"""Everybody's periods, as the rules are asked about them."""


def judging(acting_role: ActingRole, goals: Iterable[GoalNode]) -> list[tuple[GoalNode, str, Resource]]:
    """How each goal's judgement is asked about: a unit's by its head, a body's entered from its minutes."""
    asked = list(goals)
    units = {goal.owner for goal in asked if goal.level == Goal.Level.UNIT}
    places = {place.code: place for place in unit_places(as_of=acting_role.today, codes=units)}
    found: list[tuple[GoalNode, str, Resource]] = []
    for goal in asked:
        if goal.level == Goal.Level.UNIT:
            place = places.get(goal.owner)
            if place is not None:
                found.append((goal, JUDGE_UNIT, unit_matter(place)))
        else:
            action = JUDGE_COUNCIL if goal.level == Goal.Level.MUNICIPAL else JUDGE_COMMITTEE
            found.append((goal, action, Resource(kind="minutes", id=goal.owner)))
    return found


def may_judge(acting_role: ActingRole, goals: Iterable[GoalNode]) -> list[GoalNode]:
    """The decided goals whose judgement the acting role may change."""
    decided = [goal for goal in goals if goal.is_decided]
    return [goal for goal, action, matter in judging(acting_role, decided) if may(acting_role, action, matter)]


def entering(target: Target) -> tuple[str, Resource]:
    """How a political target's new decision is asked about: the secretary enters it from the minutes."""
    is_councils = target.goal.level == Goal.Level.MUNICIPAL
    owner = target.goal.body.code if target.goal.body else ""
    return (ENTER_COUNCIL if is_councils else ENTER_COMMITTEE), Resource(kind="minutes", id=owner)


def may_move(acting_role: ActingRole, targets: Iterable[Target]) -> list[Target]:
    """The political targets that the acting role may enter a new decision on."""
    political = [target for target in targets if target.goal.body is not None]
    return [target for target in political if may(acting_role, *entering(target))]
