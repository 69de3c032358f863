"""Whether somebody looks at each rule: the registers by a check, or a person by an assessment that holds (MR-8).

It is computed from what the package says and from the assessments, never from the stored answers: an answer about the
answers would be asked of itself (ADR 74).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spelregler.domain.findings import MUNICIPALITY, InputValue, Judgement, Status, earliest, nothing_known
from spelregler.domain.roles import Role
from spelregler.domain.wording import named
from spelregler.domain.words import NOTHING, Bilingual, Pair, Words, joined


class LookedBy(StrEnum):
    """Who looks at a rule."""

    REGISTERS = "registers"
    PEOPLE = "people"
    NOBODY = "nobody"


@dataclass(frozen=True)
class WatchedRule:
    """A rule of the package, who is to look at it, and how many of the places that it is assessed for have a word.

    `holding` are the places with an assessment that holds and is no older than the rule's own frequency lets it be.
    `unseen_since` is given where nobody has ever looked, and the municipality has a start day: the day before it.
    """

    id: str
    title: Bilingual
    by: LookedBy
    places: int = 0
    holding: int = 0
    unseen_since: date | None = None

    @property
    def is_unseen(self) -> bool:
        """Nobody looks at it: it waits for a way to be followed, or is assessed nowhere."""
        return self.by is LookedBy.NOBODY or (self.by is LookedBy.PEOPLE and not self.holding)

    @property
    def is_seen_in_part(self) -> bool:
        """It is assessed at some of its places."""
        return self.by is LookedBy.PEOPLE and 0 < self.holding < self.places


def judge_looked_at(facts: Sequence[WatchedRule], **_: object) -> list[Judgement]:
    """MR-8: each rule in force is looked at, by a check or by an assessment that holds.

    One judgement, about the municipality. A rule that nobody looks at is a breach: it waits for a way to be followed,
    or it is to be assessed and no assessment holds anywhere. One that is assessed at some of its places is to be
    watched. A rule that a check asks is looked at whatever the answer, for that facts are missing is seen and told.

    Nothing known without rules. A fact is a rule of the package.
    """
    if not facts:
        return [nothing_known(missing=Words("rules in force"), expected_of=Role.KC)]
    unseen = [each for each in facts if each.is_unseen]
    in_part = [each for each in facts if each.is_seen_in_part]
    inputs: dict[str, InputValue] = {
        "rules": len(facts),
        "rules_computed": sum(each.by is LookedBy.REGISTERS for each in facts),
        "rules_assessed": sum(each.by is LookedBy.PEOPLE and each.holding > 0 for each in facts),
        "rules_assessed_in_part": len(in_part),
        "rules_unseen": len(unseen),
    }
    if unseen:
        words = joined(
            Words(
                "Nobody looks at {count} of {rules} rules: {titles}.",
                count=len(unseen),
                rules=len(facts),
                titles=_titles(unseen),
            ),
            _in_part(in_part),
        )
        since = earliest(each.unseen_since for each in unseen)
        return [Judgement(MUNICIPALITY, Status.BREACH, words, inputs, since, Role.KC)]
    if in_part:
        return [Judgement(MUNICIPALITY, Status.ATTENTION, _in_part(in_part), inputs, None, Role.KC)]
    told = Words(
        "Each of the {rules} rules is looked at, by the registers or by an assessment that holds.", rules=len(facts)
    )
    return [Judgement(MUNICIPALITY, Status.KEPT, told, inputs)]


def _in_part(found: Sequence[WatchedRule]) -> Bilingual:
    if not found:
        return NOTHING
    return Words("{count} rules are assessed at some places only: {titles}.", count=len(found), titles=_titles(found))


def _titles(found: Sequence[WatchedRule]) -> Bilingual:
    return named(Pair(f"“{each.title.sv}”", f"“{each.title.en}”") for each in found)
