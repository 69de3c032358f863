"""What the clauses say and how they are followed, on any date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from spelregler.apps.organisation.queries.units import units_among
from spelregler.apps.policy.findings import turns
from spelregler.apps.policy.findings.retelling import retold
from spelregler.apps.policy.models import DocumentVersion, Finding
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.apps.policy.queries.held_answers import BY_AGE, BY_CLAUSE, ORDER, answers_on
from spelregler.apps.policy.queries.moves import moves_known
from spelregler.apps.policy.queries.rule_years import rules_between
from spelregler.domain.assessment import place_of
from spelregler.domain.checks import read_parameters, registry
from spelregler.domain.cycle import CycleEvent, Moves
from spelregler.domain.words import Bilingual, Pair
from spelregler.exchange.package import Clause
from spelregler.exchange.package.year import events_of
from spelregler.platform import memory
from spelregler.platform.findings import (
    Answer,
    AssessedRule,
    AutonomyRules,
    Place,
    RuleInYear,
    SomeUnits,
    Tally,
    Wanted,
)


def _clauses_on(day: date) -> tuple[Clause, ...]:
    """The clauses of the package in force; none before the first."""
    package = package_or_none(day)
    return package.clauses if package else ()


class StoredFindings:
    """The source behind platform.findings: stored intervals, or a computation for a day before the first of them."""

    def answers(self, wanted: Wanted, *, as_of: date, start: int, limit: int | None) -> list[Answer]:
        """In the package's order, of a clause what most needs eyes first. None without a package in force."""
        found = answers_on(as_of)
        if found is None:
            return []
        rows = found.rows(wanted, order=BY_CLAUSE, start=start, limit=limit)
        place = found.place
        return sorted(
            (found.answer(row) for row in rows),
            key=lambda each: (place[each.clause], ORDER[each.status], each.scope_name),
        )

    def oldest(self, wanted: Wanted, *, as_of: date, limit: int) -> list[Answer]:
        """What most needs eyes, of those alike what has been so the longest. None without a package in force."""
        found = answers_on(as_of)
        return [found.answer(row) for row in found.rows(wanted, order=BY_AGE, limit=limit)] if found else []

    def tallies(self, wanted: Wanted, *, as_of: date) -> list[Tally]:
        """By clause in the package's order, kind of place and urgency. None without a package in force."""
        found = answers_on(as_of)
        if found is None:
            return []
        place = found.place
        return sorted(found.tallies(wanted), key=lambda each: (place[each.clause], ORDER[each.status], each.first))

    def statuses(self, wanted: Wanted, *, as_of: date) -> dict[tuple[str, str], str]:
        """How places of one kind stand, by clause and the place's code. None without a package in force."""
        held = answers_on(as_of)
        return {(clause, scope): status for clause, scope, status in held.statuses(wanted)} if held else {}

    def first_of(self, found: Collection[Tally], wanted: Wanted, *, as_of: date) -> dict[Tally, Answer]:
        """The first answer by name of each tally, among those wanted. None without a package in force."""
        held = answers_on(as_of)
        if held is None:
            return {}
        sought = {(each.clause, each.scope_kind, each.status, each.first): each for each in found}
        rows = held.named(sought.keys(), wanted)
        return {sought[row.clause, row.scope_kind, row.status, row.scope_name]: held.answer(row) for row in rows}

    def texts(self, *, as_of: date) -> Mapping[str, Bilingual]:
        """What each clause of the package in force says."""
        return {clause.id: Pair(clause.text.sv, clause.text.en) for clause in _clauses_on(as_of)}

    def titles(self, *, as_of: date) -> Mapping[str, Bilingual]:
        """What each clause of the package in force is called."""
        return {clause.id: clause.name for clause in _clauses_on(as_of)}

    def parameters(self, number: str, *, as_of: date) -> Mapping[str, Any]:
        """A parameter's values on the day."""
        package = package_or_none(as_of)
        found = package.parameters.get(number) if package else None
        return found.values if found else {}

    def parameters_of(self, check: str, *, as_of: date) -> Mapping[str, Any]:
        """A check's parameters on the day, from the first clause that asks it."""
        package = package_or_none(as_of)
        if package is None:
            return {}
        clause = next((each for each in package.clauses if each.check == check), None)
        return package.resolved(clause) if clause else {}

    def versions_of(self, check: str, *, as_of: date) -> tuple[date, ...]:
        """The first days of the versions of the document of the first clause that asks the check, in order."""
        package = package_or_none(as_of)
        if package is None:
            return ()
        clause = next((each for each in package.clauses if each.check == check), None)
        rows = DocumentVersion.objects.filter(document=clause.document if clause else "", start__lte=as_of)
        return tuple(rows.order_by("start").values_list("start", flat=True))

    def checks_of(self, clauses: Collection[str], *, as_of: date) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
        """The check and its parameters on the day, for each clause that the package has."""
        package = package_or_none(as_of)
        if package is None:
            return {}
        return {each.id: (each.check, package.resolved(each)) for each in package.clauses if each.id in clauses}

    def clauses(self, *, as_of: date, modules: Collection[str], who: str) -> list[str]:
        """The clauses of a room or of a role, in the package's order."""
        found = _clauses_on(as_of)
        return [c.id for c in found if (not modules or c.module in modules) and (not who or who in c.who)]

    def autonomy_rules(self, *, as_of: date) -> AutonomyRules | None:
        """What the package's intervention file says."""
        package = package_or_none(as_of)
        if package is None:
            return None
        return AutonomyRules(
            conditions=package.conditions,
            grounds=package.grounds,
            review_days=package.intervention.review_days,
            longest_months=package.intervention.longest_months,
        )

    def assessed_rules(self, *, as_of: date) -> tuple[AssessedRule, ...]:
        """The rules whose check is told by assessments."""
        package = package_or_none(as_of)
        if package is None:
            return ()
        found = [(each, place_of(each.check)) for each in package.clauses]
        return tuple(
            AssessedRule(
                clause=each.id,
                title=each.name,
                text=each.text,
                evidence=each.evidence,
                breach=each.breach,
                place=place,
                holds_months=read_parameters(registry.get(each.check), package.resolved(each)).holds_months,
                beside=each.beside,
            )
            for each, place in found
            if place is not None
        )

    def self_check(self, *, as_of: date) -> tuple[tuple[str, Bilingual], ...]:
        """What the package's policy file says that a body asks itself."""
        package = package_or_none(as_of)
        return tuple((each.id, each.text) for each in package.self_check) if package else ()

    def rules_in_year(self, wanted: Wanted, *, start: date, last: date) -> list[RuleInYear]:
        """The rules of the package of the last day; of what is stored alone."""
        found = rules_between(wanted, start=start, last=last)
        return [
            RuleInYear(each.id, each.name, said=found[each.id].said, breached_days=found[each.id].breached_days)
            for each in _clauses_on(last)
            if each.id in found
        ]

    def evaluation_questions(self, *, as_of: date) -> tuple[tuple[str, Bilingual], ...]:
        """The questions of the package in force."""
        package = package_or_none(as_of)
        return tuple((each.id, each.text) for each in package.evaluation_questions) if package else ()

    def occasions(self, *, as_of: date) -> tuple[CycleEvent, ...]:
        """The occasions of the package in force that fall on days."""
        package = package_or_none(as_of)
        return tuple(events_of(package)) if package else ()

    def moved_occasions(self, *, as_of: date) -> Moves:
        """Where the occasions of the year had been moved by the day. One query."""
        return memory.once_while_reading(("moved occasions", as_of), lambda: moves_known(as_of=as_of))

    def is_recounting(self) -> bool:
        """Whether the worker still has to ask the rules about something that is stored."""
        return turns.is_recounting()

    def retold(self, *, check: str, place: Place, naming: str) -> AbstractContextManager[None]:
        """The stored answers that name the day are asked anew for their own day once it is taken back."""
        return retold(check=check, place=place, naming=naming)


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

    place: Place
    scope: str
    status: str
    start: date
    end: date | None
    reason: str


def history(
    *, clause: str, language: str, as_of: date, units: SomeUnits | None = None, limit: int = 50
) -> list[Change]:
    """How a clause's answers have changed by the day, newest first, at most `limit`; of `units` only where they are
    given.
    """
    rows = Finding.objects.filter(clause=clause, seen_from__lte=as_of)
    if units is not None:
        rows = rows.filter(~Q(scope_kind="unit") | units_among(units, as_of=as_of))
    rows = rows.order_by("-seen_from", "scope_name")[:limit]
    return [
        Change(
            place=(row.scope_kind, row.scope),
            scope=row.scope_name,
            status=row.status,
            start=row.seen_from,
            end=row.seen_to if row.seen_to and row.seen_to <= as_of else None,
            reason=row.reason_sv if language == "sv" else row.reason_en,
        )
        for row in rows
    ]
