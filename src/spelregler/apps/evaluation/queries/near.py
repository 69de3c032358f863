"""What is said of the rules near a role, as its first page shows it: what is new, and what soon holds no more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.queries.standing import assessing
from spelregler.apps.organisation.models import Placement

NEW = timedelta(days=365)
"""So long an assessment is new to somebody who may object to it, unless it has lost its force."""
AHEAD = timedelta(days=60)


def in_department(code: str, *, as_of: date) -> Q:
    """About a department, or a unit that lies in it on the day."""
    units = Placement.objects.on(as_of).filter(department__code=code).values("unit")
    return Q(department__code=code) | Q(unit__in=units)


def newest(about: Q, *, as_of: date, besides: Collection[str], limit: int) -> list[Assessment]:
    """What was assessed about some places in the last year and still holds, the newest first. One query."""
    rows = _holding(as_of, besides).filter(about, assessed_on__gt=as_of - NEW, holds_to__gte=as_of)
    return list(rows.order_by("-assessed_on", "-pk")[:limit])


def soon_too_old(*, as_of: date, besides: Collection[str], limit: int) -> list[tuple[Assessment, date]]:
    """What counts and holds no more, or for at most 60 days, with its last day: its own or that of its oldest evidence.

    The earliest day first. One query.
    """
    rows = _holding(as_of, besides).annotate(
        until=Least("holds_to", Coalesce(Min("evidence__fresh_until"), F("holds_to")))
    )
    found = rows.filter(until__lte=as_of + AHEAD).order_by("until", "pk")[:limit]
    return [(each, each.until) for each in found]


def _holding(as_of: date, besides: Collection[str]) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(assessing(as_of)).exclude(clause__in=besides)
    return rows.select_related("unit", "department", "body", "decision__body")
