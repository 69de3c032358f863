"""Reading the trail: for the person concerned, and for export. No other feature does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from spelregler.platform.audit.chain import FIELDS, moment
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import READ
from spelregler.platform.audit.verification import rows_after

PAGE = 50


@dataclass(frozen=True)
class Act:
    """One act, as the person concerned may see it: who, in which role, what, when. Never the values."""

    at: datetime
    actor: str
    role: str
    act: str
    subject: str

    @property
    def is_reading(self) -> bool:
        """Somebody opened the record and changed nothing."""
        return self.act == READ


@dataclass(frozen=True)
class Acts:
    """One page of acts, the latest first."""

    rows: tuple[Act, ...]
    number: int
    pages: int
    total: int


def readings_of(*, person: str, page: int = 1) -> Acts:
    """Who read or changed what is about the person (GDPR 15; matrix: Audit log, "who read mine")."""
    return _page(Q(concerns=person) & ~Q(concerns=""), page)


def acts_by(*, person: str, page: int = 1) -> Acts:
    """What the person has done, in whichever role."""
    return _page(Q(person=person) & ~Q(person=""), page)


def _page(which: Q, page: int) -> Acts:
    rows = AuditRow.objects.filter(which)
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 1), pages)
    wanted = rows.order_by("-id").values_list("at", "actor", "role", "act", "subject")
    start = (number - 1) * PAGE
    return Acts(
        rows=tuple(Act(*each) for each in wanted[start : start + PAGE]), number=number, pages=pages, total=total
    )


def exported(*, start: date | None = None, end: date | None = None) -> Iterator[dict[str, Any] | None]:
    """Every row as plain values with its hashes, in the chain's order; None for a row outside [start, end).

    The days are Swedish. None is given so that whoever shows progress can count every row.
    """
    zone = ZoneInfo("Europe/Stockholm")
    for values in rows_after(0):
        row = dict(zip((*FIELDS, "hash"), values, strict=True))
        day = row["at"].astimezone(zone).date() if row["at"] else None
        inside = day is None or ((start is None or day >= start) and (end is None or day < end))
        yield row | {"at": moment(row["at"]) if row["at"] else None} if inside else None
