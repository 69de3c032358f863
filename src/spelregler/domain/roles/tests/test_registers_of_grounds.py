"""Who enters what limits units and which posts decide; and whose unit may speak up: alike under every package."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.roles.tests import shipped

HERE, OTHER = {"department": "uf", "unit": "skolan"}, {"department": "af", "unit": "hemmet"}


def doing(package: str, action: str, matter: Resource, at: dict[str, str]) -> set[Role]:
    """The roles that may, each at the place; the whole municipality's roles wherever it is."""
    rules = shipped.rules(package)

    def actor(role: Role) -> Actor:
        own = {"department": at["department"]} if role in (Role.FC, Role.EC, Role.EM) else {}
        own |= {"unit": at["unit"]} if role in (Role.EC, Role.EM) else {}
        own |= {"body": "un"} if role in (Role.N, Role.NP, Role.SE) else {}
        return Actor(role=role, person="p", **own)

    return {role for role in Role if rules.permits(actor(role), action, matter)}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
class TestRegisters:
    def test_whoever_sets_rules_enters_limits_and_a_head_those_of_the_own_department(self, package: str):
        of_all = Resource(kind="how_limit", id="all", part="limit")
        of_one = Resource(kind="how_limit", id="uf", department="uf", body="un", part="limit")
        whole = {Role.KC, Role.HR, Role.CT}
        assert doing(package, "how_limit:execute", of_all, HERE) == whole
        assert doing(package, "how_limit:execute", of_one, HERE) == whole | {Role.FC}
        assert doing(package, "how_limit:execute", of_one, OTHER) == whole

    def test_the_units_own_manager_speaks_up_and_nobody_else(self, package: str):
        matter = Resource(kind="unit", id="skolan", body="un", **HERE)
        assert doing(package, "how_limit:object", matter, HERE) == {Role.EC}
        assert doing(package, "how_limit:object", matter, OTHER) == set()

    def test_a_head_says_which_of_the_own_posts_decide(self, package: str):
        matter = Resource(kind="deciding_task", id="uf", department="uf")
        assert doing(package, "deciding_task:execute", matter, HERE) == {Role.KC, Role.SE, Role.FC}
        assert doing(package, "deciding_task:execute", matter, OTHER) == {Role.KC, Role.SE}


def test_hr_and_the_secretary_record_what_is_held_with_unions_and_each_head_leads_its_own_group():
    matter = Resource(kind="cooperation_record", id="uf", department="uf", subject="FSG")
    record = Resource(kind="cooperation_record", id="uf", subject="FSG")
    assert doing("oxelosund", "cooperation_record:execute", record, HERE) == {Role.HR, Role.SE}
    assert doing("oxelosund", "cooperation_record:decide", matter, HERE) == {Role.FC}
    assert doing("oxelosund", "cooperation_record:decide", matter, OTHER) == set()
    assert doing("liten", "cooperation_record:execute", record, HERE) == set()
