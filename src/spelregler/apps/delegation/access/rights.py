"""The actions of this room, and the matters that they are asked about. An order is in the minutes, and open to all."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.organisation.models import Body
from spelregler.domain.delegation import ROLES_OF_LEVEL, Level
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with a delegation order and what is decided by it."""

    ENTER_ORDER = "delegation_order:execute"
    REGISTER = "delegated_decision:execute"
    DECIDE = "delegated_decision:decide"
    READ = "delegated_decision:read_published"
    SAY_TASK = "deciding_task:execute"
    RECORD_UNION = "cooperation_record:execute"
    LEAD_UNION = "cooperation_record:decide"


def order_matter(code: str) -> Resource:
    """A body's delegation order on its way from the minutes; one registry enters for every body."""
    return Resource(kind="delegation_order", id=code, subject="minutes", published=True)


def registration_matter(code: str) -> Resource:
    """What is registered of a body's delegated decisions; one registry keeps the register of every body."""
    return Resource(kind="delegated_decision", id=code, part="registration")


def register_matter(code: str) -> Resource:
    """The register of what has been decided for a body."""
    return Resource(kind="delegated_decision", id=code, body=code, part="register")


def row_matter(row: OrderRow, body: Body, *, holders: frozenset[str] = frozenset()) -> Resource:
    """A type of decision, with those who have it: the roles at its level, and `holders` by their codes.

    What the executive board delegates is asked about as the whole municipality's, for it reaches every department; but
    what lies with its presidium lies with no other.
    """
    reaches_all = body.kind == Body.Kind.EXECUTIVE_BOARD and row.level != Level.PRESIDIUM
    roles = frozenset() if row.post_id else ROLES_OF_LEVEL.get(Level(row.level), frozenset())
    return Resource(
        kind="delegated_decision", id=row.code, body=None if reaches_all else body.code, delegates=roles | holders
    )


def may_register_any(acting_role: ActingRole) -> bool:
    """Whether the role keeps a register at all, wherever it is."""
    return may(acting_role, Action.REGISTER, registration_matter("all"))


def may_register(acting_role: ActingRole, code: str) -> bool:
    """Whether the role keeps the register of the body."""
    return may(acting_role, Action.REGISTER, registration_matter(code))


def may_read_register(acting_role: ActingRole, code: str) -> bool:
    """Whether the role reads every decision of the body's register: who keeps it, who is told, and who reviews."""
    return may_register(acting_role, code) or may(acting_role, Action.READ, register_matter(code))


def must_read_register(acting_role: ActingRole, code: str) -> None:
    """Refuse, with the rule and the right way, whoever may not read the register."""
    if not may_read_register(acting_role, code):
        must(acting_role, Action.READ, register_matter(code))


def task_matter(department: str) -> Resource:
    """Which posts of a department are to decide by their task; of posts in none, the whole municipality's."""
    return Resource(kind="deciding_task", id=department or "all", department=department or None)


def union_record_matter(department: str) -> Resource:
    """The record of what is held with unions; one registry keeps it for every department."""
    return Resource(kind="cooperation_record", id=department or "all", subject="FSG" if department else "CSG")


def union_matter(department: str) -> Resource:
    """What is held with unions in a department's cooperation group, or in the municipality's, by whoever leads it."""
    return replace(union_record_matter(department), department=department or None)


def may_say_task(acting_role: ActingRole, department: str) -> bool:
    """Whether the role says which of the department's posts are to decide."""
    return may(acting_role, Action.SAY_TASK, task_matter(department))


def may_record_union(acting_role: ActingRole, department: str) -> bool:
    """Whether the role keeps the record of what is held with unions there, or leads it."""
    return may(acting_role, Action.RECORD_UNION, union_record_matter(department)) or may(
        acting_role, Action.LEAD_UNION, union_matter(department)
    )


def must_record_union(acting_role: ActingRole, department: str) -> None:
    """Refuse, with the rule and the right way, whoever neither keeps nor leads it."""
    if not may_record_union(acting_role, department):
        must(acting_role, Action.RECORD_UNION, union_record_matter(department))
