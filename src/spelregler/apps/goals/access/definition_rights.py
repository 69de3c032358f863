"""Who may say what an indicator means. Whoever reports its values may not, and the other way round. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.models import Indicator, ReportedValue
from spelregler.apps.goals.queries.ownership import (
    ANY,
    EVERY,
    Offered,
    Sought,
    posts_held,
    posts_of_department,
    posts_offered,
)
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.roles import Resource
from spelregler.platform.errors import Refused

DEFINE = GoalAction.DEFINE
REPORTED = (ReportedValue.State.DRAFT, ReportedValue.State.SUBMITTED)


def matter_of_new(*, body: str, department: str) -> Resource:
    """An indicator that is not there yet belongs to the department of the post that will answer for it."""
    return Resource(kind="indicator", id="new", body=body or None, department=department or None)


def own_matter(acting_role: ActingRole) -> Resource:
    """Whether the role defines any at all is asked of its own department; which one, when a post has been chosen."""
    return Resource(
        kind="indicator", id="new", body=acting_role.body or None, department=acting_role.department or None
    )


def matters(indicators: Iterable[Indicator], *, as_of: date) -> dict[str, Resource]:
    """Whose matter each definition is, with those who reported values and so may not change it. Five queries."""
    chosen = list(indicators)
    held = posts_held(as_of=as_of, which=Q(pk__in={each.owner_id for each in chosen if each.owner_id}))
    bodies = {each.code: each.body for each in departments(as_of=as_of)}
    said = reporters(each.pk for each in chosen)
    found = {}
    for each in chosen:
        owner = held.get(each.owner_id) if each.owner_id else None
        department = owner.department if owner else ""
        found[each.code] = Resource(
            kind="indicator",
            id=each.code,
            body=bodies.get(department) or None,
            department=department or None,
            concerned=said.get(each.pk, frozenset()),
        )
    return found


def matters_by_post(*, as_of: date, which: Q = EVERY) -> dict[str, Resource]:
    """Whose matter a new definition is, by the code of the post that answers for it; of every post, or some. Five
    queries.
    """
    bodies = {each.code: each.body for each in departments(as_of=as_of)}
    return {
        post.code: matter_of_new(body=bodies.get(post.department, ""), department=post.department)
        for post in posts_held(as_of=as_of, which=which).values()
    }


def reporters(indicators: Iterable[int]) -> Mapping[int, frozenset[str]]:
    """Who has reported values of each indicator; whoever only approved them has not. One query."""
    rows = ReportedValue.objects.filter(indicator__in=list(indicators), state__in=REPORTED).exclude(by_person="")
    found: dict[int, set[str]] = defaultdict(set)
    for indicator, person in rows.values_list("indicator", "by_person").distinct():
        found[indicator].add(person)
    return {key: frozenset(persons) for key, persons in found.items()}


def may_define(acting_role: ActingRole, matter: Resource) -> bool:
    """Whether the acting role may say, today, what the indicator means."""
    return acting_role.as_of == acting_role.today and may(acting_role, DEFINE, matter)


def why_not(acting_role: ActingRole, matter: Resource) -> Refused | None:
    """Why a role that defines indicators may not define this one; nothing for the others, to whom it is not offered."""
    if acting_role.as_of != acting_role.today or not may(acting_role, DEFINE, own_matter(acting_role)):
        return None
    try:
        must(acting_role, DEFINE, matter)
    except Refused as refused:
        return refused
    return None


def near_posts(acting_role: ActingRole, sought: Sought = ANY) -> Offered:
    """The posts that may answer for an indicator: somebody holds them, and they are near the role that defines it."""
    mine = "" if acting_role.is_central else acting_role.department
    near = posts_of_department(mine, as_of=acting_role.today) if mine else Q()
    found = posts_offered(near, as_of=acting_role.today, sought=sought)
    return replace(found, posts=tuple(post for post in found.posts if not mine or post.department == mine))
