"""The actions of this room, the matter that they are asked about, and what waits for the acting role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.visibility import seen_answers, units_seen
from spelregler.apps.evaluation.queries.places import WHOLE, AssessedAt, bodies_assessed, place_called
from spelregler.domain.roles import Resource
from spelregler.platform.findings import Answer, AssessedRule, Wanted, assessed_rules, autonomy_rules


class Action(StrEnum):
    """What may be done with an assessment or an overruling; reading it is as open as the answer that it is about."""

    ASSESS = "clause_assessment:execute"
    OVERRULE = "clause_overruling:execute"
    OBJECT = "clause_assessment:object"
    READ_FILE = "evidence_file:read"


def matter_of(place: AssessedAt) -> Resource:
    """What the role rules are asked about: the place, in its department and under its body."""
    return Resource(
        kind=place.kind,
        id=place.code,
        body=place.body or None,
        department=place.department or None,
        unit=place.code if place.kind == "unit" else None,
    )


@dataclass(frozen=True)
class ToAssess:
    """A rule that the acting role assesses at a place, and what is answered now; None where nobody has asked yet."""

    rule: AssessedRule
    place: AssessedAt
    answer: Answer | None

    @property
    def waits(self) -> bool:
        """Whether nothing that holds is said."""
        return self.answer is None or self.answer.status == "not_assessed"


def to_assess(acting_role: ActingRole) -> list[ToAssess]:
    """The rules that the role is to assess, by place and in the package's order, with their answers.

    At most nine queries.
    """
    rules = assessed_rules(as_of=acting_role.as_of)
    places = _own_places(acting_role, {each.place for each in rules})
    if not places:
        return []
    wanted = Wanted(clauses={each.clause for each in rules}, places=[(each.kind, each.code) for each in places])
    found = {(each.clause, each.scope): each for each in seen_answers(acting_role).answers(wanted)}
    return [
        ToAssess(rule, place, found.get((rule.clause, place.code)))
        for place in places
        for rule in rules
        if rule.place == place.kind
    ]


def _own_places(acting_role: ActingRole, kinds: set[str]) -> Sequence[AssessedAt]:
    day = acting_role.as_of
    near: Mapping[str, Sequence[AssessedAt | None]] = {
        "unit": [place_called("unit", acting_role.unit, as_of=day)] if acting_role.unit else [],
        "department": [place_called("department", acting_role.department, as_of=day)] if acting_role.department else [],
        "committee": bodies_assessed(as_of=day) if "committee" in kinds else [],
        "municipality": [WHOLE],
    }
    asked = [each for kind in near if kind in kinds for each in near[kind] if each is not None]
    return [each for each in asked if may(acting_role, Action.ASSESS, matter_of(each))]


def is_seen(acting_role: ActingRole, clause: str, place: AssessedAt) -> bool:
    """Whether the role sees the rule's answer about the place, and with it what somebody says of it."""
    if clause not in kept_from(acting_role):
        return True
    return any(may(acting_role, act, matter_of(place)) for act in (Action.ASSESS, Action.OVERRULE, Action.OBJECT))


def may_read_files(acting_role: ActingRole, clause: str, place: AssessedAt) -> bool:
    """Whether the role reads the files behind what is said of the rule there. A resident asks for them as records."""
    return is_seen(acting_role, clause, place) and may(acting_role, Action.READ_FILE, matter_of(place))


def kept_from(acting_role: ActingRole) -> frozenset[str]:
    """The rules whose answers about some units the role does not see, so that their assessments are not listed."""
    rules = autonomy_rules(as_of=acting_role.as_of)
    return frozenset(rules.grounds) if rules and units_seen(acting_role) is not None else frozenset()
