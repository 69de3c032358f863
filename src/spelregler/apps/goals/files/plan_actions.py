"""The new actions of a plan's file: judged by where units stand, all of them together, and added at once (ADR 59)."""

from __future__ import annotations

from collections.abc import Container, Sequence

from django.db import transaction

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.dry_run import telling
from spelregler.apps.goals.files.plan_lookups import Values, by_code, called_in, there
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.operations import NewAction
from spelregler.apps.organisation.models import Department, Post, Unit
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Fault, Table
from spelregler.platform.audit.operations import Who


def add_together(
    actions: Sequence[tuple[int, Values]], broken: Container[int], *, table: Table, who: Who
) -> list[Fault]:
    """The actions of rows that are not broken are added; each refused one is told, and keeps none of the others out."""
    rows = [(row, after) for row, after in actions if row not in broken]
    named = _Named([after for _row, after in rows])
    faults: list[Fault] = []
    with transaction.atomic():
        said: list[tuple[int, NewAction]] = []
        for row, after in rows:
            with telling(faults, row=row, column="code", table=table):
                said.append((row, named.action(after)))
        planned = operations.Planned.about([action for _row, action in said])
        for row, action in said:
            with telling(faults, row=row, column="code", table=table):
                planned.add(action)
        operations.keep_actions(planned, who=who)
    return faults


class _Named:
    """What the rows name. Four queries, however many rows."""

    def __init__(self, rows: Sequence[Values]) -> None:
        self.departments = by_code(Department, {after["department"] for after in rows}, "body")
        self.units = by_code(Unit, {after["unit"] for after in rows})
        self.posts = by_code(Post, {after["owner"] for after in rows})
        self.goals = by_code(Goal, {code for after in rows for code in after["parents"]})

    def action(self, after: Values) -> NewAction:
        """What a row means to add, or the refusal of what it names."""
        unit, owner = after["unit"], after["owner"]
        return NewAction(
            after["code"],
            after["title"],
            called_in(self.departments, after["department"], what=Words("The department")),
            after["start"],
            after["last_day"],
            title_en=after["title_en"],
            unit=called_in(self.units, unit, what=Words("The unit")) if unit else None,
            goals=tuple(there(self.goals, code) for code in after["parents"]),
            statutory_duty=after["duty"],
            responsible=called_in(self.posts, owner, what=Words("The post")) if owner else None,
        )
