"""Adopting a package and storing what its checks answer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.policy.findings import turns
from spelregler.apps.policy.findings.engine import (
    Result,
    clauses_of,
    digest_of_finding,
    digest_of_result,
    evaluate,
    finding_of,
)
from spelregler.apps.policy.models import Adoption, Finding
from spelregler.apps.policy.packages.bases import version_of
from spelregler.apps.policy.packages.in_force import digest_of, load_package, package_on
from spelregler.platform import collecting, memory
from spelregler.platform.audit import written
from spelregler.platform.audit.operations import SYSTEM, Who, amend, record, store

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
    rooms: Collection[str] | None = None,
    who: Who = SYSTEM,
    asked: Callable[[int], None] = lambda _clauses: None,
    wanted: int | None = None,
) -> list[Result]:
    """Store an answer only when it changed, so that the picture on any past day is a look-up (MR-52).

    One writer at a time, and computed inside its turn: an answer that was read earlier is never stored later. All or
    nothing, so a check that fails leaves every answer as it was. Where the stored answers know of the row `wanted` of
    the trail already, nothing is asked. A day before the last stored one is computed and not stored: history is not
    rewritten. With `rooms` the answers of other rooms' checks stand as they are.

    Refuses with `NoPackageInForce` a day before the first package, with `ParameterError` a parameter that a check
    cannot take.
    """
    with turns.taken() as turn, collecting.paused():
        if wanted is not None and turn.knows(wanted, of=rooms, as_of=as_of):
            return []
        package = package_on(as_of)
        results = evaluate(package=package, as_of=as_of, rooms=rooms, asked=asked)
        clauses = None if rooms is None else [clause.id for clause in clauses_of(package, rooms)]
        if not turn.older_than(rooms) and _stored(results, clauses, as_of=as_of, number=turn.number, who=who):
            turn.done(of=rooms, as_of=as_of)
    return results


def _stored(results: list[Result], clauses: list[str] | None, *, as_of: date, number: int, who: Who) -> bool:
    """The answers that changed take the place of those before; False where a later day's are stored already."""
    current = _current(clauses)
    if any(held.seen_from > as_of for held in current.values()):
        return False
    found = {result.key: result for result in results}
    changed = [
        result for key, result in found.items() if key not in current or current[key].digest != digest_of_result(result)
    ]
    ended = [current[result.key] for result in changed if result.key in current]
    ended += [held for key, held in current.items() if key not in found]
    # An answer that changes twice in one day keeps only the last: a period is never empty.
    Finding.objects.filter(pk__in=[held.pk for held in ended if held.seen_from == as_of]).delete()
    Finding.objects.filter(pk__in=[held.pk for held in ended if held.seen_from < as_of]).update(seen_to=as_of)
    Finding.objects.bulk_create(
        (finding_of(result, seen_from=as_of, trail_number=number) for result in changed), batch_size=500
    )
    if changed or ended:
        record(who=who, act="evaluate", subject=str(as_of), details={"new": len(changed), "ended": len(ended)})
    return True


class _Held(NamedTuple):
    """What must be known of an answer that holds, to tell whether another takes its place."""

    pk: int
    digest: str
    seen_from: date


def _current(clauses: list[str] | None) -> dict[tuple[str, str, str], _Held]:
    """The answers that hold, by what they are about. One query, and one more where some have no digest yet."""
    held = Finding.objects.filter(seen_to=None)
    if clauses is not None:
        held = held.filter(clause__in=clauses)
    old = list(held.filter(digest=""))
    for row in old:
        row.digest = digest_of_finding(row)
    Finding.objects.bulk_update(old, ["digest"], batch_size=500)
    rows = held.values_list("clause", "scope_kind", "scope", "pk", "digest", "seen_from")
    return {(clause, kind, scope): _Held(pk, digest, since) for clause, kind, scope, pk, digest, since in rows}
