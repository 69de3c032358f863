"""Who assesses how a rule is followed, overrules a computed answer or objects: the same under every package."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.roles.tests import shipped
from spelregler.domain.roles.vocabulary import ELECTED

WHOLE = Resource(kind="municipality", id="municipality")
BODY = Resource(kind="committee", id="b", body="b")
DEPARTMENT = Resource(kind="department", id="d", body="b", department="d")
UNIT = Resource(kind="unit", id="u", body="b", department="d", unit="u")
PLACES = {"municipality": WHOLE, "committee": BODY, "department": DEPARTMENT, "unit": UNIT}
HOME = {"body": "b", "department": "d", "unit": "u"}
TIES: dict[Role, dict[str, str]] = {
    Role.EC: HOME,
    Role.EM: HOME,
    Role.FC: {"body": "b", "department": "d"},
    Role.UN: {"body": "b", "department": "d", "represents": "department"},
    Role.SO: {**HOME, "represents": "unit"},
    Role.NP: {"body": "b"},
    Role.N: {"body": "b"},
    Role.KS: {"body": "b"},
    Role.KSP: {"body": "b"},
}
ASSESSES = {"municipality": {Role.KC}, "committee": {Role.SE}, "department": {Role.FC}, "unit": {Role.EC}}
OBJECTS = {
    "municipality": set(),
    "committee": set(),
    "department": {Role.KC, Role.NP, Role.KSP, Role.UN},
    "unit": {Role.FC, Role.UN, Role.SO},
}


def who(role: Role) -> Actor:
    return Actor(role=role, person="p", **TIES.get(role, {}))


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("kind", PLACES)
def test_each_place_is_assessed_by_one_role_and_objected_to_by_others(package: str, kind: str):
    rules = shipped.rules(package)
    assessing, overruling, objecting = (
        {role for role in Role if rules.permits(who(role), act, PLACES[kind])}
        for act in ("clause_assessment:execute", "clause_overruling:execute", "clause_assessment:object")
    )
    assert (assessing, overruling, objecting) == (ASSESSES[kind], ASSESSES[kind], OBJECTS[kind])
    assert not assessing & objecting, "nobody objects to their own word"


@pytest.mark.parametrize("act", ["clause_assessment:execute", "clause_overruling:execute"])
@pytest.mark.parametrize("role", sorted(ELECTED))
def test_elected_members_assess_nothing_and_are_told_why(role: Role, act: str):
    answer = shipped.rules("oxelosund").decide(who(role), act, UNIT)
    assert (answer.allowed, answer.clause) == (False, "MR-24")
    assert "fråga till förvaltningschefen" in answer.way.sv


@pytest.mark.parametrize(
    ("role", "ties", "place", "act"),
    [
        (Role.EC, {**HOME, "unit": "v"}, UNIT, "execute"),
        (Role.FC, {"body": "b", "department": "e"}, DEPARTMENT, "execute"),
        (Role.FC, {"body": "b", "department": "e"}, UNIT, "object"),
        (Role.SE, {"body": "c"}, BODY, "execute"),
        (Role.NP, {"body": "c"}, DEPARTMENT, "object"),
        (Role.UN, {"body": "b", "department": "e", "represents": "department"}, UNIT, "object"),
        (Role.UN, {"body": "b", "department": "d"}, UNIT, "object"),
    ],
)
def test_each_keeps_to_their_own(role: Role, ties: dict[str, str], place: Resource, act: str):
    rules = shipped.rules("oxelosund")
    actor = Actor(role=role, person="p", **ties)
    assert not rules.permits(actor, f"clause_assessment:{act}", place)
    assert act == "object" or not rules.permits(actor, "clause_overruling:execute", place)


def test_who_is_registered_for_the_whole_municipality_may_object_anywhere():
    rules = shipped.rules("oxelosund")
    union = Actor(role=Role.UN, person="p", represents="municipality")
    assert all(rules.permits(union, "clause_assessment:object", each) for each in PLACES.values())


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
def test_who_keeps_a_document_in_order_enters_it(package: str):
    rules = shipped.rules(package)
    programme = Resource(kind="policy", id="personnel", subject="personnel")
    own = Resource(kind="policy", id="d", body="b", department="d")
    other = Resource(kind="policy", id="e", body="b", department="e")
    for matter, roles in ((programme, {Role.SE, Role.HR}), (own, {Role.SE, Role.FC}), (other, {Role.SE})):
        may = {role for role in Role if rules.permits(who(role), "governing_document:execute", matter)}
        assert may == roles, matter.id
