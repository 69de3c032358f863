"""Adopting a package and storing what its checks answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Unit
from spelregler.apps.policy.findings import tallies, turns
from spelregler.apps.policy.findings.engine import (
    Result,
    answers_by_clause,
    digest_of_finding,
    digest_of_result,
    evaluate,
    finding_of,
)
from spelregler.apps.policy.findings.touched import ANYTHING, NO_UNIT
from spelregler.apps.policy.findings.turns import Turn
from spelregler.apps.policy.models import Adoption, Finding
from spelregler.apps.policy.packages.bases import version_of
from spelregler.apps.policy.packages.in_force import digest_of, load_package, package_on
from spelregler.domain.checks import registry
from spelregler.domain.findings import MUNICIPALITY
from spelregler.exchange.package import Clause, Package
from spelregler.platform import collecting, memory
from spelregler.platform.audit import written
from spelregler.platform.audit.operations import SYSTEM, Who, amend, record, store
from spelregler.platform.touching import Units

LOWEST = "organisation"
"""Another package may ask anything of every room: the answers of all of them are asked anew after an adoption."""


def adopt_package(
    *, name: str, start: date, who: Who, decision: Decision | None = None, end: date | None = None
) -> Adoption:
    """The package that the council decided judges from its date, on the base that it names; the one before ends.

    Refuses with `NoPackageInForce` a package that is not there.
    """
    package = load_package(name)
    adoption = Adoption(
        package=name,
        version=package.version,
        digest=digest_of(name),
        base=version_of(package),
        decision=decision,
        start=start,
        end=end,
    )
    with transaction.atomic():
        for earlier in Adoption.objects.on(start):
            amend(earlier, to={"end": start}, act="end-package", who=who)
        store(adoption, act="adopt-package", who=who, details={"start": start, "digest": adoption.digest})
        written.note(LOWEST)
    memory.forget()
    return adoption


def evaluate_and_store(
    *,
    as_of: date,
    who: Who = SYSTEM,
    asked: Callable[[Sequence[Result]], None] = lambda _results: None,
    word_for_word: bool = False,
) -> int:
    """Store an answer only when it changed, so that the picture on any past day is a look-up (MR-52).

    Whether it changed is told by its digest; `word_for_word` by all that it says, so that one that was altered by hand
    is put right, and the tallies that are kept beside the answers are counted anew.

    How many answers there are; `asked` is given those of each clause, and nobody holds all of them at once.

    One writer at a time, and computed inside its turn: an answer that was read earlier is never stored later. All or
    nothing, so a check that fails leaves every answer as it was. A day before the last stored one is computed and not
    stored: history is not rewritten.

    Refuses with `NoPackageInForce` a day before the first package, with `ParameterError` a parameter that a check
    cannot take.
    """
    with turns.taken() as turn, collecting.paused():
        package = package_on(as_of)
        if word_for_word:
            Those().held().update(digest="")
        count = _keep(_all_of(package, as_of=as_of, asked=asked), turn, as_of=as_of, who=who)
        if word_for_word:
            tallies.keep()
        return count


def _all_of(
    package: Package, *, as_of: date, asked: Callable[[Sequence[Result]], None]
) -> Iterator[tuple[Those, list[Result]]]:
    """What every clause answers, clause by clause; and what is stored of clauses that are asked no more."""
    for clause, results in answers_by_clause(package=package, as_of=as_of):
        asked(results)
        yield Those([clause]), results
    stored = set(Those().held().order_by().values_list("clause", flat=True).distinct())
    yield Those(stored - {each.id for each in package.clauses}), []


def count_anew() -> None:
    """The tallies that are kept beside the answers are what counting gives, whatever was kept."""
    with turns.taken():
        tallies.keep()


class TooManyToAsk(Exception):
    """What was written touches more units than whoever waits for a page has time for: the worker asks."""


def ask_what_was_touched(*, as_of: date, wanted: int, most_units: int | None = None, who: Who = SYSTEM) -> int:
    """Ask the rules that rest on what was written since they were asked last, about the units that it touched (ADR 56).

    The number of answers. The answers know of every row of the trail after it, as if everything had been asked; where
    they know of the row `wanted` already, nothing is asked. What the trail does not tell of has everything asked.

    Refuses with `TooManyToAsk` where the rules are to be asked about more than `most_units`, and with what
    `evaluate_and_store` refuses.
    """
    with turns.taken() as turn, collecting.paused():
        if turn.knows(wanted, as_of=as_of):
            return 0
        package = package_on(as_of)
        touched = turn.touched(as_of=as_of)
        clauses = [each for each in package.clauses if touched.reaches(registry.get(each.check))]
        units = touched.units_of(registry.get(each.check) for each in clauses)
        if most_units is not None and _count(units, clauses) > most_units:
            raise TooManyToAsk
        if units == NO_UNIT:
            clauses = [each for each in clauses if not _is_about_units_alone(each)]
        # Where anything may have been written the answers of a package that was replaced end too.
        those = Those(None if touched == ANYTHING else [each.id for each in clauses], units)
        results = evaluate(package=package, as_of=as_of, only=those.clauses, units=those.units)
        if _speaks_of_no_unit(results, clauses, those):
            those = those.of_every_unit()
            results = evaluate(package=package, as_of=as_of, only=those.clauses)
        return _keep([(those, results)], turn, as_of=as_of, who=who)


def _count(units: Units, clauses: Sequence[Clause]) -> int:
    if not any(_is_about_units(each) for each in clauses):
        return 0
    return Unit.objects.count() if units is None else len(units)


def _is_about_units(clause: Clause) -> bool:
    return "unit" in registry.get(clause.check).scope_kinds


def _is_about_units_alone(clause: Clause) -> bool:
    return set(registry.get(clause.check).scope_kinds) == {"unit"}


def _speaks_of_no_unit(results: Iterable[Result], clauses: Iterable[Clause], those: Those) -> bool:
    """A rule about units answers, or has answered, that nothing is known of any: a few units cannot tell that."""
    if those.units is None:
        return False
    about_units = {each.id for each in clauses if _is_about_units(each)}
    if any(each.clause in about_units and each.judgement.scope == MUNICIPALITY for each in results):
        return True
    held = Finding.objects.filter(seen_to=None, clause__in=about_units, scope_kind=MUNICIPALITY.kind)
    return held.exists()


@dataclass(frozen=True)
class Those:
    """The answers that were asked for: by clause, and of those about a unit by unit. None is all of them."""

    clauses: Collection[str] | None = None
    units: Units = None

    def of_every_unit(self) -> Those:
        """The same clauses, whole."""
        return Those(self.clauses)

    def held(self) -> QuerySet[Finding]:
        """Those that hold."""
        rows = Finding.objects.filter(seen_to=None)
        if self.clauses is not None:
            rows = rows.filter(clause__in=self.clauses)
        return rows if self.units is None else rows.filter(~Q(scope_kind="unit") | Q(scope__in=self.units))


def _keep(answers: Iterable[tuple[Those, list[Result]]], turn: Turn, *, as_of: date, who: Who) -> int:
    """The answers that changed take the place of those before; none where newer ones, or a later day's, are stored.

    They are written when all are known, and how many there are is told.
    """
    count, changed, ended, is_newest = 0, list[Result](), list[_Held](), not turn.is_older()
    for those, results in answers:
        count += len(results)
        current = _current(those) if is_newest else {}
        is_newest = is_newest and all(held.seen_from <= as_of for held in current.values())
        if is_newest:
            found = {result.key: result for result in results}
            others = [
                result
                for key, result in found.items()
                if key not in current or current[key].digest != digest_of_result(result)
            ]
            changed += others
            ended += [current[result.key] for result in others if result.key in current]
            ended += [held for key, held in current.items() if key not in found]
    if is_newest:
        _write(changed, ended, turn, as_of=as_of, who=who)
    return count


def _write(changed: list[Result], ended: list[_Held], turn: Turn, *, as_of: date, who: Who) -> None:
    """An answer that changes twice in one day keeps only the last: a period is never empty."""
    Finding.objects.filter(pk__in=[held.pk for held in ended if held.seen_from == as_of]).delete()
    Finding.objects.filter(pk__in=[held.pk for held in ended if held.seen_from < as_of]).update(seen_to=as_of)
    Finding.objects.bulk_create(
        (finding_of(result, seen_from=as_of, trail_number=turn.number) for result in changed), batch_size=500
    )
    if changed or ended:
        tallies.keep({*(result.clause for result in changed), *(held.clause for held in ended)})
        record(who=who, act="evaluate", subject=str(as_of), details={"new": len(changed), "ended": len(ended)})
    turn.done(as_of=as_of)


class _Held(NamedTuple):
    """What must be known of an answer that holds, to tell whether another takes its place."""

    pk: int
    clause: str
    digest: str
    seen_from: date


def _current(those: Those) -> dict[tuple[str, str, str], _Held]:
    """Those that hold, by what they are about. Two queries, and one more where some have no digest yet."""
    held = those.held()
    old = list(held.filter(digest=""))
    for row in old:
        row.digest = digest_of_finding(row)
    Finding.objects.bulk_update(old, ["digest"], batch_size=500)
    rows = held.values_list("clause", "scope_kind", "scope", "pk", "digest", "seen_from")
    return {(clause, kind, scope): _Held(pk, clause, digest, since) for clause, kind, scope, pk, digest, since in rows}
