"""The acting role asks the role rules. Which actions exist stands in the package; each room names those it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.apps.organisation.models import Department
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What this room asks about: who holds what."""

    REGISTER_SEAT = "seat_in_body:execute"
    APPOINT = "appointment:decide"
    REGISTER_APPOINTMENT = "appointment:execute"
    SEE_APPOINTMENT = "appointment:read"
    KEEP_STRUCTURE = "organisation_structure:execute"
    RECORD_INTRODUCTION = "introduction:execute"
    CHANGE_UNIT = "unit_change:decide"


ELECTION = Resource(kind="seat", id="all")
"""Who sits in a body is the council's election, and so the whole municipality's matter."""


WHOLE = Resource(kind="organisation", id="all")
"""The whole organisation at once, as a file brings it."""
BODIES = Resource(kind="organisation", id="bodies", subject="bodies")
"""Bodies, terms and seats."""
ADMINISTRATION = Resource(kind="organisation", id="administration", subject="administration")
"""Departments, units, posts and the people in them."""


def may_fill(acting_role: ActingRole, matter: Resource) -> bool:
    """Whether the acting role may decide, or enter, who holds the post."""
    return may(acting_role, Action.APPOINT, matter) or may(acting_role, Action.REGISTER_APPOINTMENT, matter)


def must_fill(acting_role: ActingRole, matter: Resource, *, person: str = "") -> None:
    """Refuse, with the rule and the right way, whoever may neither decide nor enter who holds the post."""
    concerned = replace(matter, concerned=frozenset({person} if person else ()))
    if not may(acting_role, Action.REGISTER_APPOINTMENT, concerned):
        must(acting_role, Action.APPOINT, concerned)


def right_to_hand_on(
    acting_role: ActingRole, asks: tuple[str, Resource], *, post: str, left: Mapping[str, Resource]
) -> tuple[str, Resource]:
    """The right by which the acting role hands on what a post owns, or else the one to be refused by; on every page.

    Whoever decides the plan hands on. While the holder is leaving, so does whoever may fill the post: nothing is to be
    left without an owner because a manager is missing (CP-6). `left` are the posts of the leavings under way.
    """
    matter = left.get(post)
    if matter is None or may(acting_role, *asks) or not may_fill(acting_role, matter):
        return asks
    decides = may(acting_role, Action.APPOINT, matter)
    return (Action.APPOINT if decides else Action.REGISTER_APPOINTMENT), matter


def department_matter(department: Department) -> Resource:
    """A matter that belongs to a department, and through it to a committee."""
    code = department.code
    return Resource(kind="department", id=code, body=department.body.code, department=code)


def may_change(acting_role: ActingRole, matter: Resource) -> bool:
    """Whether the acting role may decide, or enter, that a unit is renamed, moved, merged, split or closed."""
    return may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION) or may(acting_role, Action.CHANGE_UNIT, matter)


def must_change(acting_role: ActingRole, matter: Resource) -> None:
    """Refuse, with the rule and the right way, whoever may neither decide nor enter a change of the unit."""
    if not may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION):
        must(acting_role, Action.CHANGE_UNIT, matter)
