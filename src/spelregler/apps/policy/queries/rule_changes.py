"""Which answers have become others between two days, from the intervals that they are stored as. Judges nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

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
    those that are alike; at most 201. What turned and turned back is not told. Two queries.
    """
    holds = Q(seen_to__isnull=True) | Q(seen_to__gt=as_of)
    rows = stored(wanted, as_of).filter(holds, seen_from__gt=start, seen_from__lte=as_of)
    # Where an answer held on the first day and another holds now, the first has ended since: of those there are few,
    # and the rest has no answer before.
    ended = Finding.objects.filter(seen_from__lte=start, seen_to__gt=start)
    held_then = ended.filter(
        clause=OuterRef("clause"), scope_kind=OuterRef("scope_kind"), scope=OuterRef("scope")
    ).order_by()
    near: QuerySet[Any] = rows.filter(clause__in=ended.values("clause"), scope__in=ended.values("scope"))
    # A list that is made once: asked answer by answer, each of the others would be looked up too.
    followed = near.filter(Exists(held_then)).values("pk")
    new: QuerySet[Any] = rows.exclude(pk__in=followed).annotate(before=Value(""))
    turned = near.annotate(before=Subquery(held_then.values("status")[:1], output_field=CharField()))
    turned = turned.filter(before__isnull=False).exclude(before=F("status"))
    found = [_changed(**row) for each in (new, turned) for row in _gathered(each)]
    return sorted(found, key=lambda each: (each.clause, each.place[0], each.status, each.before))[: MOST + 1]


def _gathered(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """One line for those that are alike, with the first of them by name."""
    grouped = rows.values("clause", "scope_kind", "before", "status").annotate(
        on=Max("seen_from"), count=Count("pk"), first=Min(Concat("scope_name", Value(NEXT_PART), "scope"))
    )
    return list(grouped.order_by("clause", "scope_kind", "status", "before")[: MOST + 1])


def _changed(clause: str, scope_kind: str, before: str, status: str, on: date, count: int, first: str) -> ChangedAnswer:
    name, code = first.split(NEXT_PART)
    return ChangedAnswer(clause, before, status, on, count, name, (scope_kind, code))
