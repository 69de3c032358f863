"""Survey results on a day: for the checks, and as people read them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Q

from spelregler.apps.evaluation.models import SurveyResult
from spelregler.domain.surveys import SurveyFact

MOST_SHOWN = 300
Held = dict[tuple[str, str], list[SurveyFact]]


def counting(as_of: date) -> Q:
    """Recorded by the day and not withdrawn by then."""
    return Q(recorded_on__lte=as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))


def survey_facts(*, as_of: date) -> Held:
    """The results that count on the day, by theme and department (empty: the municipality), the oldest first, with
    those that have been taken back since.

    One query.
    """
    found: Held = defaultdict(list)
    rows = SurveyResult.objects.filter(counting(as_of), held_on__lte=as_of).order_by("held_on", "pk")
    for theme, code, held_on, answers, measure, value, ended_on in rows.values_list(
        "theme", "department__code", "held_on", "answers", "measure", "value", "ended_on"
    ):
        found[theme, code or ""].append(SurveyFact(held_on, answers, measure, value, ended_on is not None))
    return found


def recorded_results(*, as_of: date, theme: str = "") -> list[SurveyResult]:
    """Those that were recorded by the day, of one theme or of all, also those taken back; the newest survey first, at
    most 300. One query.
    """
    rows = SurveyResult.objects.filter(recorded_on__lte=as_of).select_related("department")
    rows = rows.filter(theme=theme) if theme else rows
    return list(rows.order_by("-held_on", "theme", "department__name", "pk")[:MOST_SHOWN])


def result_by_pk(*, pk: int) -> SurveyResult | None:
    """One of them, with its department. One query."""
    return SurveyResult.objects.select_related("department").filter(pk=pk).first()
