"""Who runs, answers and enters a yearly evaluation, and the account of it: alike under every package (ADR 72)."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

OWN = Resource(kind="yearly_evaluation", id="b", body="b")
PARTS = {
    "body": Resource(kind="yearly_evaluation", id="b", body="b", subject="body"),
    "staff": Resource(kind="yearly_evaluation", id="b", body="b", department="d", subject="staff"),
    "union": Resource(kind="yearly_evaluation", id="b", body="b", department="d", subject="union"),
}
SEEN = Resource(kind="yearly_evaluation", id="b", body="b", department="d")
ACCOUNT = Resource(kind="evaluation_account", id="2025", body="b")
HOME = {"body": "b", "department": "d", "unit": "u"}
TIES: dict[Role, dict[str, str]] = {
    Role.EC: HOME,
    Role.EM: HOME,
    Role.FC: {"body": "b", "department": "d"},
    Role.UN: {"body": "b", "department": "d", "represents": "department"},
    Role.SO: {**HOME, "represents": "unit"},
    **{role: {"body": "b"} for role in (Role.N, Role.NP, Role.KS, Role.KSP)},
}
ANSWERS = {"body": {Role.SE, Role.NP, Role.KSP}, "staff": {Role.FC}, "union": {Role.UN}}
READS = {Role.SE, Role.N, Role.NP, Role.KS, Role.KSP, Role.KC, Role.FC, Role.UN, Role.RE}
EVERY = [*Role, *Beside]


def who(role: Role | Beside, **ties: str) -> Actor:
    near = TIES.get(role, {}) if isinstance(role, Role) else {}
    return Actor(role=role_of(role), person="p", **{**near, **ties})


def doing(package: str, action: str, matter: Resource) -> set[Role | Beside]:
    rules = shipped.rules(package)
    return {role for role in EVERY if rules.permits(who(role), action, matter)}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestEvaluation:
    def test_the_secretary_and_the_presidium_prepare_and_the_secretary_alone_enters(self, package: str):
        assert doing(package, "yearly_evaluation:prepare", OWN) == {Role.SE, Role.NP, Role.KSP}
        assert doing(package, "yearly_evaluation:execute", OWN) == {Role.SE}

    @pytest.mark.parametrize("part", PARTS)
    def test_each_side_writes_its_own_part(self, package: str, part: str):
        assert doing(package, "yearly_evaluation:answer", PARTS[part]) == ANSWERS[part]

    def test_an_open_one_is_read_by_those_who_take_part_and_those_who_oversee(self, package: str):
        assert doing(package, "yearly_evaluation:read", SEEN) == READS

    def test_the_account_is_the_boards(self, package: str):
        assert doing(package, "evaluation_account:prepare", ACCOUNT) == {Role.SE, Role.KSP}
        assert doing(package, "evaluation_account:execute", ACCOUNT) == {Role.SE}
        assert doing(package, "evaluation_account:read", ACCOUNT) == {Role.SE, Role.KS, Role.KSP, Role.KC, Role.RE}


@pytest.mark.parametrize("role", [Role.FC, Role.KC, Role.EC, Role.CT, Role.HR])
def test_the_administration_never_decides_it_and_is_told_what_it_does_instead(role: Role):
    answer = shipped.rules("oxelosund").decide(who(role), "yearly_evaluation:execute", OWN)
    assert (answer.allowed, answer.clause) == (False, "MR-14")
    assert "för in beslutet" in answer.way.sv
    answer = shipped.rules("oxelosund").decide(who(role), "evaluation_account:execute", ACCOUNT)
    assert (answer.allowed, answer.clause) == (False, "MR-31")


@pytest.mark.parametrize(
    ("role", "ties", "act", "part"),
    [
        (Role.NP, {"body": "c"}, "answer", "body"),
        (Role.FC, {"department": "e"}, "answer", "staff"),
        (Role.UN, {"department": "e"}, "answer", "union"),
        (Role.UN, {"represents": "unit", "unit": "u"}, "answer", "union"),
        (Role.N, {"body": "c"}, "read", "staff"),
        (Role.NP, {"body": "c"}, "read", "staff"),
        (Role.NP, {"body": "c"}, "prepare", "staff"),
        (Role.FC, {"department": "e"}, "read", "staff"),
    ],
)
def test_each_keeps_to_their_own(role: Role, ties: dict[str, str], act: str, part: str):
    assert not shipped.rules("oxelosund").permits(who(role, **ties), f"yearly_evaluation:{act}", PARTS[part])


def test_one_registry_enters_for_every_body():
    rules, secretary = shipped.rules("oxelosund"), who(Role.SE, body="c", department="e")
    assert rules.permits(secretary, "yearly_evaluation:execute", OWN)
    assert rules.permits(secretary, "evaluation_account:execute", ACCOUNT)


def test_whoever_is_registered_for_the_whole_municipality_writes_in_every_bodys():
    union = Actor(role=Role.UN, person="p", body="c", department="e", represents="municipality")
    assert shipped.rules("oxelosund").permits(union, "yearly_evaluation:answer", PARTS["union"])
    assert not shipped.rules("oxelosund").permits(union, "yearly_evaluation:answer", PARTS["staff"])
