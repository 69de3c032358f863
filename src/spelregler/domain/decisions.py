"""Checks on political decisions: an assignment goes through the chief executive or the department head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.wording import names_en, names_sv

RIGHT_ADDRESSEES = frozenset({"KC", "FC"})


@dataclass(frozen=True)
class PoliticalAssignment:
    """An assignment from a political body; `addressee` is the role code it was given to."""

    name: str
    decided_on: date
    addressee: str


@dataclass(frozen=True)
class BodyAssignments:
    """The assignments a political body has given."""

    body: Scope
    assignments: tuple[PoliticalAssignment, ...] = ()


def judge_assignments_addressed(
    facts: Sequence[BodyAssignments], *, parameters: NoParameters, as_of: date
) -> list[Judgement]:
    """MR-23: the elected act through the chief executive and the department heads, never past them.

    The product takes assignments to nobody else, so a right addressee is ensured and not measured; what is said beside
    the minutes is not seen.
    """
    if not facts:
        return [
            nothing_known(
                missing_sv="uppdrag från politiska organ",
                missing_en="assignments from political bodies",
                expected_of="SE",
            )
        ]
    return [_addressed(fact) for fact in facts]


def _addressed(fact: BodyAssignments) -> Judgement:
    count = len(fact.assignments)
    past = [each for each in fact.assignments if each.addressee not in RIGHT_ADDRESSEES]
    inputs: dict[str, str | int | None] = {"assignments": count, "addressed_past": len(past)}
    if not count:
        return nothing_known(
            scope=fact.body,
            missing_sv="ett registrerat uppdrag från organet",
            missing_en="a registered assignment from the body",
            expected_of="SE",
        )
    if past:
        names = [each.name for each in past]
        return Judgement(
            fact.body,
            Status.BREACH,
            f"{len(past)} av {count} uppdrag är ställda förbi kommunchef och förvaltningschef: {names_sv(names)}.",
            f"{len(past)} of {count} assignments bypass chief executive and department head: {names_en(names)}.",
            inputs,
            earliest(each.decided_on for each in past),
            "N",
        )
    sv = f"Spelregler tar bara emot uppdrag till kommunchef och förvaltningschef; {count} är registrerade."
    en = f"Spelregler takes assignments to the chief executive and department heads alone; {count} are registered."
    since = latest(each.decided_on for each in fact.assignments)
    return Judgement(fact.body, Status.ENSURED, sv, en, inputs, since)
