"""A committee's money beside its goals, as a page and as files: open to all, and not there without a frame."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.frames import operations
from spelregler.apps.frames.tests import small_town
from spelregler.apps.organisation.models import Municipality, Post
from spelregler.apps.organisation.tests.seen import words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture
def town() -> small_town.Town:
    Municipality.objects.create(code="0481", name="Strandby")
    return small_town.build()


@pytest.fixture
def readers(town):
    """Somebody who has not signed in, an elected member of another committee, and a unit's manager."""
    return [resident(), member(town.other), holder(Post.Kind.UNIT_MANAGER)]


def at(name: str, code: str) -> str:
    return reverse(f"followup:{name}", args=[code])


def test_the_frame_stands_beside_the_units_for_every_reader(town, readers):
    unit = town.unit("skolan")
    operations.set_unit_frame(
        unit=unit,
        committee_frame=town.frame,
        amount_ore=400 * small_town.TKR,
        decided_on=small_town.SHARED_OUT,
        who=small_town.WHO,
    )
    for client in readers:
        text = words(client.get(at("committee", "un")))
        assert "1\u00a0000" in text
        assert "Skolan" in text
        assert "Nämnden har inga beslutade mål" in text
        assert at("word", "un") in text


def test_without_goals_units_and_outcome_it_says_so_and_invents_nothing(town):
    text = words(resident().get(at("committee", "un")))
    assert "Ingen enhet har en ram här än" in text


@pytest.mark.parametrize("name", ["committee", "word", "pdf"])
def test_a_committee_without_a_frame_or_that_is_not_there_is_not_found(readers, name):
    for client in readers:
        for code in ("von", "finns-inte"):
            assert "ingen beslutad ram" in words(client.get(at(name, code)), 404)


def test_on_a_day_before_its_first_frame_there_is_none(town):
    words(resident().get(at("committee", "un"), {"per": "2024-05-01"}), 404)


@pytest.mark.parametrize("name", ["word", "pdf"])
def test_a_file_is_made_by_the_worker_and_waited_for(town, readers, settings, tmp_path, name):
    settings.HOME = tmp_path
    for client in readers:
        assert client.get(at(name, "un")).status_code in (202, 302)
