"""The worn role asks the role rules. Which actions exist stands in the package; each room names those it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from spelregler.apps.organisation.models import Department
from spelregler.apps.organisation.queries import UnitPlace
from spelregler.apps.organisation.worn import Worn
from spelregler.domain.roles import Actor, Resource, role_of
from spelregler.platform import access


class Action(StrEnum):
    """What this room asks about: who holds what."""

    REGISTER_SEAT = "seat_in_body:execute"
    APPOINT = "appointment:decide"
    REGISTER_APPOINTMENT = "appointment:execute"
    SEE_APPOINTMENT = "appointment:read"
    KEEP_STRUCTURE = "organisation_structure:execute"
    SET_UP = "set_up:execute"
    RECORD_INTRODUCTION = "introduction:execute"
    CHANGE_UNIT = "unit_change:decide"


ELECTION = Resource(kind="seat", id="all")
"""Who sits in a body is the council's election, and so the whole municipality's matter."""


WHOLE = Resource(kind="organisation", id="all")
"""The whole organisation at once, as a file brings it."""
START = Resource(kind="organisation", id="start", subject="start")
"""The municipality's start: what was decided before the installation began."""
BODIES = Resource(kind="organisation", id="bodies", subject="bodies")
"""Bodies, terms and seats."""
ADMINISTRATION = Resource(kind="organisation", id="administration", subject="administration")
"""Departments, units, posts and the people in them."""


def may_fill(worn: Worn, matter: Resource) -> bool:
    """Whether the worn role may decide, or enter, who holds the post."""
    return may(worn, Action.APPOINT, matter) or may(worn, Action.REGISTER_APPOINTMENT, matter)


def must_fill(worn: Worn, matter: Resource, *, person: str = "") -> None:
    """Refuse, with the rule and the right way, whoever may neither decide nor enter who holds the post."""
    concerned = replace(matter, concerned=frozenset({person} if person else ()))
    if not may(worn, Action.REGISTER_APPOINTMENT, concerned):
        must(worn, Action.APPOINT, concerned)


def right_to_hand_on(
    worn: Worn, asks: tuple[str, Resource], *, post: str, left: Mapping[str, Resource]
) -> tuple[str, Resource]:
    """The right by which the worn role hands on what a post owns, or else the one to be refused by; on every page.

    Whoever decides the plan hands on. While the holder is leaving, so does whoever may fill the post: nothing is to be
    left without an owner because a manager is missing (CP-6). `left` are the posts of the leavings under way.
    """
    matter = left.get(post)
    if matter is None or may(worn, *asks) or not may_fill(worn, matter):
        return asks
    decides = may(worn, Action.APPOINT, matter)
    return (Action.APPOINT if decides else Action.REGISTER_APPOINTMENT), matter


def actor_of(worn: Worn) -> Actor:
    """The one role worn, with the ties that bound its reach; a central role has none."""
    hat = worn.hat
    if hat.is_central:
        return Actor(role=role_of(hat.role), person=hat.person_code)
    return Actor(
        role=role_of(hat.role),
        person=hat.person_code or "resident",
        body=hat.body or None,
        department=hat.department or None,
        unit=hat.unit or None,
        represents=hat.represents,
    )


def unit_matter(place: UnitPlace, **more: Any) -> Resource:
    """A matter that belongs to a unit, and through it to a department and a committee."""
    return Resource(kind="unit", id=place.code, body=place.body, department=place.department, unit=place.code, **more)


def may(worn: Worn, action: str, matter: Resource) -> bool:
    """Whether the worn role may, so that a page only offers what will not be refused."""
    return access.ask(actor=actor_of(worn), action=action, resource=matter, today=worn.today).allowed


def must(worn: Worn, action: str, matter: Resource) -> None:
    """Refuse with the rule, its reason and the right way."""
    access.require(actor=actor_of(worn), action=action, resource=matter, today=worn.today)


def department_matter(department: Department) -> Resource:
    """A matter that belongs to a department, and through it to a committee."""
    code = department.code
    return Resource(kind="department", id=code, body=department.body.code, department=code)


def may_change(worn: Worn, matter: Resource) -> bool:
    """Whether the worn role may decide, or enter, that a unit is renamed, moved, merged, split or closed."""
    return may(worn, Action.KEEP_STRUCTURE, ADMINISTRATION) or may(worn, Action.CHANGE_UNIT, matter)


def must_change(worn: Worn, matter: Resource) -> None:
    """Refuse, with the rule and the right way, whoever may neither decide nor enter a change of the unit."""
    if not may(worn, Action.KEEP_STRUCTURE, ADMINISTRATION):
        must(worn, Action.CHANGE_UNIT, matter)
