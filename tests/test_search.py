"""Searching in everything at its page: in any form of the words, as each role sees it, and true after a write."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.acting import searching
from spelregler.apps.control.models import ControlPlan
from spelregler.apps.control.operations import put_risk
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.goals import operations as goals
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Person, Post
from spelregler.platform.audit.operations import SYSTEM, amend
from spelregler.platform.search import filling

pytestmark = pytest.mark.django_db
SEARCH = reverse("home:search")


def shown(client, words: str, **more: str) -> tuple[str, list[tuple[str, str]]]:
    """The page, and address and title of what was found."""
    answer = client.get(SEARCH, {"q": words, **more})
    assert answer.status_code == 200
    text = answer.content.decode().partition("<main")[2]
    rows = re.findall(r'<li>\s*<a href="([^"]+)">(.*?)</a>\s*<p class="src">', text)
    return text, [(url, html.unescape(re.sub("<[^>]+>", "", title))) for url, title in rows]


def titles(client, words: str, **more: str) -> list[str]:
    return [title for _url, title in shown(client, words, **more)[1]]


def kinds(client, words: str) -> dict[str, str]:
    text, _rows = shown(client, words)
    return dict(re.findall(r'<a href="\?[^"]*"[^>]*>([^<]+) <small>([^<]+)</small>', text))


def test_every_link_that_is_found_leads_to_a_page(client):
    for words in ("skola", "budget", "nämnden", "Lind", "MR-46", "mål", "prognos", "Oxelöskolan"):
        rows = shown(client, words)[1]
        assert rows, words
        for url, _title in rows:
            assert client.get(url.partition("#")[0]).status_code == 200, url


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("oxelöskolans", "Oxelöskolan"),
        ("oxelöskollan", "Oxelöskolan"),
        ("utbildningsnämndens", "Utbildningsnämnden"),
        ("anna lnd", "Anna Lind"),
        ("kommunfullmäktige § 124", "Finansiellt mål 2026"),
        ("flyttade pengarna", "Flytta pengar"),
    ],
)
def test_words_are_found_in_any_form_and_with_typing_errors(client, words, title):
    assert title in titles(client, words)


def test_a_typing_error_that_was_forgiven_is_told(client):
    assert "Det här skrivs nästan så." in shown(client, "oxelöskollan")[0]
    assert "Det här skrivs nästan så." not in shown(client, "oxelöskolan")[0]


def test_the_hit_is_marked_in_its_context(client):
    text = shown(client, "internbudgeten")[0]
    assert "<mark>internbudget</mark>" in text
    assert "§\u00a0112" in text


def test_what_is_typed_is_shown_as_it_is_and_no_code(client):
    text = shown(client, "<script>alert(1)</script>")[0]
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_what_is_of_one_kind_alone_is_not_sorted_by_kind(client):
    assert shown(client, "MR-46")[1]
    assert kinds(client, "MR-46") == {}


def test_what_was_found_is_shown_by_kind_and_leafed_through(client):
    every = kinds(client, "nämnd")
    assert int(every["Alla"]) == sum(int(count) for name, count in every.items() if name != "Alla")
    assert len(titles(client, "nämnd", slag="rule")) == min(20, int(every["Regler"]))
    first, second = titles(client, "beslut", slag="help"), titles(client, "beslut", slag="help", sida="2")
    assert len(first) == 20
    assert second
    assert not set(shown(client, "beslut", slag="help")[1]) & set(shown(client, "beslut", slag="help", sida="2")[1])
    assert len(titles(client, "skola", slag="no-such-kind")) == 20
    assert len(titles(client, "skola", sida="9999")) > 0


def test_english_is_searched_and_shown_in_english(client):
    client.cookies["django_language"] = "en"
    client.post(reverse("home:language"), {"language": "en", "next": "/"})
    text = shown(client, "forecasts")[0]
    assert "<mark>forecast" in text.lower()


def test_nobody_is_found_but_in_what_everybody_may_know(wearing):
    union = Post.objects.filter(kind=Post.Kind.UNION_REPRESENTATIVE, appointments__isnull=False).first()
    employee = Post.objects.filter(kind=Post.Kind.EMPLOYEE, appointments__isnull=False).first()
    assert union
    for role in ("CI", "EM", "FC"):
        for post in filter(None, (union, employee)):
            name = post.appointments.first().person.name
            assert post.title not in "".join(shown(wearing(role), name)[0].partition("<ol")[2])


def test_whoever_is_made_anonymous_is_found_no_more(client):
    person = Person.objects.get(code="anna-lind")
    assert "Anna Lind" in titles(client, "Anna Lind")
    amend(person, to={"name": "Namn borttaget", "anonymous_since": date(2026, 11, 2)}, act="anonymise", who=SYSTEM)
    assert filling.follow()
    assert titles(client, "Anna Lind") == []


@pytest.mark.parametrize("role", ["CI", "KF", "SE"])
def test_a_proposal_is_found_by_nobody_until_it_is_decided(wearing, role):
    goal = goals.propose_goal(
        code="prov-forslag",
        level="municipal",
        title="Provförslag om cykelvägar",
        body=Body.objects.get(code="kf"),
        start=date(2026, 1, 1),
        who=SYSTEM,
    )
    assert filling.follow()
    for words in ("cykelvägar", "cykelvägr", "provförslag"):
        assert "cykelväg" not in " ".join(titles(wearing(role), words))
    decision = record_decision(
        body=goal.body, decided_on=date(2026, 10, 1), paragraph="1", title="T", text="T", kind="goals", who=SYSTEM
    )
    amend(goal, to={"decision": decision}, act="decide-goal", who=SYSTEM)
    assert filling.follow()
    assert "Provförslag om cykelvägar" in titles(wearing(role), "cykelvägarna")


@pytest.mark.both
def test_what_the_role_does_not_see_is_neither_found_nor_counted_nor_guessed(client, monkeypatch):
    assert int(kinds(client, "skola")["Mål"]) > 0
    goal = Goal.objects.on(date(2026, 11, 2)).filter(level=Goal.Level.UNIT)[0]
    amend(goal, to={"title": "Xylofonbygge"}, act="change-goal", who=SYSTEM)
    assert filling.follow()
    assert "Xylofonbygge" in titles(client, "xylofonbyge")
    hidden = replace(searching._kinds["goal"], seen=lambda _role, _keys: ())
    monkeypatch.setitem(searching._kinds, "goal", hidden)
    assert "Mål" not in kinds(client, "skola")
    assert titles(client, "xylofonbygge") == []
    assert "skrivs nästan så" not in shown(client, "xylofonbyge")[0]


def test_an_errand_is_found_by_whoever_does_it(wearing):
    assert "/ramar/flytta/" in [url for url, _title in shown(wearing("EC", unit="oxeloskolan"), "flytta pengar")[1]]
    assert "/ramar/flytta/" not in [url for url, _title in shown(wearing("CI"), "flytta pengar")[1]]


def test_another_day_shows_what_was_so_then_and_leads_on_there(client):
    assert "Finansiellt mål 2026" in titles(client, "finansiella målet")
    assert "Finansiellt mål 2026" not in titles(client, "finansiella målet", per="2025-11-01")
    urls = [url for url, _title in shown(client, "oxelöskolan", per="2026-03-01")[1]]
    assert all("per=2026-03-01" in url for url in urls)
    assert urls


def test_what_is_written_on_a_page_is_found_at_once(wearing):
    said = {
        "body": "un",
        "decided_on": "2026-10-20",
        "paragraph": "77",
        "title": "Cirkustält på skolgården",
        "text": "Nämnden godkänner.",
        "kind": "other",
    }
    secretary = wearing("SE")
    assert titles(secretary, "cirkustält") == []
    answer = secretary.post(reverse("decisions:new"), said)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert titles(wearing("CI"), "cirkustälten") == ["Cirkustält på skolgården"]


def test_the_entries_of_the_demo_are_what_its_rooms_say(db):
    assert filling.untrue_entries() == 0


def test_how_much_is_asked_does_not_grow_with_what_is_found(client, django_assert_max_num_queries):
    client.get(SEARCH, {"q": "skola"})
    with django_assert_max_num_queries(40):
        client.get(SEARCH, {"q": "nämnd"})


def test_types_of_decisions_are_found_by_all_and_what_is_decided_by_those_who_read_it(wearing):
    for role in ("CI", "SE"):
        assert "3.2 Skolskjuts i särskilda fall" in titles(wearing(role), "skolskjuts i särskilda fall")
    assert titles(wearing("CI"), "läroböcker i matematik") == []
    url, title = shown(wearing("SE"), "läroböcker i matematik")[1][0]
    assert title == "Läroböcker i matematik"
    assert title in wearing("SE").get(url).content.decode()
    assert "4.1 Hyra ut en lägenhet i ett särskilt boende" in titles(wearing("CI"), "hyra ut lägenhet")
    assert len([each for each in titles(wearing("CI"), "hyra ut lägenhet") if each.startswith("4.1")]) == 1, "now"


def test_risks_and_controls_are_found_once_the_plan_is_decided(wearing):
    for words, title in (
        ("åtgärdsprogram", "Stickprov av tjugo åtgärdsprogram"),
        ("fakturor utan avtal", "Fakturor betalas utan avtal"),
    ):
        for role in ("CI", "SE", "N"):
            rows = {title: url for url, title in shown(wearing(role), words)[1]}
            assert wearing(role).get(rows[title]).status_code == 200
    plan = ControlPlan.objects.filter(decision__isnull=True)[0]
    put_risk(plan=plan, title="Xylofoner försvinner", likelihood=1, consequence=1, was=None, who=SYSTEM)
    assert filling.follow()
    assert titles(wearing("SE"), "xylofoner") == []
