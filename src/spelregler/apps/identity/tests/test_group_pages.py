"""The table of groups as a page: what is decided, what is refused at its field, and who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.identity.models import GroupMapping
from spelregler.apps.organisation.models import Body, Municipality, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident

pytestmark = [pytest.mark.once, pytest.mark.django_db]
TABLE, GIVE = reverse("identity_groups"), reverse("identity_group_give")
SAID = {
    "source": "entra",
    "group": "Chefer inom utbildning",
    "post": "skolchef",
    "start": "2026-11-02",
    "body": "ks",
    "decided_on": "2026-10-20",
    "paragraph": "44",
}


@pytest.fixture(autouse=True)
def town() -> Body:
    Municipality.objects.create(code="0481", name="Strandby")
    Post.objects.create(code="skolchef", title="Skolchef", kind=Post.Kind.UNIT_MANAGER)
    Post.objects.create(code="fack", title="Fackombud", kind=Post.Kind.UNION_REPRESENTATIVE)
    return Body.objects.create(code="ks", name="Kommunstyrelsen", kind="executive_board", start=date(2020, 1, 1))


@pytest.fixture
def hr():
    return holder(Post.Kind.HR)


def test_a_decision_is_entered_stands_in_the_table_and_ends(hr):
    assert hr.post(GIVE, SAID).headers["Location"] == TABLE
    row = GroupMapping.objects.get()
    assert (row.post.code, row.body.code, row.start) == ("skolchef", "ks", date(2026, 11, 2))
    assert "Chefer inom utbildning" in words(hr.get(TABLE))
    assert hr.post(reverse("identity_group_stop", args=[row.pk])).status_code == 302
    assert not GroupMapping.objects.exists()
    words(hr.post(reverse("identity_group_stop", args=[row.pk])), 404)


@pytest.mark.parametrize(
    ("said", "field", "told"),
    [
        ({"start": "i morgon"}, "start", "i morgon"),
        ({"source": "två ord"}, "source", "två ord"),
        ({"decided_on": "2026-12-01"}, "decided_on", "inte varit än"),
        ({"start": "2026-10-01"}, "decided_on", "senast den dag"),
        ({"paragraph": " "}, "paragraph", ""),
        ({"post": "fack"}, "post", "fack"),
        ({"body": "finns-inte"}, "body", "finns-inte"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(hr, said, field, told):
    text = words(hr.post(GIVE, {**SAID, **said}), 400)
    assert told in error_at(text, f"id_{field}")
    assert 'value="Chefer inom utbildning"' in text
    assert not GroupMapping.objects.exists()


def test_a_group_gives_a_post_once(hr):
    hr.post(GIVE, SAID)
    text = words(hr.post(GIVE, SAID), 400)
    assert 'value="Chefer inom utbildning"' in text
    assert GroupMapping.objects.count() == 1


def test_outsiders_see_or_keep_nothing(town):
    for client, status in ((member(town), 403), (holder(Post.Kind.UNIT_MANAGER), 403), (resident(), 404)):
        words(client.get(TABLE), status)
        words(client.post(GIVE, SAID), 403)
        words(client.post(reverse("identity_group_stop", args=[1])), 403)
    assert not GroupMapping.objects.exists()
