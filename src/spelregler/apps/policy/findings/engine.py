"""Ask every clause's check, as of a date. The package names check and parameters; nothing here knows either."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.policy.models import Finding
from spelregler.domain.checks import Load, read_parameters, registry
from spelregler.domain.counting import since_start, while_fresh, with_last_day
from spelregler.domain.findings import Judgement
from spelregler.exchange.package import Clause, Package
from spelregler.platform.touching import Units


@dataclass(frozen=True)
class Result:
    """One clause's answer for one scope, with the parameters that were used."""

    clause: str
    judgement: Judgement
    parameters: dict[str, Any]

    @property
    def key(self) -> tuple[str, str, str]:
        """What the answer is about: clause and scope."""
        return self.clause, self.judgement.scope.kind, self.judgement.scope.key


def evaluate(
    *, package: Package, as_of: date, only: Collection[str] | None = None, units: Units = None
) -> list[Result]:
    """Every clause at least once, in the package's order. The same facts and date give the same answer for ever.

    `only` asks some clauses by name. With `units` a check that answers about units is asked about those; what stands
    above the units is asked whole.
    """
    each = answers_by_clause(package=package, as_of=as_of, only=only, units=units)
    return [result for _clause, results in each for result in results]


def answers_by_clause(
    *, package: Package, as_of: date, only: Collection[str] | None = None, units: Units = None
) -> Iterator[tuple[str, list[Result]]]:
    """The same, clause by clause: for whoever looks at them and lets them go, since all of them fill the memory."""
    known: dict[Any, Any] = {}
    begun = municipality()
    counts_from = begun.start_day if begun else None
    for clause in package.clauses:
        if only is None or clause.id in only:
            yield (
                clause.id,
                evaluate_clause(package, clause, as_of, known, counts_from=counts_from, units=units),
            )


def evaluate_clause(
    package: Package,
    clause: Clause,
    as_of: date,
    known: dict[Any, Any],
    *,
    counts_from: date | None = None,
    units: Units = None,
) -> list[Result]:
    """One clause: load the facts of its check, judge them with the clause's parameters. `known` is what was read."""
    check = registry.get(clause.check)
    raw = package.resolved(clause)
    load = Load(
        as_of=as_of,
        clause_id=clause.id,
        who=clause.who,
        package=package,
        known=known,
        counts_from=counts_from,
        units=units if "unit" in check.scope_kinds else None,
    )
    judgements = check.run(load, parameters=read_parameters(check, raw))
    shown = {name: plain(value) for name, value in raw.items()}
    return [
        Result(clause=clause.id, judgement=judgement, parameters=shown)
        for judgement in as_they_count(judgements, package=package, clause=clause, load=load)
    ]


def as_they_count(
    judgements: Iterable[Judgement], *, package: Package, clause: Clause, load: Load
) -> Iterator[Judgement]:
    """What the judge said as it counts: from the start day, while its evidence is fresh, and with its last day."""
    limit, settling_days = package.age_limit(clause), package.settling_days
    for each in judgements:
        begun = since_start(each, counts_from=load.counts_from, settling_days=settling_days, as_of=load.as_of)
        yield with_last_day(while_fresh(begun, limit=limit, as_of=load.as_of))


WRITTEN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
ANSWERED = ("scope_name", "status", "since", "reason_sv", "reason_en", "inputs", "parameters", "expected_of")
"""What a finding says about its clause and scope. Another answer differs in one of these."""


def finding_of(result: Result, *, seen_from: date, trail_number: int = 0) -> Finding:
    """The answer as a row, not stored."""
    clause, kind, scope = result.key
    said = _said(result)
    return Finding(
        clause=clause,
        scope_kind=kind,
        scope=scope,
        **dict(zip(ANSWERED, said, strict=True)),
        digest=_digest(said),
        seen_from=seen_from,
        trail_number=trail_number,
    )


def digest_of_result(result: Result) -> str:
    """What tells the answer from another about the same clause and scope."""
    return _digest(_said(result))


def digest_of_finding(row: Finding) -> str:
    """The same of a row that is stored, from before the digest was kept."""
    return _digest([getattr(row, name) for name in ANSWERED])


def _said(result: Result) -> Sequence[Any]:
    """What the answer says, in the order of `ANSWERED`."""
    said = result.judgement
    words = said.reason.sv, said.reason.en
    return said.scope.name, str(said.status), said.since, *words, said.inputs, result.parameters, said.expected_of


def _digest(said: Sequence[Any]) -> str:
    return blake2b(WRITTEN.encode(said).encode(), digest_size=16).hexdigest()


def plain(value: Any) -> Any:
    """A parameter as JSON holds it; a Decimal keeps its digits as text."""
    return str(value) if isinstance(value, Decimal | date) else value
