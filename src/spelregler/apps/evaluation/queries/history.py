"""Assessments as people read them: of one rule at one place, and all that count. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.models import Assessment, Evidence, Objection
from spelregler.apps.evaluation.queries.places import AssessedAt
from spelregler.apps.evaluation.queries.standing import KINDS, assessing, overruling

MOST_SHOWN, MOST_OFFERED = 20, 30


def at(place: AssessedAt) -> Q:
    """That an assessment is about the place."""
    about, code = KINDS[place.kind]
    return about & Q(**{code: place.code}) if code else about


def assessments_of(*, clause: str, place: AssessedAt, as_of: date) -> list[Assessment]:
    """The rule's assessments at the place by the day, newest first, at most 20, with evidence and objections.

    Three queries.
    """
    return _said_of(Q(overruled=""), clause=clause, place=place, as_of=as_of)


def overrulings_of(*, clause: str, place: AssessedAt, as_of: date) -> list[Assessment]:
    """The overrulings of the rule's answer about the place by the day, as the assessments are told. Three queries."""
    return _said_of(~Q(overruled=""), clause=clause, place=place, as_of=as_of)


def _said_of(kind: Q, *, clause: str, place: AssessedAt, as_of: date) -> list[Assessment]:
    rows = Assessment.objects.filter(at(place), kind, clause=clause, assessed_on__lte=as_of)
    rows = _with_all(rows, as_of).order_by("-assessed_on", "-pk")
    return list(rows[:MOST_SHOWN])


def assessment_by_pk(pk: int) -> Assessment | None:
    """The assessment itself, for an operation to work on."""
    return Assessment.objects.select_related("unit", "department", "body").filter(pk=pk).first()


def counting_assessments(
    *, as_of: date, clause: str, kind: str, besides: Collection[str], start: int, limit: int
) -> tuple[int, list[Assessment]]:
    """How many count on the day, and so many of them from a place, or the last of them, the newest first. Four queries.

    Of one rule and one kind of place, where they are given; `besides` are rules that are left out.
    """
    rows = Assessment.objects.filter(assessing(as_of)).exclude(clause__in=besides)
    rows = rows.filter(clause=clause) if clause else rows
    rows = rows.filter(next((about for each, (about, _code) in KINDS.items() if each == kind), Q()))
    total = rows.count()
    start = min(start, max(total - 1, 0) // limit * limit)
    shown = _with_all(rows, as_of).order_by("-assessed_on", "-pk")[start : start + limit]
    return total, list(shown)


def overrulings_now(*, as_of: date, besides: Collection[str], limit: int) -> list[Assessment]:
    """The overrulings that hold on the day, but for the rules that are left out, the newest first. Three queries."""
    rows = Assessment.objects.filter(overruling(as_of)).exclude(clause__in=besides)
    shown = _with_all(rows, as_of).order_by("-assessed_on", "-pk")
    return list(shown[:limit])


def _with_all(rows: QuerySet[Assessment], as_of: date) -> QuerySet[Assessment]:
    by_the_day = Objection.objects.filter(made_on__lte=as_of).order_by("made_on", "pk")
    return rows.select_related("unit", "department", "body", "decision__body").prefetch_related(
        Prefetch("evidence", queryset=Evidence.objects.select_related("file").order_by("-dated_on", "pk")),
        Prefetch("objections", queryset=by_the_day),
    )


def evidence_with_file(pk: int) -> Evidence | None:
    """A piece of evidence whose file is kept here, with the file."""
    return Evidence.objects.select_related("file").filter(pk=pk, file__isnull=False).first()


def resting_on(piece: Evidence) -> list[Assessment]:
    """What rests on a piece of evidence, the newest first, at most 30; with their places. One query."""
    rows = Assessment.objects.filter(evidence=piece).select_related("unit", "department", "body")
    return list(rows.order_by("-assessed_on", "-pk")[:MOST_OFFERED])


def evidence_offered(*, place: AssessedAt, on: date) -> list[Evidence]:
    """What the place's assessments rest on and is not too old, newest first; at most 30. One query."""
    is_fresh = Q(fresh_until__isnull=True) | Q(fresh_until__gte=on)
    used = Assessment.objects.filter(at(place)).values("pk")
    rows = Evidence.objects.filter(is_fresh, assessments__in=used).distinct()
    return list(rows.order_by("-dated_on", "-pk")[:MOST_OFFERED])


def decisions_offered(*, place: AssessedAt, on: date) -> Sequence[Decision]:
    """The body's decisions by the day, newest first; at most 30. One query."""
    rows = Decision.objects.filter(body__code=place.code, decided_on__lte=on).select_related("body")
    return list(rows.order_by("-decided_on", "-pk")[:MOST_OFFERED])
