"""Who records that the policy is known, who says so of oneself, and who sees how far it has come (ADR 73)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

UNIT = Resource(kind="unit", id="u", body="b", department="d", unit="u")
BODY = Resource(kind="committee", id="b", body="b")
OWN = Resource(kind="policy_reading", id="p", owner_person="p")
WHOLE = Resource(kind="policy_audience", id="all")
DONE_BY = {
    "unit_information:execute": (UNIT, {Role.EC, Role.HR}),
    "body_training:execute": (BODY, {Role.SE}),
    "body_training:answer": (BODY, {Role.SE, Role.NP, Role.KSP}),
    "policy_reading:sign": (OWN, set(Role) - {Role.CI}),
    "policy_audience:read": (
        WHOLE,
        {Role.KFP, Role.KSP, Role.NP, Role.KC, Role.FC, Role.EC, Role.HR, Role.SE, Role.CT, Role.RE},
    ),
}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("action", DONE_BY)
@pytest.mark.parametrize("role", [*Role, *Beside])
def test_each_act_is_done_by_some_roles_under_every_package(package: str, action: str, role: str):
    matter, roles = DONE_BY[action]
    actor = Actor(role=role_of(role), person="p", body="b", department="d", unit="u")
    assert shipped.rules(package).permits(actor, action, matter) is (role in roles)


@pytest.mark.parametrize(
    ("role", "action", "matter"),
    [
        (Role.EC, "unit_information:execute", replace(UNIT, id="v", unit="v")),
        (Role.HR, "unit_information:execute", replace(UNIT, department="e")),
        (Role.SE, "body_training:execute", replace(BODY, id="c", body="c")),
        (Role.NP, "body_training:answer", replace(BODY, id="c", body="c")),
        (Role.EM, "policy_reading:sign", replace(OWN, owner_person="q")),
    ],
)
def test_each_keeps_to_their_own(role: Role, action: str, matter: Resource):
    actor = Actor(role=role, person="p", body="b", department="d", unit="u")
    assert not shipped.rules("oxelosund").permits(actor, action, matter)


def test_who_serves_the_whole_records_for_every_unit():
    assert shipped.rules("oxelosund").permits(Actor(role=Role.HR, person="p"), "unit_information:execute", UNIT)


def test_whoever_may_not_is_sent_to_those_who_do():
    actor = Actor(role=Role.EM, person="p", body="b", department="d", unit="u")
    answer = shipped.rules("oxelosund").decide(actor, "unit_information:execute", UNIT)
    assert (answer.allowed, answer.clause) == (False, "MR-4")
    assert answer.way.sv == "Det här hör till enhetschefen eller HR. Vänd dig dit."
