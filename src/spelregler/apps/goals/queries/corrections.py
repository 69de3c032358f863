"""What has been put right in a year that is over: values, targets and judgements, each with its ground. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Goal, Indicator, Target
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
from spelregler.apps.goals.queries.thread import GoalNode, goal_tree
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Resource

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
    """A year that is over: its goals as the acting role sees them, and what was put right in it, the latest first."""

    year: int
    goals: tuple[GoalNode, ...]
    corrected: tuple[Corrected, ...]
    targets: tuple[Target, ...]


def years_closed(*, as_of: date) -> list[int]:
    """The years before the day's, the latest first, `MOST_YEARS` of them."""
    return list(range(as_of.year - 1, as_of.year - 1 - MOST_YEARS, -1))


def closed_year(acting_role: ActingRole, *, year: int, scale: GoalScale) -> ClosedYear:
    """The year as the acting role sees it: its goals, its targets and what was corrected, the latest first (MR-14).

    The number of queries does not grow with goals or corrections.
    """
    tree = seen_tree(acting_role, goal_tree(year=year, as_of=acting_role.as_of, scale=scale))
    nodes = {node.code: node for node in tree.goals}
    chosen = Goal.objects.filter(in_year(year))
    known = load_known(goals=chosen, as_of=acting_role.as_of)
    goals = [goal for goal in chosen.select_related("body", "unit").order_by("code") if goal.code in nodes]
    aimed = [(goal, target) for goal in goals for target in known.targets_of(goal, year=year)]
    for goal, target in aimed:
        target.goal = goal  # read already, with its body: whoever asks about the target asks nothing of the database
    found = [*_values(aimed, nodes, known, acting_role.as_of), *_targets(aimed, nodes, known)]
    found += [
        Corrected(nodes[goal.code], point.judged_on, judgement=point, reason=point.reason)
        for goal in goals
        for point in rejudged(goal, known, as_of=acting_role.as_of)
        if point.year == year
    ]
    found.sort(key=lambda each: (each.on, each.goal.title), reverse=True)
    return ClosedYear(year, tuple(tree.goals), tuple(found), tuple(target for _goal, target in aimed))


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
