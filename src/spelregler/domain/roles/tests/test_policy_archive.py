"""Who takes the municipality's archive out, and who brings and reads another's; under both packages."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.roles.tests import shipped

WHOLE = Resource(kind="policy_archive", id="all")
ALLOWED = {
    "policy_archive:read": {Role.KC, Role.RE},
    "policy_archive:execute": {Role.KC, Role.RE, Role.SE},
}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("action", sorted(ALLOWED))
def test_only_those_who_see_the_whole_or_keep_the_rules(package, action):
    rules = shipped.rules(package)
    found = {role for role in Role if rules.permits(Actor(role=role, person="p"), action, WHOLE)}
    assert found == ALLOWED[action]
