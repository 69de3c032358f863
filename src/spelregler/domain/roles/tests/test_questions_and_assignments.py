"""Who asks and answers a member's question, and who passes an assignment on to a unit and reports it (CP-12, MR-23)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spelregler.domain.roles import ELECTED, Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

ASKED = Resource(kind="member_question", id="1", body="b", department="d", addressee_role="FC")
OPEN = replace(ASKED, published=True)
PASSED_ON = Resource(kind="assignment", id="1", body="b", department="d", unit="u", addressee_role="EC")
DONE_BY = {
    "member_question:execute": (Resource(kind="member_question", id="new", body="b"), set(ELECTED)),
    "member_question:answer": (ASKED, {Role.FC}),
    "political_assignment:contribute": (PASSED_ON, {Role.EC}),
}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("action", DONE_BY)
@pytest.mark.parametrize("role", [*Role, *Beside])
def test_each_act_is_done_by_some_roles_under_every_package(package: str, action: str, role: str):
    matter, roles = DONE_BY[action]
    actor = Actor(role=role_of(role), person="p", body="b", department="d", unit="u")
    assert shipped.rules(package).permits(actor, action, matter) is (role in roles)


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
def test_a_resident_reads_what_is_open_and_nothing_before(package: str):
    rules, resident = shipped.rules(package), Actor(role=Role.CI, person="resident")
    assert rules.permits(resident, "member_question:read_published", OPEN)
    assert not rules.permits(resident, "member_question:read", ASKED)


@pytest.mark.parametrize(
    ("role", "action", "matter"),
    [
        (Role.FC, "member_question:answer", replace(ASKED, department="e")),
        (Role.KC, "member_question:answer", ASKED),
        (Role.N, "member_question:read", replace(ASKED, body="c", department="e")),
        (Role.EC, "political_assignment:contribute", replace(PASSED_ON, unit="v")),
        (Role.N, "assignment_to_unit_or_employee:decide", PASSED_ON),
        (Role.KF, "assignment_to_unit_or_employee:decide", PASSED_ON),
    ],
)
def test_each_keeps_to_their_own(role: Role, action: str, matter: Resource):
    actor = Actor(role=role, person="p", body="b", department="d", unit="u")
    assert not shipped.rules("oxelosund").permits(actor, action, matter)
