"""What another package would answer about the same facts on the same day. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.apps.policy.findings.engine import Result, evaluate
from spelregler.exchange.package import Clause, Package
from spelregler.platform.findings import URGENCY


@dataclass(frozen=True)
class Otherwise:
    """A rule that would be answered otherwise: how many answers say what under each package, and the first place whose
    answer would be another, with both. A new rule has no answers before.
    """

    clause: Clause
    before: Mapping[str, int]
    after: Mapping[str, int]
    was: Result | None
    becomes: Result


def answered_otherwise(held: Package, other: Package, *, as_of: date) -> list[Otherwise]:
    """The rules of the other package that would be answered otherwise than the one in force answers, in its order.

    Only rules that ask something else are asked: a new one, and one whose check, limits, whom it obliges or ages of
    evidence are others. As many queries as those rules' checks make.
    """
    asked = {each.id for each in other.clauses if _asks_otherwise(held, other, each)}
    was = _by_clause(evaluate(package=held, as_of=as_of, only=asked))
    becomes = _by_clause(evaluate(package=other, as_of=as_of, only=asked))
    found = (_turned(each, was.get(each.id, {}), becomes[each.id]) for each in other.clauses if each.id in asked)
    return [each for each in found if each is not None]


def _asks_otherwise(held: Package, other: Package, clause: Clause) -> bool:
    return clause.id not in held.place or _asked(held, held.clause(clause.id)) != _asked(other, clause)


def _asked(package: Package, clause: Clause) -> tuple[Any, ...]:
    limits = package.resolved(clause)
    return clause.check, limits, clause.who, package.age_limit(clause), package.settling_days, clause.document


def _by_clause(results: list[Result]) -> dict[str, dict[tuple[str, str], Result]]:
    found: dict[str, dict[tuple[str, str], Result]] = {}
    for each in results:
        found.setdefault(each.clause, {})[each.key[1:]] = each
    return found


def _turned(
    clause: Clause, was: Mapping[tuple[str, str], Result], becomes: Mapping[tuple[str, str], Result]
) -> Otherwise | None:
    turned = list(_turns(was, becomes))
    if not turned:
        return None
    first = min(turned, key=lambda each: (URGENCY.index(_status(each)), each.judgement.scope.name))
    return Otherwise(clause, _counted(was), _counted(becomes), was.get(first.key[1:]), first)


def _turns(was: Mapping[tuple[str, str], Result], becomes: Mapping[tuple[str, str], Result]) -> Iterator[Result]:
    for place, each in becomes.items():
        if place not in was or _status(was[place]) != _status(each):
            yield each


def _counted(results: Mapping[tuple[str, str], Result]) -> Mapping[str, int]:
    return Counter(_status(each) for each in results.values())


def _status(result: Result) -> str:
    return str(result.judgement.status)
