"""What the clauses say and how they are followed, on any date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from spelregler.apps.policy.findings import turns
from spelregler.apps.policy.findings.engine import evaluate, finding_of
from spelregler.apps.policy.models import DocumentVersion, Finding
from spelregler.apps.policy.packages.in_force import NoPackageInForce, package_on
from spelregler.exchange.package import Package
from spelregler.platform.findings import URGENCY, Answer, AutonomyRules

ORDER = {status: place for place, status in enumerate(URGENCY)}
"""Where a status stands among the others."""


class StoredFindings:
    """The source behind platform.findings: stored intervals, or a computation for a day before the first of them."""

    def answers(self, *, as_of: date, clauses: Collection[str] | None, scope_kind: str, scope: str) -> list[Answer]:
        """The answers on a date, in the package's order, the worst of a clause first; of all clauses where none are
        named.

        They are stored; on a day before the first that was stored they are computed. None without a package in force.
        """
        try:
            package = package_on(as_of)
        except NoPackageInForce:
            return []
        place = {clause.id: number for number, clause in enumerate(package.clauses)}
        asked = place.keys() if clauses is None else place.keys() & set(clauses)
        held = Q(seen_to__isnull=True) | Q(seen_to__gt=as_of)
        # Until the next run of the checks, findings of a package that was replaced today may still stand open.
        rows = Finding.objects.filter(held, seen_from__lte=as_of, clause__in=asked)
        if scope_kind:
            rows = rows.filter(scope_kind=scope_kind)
        if scope:
            rows = rows.filter(scope=scope)
        found = [_answer(package, row) for row in rows]
        if not found and not Finding.objects.filter(seen_from__lte=as_of).exists():
            found = _computed(package, as_of=as_of, clauses=clauses, scope_kind=scope_kind, scope=scope)
        return sorted(found, key=lambda each: (place[each.clause], ORDER[each.status], each.scope_name))

    def parameters(self, number: str, *, as_of: date) -> Mapping[str, Any]:
        """A parameter's values on the day."""
        try:
            found = package_on(as_of).parameters.get(number)
        except NoPackageInForce:
            return {}
        return found.values if found else {}

    def parameters_of(self, check: str, *, as_of: date) -> Mapping[str, Any]:
        """A check's parameters on the day, from the first clause that asks it."""
        try:
            package = package_on(as_of)
        except NoPackageInForce:
            return {}
        clause = next((each for each in package.clauses if each.check == check), None)
        return package.resolved(clause) if clause else {}

    def versions_of(self, check: str, *, as_of: date) -> tuple[date, ...]:
        """The first days of the versions of the document of the first clause that asks the check, in order."""
        try:
            package = package_on(as_of)
        except NoPackageInForce:
            return ()
        clause = next((each for each in package.clauses if each.check == check), None)
        rows = DocumentVersion.objects.filter(document=clause.document if clause else "", start__lte=as_of)
        return tuple(rows.order_by("start").values_list("start", flat=True))

    def checks_of(self, clauses: Collection[str], *, as_of: date) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
        """The check and its parameters on the day, for each clause that the package has."""
        try:
            package = package_on(as_of)
        except NoPackageInForce:
            return {}
        return {each.id: (each.check, package.resolved(each)) for each in package.clauses if each.id in clauses}

    def clauses(self, *, as_of: date, modules: Collection[str], who: str) -> list[str]:
        """The clauses of a room or of a role, in the package's order."""
        try:
            found = package_on(as_of).clauses
        except NoPackageInForce:
            return []
        return [c.id for c in found if (not modules or c.module in modules) and (not who or who in c.who)]

    def autonomy_rules(self, *, as_of: date) -> AutonomyRules | None:
        """What the package's intervention file says."""
        try:
            package = package_on(as_of)
        except NoPackageInForce:
            return None
        return AutonomyRules(
            conditions=package.conditions,
            grounds=package.grounds,
            review_days=package.intervention.review_days,
            longest_months=package.intervention.longest_months,
        )

    def is_recounting(self) -> bool:
        """Whether the worker still has to ask the rules about something that is stored."""
        return turns.is_recounting()


def _computed(
    package: Package, *, as_of: date, clauses: Collection[str] | None, scope_kind: str, scope: str
) -> list[Answer]:
    found = [finding_of(each, seen_from=as_of) for each in evaluate(package=package, as_of=as_of)]
    return [
        _answer(package, row)
        for row in found
        if (clauses is None or row.clause in clauses)
        and scope_kind in ("", row.scope_kind)
        and scope in ("", row.scope)
    ]


def _answer(package: Package, row: Finding) -> Answer:
    clause = package.clause(row.clause)
    return Answer(
        clause=row.clause,
        text_sv=clause.text.sv,
        text_en=clause.text.en,
        scope_kind=row.scope_kind,
        scope=row.scope,
        scope_name=row.scope_name,
        status=row.status,
        since=row.since,
        reason_sv=row.reason_sv,
        reason_en=row.reason_en,
        expected_of=row.expected_of,
        inputs=row.inputs,
        parameters=row.parameters,
    )


def worst(statuses: Collection[str]) -> str:
    """The status to show where several scopes answer: the one that needs eyes first; never an average."""
    judged = [status for status in statuses if status != "not_applicable"]
    return min(judged, key=ORDER.__getitem__) if judged else "not_applicable"


def open_findings_by_status() -> dict[str, int]:
    """How many answers hold now, by status."""
    rows = Finding.objects.filter(seen_to=None).values_list("status").annotate(Count("pk")).order_by("status")
    return dict(rows)


@dataclass(frozen=True)
class Change:
    """An answer that a clause has given, and from when until when."""

    scope: str
    status: str
    start: date
    end: date | None
    reason: str


def history(
    *, clause: str, language: str, as_of: date, units: Collection[str] | None = None, limit: int = 50
) -> list[Change]:
    """How a clause's answers have changed by the day, newest first, at most `limit`; of `units` only where they are
    given.
    """
    rows = Finding.objects.filter(clause=clause, seen_from__lte=as_of)
    if units is not None:
        rows = rows.filter(~Q(scope_kind="unit") | Q(scope__in=units))
    rows = rows.order_by("-seen_from", "scope_name")[:limit]
    return [
        Change(
            scope=row.scope_name,
            status=row.status,
            start=row.seen_from,
            end=row.seen_to if row.seen_to and row.seen_to <= as_of else None,
            reason=row.reason_sv if language == "sv" else row.reason_en,
        )
        for row in rows
    ]
