"""Who registers, reads what is marked, and writes a memo: alike under every package (ADR 75)."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

OWN = Resource(kind="case_file", id="1", body="b", department="d", unit="u", addressee_role="EC", published=True)
OTHER = Resource(kind="case_file", id="2", body="c", department="e", unit="v", addressee_role="EC", published=True)
TIES: dict[Role, dict[str, str]] = {
    Role.EC: {"body": "b", "department": "d", "unit": "u"},
    Role.EM: {"body": "b", "department": "d", "unit": "u"},
    Role.FC: {"body": "b", "department": "d"},
    Role.SE: {"body": "ks", "department": "ksf"},
    **{role: {"body": "b"} for role in (Role.N, Role.NP)},
    **{role: {"body": "ks"} for role in (Role.KS, Role.KSP)},
    **{role: {"body": "kf"} for role in (Role.KF, Role.KFP)},
}
EVERY = [*Role, *Beside]


def who(role: Role | Beside) -> Actor:
    near = TIES.get(role, {}) if isinstance(role, Role) else {}
    return Actor(role=role_of(role), person="p", **near)


def doing(package: str, action: str, matter: Resource) -> set[Role | Beside]:
    rules = shipped.rules(package)
    return {role for role in EVERY if rules.permits(who(role), action, matter)}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestRegistry:
    def test_the_secretary_alone_registers_and_disposes(self, package: str):
        assert doing(package, "public_record:execute", OWN) == {Role.SE}

    def test_the_register_is_open_to_everybody(self, package: str):
        assert Role.CI in doing(package, "case_file:read_published", OWN)

    def test_a_whole_case_is_read_by_its_body_those_who_handle_it_and_those_who_oversee(self, package: str):
        overseers = {Role.SE, Role.KC, Role.RE}
        assert doing(package, "case_file:read", OWN) == {*overseers, Role.N, Role.NP, Role.FC, Role.EC}
        assert doing(package, "case_file:read", OTHER) == overseers

    def test_what_is_marked_is_read_by_the_registry_the_auditor_and_those_who_handle_it(self, package: str):
        assert doing(package, "marked_record:read", OWN) == {Role.SE, Role.RE, Role.FC, Role.EC}
        assert doing(package, "marked_record:read", OTHER) == {Role.SE, Role.RE}

    @pytest.mark.parametrize("action", ["officials_memo:prepare", "officials_memo:sign"])
    def test_those_who_handle_a_case_write_its_memo(self, package: str, action: str):
        assert doing(package, action, OWN) == {Role.KC, Role.FC, Role.EC}
        assert doing(package, action, OTHER) == {Role.KC}

    def test_the_template_is_the_secretarys(self, package: str):
        assert doing(package, "registry_settings:execute", Resource(kind="registry", id="settings")) == {Role.SE}


@pytest.mark.parametrize("role", [Role.N, Role.KSP, Role.KF])
def test_an_elected_representative_is_told_to_move_at_the_meeting(role: Role):
    answer = shipped.rules("oxelosund").decide(who(role), "officials_memo:prepare", OWN)
    assert (answer.allowed, answer.clause) == (False, "MR-34")
    assert "yrkande" in answer.way.sv


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
def test_a_head_handles_another_bodys_case_that_the_own_department_answers_for(package: str):
    lent = Resource(kind="case_file", id="3", body="c", department="d", addressee_role="FC", published=True)
    assert shipped.rules(package).permits(who(Role.FC), "officials_memo:prepare", lent)
    assert shipped.rules(package).permits(who(Role.FC), "marked_record:read", lent)
    assert not shipped.rules(package).permits(who(Role.EC), "marked_record:read", lent)
