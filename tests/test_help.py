"""The help is read by anyone, found from every page, and speaks of where the reader stands."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.help.manual import every_chapter

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def help_link(text: str) -> str:
    """Where the header's link to the help leads."""
    found = re.search(r'rel="help" href="([^"]+)"', text)
    assert found is not None, "the page has no way to the help"
    return found[1]


def test_every_chapter_is_read_signed_out(client):
    for each in every_chapter():
        answer = client.get(f"/hjalp/{each.path}/")
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'<h1 lang="sv">{each.title}</h1>' in text
        assert each.html in text


def test_the_contents_lead_to_every_chapter(client):
    text = client.get(reverse("help:contents")).content.decode()
    assert [each.path for each in every_chapter() if f'href="/hjalp/{each.path}/"' not in text] == []


@pytest.mark.parametrize(
    ("role", "page", "chapter"),
    [
        ("CI", "/", "/hjalp/lasare/hitta/"),
        ("CT", "/ramar/bokforing/", "/hjalp/ekonom/lasa-in-huvudboken/"),
        ("EC", "/mal/rapportera/", "/hjalp/chef/lamna-manadens-varden/"),
        ("SE", "/beslut/nytt/", "/hjalp/namndsekreterare/registrera-beslut/"),
        ("SE", "/policyn/anta/", "/hjalp/namndsekreterare/anta-policyn/"),
        ("CI", "/konto/logga-in/", "/hjalp/lasare/logga-in/"),
    ],
)
def test_each_page_leads_to_its_own_chapter(wearing, role, page, chapter):
    client = wearing(role)
    address = help_link(client.get(page).content.decode())
    assert address == chapter
    assert client.get(address).status_code == 200


def test_a_refusal_has_the_help_of_the_page_that_was_asked_for(wearing):
    answer = wearing("CI").get("/ramar/bokforing/")
    assert answer.status_code == 403
    assert help_link(answer.content.decode()) == "/hjalp/ekonom/lasa-in-huvudboken/"


def test_a_page_that_is_not_there_leads_to_the_contents(client):
    answer = client.get("/finns/inte/alls/")
    assert answer.status_code == 404
    if 'class="top"' in answer.content.decode():
        assert help_link(answer.content.decode()) == "/hjalp/"


def test_the_help_is_searched_by_address(client):
    text = client.get(reverse("help:contents"), {"q": "återställ kopia"}).content.decode()
    assert 'href="/hjalp/systemforvaltare/sakerhetskopiera/#återställa"' in text
    nothing = client.get(reverse("help:contents"), {"q": "<b>xyzzy</b>"}).content.decode()
    assert "<b>xyzzy" not in nothing
    assert "Prova ett kortare ord" in nothing


def test_whoever_searches_the_product_finds_the_help_too(client):
    text = client.get(reverse("home:search"), {"q": "flytta pengar", "slag": "help"}).content.decode()
    assert 'href="/hjalp/chef/flytta-pengar/"' in text


def test_a_chapter_that_is_not_there_says_where_to_look(client):
    for address in ("/hjalp/finns-inte/", "/hjalp/chef/finns-inte/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Sök i hjälpen" in answer.content.decode()


def test_the_frame_is_english_and_says_that_the_text_is_swedish():
    client = Client()
    client.cookies["django_language"] = "en"
    text = client.get("/hjalp/chef/flytta-pengar/").content.decode()
    assert '<html lang="en"' in text
    assert "The whole help" in text
    assert '<div class="manual" lang="sv">' in text
    assert "in Swedish" in client.get("/hjalp/").content.decode()


def test_whoever_lacks_a_second_step_may_read_how_to_choose_one(wearing, settings):
    settings.SPELREGLER_SECOND_STEP = True
    client = wearing("EC")
    assert client.get("/mal/").status_code == 302
    assert client.get("/hjalp/lasare/logga-in/").status_code == 200


def test_no_chapter_asks_the_database_much(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/hjalp/chef/flytta-pengar/")
