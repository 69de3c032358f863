"""Who records a scan of the surroundings and says where it was used (MR-12). Everybody reads them."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with scans."""

    RECORD = "environment_scan:execute"
    READ_FILE = "environment_scan:read"


def matter_of(body: str = "") -> Resource:
    """A scan of the body with the code, or of the whole municipality."""
    return Resource(kind="environment_scan", id=body or "municipality", body=body or None)


def may_record(acting_role: ActingRole, body: str = "") -> bool:
    """Whether the role records for the body, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, Action.RECORD, matter_of(body))


def must_record(acting_role: ActingRole, body: str = "") -> None:
    """Refuse, with the rule and the right way, whoever may not record for the body."""
    must(acting_role, Action.RECORD, matter_of(body))
