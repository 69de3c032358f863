"""The check that the two parties do not mix in a meeting, asked of the role rules themselves (MR-34)."""

from __future__ import annotations

from spelregler.apps.policy.packages.in_force import adoption_on, rules_on
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.policy import PartiesApart, judge_parties_apart
from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.roles.vocabulary import OFFICIALS
from spelregler.domain.words import Words

ACTS = ("council_or_committee_meeting:move", "council_or_committee_meeting:vote")
MEETING = Resource(kind="meeting", id="meeting", body="body")


def load_parties(load: Load) -> list[PartiesApart]:
    """What the rules of the day answer each role of the officials, in the body that it lies under. No query beyond the
    adoption that holds.
    """
    rules, adoption = rules_on(load.as_of), adoption_on(load.as_of)
    asked = [(role, act) for role in Role if role in OFFICIALS for act in ACTS]
    allowed = [role for role, act in asked if rules.permits(Actor(role=role, person="p", body="body"), act, MEETING)]
    return [PartiesApart(len(asked), tuple(allowed), adoption.start if adoption else None)]


registry.register(
    Check(
        name="policy.parties_apart",
        title=Words("Nobody moves or votes on duty"),
        formula=Words("Acts in a meeting that the role rules permit a role of the officials = 0."),
        scope_kinds=("municipality",),
        load=load_parties,
        judge=judge_parties_apart,
        reads=(),
    )
)
