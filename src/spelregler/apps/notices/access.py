"""Who may show their list to somebody, and who may follow it. What a role may do stands in the role rules."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.domain.roles import Party, Resource, role_of


class Action(StrEnum):
    """What may be done with the list of what waits for somebody."""

    SHOW_OWN_LIST = "list_watch:execute"
    FOLLOW_LIST = "list_watch:read"


def own_list(person_code: str) -> Resource:
    """All that waits for a person."""
    return Resource(kind="work_list", id=person_code, owner_person=person_code)


def party_of(duty: RoleAssignment) -> str:
    """Whose list it is: of the elected, the officials, or a role beside the two parties, which never mix (MR-34)."""
    role = role_of(duty.role)
    return role.value if role.party is Party.OTHERS else role.party.value


def list_of(duty: RoleAssignment, *, watchers: Iterable[str]) -> Resource:
    """What waits for a person in one duty, and who has been asked to see it meanwhile."""
    return Resource(
        kind="work_list",
        id=duty.code,
        owner_person=duty.person_code,
        subject=party_of(duty),
        parties=frozenset(watchers),
    )
