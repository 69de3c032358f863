"""The worn role asks the role rules. Which actions exist stands in the package; each room names those it uses."""

from __future__ import annotations

from typing import Any

from spelregler.apps.organisation.queries import UnitPlace
from spelregler.apps.organisation.worn import Worn
from spelregler.domain.roles import Actor, Resource, Role
from spelregler.platform import access


def actor_of(worn: Worn) -> Actor:
    """The one role worn, with the ties that bound its reach; a central role has none."""
    hat = worn.hat
    if hat.is_central:
        return Actor(role=Role(hat.role), person=hat.person_code)
    return Actor(
        role=Role(hat.role),
        person=hat.person_code or "resident",
        body=hat.body or None,
        department=hat.department or None,
        unit=hat.unit or None,
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
