"""Each rule's last twelve months, from the intervals that its answers are stored as (ADR 9). Reads only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat

from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.queries.held_answers import READ, narrowed
from spelregler.domain.findings import MUNICIPALITY, Status
from spelregler.domain.period import ONE_DAY
from spelregler.domain.rule_year import Held, stretches
from spelregler.platform.findings import Place, Wanted

KIND = "kind_read"
"""The kind of place, not looked up in an index."""
LATELY = timedelta(days=45)
"""So long a change counts as new."""
MOST_CHANGES = 8


@dataclass(frozen=True)
class HeldAbout:
    """What was answered to a clause about places of one kind, and when."""

    clause: str
    scope_kind: str
    held: Held


def held_since(seen: Wanted, hidden: Wanted | None, *, start: date, as_of: date) -> list[HeldAbout]:
    """What was answered from `start` to the day about what is seen, and about all that is hidden as one about the
    municipality. One query each.

    Each gives one row a clause, kind of place, status and day that it began on, of those that began alike the one that
    held the longest: as many rows for a thousand units as for ten.
    """
    found = _about(seen, start=start, as_of=as_of)
    if hidden is None:
        return found
    gathered = _about(hidden, start=start, as_of=as_of)
    return [*found, *(HeldAbout(each.clause, MUNICIPALITY.kind, each.held) for each in gathered)]


def _about(wanted: Wanted, *, start: date, as_of: date) -> list[HeldAbout]:
    began = Case(When(seen_from__lt=start, then=Value(start)), default=F("seen_from"), output_field=DateField())
    rows = stored(wanted, as_of).filter(Q(seen_to__isnull=True) | Q(seen_to__gt=start), seen_from__lte=as_of)
    grouped = rows.annotate(began=began).values("clause", "scope_kind", "status", "began").order_by()
    until = Max(Coalesce("seen_to", Value(date.max), output_field=DateField()))
    return [
        HeldAbout(row["clause"], row["scope_kind"], Held(row["status"], row["began"], _end(row["until"])))
        for row in grouped.annotate(until=until)
    ]


def _end(until: date) -> date | None:
    return None if until == date.max else until


@dataclass(frozen=True)
class Turn:
    """A change that still holds: what was answered before and since, about how many places, the first by name."""

    clause: str
    before: str
    status: str
    on: date
    count: int
    first: str
    place: Place


NEXT_PART = "\x1f"
"""Between a place's name, kind and code when the first of several is found by its name; in no name."""


def turns_lately(seen: Wanted, *, as_of: date) -> list[Turn]:
    """The clauses whose answers have become others in the last 45 days and are so still, the latest first; at most
    eight. One query.
    """
    before = Finding.objects.filter(
        clause=OuterRef("clause"),
        scope_kind=OuterRef("scope_kind"),
        scope=OuterRef("scope"),
        seen_to=OuterRef("seen_from"),
    ).values("status")[:1]
    held = Q(seen_to__isnull=True) | Q(seen_to__gt=as_of)
    rows = stored(seen, as_of).filter(held, seen_from__gt=as_of - LATELY, seen_from__lte=as_of)
    turned = rows.annotate(before=Subquery(before, output_field=CharField())).exclude(before=F("status"))
    turned = turned.filter(before__isnull=False)
    grouped = turned.values("clause", "before", "status", "seen_from").annotate(
        count=Count("pk"),
        first=Min(Concat("scope_name", Value(NEXT_PART), "scope_kind", Value(NEXT_PART), "scope")),
    )
    return [_turn(**row) for row in grouped.order_by("-seen_from", "clause", "status", "before")[:MOST_CHANGES]]


def _turn(clause: str, before: str, status: str, seen_from: date, count: int, first: str) -> Turn:
    name, kind, code = first.split(NEXT_PART)
    return Turn(clause, before, status, seen_from, count, name, (kind, code))


@dataclass
class Between:
    """What a rule's stored answers said on the last of some days, and on how many of the days one was a breach."""

    said: dict[str, int] = field(default_factory=dict)
    breached_days: int = 0


def rules_between(wanted: Wanted, *, start: date, last: date) -> dict[str, Between]:
    """By clause, from `start` to and with `last`. Two queries: one row a clause and status, and one a breach."""
    found: dict[str, Between] = {}
    rows, end = stored(wanted, last).filter(seen_from__lte=last), last + ONE_DAY
    held = rows.filter(Q(seen_to__isnull=True) | Q(seen_to__gt=last)).order_by()
    for clause, status, count in held.values_list("clause", "status").annotate(count=Count("pk")):
        found.setdefault(clause, Between()).said[status] = count
    broken: dict[str, list[Held]] = {}
    breaches = rows.filter(Q(seen_to__isnull=True) | Q(seen_to__gt=start), status=Status.BREACH).order_by("pk")
    for clause, status, first, until in breaches.values_list("clause", "status", "seen_from", "seen_to"):
        broken.setdefault(clause, []).append(Held(status, first, until))
    for clause, each in broken.items():
        days = [one for one in stretches(each, start=start, end=end, urgency=(Status.BREACH, "")) if one.status]
        found.setdefault(clause, Between()).breached_days = sum((one.end - one.start).days for one in days)
    return found


def stored(wanted: Wanted, as_of: date) -> QuerySet[Finding]:
    """The stored answers that are wanted, of any day, in no order; what narrows is asked as of the day."""
    rows = Finding.objects.alias(**{READ: Coalesce("scope", Value("")), KIND: Coalesce("scope_kind", Value(""))})
    if wanted.clauses is None:
        return rows.filter(narrowed(wanted, as_of))
    # Sought by the clauses alone: of a kind of place there are as many answers as the municipality has units and rules.
    return rows.filter(narrowed(wanted, as_of, kind_of_place=KIND), clause__in=wanted.clauses)
