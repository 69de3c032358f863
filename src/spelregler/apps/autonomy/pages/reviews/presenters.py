"""Limits on freedom in force, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.autonomy.access.visibility import SeenUnit
from spelregler.apps.autonomy.pages.words import review_status
from spelregler.ui.names import named


@dataclass(frozen=True)
class LimitRow:
    """A limit on a unit's freedom as the role is told of it."""

    unit: str
    url: str
    department: str
    ground: str
    limits: str
    last_day: date
    since: date | None
    next_review: date | None
    review_status: str


def limit_rows(units: Iterable[SeenUnit], acting_role: ActingRole) -> list[LimitRow]:
    """Every limit in force that the role is told of; what it rests on, and its review, where it is told why."""
    return [
        LimitRow(
            unit=named(unit.place.name, unit.place.name_en, acting_role.language),
            url=reverse("autonomy:unit", args=[unit.place.code]),
            department=named(unit.place.department_name, unit.place.department_name_en, acting_role.language),
            ground=each.ground if unit.tells_why else "",
            limits=each.limits if unit.tells_why else "",
            last_day=each.last_day,
            since=each.since,
            next_review=each.next_review if unit.state else None,
            review_status=review_status(each.next_review, acting_role.as_of) if unit.state else "",
        )
        for unit in units
        for each in unit.limits
    ]
