"""Who plans, prepares, reads and adjusts a body's meetings: alike under every package (ADR 78)."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

OWN = Resource(kind="meeting", id="1", body="b")
MINE = Resource(kind="meeting", id="1", body="b", parties=frozenset({"p"}))
EVERY = [*Role, *Beside]
ELECTED_THERE = {Role.KF, Role.KFP, Role.KS, Role.KSP, Role.N, Role.NP}


def doing(package: str, action: str, matter: Resource, **ties: str) -> set[Role | Beside]:
    rules = shipped.rules(package)
    near = {"body": "b", **ties}
    return {role for role in EVERY if rules.permits(Actor(role=role_of(role), person="p", **near), action, matter)}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestMeetings:
    def test_the_secretary_plans_and_minutes(self, package: str):
        assert doing(package, "meeting_agenda:execute", OWN) == {Role.SE}
        assert doing(package, "meeting_minutes:execute", OWN) == {Role.SE}

    def test_presidia_and_heads_bring_items_to_their_own_body(self, package: str):
        own = {Role.SE, Role.KFP, Role.KSP, Role.NP, Role.KC, Role.FC}
        assert doing(package, "meeting_agenda:prepare", OWN) == own
        assert doing(package, "meeting_agenda:prepare", OWN, body="c") == {Role.SE, Role.KC}

    def test_papers_and_unadjusted_minutes_are_for_the_body_and_those_who_serve_or_oversee_it(self, package: str):
        near = {*ELECTED_THERE, Role.SE, Role.KC, Role.FC, Role.RE}
        assert doing(package, "meeting_agenda:read", OWN) == near
        assert doing(package, "meeting_minutes:read", OWN) == near
        board = {Role.SE, Role.KC, Role.RE, Role.KS, Role.KSP}
        assert doing(package, "meeting_agenda:read", OWN, body="c") == board
        assert doing(package, "meeting_minutes:read", OWN, body="c") == board - {Role.KS, Role.KSP}

    def test_those_who_took_part_adjust_and_the_secretary_enters_it(self, package: str):
        assert doing(package, "meeting_minutes:adjust", OWN) == {Role.SE}
        assert doing(package, "meeting_minutes:adjust", MINE) >= {*ELECTED_THERE, Role.SE}
        assert not doing(package, "meeting_minutes:adjust", MINE) & {Role.FC, Role.KC, Role.EC, Role.CI}


@pytest.mark.parametrize("role", [Role.FC, Role.KC, Role.CT])
def test_the_administration_never_adjusts_and_is_told_who_does(role: Role):
    rules = shipped.rules("oxelosund")
    answer = rules.decide(Actor(role=role_of(role), person="p", body="b"), "meeting_minutes:adjust", MINE)
    assert (answer.allowed, answer.clause) == (False, "MR-34")
    assert "justerarna" in answer.way.sv
