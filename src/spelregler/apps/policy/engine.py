"""Ask every clause's check, as of a date. The package names check and parameters; nothing here knows either."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from spelregler.domain.checks import Load, read_parameters, registry
from spelregler.domain.findings import Judgement
from spelregler.exchange.package import Clause, Package


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


def evaluate(*, package: Package, as_of: date) -> list[Result]:
    """Every clause at least once, in the package's order. The same facts and date give the same answer for ever."""
    return [result for clause in package.clauses for result in evaluate_clause(package, clause, as_of)]


def evaluate_clause(package: Package, clause: Clause, as_of: date) -> list[Result]:
    """One clause: load the facts of its check, judge them with the clause's parameters."""
    check = registry.get(clause.check)
    raw = package.resolved(clause)
    load = Load(as_of=as_of, clause_id=clause.id, who=clause.who, package=package)
    judgements = check.run(load, parameters=read_parameters(check, raw))
    shown = {name: plain(value) for name, value in raw.items()}
    return [Result(clause=clause.id, judgement=judgement, parameters=shown) for judgement in judgements]


def plain(value: Any) -> Any:
    """A parameter as JSON holds it; a Decimal keeps its digits as text."""
    return str(value) if isinstance(value, Decimal | date) else value
