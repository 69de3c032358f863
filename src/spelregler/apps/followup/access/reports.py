"""Who opens, writes, returns, values and reads reports of results (ADR 83)."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.followup.queries.reports import State
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with reports."""

    OPEN = "results_report:register"
    WRITE = "results_report:prepare"
    RETURN = "results_report:answer"
    VALUE = "results_report:execute"


NEW = Resource(kind="results_report", id="new")
"""An occasion of the whole municipality, and its template."""


def matter_of(state: State) -> Resource:
    """A report: whose it is, how far it has come, and whether a body has adopted or valued it.

    A committee's own is the committee's matter, also when the executive board has it.
    """
    row = state.report
    return Resource(
        kind="results_report",
        id=str(row.pk),
        body=row.whose.code,
        department=row.department.code if row.department else None,
        unit=row.unit.code if row.unit else None,
        subject=row.level,
        part=state.part,
        published=state.is_valued,
    )


def _report(state: State) -> Question:
    matter = matter_of(state)
    return reading("results_report", matter) if state.report.level != "unit" else ("results_report:read", matter)


REPORT = Door(asks=_report)
"""A report: its line, the body that has got it, and everybody once it is valued; never a unit's."""


def may_read(acting_role: ActingRole, state: State) -> bool:
    """Whether the role reads the report."""
    return bool(REPORT.let_through(acting_role, [state]))


def must_read(acting_role: ActingRole, state: State) -> None:
    """Refuse, with the rule and the right way, whoever may not read the report."""
    if not may_read(acting_role, state):
        must(acting_role, *_report(state))


def may_open(acting_role: ActingRole) -> bool:
    """Whether the role opens occasions and writes their templates, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, Action.OPEN, NEW)


def may_do(acting_role: ActingRole, action: Action, state: State) -> bool:
    """Whether the role may do so with the report, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, action, matter_of(state))


def level_written(acting_role: ActingRole) -> str:
    """On which level the role writes the report of its own place; empty where it writes none."""
    kind, code = acting_role.place
    whole = Resource(kind="results_report", id="own", subject="municipality")
    own = Resource(
        kind="results_report",
        id="own",
        subject=kind,
        department=acting_role.department or None,
        unit=code if kind == "unit" else None,
    )
    if kind in ("unit", "department"):
        return kind if may(acting_role, Action.WRITE, own) else ""
    return whole.subject if not kind and may(acting_role, Action.WRITE, whole) else ""
