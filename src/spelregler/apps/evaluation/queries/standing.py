"""The assessments that nobody has withdrawn, as the checks ask for them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.evaluation.models import Assessment, Evidence, Objection
from spelregler.domain.assessment import AssessmentFact, EvidenceFact
from spelregler.domain.findings import ScopeKind, Status

KINDS: Mapping[ScopeKind, tuple[Q, str]] = {
    "municipality": (Q(unit__isnull=True, department__isnull=True, body__isnull=True), ""),
    "committee": (Q(body__isnull=False), "body__code"),
    "department": (Q(department__isnull=False), "department__code"),
    "unit": (Q(unit__isnull=False), "unit__code"),
}
"""Which assessments are about each kind of place, and where its code stands."""


def counting(as_of: date) -> Q:
    """Recorded by the day and not withdrawn or replaced by then."""
    return Q(assessed_on__lte=as_of) & (Q(ended_on__isnull=True) | Q(ended_on__gt=as_of))


def standing(
    *, as_of: date, kind: ScopeKind, units: Collection[str] | None = None
) -> dict[tuple[str, str], AssessmentFact]:
    """What counts on the day about places of a kind, by clause and the place's code. Three queries."""
    about, code = KINDS[kind]
    rows = Assessment.objects.filter(about, counting(as_of))
    if kind == "unit" and units is not None:
        rows = rows.filter(unit__code__in=units)
    evidence, objections = _evidence(rows), _objections(rows, as_of)
    shown = ["pk", "clause", "status", "assessed_on", "holds_to", "reason", "role"]
    more = [*([code] if code else []), *(["decision__paragraph"] if kind == "committee" else [])]
    return {
        (each["clause"], each[code] if code else kind): AssessmentFact(
            status=Status(each["status"]),
            assessed_on=each["assessed_on"],
            holds_to=each["holds_to"],
            reason=each["reason"],
            role=each["role"],
            paragraph=(each.get("decision__paragraph") or "").removeprefix("§").strip(),
            evidence=tuple(evidence[each["pk"]]),
            objected_on=tuple(objections[each["pk"]]),
        )
        for each in rows.order_by("assessed_on", "pk").values(*shown, *more)
    }


def _evidence(rows: QuerySet[Assessment]) -> dict[int, list[EvidenceFact]]:
    found: dict[int, list[EvidenceFact]] = defaultdict(list)
    pieces = Evidence.objects.filter(assessments__in=rows).order_by("dated_on", "pk")
    for key, title, until in pieces.values_list("assessments__pk", "title", "fresh_until"):
        found[key].append(EvidenceFact(title, until))
    return found


def _objections(rows: QuerySet[Assessment], as_of: date) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    made = Objection.objects.filter(assessment__in=rows, made_on__lte=as_of).order_by("made_on", "pk")
    for key, day in made.values_list("assessment", "made_on"):
        found[key].append(day)
    return found
