"""Who enters what is evaluated, who records a scan, and who moves the year: alike under every package."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

EVERY = [*Role, *Beside]
TIES: dict[Role, dict[str, str]] = {
    Role.EC: {"body": "b", "department": "d", "unit": "u"},
    Role.EM: {"body": "b", "department": "d", "unit": "u"},
    Role.FC: {"body": "b", "department": "d"},
    Role.SE: {"body": "c", "department": "e"},
    **{role: {"body": "b"} for role in (Role.N, Role.NP)},
    **{role: {"body": "ks"} for role in (Role.KS, Role.KSP)},
    **{role: {"body": "kf"} for role in (Role.KF, Role.KFP)},
}
STAFF = {Role.SE, Role.KC}


def doing(package: str, action: str, matter: Resource) -> set[Role | Beside]:
    rules = shipped.rules(package)
    return {role for role in EVERY if rules.permits(_who(role), action, matter)}


def _who(role: Role | Beside) -> Actor:
    ties = TIES.get(role, {}) if isinstance(role, Role) else {}
    return Actor(role=role_of(role), person="p", **ties)


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestLookedInto:
    @pytest.mark.parametrize(
        ("act", "body", "who"),
        [
            ("execute", "b", {Role.SE}),
            ("prepare", "b", {*STAFF, Role.CT, Role.FC}),
            ("prepare", "kf", {*STAFF, Role.CT}),
            ("read", "b", {*STAFF, Role.CT, Role.FC, Role.RE, Role.KS, Role.KSP, Role.N, Role.NP}),
            ("read", "kf", {*STAFF, Role.CT, Role.RE, Role.KS, Role.KSP, Role.KF, Role.KFP}),
        ],
    )
    def test_an_evaluation(self, package: str, act: str, body: str, who: set[Role]):
        matter = Resource(kind="commissioned_evaluation", id=body, body=body)
        assert doing(package, f"commissioned_evaluation:{act}", matter) == who

    @pytest.mark.parametrize(
        ("body", "who"),
        [("b", {*STAFF, Role.FC, Role.NP}), ("ks", {*STAFF, Role.KSP}), ("kf", STAFF), (None, STAFF)],
    )
    def test_a_scan(self, package: str, body: str | None, who: set[Role]):
        matter = Resource(kind="environment_scan", id="x", body=body)
        assert doing(package, "environment_scan:execute", matter) == who

    def test_the_file_of_a_scan(self, package: str):
        seen = doing(package, "environment_scan:read", Resource(kind="environment_scan", id="b", body="b"))
        assert {Role.N, Role.KF, Role.EC, Role.EM, Role.SE, Role.RE} <= seen
        assert not seen & {Role.CI, Role.UN, Role.SO}

    def test_the_year(self, package: str):
        assert doing(package, "year_occasion:execute", Resource(kind="year_occasion", id="year")) == STAFF
