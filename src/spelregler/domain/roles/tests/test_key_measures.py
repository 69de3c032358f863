"""Who chooses key measures: every role against a body's, a department's and a unit's choice (ADR 68)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spelregler.domain.roles import Actor, Beside, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

OWN = {
    "body": Resource(kind="key_measures", id="b", body="b"),
    "department": Resource(kind="key_measures", id="d", body="b", department="d"),
    "unit": Resource(kind="key_measures", id="u", body="b", department="d", unit="u"),
    "unit without a manager": Resource(
        kind="key_measures", id="u", body="b", department="d", unit="u", decided_at="department"
    ),
}
CHOOSES = {
    "body": {Role.KFP, Role.KSP, Role.NP},
    "department": {Role.FC},
    "unit": {Role.EC},
    "unit without a manager": {Role.EC, Role.FC},
}


@pytest.mark.parametrize("package", ["oxelosund", "liten"])
@pytest.mark.parametrize("of", OWN)
@pytest.mark.parametrize("role", [*Role, *Beside])
def test_whoever_leads_the_place_chooses_and_never_for_another(package, of, role):
    actor = Actor(role=role_of(role), person="p", body="b", department="d", unit="u")

    def may(matter: Resource) -> bool:
        return shipped.rules(package).decide(actor=actor, action="key_measures:execute", resource=matter).allowed

    assert may(OWN[of]) is (role in CHOOSES[of])
    names = [name for name in ("body", "department", "unit") if getattr(OWN[of], name)]
    assert not may(replace(OWN[of], **dict.fromkeys(names, "another")))
