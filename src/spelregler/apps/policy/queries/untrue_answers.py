"""Whether the stored answers are what the rules answer. `evaluate` is the truth: a difference is a fault of ours."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from spelregler.apps.policy.findings import tallies, turns
from spelregler.apps.policy.findings.engine import answers_by_clause, digest_of_finding, digest_of_result
from spelregler.apps.policy.models import Asked, Finding
from spelregler.apps.policy.packages.in_force import NoPackageInForce, package_on
from spelregler.platform.audit.queries import last_number, rows_written

About: TypeAlias = tuple[str, str, str]
"""Clause, kind of place and the place's code."""


def untrue_answers() -> list[About] | None:
    """What the answers that hold are about, where everything asked anew on the day that they are of says otherwise.

    None where that cannot be told: something is written that the answers do not know of yet, or nothing was asked.
    Every answer is read whole, so that one that was altered by hand is found too. It takes as long as a night's asking.
    """
    days = set(Asked.objects.filter(room__in=turns.rooms()).values_list("as_of", flat=True))
    is_known = rows_written(after=min(turns.known().values()), to=last_number(), most=0) == []
    day = days.pop() if len(days) == 1 else None
    if day is None or not is_known:
        return None
    try:
        return differing(as_of=day)
    except NoPackageInForce:
        return None


def untrue_tallies() -> list[str]:
    """The clauses whose kept tallies are not what counting the answers that hold gives. Two queries."""
    return tallies.untrue()


def differing(*, as_of: date) -> list[About]:
    """What the answers that hold are about, where everything asked anew as of the day says otherwise, known or not.

    Refuses with `NoPackageInForce` a day before the first package.
    """
    package, untrue = package_on(as_of), set[About]()
    holding = Finding.objects.filter(seen_to=None)
    for clause, results in answers_by_clause(package=package, as_of=as_of):
        held = {row.key: digest_of_finding(row) for row in holding.filter(clause=clause).iterator()}
        anew = {each.key: digest_of_result(each) for each in results}
        untrue |= {about for about in held.keys() | anew.keys() if held.get(about) != anew.get(about)}
    others = holding.exclude(clause__in=[each.id for each in package.clauses])
    return sorted(untrue | {row.key for row in others.iterator()})
