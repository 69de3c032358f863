"""The chain of plans: who owns each level, what stands in a year's plan, and what carries it. Reads only.

Council's goals and budget, a committee's operational plan, its department's action plan, a unit's plan: each is decided
by the body or the post that owns it, and what no decision carries is a proposal (MR-17, MR-25, CP-7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.access.file_rights import COUNCILS, PREPARE_COMMITTEE, PREPARE_COUNCIL
from spelregler.apps.goals.access.visibility import GoalAsked, seen_goals, seen_tree
from spelregler.apps.goals.models import Goal, Indicator, Plan, RollOver
from spelregler.apps.goals.queries.check_facts import most_goals
from spelregler.apps.goals.queries.goal_history import in_force, in_year
from spelregler.apps.goals.queries.ownership import (
    ANY,
    DECIDE_PLAN,
    DECIDE_UNIT,
    NONE,
    Offered,
    PostHeld,
    Sought,
    posts_of_department,
    posts_offered,
)
from spelregler.apps.goals.queries.thread import ActionNode, GoalNode, GoalTree, actions_of, tree_above
from spelregler.apps.organisation.models import Body, Placement
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.unit_counts import DepartmentOnField, unit_codes, units_by_department
from spelregler.apps.organisation.queries.units import unit_place, unit_places
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.goals.planning import GoalRoom
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Pair

ENTER_COUNCIL, ENTER_COMMITTEE = GoalAction.ENTER_COUNCIL, GoalAction.ENTER_COMMITTEE
PREPARE_ACTIONS, PREPARE_UNIT = GoalAction.PREPARE_ACTIONS, GoalAction.PREPARE_UNIT
BODY, DEPARTMENT, UNIT = "organ", "forvaltning", "enhet"


@dataclass(frozen=True)
class Owner:
    """A body, a department or a unit that owns a level of the chain, and how the rules name its matter."""

    kind: str
    code: str
    name: str
    level: str
    body: str
    department: str
    matter: Resource
    prepare: str
    settle: str
    name_en: str = ""

    def named(self, language: str) -> str:
        """Its name in the reader's language; Swedish where it has no English one."""
        return Pair(self.name, self.name_en).text(language)

    @property
    def settled(self) -> Resource:
        """What settling the level is asked about. Minutes are entered for every body by the one registry (MR-27)."""
        return Resource(kind="minutes", id=self.code) if self.is_political else self.matter

    @property
    def is_political(self) -> bool:
        """Decided by a body in a meeting; the others are decided by the manager responsible."""
        return self.kind == BODY


def _above_units(*, as_of: date) -> list[Owner]:
    heads = departments(as_of=as_of)
    of_body = {each.body: each.code for each in heads}
    bodies = Body.objects.on(as_of).exclude(kind=Body.Kind.AUDITORS).order_by("name")
    political = [_body(each, of_body.get(each.code, "")) for each in bodies]
    found = sorted(political, key=lambda each: each.level != Goal.Level.MUNICIPAL)
    for head in heads:
        matter = Resource(kind="plan", id=head.code, body=head.body, department=head.code)
        said = (head.code, head.name, "", head.body, head.code, matter)
        found.append(Owner(DEPARTMENT, *said, PREPARE_ACTIONS, DECIDE_PLAN, head.name_en))
    return found


def _unit(place: UnitPlace) -> Owner:
    matter = unit_matter(place, decided_at="unit" if place.manager else "department")
    said = (place.code, place.name, Goal.Level.UNIT, place.body, place.department, matter)
    return Owner(UNIT, *said, PREPARE_UNIT, DECIDE_UNIT, place.name_en)


def _body(row: Body, department: str) -> Owner:
    if row.kind == Body.Kind.COUNCIL:
        said = (Goal.Level.MUNICIPAL, row.code, department, COUNCILS, PREPARE_COUNCIL, ENTER_COUNCIL)
    else:
        matter = Resource(kind="plan", id=row.code, body=row.code, department=department or None)
        said = (Goal.Level.COMMITTEE, row.code, department, matter, PREPARE_COMMITTEE, ENTER_COMMITTEE)
    return Owner(BODY, row.code, row.name, *said, row.name_en)


def owner_of(*, kind: str, code: str, as_of: date) -> Owner | None:
    """One owner of the chain by its kind and code; None where it is not there on the day."""
    if kind == UNIT:
        place = unit_place(code=code, as_of=as_of)
        return _unit(place) if place else None
    return next((each for each in _above_units(as_of=as_of) if (each.kind, each.code) == (kind, code)), None)


def entered_late(year: int) -> date | None:
    """The start day, where a plan for the year may have been decided before it and is entered with its true day."""
    place = municipality()
    start_day = place.start_day if place else None
    return start_day if start_day is not None and year <= start_day.year else None


def may_propose(acting_role: ActingRole, owner: Owner) -> bool:
    """Whoever prepares the level proposes; a manager who decides it may of course also write it."""
    return may(acting_role, owner.prepare, owner.matter) or (
        not owner.is_political and may(acting_role, owner.settle, owner.matter)
    )


def may_propose_in(acting_role: ActingRole, *, most: int) -> list[Owner]:
    """The bodies and units in whose plan the acting role may propose a goal today, from the council down; at most so
    many.

    Units are alike before the rules but for the own one (ADR 55), so they are asked about by department. Seven queries,
    and five for each department where there is something to propose.
    """
    today = acting_role.today
    found = [each for each in _above_units(as_of=today) if each.level and may_propose(acting_role, each)]
    for department in units_by_department(as_of=today, some=[acting_role.unit]):
        if len(found) < most:
            codes = _codes_to_ask_about(acting_role, department, most=most)
            units = (_unit(place) for place in unit_places(as_of=today, codes=codes)) if codes else ()
            found += [each for each in units if may_propose(acting_role, each)]
    return found[:most]


def _codes_to_ask_about(acting_role: ActingRole, department: DepartmentOnField, *, most: int) -> list[str]:
    """Units of the department among which are the first that the role may propose in; its own where it may no other."""
    any_unit = UnitPlace.alike(department=department.code, body=department.body)
    alike = [_unit(any_unit), _unit(replace(any_unit, manager="somebody"))]
    said = [may_propose(acting_role, each) for each in alike]
    if any(said):
        enough = most + 1 if all(said) else department.units  # one more, for the own unit may be another matter
        return unit_codes(as_of=acting_role.today, department=department.code, start=0, most=enough)
    return [acting_role.unit] if department.some else []


def may_settle(acting_role: ActingRole, owner: Owner) -> bool:
    """The secretary enters what the body decided; the manager responsible decides the rest."""
    return may(acting_role, owner.settle, owner.settled)


@dataclass(frozen=True)
class OwnerPlan:
    """A year's plan of one owner: goals and actions, proposed or carried, and the goals above that they may serve.

    `posts` may answer for what is proposed; they are there for a role that proposes, as many as are offered at once.
    """

    owner: Owner
    year: int
    goals: tuple[GoalNode, ...]
    actions: tuple[ActionNode, ...]
    above: tuple[GoalNode, ...]
    plan: Plan | None
    posts: tuple[PostHeld, ...]
    room: GoalRoom
    decisions: tuple[Plan, ...] = ()
    has_more_posts: bool = False

    @property
    def proposals(self) -> tuple[GoalNode, ...]:
        """The goals that no decision carries."""
        return tuple(goal for goal in self.goals if not goal.is_decided)


def owner_plan(
    acting_role: ActingRole, owner: Owner, *, year: int, scale: GoalScale, sought: Sought = ANY
) -> OwnerPlan:
    """What the acting role sees of an owner's plan, with the posts that are sought. The number of queries does not grow
    with its rows.
    """
    as_of = acting_role.as_of
    actions = [] if owner.is_political else actions_of(_actions_of(owner), year=year, as_of=as_of)
    offered = _goals_of(owner) | _goals_above(owner)
    tree = tree_above(offered, actions=actions, year=year, as_of=as_of, scale=scale)
    seen = seen_tree(acting_role, tree)
    # Whoever enters a body's decision sees what there is to decide, for every body: the registry is one.
    shown = tree.goals if owner.is_political and may_settle(acting_role, owner) else seen.goals
    goals = tuple(goal for goal in shown if (goal.level, goal.owner) == (owner.level, owner.code))
    offered_posts = Offered()
    if may_propose(acting_role, owner):
        offered_posts = posts_offered(_posts_near(owner, as_of), as_of=as_of, sought=sought)
    decided = decisions(owner, year=year, as_of=as_of)
    count = sum((goal.level, goal.owner) == (owner.level, owner.code) for goal in tree.goals)
    return OwnerPlan(
        owner=owner,
        year=year,
        goals=goals,
        actions=seen.actions,
        above=_above(owner, tree),
        plan=_standing(decided),
        decisions=tuple(decided),
        posts=tuple(post for post in offered_posts.posts if _is_near(owner, post)),
        has_more_posts=offered_posts.has_more,
        room=GoalRoom(count=count, most=most_goals(as_of=as_of)),
    )


def _goals_of(owner: Owner) -> Q:
    """The goals that stand in the plan; a department has none of its own."""
    whose = {"body__code": owner.code} if owner.is_political else {"unit__code": owner.code}
    return Q(level=owner.level, **whose) if owner.level else NONE


def _goals_above(owner: Owner) -> Q:
    """The goals one level above: the council's for a committee, its committee's for a department and its units."""
    if owner.is_political:
        return Q(level=Goal.Level.MUNICIPAL) if _is_committee(owner) else NONE
    return Q(level=Goal.Level.COMMITTEE, body__code=owner.body)


def _is_committee(owner: Owner) -> bool:
    return owner.level == Goal.Level.COMMITTEE


def _actions_of(owner: Owner) -> Q:
    """The actions that stand in a manager's plan: the unit's own, or those of the department as a whole."""
    if owner.kind == UNIT:
        return Q(unit__code=owner.code)
    return Q(department__code=owner.code, unit__isnull=True)


def _posts_near(owner: Owner, as_of: date) -> Q:
    """The posts to ask about: of the unit, or of the department and the units that lie in it; else every one."""
    if owner.kind == UNIT:
        return Q(unit__code=owner.code)
    return posts_of_department(owner.department, as_of=as_of) if owner.department else Q()


def _is_near(owner: Owner, post: PostHeld) -> bool:
    """A unit's people for the unit, else the department's; the council's goals may be anybody's in the organisation."""
    if owner.kind == UNIT:
        return post.unit == owner.code
    return not owner.department or post.department == owner.department


def _above(owner: Owner, tree: GoalTree) -> tuple[GoalNode, ...]:
    """The goals one level above that count: what no decision carries can be served by nothing."""
    if owner.is_political:
        return tuple(goal for goal in tree.municipal if goal.is_decided) if _is_committee(owner) else ()
    return tuple(goal for goal in tree.committee if goal.owner == owner.body and goal.is_decided)


def plan_of(owner: Owner, *, year: int, as_of: date) -> Plan | None:
    """The decision that the owner's plan rests on; none where it is a proposal, or was taken up again."""
    return _standing(decisions(owner, year=year, as_of=as_of))


def _standing(found: Sequence[Plan]) -> Plan | None:
    return next((each for each in found if each.reopened_on is None), None)


def decisions(owner: Owner, *, year: int, as_of: date) -> list[Plan]:
    """Each time that a manager decided the plan by the day, the latest first; none for a body, whose goals carry §."""
    plans = Plan.objects.filter(year=year, decided_on__lte=as_of).order_by("-decided_on", "-pk")
    if owner.is_political:
        return []
    mine = {"unit__code": owner.code} if owner.kind == UNIT else {"department__code": owner.code, "unit__isnull": True}
    found = list(plans.filter(**mine))
    for plan in found:
        if plan.reopened_on is not None and plan.reopened_on > as_of:
            plan.reopened_on = None  # as known then
    return found


def measures() -> list[Indicator]:
    """The indicators that a goal may be measured by, by title. One query."""
    return list(Indicator.objects.order_by("title"))


@dataclass(frozen=True)
class ChainLink:
    """An owner in the chain of a year: how many of its goals are carried by a decision, and how many are proposed."""

    owner: Owner
    decided: int
    proposed: int
    plan_on: date | None


def chain(acting_role: ActingRole, *, year: int) -> list[ChainLink]:
    """The bodies and departments in the chain of a year, from the council down, as far as the acting role sees their
    goals (MR-13). The number of queries does not grow with them or their goals.
    """
    as_of = acting_role.as_of
    rows = Goal.objects.filter(in_year(year)).exclude(level=Goal.Level.UNIT)
    told = rows.values_list("code", "level", "body__code", "decision__decided_on")
    goals = [GoalAsked(code, level, body, bool(on and on <= as_of)) for code, level, body, on in told]
    heads = Plan.objects.filter(in_force(as_of), year=year, unit__isnull=True)
    decided = dict(heads.values_list("department__code", "decided_on"))
    tally = Counter((goal.owner, goal.is_decided) for goal in seen_goals(acting_role, goals, year=year))
    return [
        _link(owner, tally, None)
        if owner.is_political
        else ChainLink(owner, decided=0, proposed=0, plan_on=decided.get(owner.code))
        for owner in _above_units(as_of=as_of)
    ]


def units_in_chain(*, as_of: date) -> int:
    """How many units there are on the day, each with a plan of its own. One query."""
    return Placement.objects.on(as_of).count()


def chain_of_units(acting_role: ActingRole, *, year: int, start: int, most: int) -> list[ChainLink]:
    """At most so many units of the chain, by department and name, from a place in the list; else as `chain`."""
    as_of = acting_role.as_of
    codes = unit_codes(as_of=as_of, start=start, most=most)
    plans = Plan.objects.filter(in_force(as_of), year=year, unit__code__in=codes)
    decided = dict(plans.values_list("unit__code", "decided_on"))
    rows = Goal.objects.filter(in_year(year), level=Goal.Level.UNIT, unit__code__in=codes)
    # In the year that runs they are in use, whether the plan was decided or not.
    goals = [
        GoalAsked(code, level, unit, is_decided=year <= as_of.year or unit in decided)
        for code, level, unit in rows.values_list("code", "level", "unit__code")
    ]
    tally = Counter((goal.owner, goal.is_decided) for goal in seen_goals(acting_role, goals, year=year))
    return [_link(_unit(each), tally, decided.get(each.code)) for each in unit_places(as_of=as_of, codes=codes)]


def _link(owner: Owner, tally: Counter[tuple[str, bool]], plan_on: date | None) -> ChainLink:
    return ChainLink(owner, tally[owner.code, True], tally[owner.code, False], plan_on)


def last_roll_over(owner: Owner, *, year: int) -> RollOver | None:
    """The latest roll-over of the owner's plan into the year that has not been undone."""
    whose = {BODY: "body__code", DEPARTMENT: "department__code", UNIT: "unit__code"}[owner.kind]
    return RollOver.objects.filter(year=year, undone_on__isnull=True, **{whose: owner.code}).order_by("-pk").first()
