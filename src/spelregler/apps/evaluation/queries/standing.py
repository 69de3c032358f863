"""The assessments that nobody has withdrawn, as the checks ask for them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from spelregler.apps.evaluation.models import Assessment, Evidence, Objection
from spelregler.apps.organisation.models import Body, Department, Placement
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


def assessing(as_of: date) -> Q:
    """The same of those that answer a rule: an overruling stands beside an answer and gives none."""
    return counting(as_of) & Q(overruled="")


def overruling(as_of: date) -> Q:
    """Those that stand beside a computed answer on the day, and whose last day has not passed."""
    return counting(as_of) & ~Q(overruled="") & Q(holds_to__gte=as_of)


def standing(
    *, as_of: date, kind: ScopeKind, units: Collection[str] | None = None
) -> dict[tuple[str, str], AssessmentFact]:
    """What counts on the day about places of a kind, by clause and the place's code. Three queries."""
    about, code = KINDS[kind]
    rows = Assessment.objects.filter(about, assessing(as_of))
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


def holding_by_rule(*, as_of: date) -> list[tuple[str, ScopeKind, date, int]]:
    """How many places of the day have an assessment that holds, whose evidence holds too: by rule, kind of place and
    the day that it was made. Places that are no more are left out. Four queries.
    """
    too_old = Evidence.objects.filter(fresh_until__lt=as_of, assessments=OuterRef("pk"))
    rows = Assessment.objects.filter(assessing(as_of), ~Exists(too_old), holds_to__gte=as_of)
    there = {
        "unit": Q(unit__in=Placement.objects.on(as_of).values("unit")),
        "department": Q(department__in=Department.objects.on(as_of)),
        "committee": Q(body__in=Body.objects.on(as_of)),
    }
    return [
        (clause, kind, day, count)
        for kind, (about, _code) in KINDS.items()
        for clause, day, count in rows.filter(about, there.get(kind, Q()))
        .values_list("clause", "assessed_on")
        .annotate(Count("pk"))
        .order_by("clause", "assessed_on")
    ]


def rules_assessed(*, as_of: date) -> frozenset[str]:
    """The rules that somebody has assessed somewhere by the day, whether it holds or not. One query."""
    rows = Assessment.objects.filter(assessed_on__lte=as_of, overruled="")
    return frozenset(rows.order_by().values_list("clause", flat=True).distinct())


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
