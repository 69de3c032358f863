"""Checks about the policy itself, and the honest answer of every clause whose facts are not recorded yet."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.assessment import AWAITED
from spelregler.domain.checks import Check, Load, NoParameters, registry
from spelregler.domain.findings import Judgement, nothing_known
from spelregler.domain.words import Pair, Words


@dataclass(frozen=True)
class Awaited:
    """What a clause would need in order to be judged."""

    evidence_sv: str
    evidence_en: str
    who: tuple[str, ...]


def load_awaited(load: Load) -> Awaited:
    """The clause's own words about its evidence, from the package."""
    clause = load.package.clause(load.clause_id)
    return Awaited(evidence_sv=clause.evidence.sv, evidence_en=clause.evidence.en, who=load.who)


def judge_awaited(facts: Awaited, **_: object) -> list[Judgement]:
    """Without evidence there is no answer, and no green light."""
    return [
        nothing_known(
            missing=Pair(facts.evidence_sv.rstrip("."), facts.evidence_en.rstrip(".")),
            expected_of=facts.who[0] if facts.who else "",
        )
    ]


registry.register(
    Check(
        name=AWAITED,
        title=Words("The evidence is not recorded yet"),
        formula=Words("Judged once the evidence exists. Until then the answer is not assessed, never green."),
        scope_kinds=("municipality",),
        load=load_awaited,
        judge=judge_awaited,
        reads=(),
        parameters=NoParameters,
    )
)
