"""Who enters what surveys answered: of employees HR, of residents and users the controller; under both packages."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.roles.tests import shipped

ENTERED_BY = {"staff": {Role.HR}, "residents": {Role.CT}}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("asked", ENTERED_BY)
def test_each_part_has_one_that_enters_it(package, asked):
    matter = Resource(kind="survey_result", id=asked, subject=asked)
    rules = shipped.rules(package)
    found = {role for role in Role if rules.permits(Actor(role=role, person="p"), "survey_result:execute", matter)}
    assert found == ENTERED_BY[asked]
