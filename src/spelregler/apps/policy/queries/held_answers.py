"""The answers that held on a day: stored as intervals, or computed for a day before the first that was stored.

Counting and choosing is the database's work where they are stored, so that a page takes the time of what it shows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from spelregler.apps.organisation.queries.units import units_among, units_of_department
from spelregler.apps.policy.findings import tallies
from spelregler.apps.policy.findings.engine import evaluate, finding_of
from spelregler.apps.policy.findings.tallies import ABOUT
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.exchange.package import Package
from spelregler.platform import memory
from spelregler.platform.findings import UNITS_OF, URGENCY, Answer, Place, SomeUnits, Tally, Unseen, Wanted

ORDER = {status: place for place, status in enumerate(URGENCY)}
"""Where a status stands among the others."""

BY_CLAUSE = ("clause", "urgency", "scope_name", "scope")
BY_AGE = ("urgency", "since", "clause", "scope_name", "scope")
"""What rows are ordered by before they are limited; a day that is not known comes last."""

READ = "scope_read"
"""The place by its code, not looked up in an index: then each clause would be sought for each unit of a department."""

NO_UNITS = SomeUnits(departments=frozenset(), codes=frozenset())

Named: TypeAlias = tuple[str, str, str, str]
"""Clause, kind of place, status and name of the place."""


def answers_on(as_of: date) -> Held | None:
    """What held on the day; None without a package in force."""
    package = package_or_none(as_of)
    if package is None:
        return None
    if memory.once(("answers are stored", as_of), Finding.objects.filter(seen_from__lte=as_of).exists):
        return Stored(package, as_of)
    return Computed(package, as_of)


@dataclass(frozen=True)
class Held(ABC):
    """What held on a day, stored or computed."""

    package: Package
    as_of: date

    @abstractmethod
    def rows(self, wanted: Wanted, *, order: Sequence[str], limit: int | None, start: int = 0) -> Iterable[Finding]:
        """The rows; where there is a limit, so many in the order from the place `start`."""

    @abstractmethod
    def tallies(self, wanted: Wanted) -> Iterable[Tally]:
        """How many say what: one a clause, kind of place and status."""

    @abstractmethod
    def statuses(self, wanted: Wanted) -> Iterable[tuple[str, str, str]]:
        """Clause, place and status of each, in no order."""

    @abstractmethod
    def named(self, sought: Collection[Named], wanted: Wanted) -> Iterable[Finding]:
        """One wanted row for each of those sought, the first by code where several places have one name."""

    @property
    def place(self) -> Mapping[str, int]:
        """Where each clause stands in the package."""
        return self.package.place

    def asked(self, wanted: Wanted) -> Collection[str]:
        """The clauses of the package that are asked for: findings of one that was replaced today may stand open still,
        until the next run of the checks.
        """
        return self.place.keys() if wanted.clauses is None else self.place.keys() & set(wanted.clauses)

    def answer(self, row: Finding) -> Answer:
        """The row with the clause in our own words."""
        clause = self.package.clause(row.clause)
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


class Stored(Held):
    """What is stored, by one query a question."""

    def rows(self, wanted: Wanted, *, order: Sequence[str], limit: int | None, start: int = 0) -> Iterable[Finding]:
        """The rows; where there is a limit, so many in the order from a place. One query."""
        found = self._held(wanted)
        return found if limit is None else _ordered(found, order)[start : start + limit]

    def tallies(self, wanted: Wanted) -> Iterable[Tally]:
        """One a clause, kind of place and status, in no order. One query at most.

        Those about every place of a kind are kept, and read once in a request; where a reader sees some units of all,
        the seen and the others are counted apart, once in a request too (ADR 89).
        """
        kept = self._kept(wanted)
        return self._counted(wanted) if kept is None else kept

    def _counted(self, wanted: Wanted) -> Iterable[Tally]:
        # Read from the index policy_finding_tally alone.
        grouped = self._held(wanted).values(*ABOUT).order_by()
        return [Tally(**row) for row in grouped.annotate(count=Count("pk"), first=Min("scope_name"))]

    def _kept(self, wanted: Wanted) -> list[Tally] | None:
        """What is kept of what is wanted; None where that is not kept, or is not what held on the day."""
        kinds = None if wanted.places is None else {kind for kind, _code in wanted.places}
        if wanted.expected_of is not None or any(code for _kind, code in wanted.places or ()) or not self._is_newest:
            return None
        kept = memory.once("tallies of answers", tallies.kept)
        if not kept or max(row.newest for row in kept) > self.as_of:
            return None
        asked, unseen = self.asked(wanted), wanted.unseen
        told = [Tally(row.clause, row.scope_kind, row.status, row.count, row.first) for row in kept]
        if unseen is not None:
            seen, hidden = list[Tally](), list[Tally]()
            for each in told:
                (hidden if each.scope_kind == "unit" and each.clause in unseen.clauses else seen).append(each)
            if unseen.units != NO_UNITS:
                inside, hidden = self._apart(unseen)
                seen += inside
            told = hidden if wanted.only_unseen else seen
        return [
            each
            for each in told
            if each.clause in asked
            and (kinds is None or each.scope_kind in kinds)
            and (wanted.statuses is None or each.status in wanted.statuses)
        ]

    def _apart(self, unseen: Unseen) -> tuple[list[Tally], list[Tally]]:
        """Of the clauses whose units are not all seen: what is seen and what is hidden. One query in a request."""

        def count() -> tuple[list[Tally], list[Tally]]:
            # All that hold began by the day. Without a word of when, this is read from policy_finding_tally alone.
            held = Finding.objects.alias(**{READ: Coalesce("scope", Value(""))})
            held = held.filter(seen_to=None, clause__in=unseen.clauses)
            is_seen = Case(When(units_among(unseen.units, as_of=self.as_of, scope=READ), then=True), default=False)
            grouped = held.annotate(is_seen=is_seen).values(*ABOUT, "is_seen").order_by()
            parts: tuple[list[Tally], list[Tally]] = [], []
            for row in grouped.annotate(count=Count("pk"), first=Min("scope_name")):
                is_inside = row.pop("is_seen")
                if row["scope_kind"] == "unit":
                    parts[0 if is_inside else 1].append(Tally(**row))
            return parts

        return memory.once(("tallies apart", self.as_of, unseen), count)

    def statuses(self, wanted: Wanted) -> Iterable[tuple[str, str, str]]:
        """Clause, place and status of each, in no order. One query."""
        return self._held(wanted).order_by().values_list("clause", "scope", "status")

    def named(self, sought: Collection[Named], wanted: Wanted) -> Iterable[Finding]:
        """One row for each of those that are sought, in no order. One query."""
        either = Q()
        for clause, kind, status, name in sought:
            either |= Q(clause=clause, scope_kind=kind, status=status, scope_name=name)
        found = self._held(replace(wanted, clauses={each[0] for each in sought})).filter(either)
        return {(row.clause, row.scope_kind, row.status): row for row in found.order_by("-scope")}.values()

    def _held(self, wanted: Wanted) -> QuerySet[Finding]:
        held = Q(seen_to__isnull=True) if self._is_newest else Q(seen_to__isnull=True) | Q(seen_to__gt=self.as_of)
        rows = Finding.objects.alias(**{READ: Coalesce("scope", Value(""))})
        rows = rows.filter(held, seen_from__lte=self.as_of, clause__in=self.asked(wanted))
        return rows.filter(narrowed(wanted, self.as_of))

    @property
    def _is_newest(self) -> bool:
        """No answer ends after the day, so those that hold are those without an end."""
        ended = Finding.objects.filter(seen_to__isnull=False)
        last = memory.once("when an answer ended last", lambda: ended.aggregate(last=Max("seen_to"))["last"])
        return last is None or last <= self.as_of


def _ordered(found: QuerySet[Finding], order: Sequence[str]) -> QuerySet[Finding]:
    urgency = Case(
        *(When(status=status, then=Value(place)) for status, place in ORDER.items()), output_field=IntegerField()
    )
    keys = [F(key).asc(nulls_last=True) if key == "since" else F(key).asc() for key in order]
    return found.annotate(urgency=urgency).order_by(*keys)


def narrowed(wanted: Wanted, as_of: date, *, kind_of_place: str = "scope_kind") -> Q:
    """What narrows besides the clauses, as a condition of the database; `_taker` says the same of a row.

    `kind_of_place` is what the kind is called where it is not to be looked up in an index either.
    """
    found = Q()
    if wanted.places is not None:
        about = Q(pk__in=[])
        for kind, codes in _by_kind(wanted.places).items():
            if kind == UNITS_OF:
                inside = SomeUnits(departments=frozenset(codes), codes=frozenset())
                about |= Q(**{kind_of_place: "unit"}) & units_among(inside, as_of=as_of, scope=READ)
            else:
                alike = Q(**{kind_of_place: kind})
                about |= alike if "" in codes else alike & Q(scope__in=codes)
        found &= about
    if wanted.statuses is not None:
        found &= Q(status__in=wanted.statuses)
    if wanted.expected_of is not None:
        # In the words of the index policy_finding_expected, which holds none that are expected of nobody.
        found &= Q(expected_of__in=wanted.expected_of) & ~Q(expected_of="")
    if wanted.unseen is not None:
        seen = units_among(wanted.unseen.units, as_of=as_of, scope=READ)
        hidden = Q(scope_kind="unit", clause__in=wanted.unseen.clauses) & ~seen
        found &= hidden if wanted.only_unseen else ~hidden
    return found


def _taker(wanted: Wanted, seen: Collection[str]) -> Callable[[Finding], bool]:
    """Whether a row is among those that are wanted; `seen` are the units of which nothing is hidden."""
    codes, unseen = _by_kind(wanted.places or ()), wanted.unseen

    def is_hidden(row: Finding) -> bool:
        is_ground = unseen is not None and row.clause in unseen.clauses
        return is_ground and row.scope_kind == "unit" and row.scope not in seen

    def takes(row: Finding) -> bool:
        return (
            (wanted.places is None or bool(codes.get(row.scope_kind, set()) & {"", row.scope}))
            and (wanted.statuses is None or row.status in wanted.statuses)
            and (wanted.expected_of is None or row.expected_of in wanted.expected_of)
            and (unseen is None or is_hidden(row) == wanted.only_unseen)
        )

    return takes


def _by_kind(places: Collection[Place]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, code in places:
        found.setdefault(kind, set()).add(code)
    return found


class Computed(Held):
    """What the checks would have answered on a day that nothing is stored about. A clause is asked once in a request,
    and only where it is wanted.
    """

    def rows(self, wanted: Wanted, *, order: Sequence[str], limit: int | None, start: int = 0) -> Iterable[Finding]:
        """The rows in the order; where there is a limit, so many from a place. No query once the rules are asked."""
        ordered = sorted(self._held(wanted), key=lambda row: [_key(row, name) for name in order])
        return ordered if limit is None else ordered[start : start + limit]

    def tallies(self, wanted: Wanted) -> Iterable[Tally]:
        """One a clause, kind of place and status, in no order. No query once the rules are asked."""
        names: dict[tuple[str, str, str], list[str]] = {}
        for row in self._held(wanted):
            names.setdefault((row.clause, row.scope_kind, row.status), []).append(row.scope_name)
        for said, alike in names.items():
            yield Tally(*said, count=len(alike), first=min(alike))

    def statuses(self, wanted: Wanted) -> Iterable[tuple[str, str, str]]:
        """Clause, place and status of each, in no order. No query once the rules are asked."""
        return [(row.clause, row.scope, row.status) for row in self._held(wanted)]

    def named(self, sought: Collection[Named], wanted: Wanted) -> Iterable[Finding]:
        """One row for each of those that are sought, in their order. No query once the rules are asked."""
        rows = sorted(self._held(replace(wanted, clauses={each[0] for each in sought})), key=lambda row: row.scope)
        known = {(row.clause, row.scope_kind, row.status, row.scope_name): row for row in reversed(rows)}
        return [known[each] for each in sought if each in known]

    def _held(self, wanted: Wanted) -> Iterable[Finding]:
        unseen = wanted.unseen
        seen = unseen.units.codes | self._inside(unseen.units.departments) if unseen else frozenset[str]()
        if wanted.places is not None:
            inside = self._inside(code for kind, code in wanted.places if kind == UNITS_OF)
            wanted = replace(wanted, places={*wanted.places, *(("unit", unit) for unit in inside)})
        return list(filter(_taker(wanted, seen), self._rows_of(self.asked(wanted))))

    def _inside(self, departments: Iterable[str]) -> frozenset[str]:
        return frozenset[str]().union(*(units_of_department(each, as_of=self.as_of) for each in departments))

    def _rows_of(self, clauses: Collection[str]) -> Iterable[Finding]:
        known: dict[str, list[Finding]] = memory.once(("answers computed", self.as_of), dict)
        new = {clause for clause in clauses if clause not in known}
        known.update({clause: [] for clause in new})
        for result in evaluate(package=self.package, as_of=self.as_of, only=new) if new else ():
            known[result.clause].append(finding_of(result, seen_from=self.as_of))
        return [row for clause in clauses for row in known[clause]]


def _key(row: Finding, name: str) -> Any:
    if name == "urgency":
        return ORDER[row.status]
    return row.since or date.max if name == "since" else getattr(row, name)
