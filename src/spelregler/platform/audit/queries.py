"""Reading the trail: for the person concerned, and for export. No other feature does."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from spelregler.platform.audit.chain import FIELDS, moment
from spelregler.platform.audit.models import Anchor, AuditRow
from spelregler.platform.audit.operations import NO_FACTS, READ
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace
from spelregler.platform.audit.verification import rows_after

PAGE, MOST_LOOKED_AT = 50, 1_000


def last_number() -> int:
    """The last row's number: the state of the trail that is seen now.

    Whatever is written meanwhile moves it, so whoever asks twice knows if anything was.
    """
    last = AuditRow.objects.order_by("-id").values_list("id", flat=True).first()
    return last or Anchor.objects.order_by("-number").values_list("number", flat=True).first() or 0


def rooms_written_in(*, after: Mapping[str, int], before: datetime) -> set[str]:
    """The rooms with a row of a fact later than the number that is given for each, and older than a moment.

    Of a great many such rows the oldest are looked at: the others remain for the next time.
    """
    later = Q()
    for room, number in after.items():
        later |= Q(id__gt=number, subject_key__startswith=f"{room}.")
    rows = AuditRow.objects.filter(later, at__lt=before, id__gt=min(after.values())).exclude(act__in=NO_FACTS)
    keys = rows.order_by("id").values_list("subject_key", flat=True)[:MOST_LOOKED_AT]
    return {key.partition(".")[0] for key in keys}


OF_THE_HOUSE = frozenset({*NO_FACTS, "evaluate", "backup", "restore", "upgrade", "test-mail"})
"""Acts that write no fact and have no row of their own to name."""


@dataclass(frozen=True)
class RowWritten:
    """A row that an act wrote: its kind (an app's label and the model's, in lower case), its key, the columns changed.

    The kind is empty, and the key None, where the trail does not tell.
    """

    kind: str
    key: int | None
    is_new: bool
    changed: frozenset[str]


def rows_written(*, after: int, to: int, most: int) -> list[RowWritten] | None:
    """The rows of facts that were written between two numbers of the trail; None where they are more than `most`.

    One query.
    """
    rows = AuditRow.objects.filter(id__gt=after, id__lte=to).exclude(act__in=OF_THE_HOUSE)
    found = list(rows.values_list("subject_key", "content")[: most + 1])
    return None if len(found) > most else [_row_written(key, content) for key, content in found]


def _row_written(subject_key: str, content: str) -> RowWritten:
    kind, _colon, key = subject_key.partition(":")
    before = json.loads(content).get("before") or {}
    return RowWritten(
        kind=kind.lower(), key=int(key) if key.isdecimal() else None, is_new=not before, changed=frozenset(before)
    )


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


@dataclass(frozen=True)
class Sought:
    """What is looked for in the trail; what is empty is not asked about. Both days count, and are Swedish."""

    actor: str = ""
    role: str = ""
    act: str = ""
    subject: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class PlacedAct(Act):
    """One act with where in the organisation it belongs."""

    place: TrailPlace


@dataclass(frozen=True)
class Stretch:
    """A stretch of the trail, the latest first; `older` is where the next one begins, if there is one."""

    rows: tuple[PlacedAct, ...]
    older: int | None


def acts_in(*, places: Collection[TrailPlace] | None, sought: Sought, before: int | None) -> Stretch:
    """What was done in the places, or anywhere when that is None; one question, however long the trail is."""
    rows = AuditRow.objects.filter(_sought(sought)).defer("content")
    if places is not None:
        rows = rows.filter(_in(places))
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[: PAGE + 1])
    shown = tuple(_placed(row) for row in found[:PAGE])
    return Stretch(rows=shown, older=found[PAGE - 1].id if len(found) > PAGE else None)


def _placed(row: AuditRow) -> PlacedAct:
    place = TrailPlace(body=row.body or "", department=row.department or "")
    return PlacedAct(at=row.at, actor=row.actor, role=row.role, act=row.act, subject=row.subject, place=place)


def _in(places: Collection[TrailPlace]) -> Q:
    wanted = Q(pk__in=[])
    for place in places:
        wanted |= Q(body=place.body, department=place.department)
    # Rows from before rows knew their place belong to the whole municipality.
    return wanted | Q(department__isnull=True) if EVERYWHERE in places else wanted


def _sought(sought: Sought) -> Q:
    wanted = Q()
    if sought.actor:
        wanted &= Q(actor__icontains=sought.actor)
    if sought.role:
        wanted &= Q(role=sought.role) | Q(role__startswith=f"{sought.role} ")
    if sought.act:
        wanted &= Q(act=sought.act)
    if sought.subject:
        wanted &= Q(subject__icontains=sought.subject)
    if sought.first_day:
        wanted &= Q(at__gte=_midnight(sought.first_day))
    if sought.last_day:
        wanted &= Q(at__lt=_midnight(sought.last_day + timedelta(days=1)))
    return wanted


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo("Europe/Stockholm"))


def exported(*, start: date | None = None, end: date | None = None) -> Iterator[dict[str, Any] | None]:
    """Every row as plain values with its hashes, in the chain's order; None for a row outside [start, end).

    The days are Swedish. None is given so that whoever shows progress can count every row.
    """
    zone = ZoneInfo("Europe/Stockholm")
    for *values, _seal in rows_after(0):
        row = dict(zip((*FIELDS, "hash"), values, strict=True))
        day = row["at"].astimezone(zone).date() if row["at"] else None
        inside = day is None or ((start is None or day >= start) and (end is None or day < end))
        yield row | {"at": moment(row["at"]) if row["at"] else None} if inside else None
