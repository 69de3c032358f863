"""Whose the key measures are, and who chooses them."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.queries.plans import BODY, DEPARTMENT, UNIT, Owner
from spelregler.domain.roles import Resource

KINDS = {"committee": BODY, "department": DEPARTMENT, "unit": UNIT}
"""What a role answers for, as plans are called by."""


@dataclass(frozen=True)
class KeyPlace:
    """A body, a department or a unit, and where it belongs. `decided_at` is how far out a unit decides (MR-25)."""

    kind: str
    code: str
    body: str
    department: str
    decided_at: str = "unit"

    @classmethod
    def of_owner(cls, owner: Owner) -> KeyPlace:
        """Of the owner of a plan."""
        return cls(owner.kind, owner.code, owner.body or owner.code, owner.department, owner.matter.decided_at)

    @classmethod
    def of_role(cls, acting_role: ActingRole) -> KeyPlace | None:
        """What the role answers for; nothing for a role of the whole."""
        kind, code = acting_role.place
        return cls(KINDS[kind], code, acting_role.body, acting_role.department) if kind in KINDS else None


def matter_of(place: KeyPlace) -> Resource:
    """A body's own choice belongs to no department."""
    return Resource(
        kind="key_measures",
        id=place.code,
        body=(place.code if place.kind == BODY else place.body) or None,
        department=place.department if place.kind != BODY else None,
        unit=place.code if place.kind == UNIT else None,
        decided_at=place.decided_at,
    )


def may_choose(acting_role: ActingRole, place: KeyPlace) -> bool:
    """Whether the role chooses the key measures there, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, GoalAction.CHOOSE_KEY, matter_of(place))
