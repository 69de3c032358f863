"""Every page answers every role, in both languages, and refuses whom it should refuse."""

from __future__ import annotations

import json
import re

import pytest
from django.db import OperationalError
from django.urls import URLResolver, get_resolver, resolve, reverse

from spelregler.apps.goals import operations
from spelregler.apps.organisation.models import Person
from spelregler.apps.policy.packages.in_force import rules_of
from spelregler.domain.roles import Role
from spelregler.platform import access
from tests.conftest import TODAY

ROLES = ("CI", "Np", "KF", "KC", "FC", "EC", "EM", "CT", "UN", "RE")
ON_BOTH = ("CI", "EC", "CT")
"""Between them they ask every question that a page asks, so with them both databases answer each."""

PAGES = (
    ("home:home", ()),
    ("policy:documents", ()),
    ("policy:document", ("MR",)),
    ("policy:document", ("CP",)),
    ("policy:clause", ("MR-48",)),
    ("policy:clause", ("CP-45",)),
    ("policy:roles", ()),
    ("goals:tree", ()),
    ("goals:owners", ()),
    ("comparison:list", ()),
    ("comparison:catalogue", ()),
    ("comparison:kpi", ("N01951",)),
    ("goals:periods", ()),
    ("frames:overview", ()),
    ("frames:committee", ("un",)),
    ("autonomy:field", ()),
    ("autonomy:unit", ("oxeloskolan",)),
    ("decisions:list", ()),
    ("home:search", ()),
    ("home:log_in", ()),
    ("home:accessibility", ()),
)


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=pytest.mark.both) if role in ON_BOTH else role for role in ROLES]
)
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_every_role_can_read_every_open_page(wearing, django_assert_max_num_queries, role, name, arguments):
    """And none is read row by row: the demo has 39 units and 76 goals; a query per row of anything would pass sixty."""
    client = wearing(role)
    with django_assert_max_num_queries(66):
        response = client.get(reverse(name, args=arguments))
    assert response.status_code == 200
    assert "<h1" in response.content.decode()


@pytest.mark.once
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_english_is_as_complete(wearing, name, arguments):
    client = wearing("CI")
    client.cookies["django_language"] = "en"
    text = client.get(reverse(name, args=arguments)).content.decode()
    assert '<html lang="en"' in text
    assert "Vad gäller här?" not in text


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "arguments"),
    [("autonomy:unit", ("finns-inte",)), ("policy:clause", ("MR-99",)), ("frames:committee", ("finns-inte",))],
)
def test_what_does_not_exist_is_said_with_a_way_on(wearing, name, arguments):
    assert wearing("CI").get(reverse(name, args=arguments)).status_code == 404


@pytest.mark.once
def test_a_page_can_be_seen_as_of_an_earlier_day(wearing):
    response = wearing("CI").get(reverse("autonomy:field") + "?per=2026-09-01")
    assert response.status_code == 200
    assert "1 september 2026" in response.content.decode().replace("\u00a0", " ")


class TestTheRedThreadIsSeenFromAfarAndFromNear:
    def page(self, wearing, **query):
        return wearing("CI").get(reverse("goals:tree"), query).content.decode()

    @pytest.mark.once
    def test_from_afar_a_department_is_one_knot(self, wearing):
        text = self.page(wearing)
        assert "?forvaltning=utbildningsforvaltningen" in text
        assert "Betyg i alla ämnen" not in text

    @pytest.mark.once
    def test_a_department_shows_its_units(self, wearing):
        text = self.page(wearing, forvaltning="utbildningsforvaltningen")
        assert "?enhet=oxeloskolan" in text
        assert "Björntorp" not in text

    @pytest.mark.once
    def test_a_unit_shows_goals_and_actions_one_by_one(self, wearing):
        text = self.page(wearing, enhet="oxeloskolan")
        assert "Betyg i alla ämnen" in text
        assert "?forvaltning=utbildningsforvaltningen" in text, "the way back"

    @pytest.mark.once
    def test_one_that_does_not_exist_shows_nothing_and_the_way_back(self, wearing):
        assert "Visa alla mål" in self.page(wearing, enhet="finns-inte")


@pytest.mark.once
def test_before_any_policy_the_page_says_what_is_missing(wearing):
    response = wearing("CI").get(reverse("policy:documents"), {"per": "2000-01-01"})
    assert response.status_code == 200
    assert "Inget policypaket gäller" in response.content.decode()


@pytest.mark.both
def test_whoever_writes_while_a_large_file_holds_the_lock_is_told_so_in_words(wearing, monkeypatch):
    def locked(**_said):
        raise OperationalError("database is locked")

    monkeypatch.setattr(operations, "set_period", locked)
    said = {"period_start": "2026-01", "period_end": "2026-10", "act": "lock", "reason": "Prov"}
    answer = wearing("CT").post(reverse("goals:set_period"), said)
    assert answer.status_code == 503
    assert "bara en i taget kan skriva" in answer.content.decode()


@pytest.mark.once
def test_the_log_in_page_says_what_to_try(wearing, settings, tmp_path):
    settings.SPELREGLER_CAST = tmp_path / "cast.json"
    first = Person.objects.filter(account__isnull=False).order_by("pk").first()
    settings.SPELREGLER_CAST.write_text(json.dumps({first.code: {"sv": "Prova det här.", "en": "Try this."}}))
    assert "Prova det här." in wearing("CI").get(reverse("home:log_in")).content.decode()


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "EC", "UN"])
def test_rules_that_leave_matters_out_close_them_and_no_page_breaks(wearing, role, monkeypatch):
    """The small package speaks of fewer matters than the rooms ask about."""
    monkeypatch.setattr(access, "_rules", [lambda _today: rules_of("liten")])
    client = wearing(role)
    pages = [reverse(name, args=arguments) for name, arguments in PAGES] + list(addresses_without_arguments())
    answers = {page: client.get(page).status_code for page in pages}
    assert {page: code for page, code in answers.items() if code >= 500} == {}
    assert answers[reverse("home:home")] == 200


def addresses_without_arguments(patterns=None, prefix=""):
    """Every address of the rooms that can be asked for as it stands."""
    for each in patterns if patterns is not None else get_resolver().url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            if (each.namespace or "") not in ("admin",):
                yield from addresses_without_arguments(each.url_patterns, path)
        elif "<" not in path and "(" not in path and "^" not in path:
            yield "/" + path


@pytest.mark.once
def test_a_unit_manager_meets_the_own_units_frame_first_and_the_way_to_its_page(wearing):
    text = wearing("EC", unit="oxeloskolan").get(reverse("home:home")).content.decode()
    assert "Oxelöskolan: använt, prognos och vad som är kvar" in text
    assert "Dalgångens förskola" not in text
    assert f'href="{reverse("goals:owner_plan", args=[TODAY.year, "enhet", "oxeloskolan"])}"' in text


@pytest.mark.once
@pytest.mark.parametrize("role", [each.value for each in Role if each is not Role.CI])
def test_what_the_first_page_says_that_one_may_decide_is_done_where_it_leads(wearing, role):
    client = wearing(role)
    text = client.get(reverse("home:home")).content.decode()
    can = text.split("Jag kan besluta nu")[1].split("</ul>")[0] if "Jag kan besluta nu" in text else ""
    for address in re.findall(r'href="([^"]+)"', can):
        assert client.get(address, follow=True).status_code == 200, address


ROOMS = ("/", "/policyn/", "/mal/", "/jamforelse/", "/ramar/", "/enheter/", "/organisationen/", "/beslut/", "/roller/")


def offered_to(client):
    """Every address that the rooms' first pages lead to."""
    texts = [client.get(room, follow=True).content.decode() for room in ROOMS]
    links = {link for text in texts for link in re.findall(r'href="(/[^"#?]*)', text)}
    return {link for link in links if not link.startswith("/static/")}


def one_of_each_page(links):
    """Of the links to one page about this and that, the first."""
    return {resolve(link).view_name: link for link in sorted(links, reverse=True)}.values()


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "RE"])
def test_every_link_that_a_room_offers_leads_somewhere(wearing, role):
    """What may not be done is not offered: no link of a room's first page ends in a refusal or in nothing.

    A resident follows every link; who is offered more follows all of that, and one to each page that residents have.
    """
    client = wearing(role)
    links = offered_to(client)
    assert len(links) > 40
    if role != "CI":
        common = links & offered_to(wearing("CI"))
        links = links - common | set(one_of_each_page(common))
    answers = {link: client.get(link, follow=True).status_code for link in links}
    assert {link: code for link, code in answers.items() if code != 200} == {}
