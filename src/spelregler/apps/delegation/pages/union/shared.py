"""For which departments a role records what is held with unions."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.delegation.access.rights import may_record_union, must_record_union
from spelregler.apps.organisation.queries.departments import departments


def places(acting_role: ActingRole) -> list[str]:
    """The departments that the role records for, the empty code for the whole municipality."""
    codes = ["", *(each.code for each in departments(as_of=acting_role.today))]
    return [code for code in codes if may_record_union(acting_role, code)]


def must_record(request: Request) -> list[str]:
    """The same, refused with the rule where there are none."""
    found = places(request.acting_role)
    if not found:
        must_record_union(request.acting_role, request.acting_role.department)
    return found
