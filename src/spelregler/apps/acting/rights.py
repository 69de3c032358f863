"""The acting role asks the role rules. Which actions exist stands in the package; each room names those it uses."""

from __future__ import annotations

from typing import Any

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.domain.roles import Actor, Resource, role_of
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform import access

SET_UP = "set_up:execute"
START = Resource(kind="organisation", id="start", subject="start")
"""The municipality's start: what was decided before the installation began. The shell too shows the way to it."""


def actor_of(acting_role: ActingRole) -> Actor:
    """The one acting role, with the ties that bound its reach; a central role has none."""
    role_assignment = acting_role.role_assignment
    if role_assignment.is_central:
        return Actor(role=role_of(role_assignment.role), person=role_assignment.person_code)
    return Actor(
        role=role_of(role_assignment.role),
        person=role_assignment.person_code or "resident",
        body=role_assignment.body or None,
        department=role_assignment.department or None,
        unit=role_assignment.unit or None,
        represents=role_assignment.represents,
    )


def unit_matter(place: UnitPlace, **more: Any) -> Resource:
    """A matter that belongs to a unit, and through it to a department and a committee."""
    return Resource(kind="unit", id=place.code, body=place.body, department=place.department, unit=place.code, **more)


def may(acting_role: ActingRole, action: str, matter: Resource) -> bool:
    """Whether the acting role may, so that a page only offers what will not be refused."""
    return access.ask(actor=actor_of(acting_role), action=action, resource=matter, today=acting_role.today).allowed


def must(acting_role: ActingRole, action: str, matter: Resource) -> None:
    """Refuse with the rule, its reason and the right way."""
    access.require(actor=actor_of(acting_role), action=action, resource=matter, today=acting_role.today)


def is_offered(request: Request, action: str, matter: Resource) -> bool:
    """Whether the page has its form: today, for whoever may send it. Who sends it without the right is refused."""
    acting_role = request.acting_role
    if request.method == "POST":
        must(acting_role, action, matter)
        return True
    return acting_role.as_of == acting_role.today and may(acting_role, action, matter)
