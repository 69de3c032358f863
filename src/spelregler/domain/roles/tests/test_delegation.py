"""Who enters the delegation order and what is decided by it, who reads that, and who works with internal control."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

ORDER = Resource(kind="delegation_order", id="b", body="b")
REGISTERED = Resource(kind="delegated_decision", id="r", body="b", part="registration")
DELEGATED = Resource(kind="delegated_decision", id="r", body="b", delegates=frozenset({"FC", "Np"}))
REGISTER = Resource(kind="delegated_decision", id="b", body="b", part="register")
PLAN = Resource(kind="internal_control_plan", id="b", body="b")
DONE_BY = {
    "enter the order": ("delegation_order:execute", ORDER, {Role.SE}),
    "register": ("delegated_decision:execute", REGISTERED, {Role.SE}),
    "decide": ("delegated_decision:decide", DELEGATED, {Role.FC, Role.NP}),
    "read the register": ("delegated_decision:read_published", REGISTER, {Role.RE, Role.N, Role.KS}),
    "enter the plan's decision": ("internal_control_plan:execute", PLAN, {Role.SE}),
    "decide the plan": ("internal_control_plan:decide", PLAN, {Role.N, Role.KS}),
}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("act", DONE_BY)
@pytest.mark.parametrize("role", [*Role, *Beside])
def test_each_act_is_done_by_some_roles_under_every_package(package: str, act: str, role: str):
    action, matter, roles = DONE_BY[act]
    actor = Actor(role=role_of(role), person="p", body="b", department="d", unit="u")
    assert shipped.rules(package).permits(actor, action, matter) is (role in roles)


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("role", [Role.FC, Role.EC])
def test_those_who_lead_the_work_prepare_internal_control_at_home(package: str, role: Role):
    rules, actor = shipped.rules(package), Actor(role=role, person="p", body="b", department="d", unit="u")
    assert rules.permits(actor, "internal_control_plan:prepare", PLAN)
    assert not rules.permits(actor, "internal_control_plan:prepare", replace(PLAN, body="c"))


@pytest.mark.parametrize(
    ("role", "action", "matter"),
    [
        (Role.N, "delegated_decision:read_published", replace(REGISTER, body="c")),
        (Role.FC, "delegated_decision:decide", replace(DELEGATED, body="c")),
        (Role.CI, "delegated_decision:read_published", REGISTER),
        (Role.N, "internal_control_plan:read", replace(PLAN, body="c")),
        (Role.NP, "internal_control_plan:read", replace(PLAN, body="c")),
        (Role.FC, "internal_control_plan:read", replace(PLAN, body="c")),
    ],
)
def test_each_keeps_to_their_own(role: Role, action: str, matter: Resource):
    actor = Actor(role=role, person="p", body="b", department="d", unit="u")
    assert not shipped.rules("oxelosund").permits(actor, action, matter)


def test_a_single_person_may_be_the_delegate():
    named = replace(DELEGATED, delegates=frozenset({"p"}))
    actor = Actor(role=Role.EM, person="p", body="b", department="d", unit="u")
    assert shipped.rules("oxelosund").permits(actor, "delegated_decision:decide", named)
    assert not shipped.rules("oxelosund").permits(replace(actor, person="q"), "delegated_decision:decide", named)


def test_a_decision_that_is_marked_as_open_is_read_by_everybody_who_reads_decisions():
    actor = Actor(role=Role.CI, person="resident")
    assert shipped.rules("oxelosund").permits(
        actor, "delegated_decision:read_published", replace(REGISTER, published=True)
    )
