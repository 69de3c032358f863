"""Who marks decisions for a talk with the presidium, and who sees the marks: alike under every package (ADR 85)."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Resource, Role
from spelregler.domain.roles.tests.test_registry import doing


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestHowFlags:
    def test_the_secretary_and_the_chief_executive_mark(self, package: str):
        assert doing(package, "how_flag:execute", Resource(kind="how_flag", id="b", body="b")) == {Role.SE, Role.KC}

    def test_the_bodys_own_presidium_sees_them_and_nobody_else(self, package: str):
        matter = Resource(kind="how_flag", id="b", body="b")
        assert doing(package, "how_flag:read", matter) == {Role.SE, Role.KC, Role.NP}
        other = Resource(kind="how_flag", id="ks", body="ks")
        assert doing(package, "how_flag:read", other) == {Role.SE, Role.KC, Role.KSP}
