"""Which answers have become others between two days, from the intervals that they are stored as. Judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, F, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.queries.rule_years import NEXT_PART, stored
from spelregler.platform.findings import Place, Wanted

MOST = 200
"""So many lines are told; what is past them is counted."""


@dataclass(frozen=True)
class ChangedAnswer:
    """What a rule answered on the first day and answers on the last, about how many places of a kind, the first of them
    by name. `on` is the day of the latest of the changes; without an answer before, `before` is empty.
    """

    clause: str
    before: str
    status: str
    on: date
    count: int
    first: str
    place: Place


def changes_between(wanted: Wanted, *, start: date, as_of: date) -> list[ChangedAnswer]:
    """What is answered otherwise at the end of the day than it was at the end of `start`, by clause, with one line for
    those that are alike; at most 201. What turned and turned back is not told. One query.
    """
    held_then = Finding.objects.filter(
        Q(seen_to__isnull=True) | Q(seen_to__gt=start),
        clause=OuterRef("clause"),
        scope_kind=OuterRef("scope_kind"),
        scope=OuterRef("scope"),
        seen_from__lte=start,
    ).values("status")[:1]
    holds = Q(seen_to__isnull=True) | Q(seen_to__gt=as_of)
    rows = stored(wanted, as_of).filter(holds, seen_from__gt=start, seen_from__lte=as_of)
    rows = rows.annotate(before=Coalesce(Subquery(held_then), Value(""), output_field=CharField()))
    grouped = (
        rows.exclude(before=F("status"))
        .values("clause", "scope_kind", "before", "status")
        .annotate(
            on=Max("seen_from"),
            count=Count("pk"),
            found=Min(Concat("scope_name", Value(NEXT_PART), "scope_kind", Value(NEXT_PART), "scope")),
        )
    )
    return [_changed(**row) for row in grouped.order_by("clause", "scope_kind", "status", "before")[: MOST + 1]]


def _changed(clause: str, scope_kind: str, before: str, status: str, on: date, count: int, found: str) -> ChangedAnswer:
    name, kind, code = found.split(NEXT_PART)
    return ChangedAnswer(clause, before, status, on, count, name, (kind, code))
