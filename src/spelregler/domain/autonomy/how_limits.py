"""What limits how units work, and what each limit rests on: law, policy or an open intervention (MR-26).

An intervention has its ground by itself. A rule, an instruction or a routine has one when somebody names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spelregler.domain.findings import InputValue, Judgement, Scope, Status, earliest, nothing_known
from spelregler.domain.words import Words

GROUNDED = "autonomy.how_limits_grounded"
"""The name of the check."""


class Ground(StrEnum):
    """What a limit on how units work may rest on."""

    LAW = "law"
    POLICY = "policy"
    INTERVENTION = "intervention"


GROUNDS: Mapping[str, Words] = {
    Ground.LAW: Words("a law"),
    Ground.POLICY: Words("an adopted policy"),
    Ground.INTERVENTION: Words("an open intervention"),
}
"""Each ground in words."""


@dataclass(frozen=True)
class LimitsOfPlace:
    """What limits the units of a department, or every unit alike.

    `in_force` counts those that hold on the day, and `without_since` has the day from which each of those without a
    ground has held without it. `is_used` where anything has been entered at all, also what has ended.
    """

    place: Scope
    in_force: int = 0
    without_since: tuple[date, ...] = ()
    is_used: bool = False

    @property
    def expected_of(self) -> str:
        """Who acts: the department head, or the chief executive on what is the whole municipality's."""
        return "KC" if self.place.kind == "municipality" else "FC"


def judge_how_limits(facts: Sequence[LimitsOfPlace], **_: object) -> list[Judgement]:
    """MR-26: limits on how units work, in force without law, policy or open intervention as their ground = 0.

    One judgement per department, and one for what limits every unit where anything does. Any without a ground is a
    breach since the oldest of them. Nothing known without departments, and of one for which nothing has been entered:
    an empty register tells nothing. A fact is a place with its limits in force.
    """
    if not facts:
        return [nothing_known(missing=Words("departments"), expected_of="HR")]
    return [_judged(fact) for fact in facts]


def _judged(fact: LimitsOfPlace) -> Judgement:
    if not fact.is_used:
        missing = Words("what limits how the units work, with its ground")
        return nothing_known(scope=fact.place, missing=missing, expected_of=fact.expected_of)
    without = len(fact.without_since)
    inputs: dict[str, InputValue] = {"how_limits": fact.in_force, "how_limits_without_ground": without}
    if without:
        words = Words("{without} of {count} limits in force have no ground.", without=without, count=fact.in_force)
        since = earliest(fact.without_since)
        return Judgement(fact.place, Status.BREACH, words, inputs, since, fact.expected_of)
    words = Words("Each of the {count} limits in force has a ground.", count=fact.in_force)
    return Judgement(fact.place, Status.KEPT, words if fact.in_force else Words("No limit is in force."), inputs)
