"""Who may show their list to somebody while away, and who may see it: every role against every list (ADR 67)."""

from __future__ import annotations

import pytest

from spelregler.domain.roles import Actor, Beside, Party, Resource, Role, role_of
from spelregler.domain.roles.tests import shipped

IN_SERVICE = {role for role in Role if role is not Role.CI}
LISTS = ["elected", "officials", "UN", "SO", "RE"]


@pytest.fixture(scope="module", params=["oxelosund", "liten"])
def rules(request: pytest.FixtureRequest):
    return shipped.rules(request.param)


def one(role: str) -> Actor:
    return Actor(role=role_of(role), person="p", body="b", department="d", unit="u")


@pytest.mark.parametrize("role", [*Role, *Beside])
def test_the_own_list_is_shown_by_whoever_has_a_seat_or_a_post(rules, role):
    def shows(owner: str) -> bool:
        asked = Resource(kind="work_list", id="1", owner_person=owner)
        return rules.decide(actor=one(role), action="list_watch:execute", resource=asked).allowed

    assert shows("p") is (role in IN_SERVICE)
    assert not shows("another")


@pytest.mark.parametrize("of", LISTS)
@pytest.mark.parametrize("role", [*Role, *Beside])
def test_a_list_is_seen_by_the_same_party_and_only_when_asked(rules, role, of):
    def sees(*asked: str) -> bool:
        matter = Resource(kind="work_list", id="1", owner_person="q", subject=of, parties=frozenset(asked))
        return rules.decide(actor=one(role), action="list_watch:read", resource=matter).allowed

    party = role_of(role).party
    own = role in IN_SERVICE and of == (role if party is Party.OTHERS else party)
    assert sees("p") is own
    assert not sees()
    assert not sees("somebody else")
