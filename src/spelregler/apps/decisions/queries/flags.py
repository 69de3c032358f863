"""Decisions that are marked for a talk with the presidium. Reads only."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from spelregler.apps.decisions.models import HowFlag

MOST = 200


def _known(as_of: date) -> QuerySet[HowFlag]:
    rows = HowFlag.objects.filter(flagged_on__lte=as_of).select_related("decision__body")
    return rows.exclude(ended_on__lte=as_of)


def flags_of(*, decision: int, as_of: date) -> list[HowFlag]:
    """The marks of a decision by the day, in their order; at most 200. One query."""
    return list(_known(as_of).filter(decision=decision).order_by("pk")[:MOST])


def flags(*, as_of: date) -> list[HowFlag]:
    """The marks by the day: those whose talk is not held first; at most 200. One query."""
    return list(_known(as_of).order_by(F("talked_on").desc(nulls_first=True), "flagged_on", "pk")[:MOST])


def open_flags(*, as_of: date) -> list[HowFlag]:
    """The marks whose talk was not noted by the day, the oldest first; at most 200. One query."""
    rows = _known(as_of).filter(Q(talk_noted_on__isnull=True) | Q(talk_noted_on__gt=as_of))
    return list(rows.order_by("flagged_on", "pk")[:MOST])


def flag_by_pk(pk: int) -> HowFlag | None:
    """A mark with its decision and body. One query."""
    return HowFlag.objects.select_related("decision__body").filter(pk=pk).first()
