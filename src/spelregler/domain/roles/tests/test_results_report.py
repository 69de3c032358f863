"""Who opens, writes, returns, values and reads a report of results: alike under every package (ADR 83)."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

EVERY = [*Role, *Beside]
HOME = {"body": "b", "department": "d", "unit": "u"}
TIES: dict[Role, dict[str, str]] = {
    Role.EC: HOME,
    Role.EM: HOME,
    Role.FC: {"body": "b", "department": "d"},
    Role.SE: {"body": "c", "department": "e"},
    **{role: {"body": "b"} for role in (Role.N, Role.NP)},
    **{role: {"body": "ks"} for role in (Role.KS, Role.KSP)},
    **{role: {"body": "kf"} for role in (Role.KF, Role.KFP)},
}


def report(subject: str, part: str = "", *, published: bool = False) -> Resource:
    place = {
        "unit": {"body": "b", "department": "d", "unit": "u"},
        "department": {"body": "b", "department": "d"},
        "committee": {"body": "b"},
        "municipality": {"body": "kf"},
    }[subject]
    return Resource(kind="results_report", id="1", subject=subject, part=part, published=published, **place)


def who(role: Role | Beside, **ties: str) -> Actor:
    near = TIES.get(role, {}) if isinstance(role, Role) else {}
    return Actor(role=role_of(role), person="p", **{**near, **ties})


def doing(package: str, act: str, matter: Resource) -> set[Role | Beside]:
    rules = shipped.rules(package)
    return {role for role in EVERY if rules.permits(who(role), f"results_report:{act}", matter)}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestReports:
    def test_occasions_are_opened_for_the_whole_municipality(self, package: str):
        assert doing(package, "register", Resource(kind="results_report", id="new")) == {Role.CT, Role.SE}

    @pytest.mark.parametrize(
        ("subject", "writes", "returns"),
        [
            ("unit", {Role.EC}, {Role.FC}),
            ("department", {Role.FC}, {Role.KC}),
            ("committee", {Role.FC}, set()),
            ("municipality", {Role.KC, Role.CT}, set()),
        ],
    )
    def test_each_level_writes_its_own_and_the_one_above_returns_it(self, package, subject, writes, returns):
        assert doing(package, "prepare", report(subject)) == writes
        assert doing(package, "answer", report(subject, "sent")) == returns

    def test_the_secretary_alone_enters_how_it_was_valued_for_every_body(self, package: str):
        assert doing(package, "execute", report("department", "delivered")) == {Role.SE}

    @pytest.mark.parametrize(
        ("subject", "part", "reads"),
        [
            ("unit", "", {Role.EC, Role.FC, Role.KC, Role.CT, Role.RE}),
            ("unit", "sent", {Role.EC, Role.EM, Role.FC, Role.KC, Role.CT, Role.SE, Role.RE}),
            ("unit", "delivered", {Role.EC, Role.EM, Role.FC, Role.KC, Role.CT, Role.SE, Role.RE, Role.N, Role.NP}),
            ("department", "", {Role.FC, Role.KC, Role.CT, Role.RE}),
            (
                "department",
                "delivered",
                {Role.EC, Role.FC, Role.KC, Role.CT, Role.SE, Role.RE, Role.N, Role.NP, Role.KS, Role.KSP},
            ),
            ("committee", "", {Role.FC, Role.KC, Role.CT, Role.RE}),
            ("committee", "sent", {Role.FC, Role.KC, Role.CT, Role.SE, Role.RE, Role.N, Role.NP}),
            (
                "committee",
                "delivered",
                {Role.FC, Role.KC, Role.CT, Role.SE, Role.RE, Role.N, Role.NP, Role.KS, Role.KSP},
            ),
            ("municipality", "", {Role.KC, Role.CT, Role.RE}),
            ("municipality", "sent", {Role.KC, Role.CT, Role.SE, Role.RE, Role.KS, Role.KSP}),
            (
                "municipality",
                "delivered",
                {Role.KC, Role.CT, Role.SE, Role.RE, Role.KS, Role.KSP, Role.KF, Role.KFP},
            ),
        ],
    )
    def test_it_is_read_by_its_line_and_by_the_body_that_got_it(self, package, subject, part, reads):
        assert doing(package, "read", report(subject, part)) == reads

    @pytest.mark.parametrize(
        ("subject", "is_open"), [("unit", False), ("department", True), ("committee", True), ("municipality", True)]
    )
    def test_everybody_reads_what_is_valued_but_never_a_units(self, package, subject, is_open):
        assert (Role.CI in doing(package, "read_published", report(subject, "delivered", published=True))) is is_open
        assert Role.CI not in doing(package, "read_published", report(subject, "delivered"))


@pytest.mark.parametrize(
    ("role", "ties", "act", "matter"),
    [
        (Role.EC, {"unit": "v"}, "prepare", report("unit")),
        (Role.EC, {"unit": "v"}, "read", report("unit", "sent")),
        (Role.EM, {"unit": "v"}, "read", report("unit", "sent")),
        (Role.FC, {"department": "e"}, "prepare", report("department")),
        (Role.FC, {"department": "e"}, "answer", report("unit", "sent")),
        (Role.FC, {"department": "e"}, "read", report("unit", "delivered")),
        (Role.CT, {"department": "e"}, "read", report("unit", "sent")),
        (Role.N, {"body": "c"}, "read", report("department", "delivered")),
        (Role.N, {"body": "c"}, "read", report("committee", "sent")),
        (Role.FC, {"body": "c"}, "prepare", report("committee")),
        (Role.KFP, {}, "read", report("municipality", "sent")),
        (Role.KS, {}, "read", report("unit", "delivered")),
    ],
)
def test_each_keeps_to_their_own(role: Role, ties: dict[str, str], act: str, matter: Resource):
    assert not shipped.rules("oxelosund").permits(who(role, **ties), f"results_report:{act}", matter)


@pytest.mark.parametrize(
    ("role", "act", "clause", "way"),
    [
        (Role.NP, "prepare", "MR-24", "Värdera rapporten"),
        (Role.FC, "execute", "MR-14", "för in beslutet"),
    ],
)
def test_whoever_is_refused_is_told_the_way(role: Role, act: str, clause: str, way: str):
    answer = shipped.rules("oxelosund").decide(who(role), f"results_report:{act}", report("department"))
    assert (answer.allowed, answer.clause) == (False, clause)
    assert way in answer.way.sv
