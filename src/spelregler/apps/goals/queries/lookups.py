"""One goal, target, indicator or action by its code. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from spelregler.apps.goals.models import (
    Action,
    Goal,
    Indicator,
    Target,
)
from spelregler.apps.organisation.models import Department


def counting(as_of: date, *, of: str = "") -> Q:
    """Goals that count: a unit's own, and political ones whose decision was taken by the day (MR-17).

    Or rows `of` such goals, by the way to them (`goal__`).
    """
    return Q(**{f"{of}level": Goal.Level.UNIT}) | Q(**{f"{of}decision__decided_on__lte": as_of})


def goal_by_code(*, code: str) -> Goal | None:
    """The goal itself, for an operation to work on."""
    return Goal.objects.filter(code=code).first()


def political_target(number: int | None) -> Target | None:
    """The target that stands, under its number, of a goal that a body owns; for an operation to work on."""
    if number is None:
        return None
    rows = Target.objects.filter(end__isnull=True, goal__body__isnull=False)
    return rows.select_related("goal__body", "goal__decision", "indicator").filter(pk=number).first()


def department_by_code(*, code: str, as_of: date) -> Department | None:
    """The department itself as it is on the day, for an operation to work on; None without a code."""
    return Department.objects.on(as_of).filter(code=code).first() if code else None


def indicator_by_code(*, code: str) -> Indicator | None:
    """The indicator itself, for an operation to work on."""
    return Indicator.objects.filter(code=code).first()


def indicators_by_code(codes: Iterable[str]) -> list[Indicator]:
    """The indicators with those codes. One query."""
    return list(Indicator.objects.filter(code__in=list(codes)))


def action_by_code(*, code: str) -> Action | None:
    """The action itself, for an operation to work on."""
    return Action.objects.filter(code=code).first()
