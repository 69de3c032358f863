"""What people see of the answers is true: whose they are, how much is not known, and what may be done where."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import Forecast
from spelregler.domain.roles import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def part(text: str, begin: str, end: str) -> str:
    return text.split(begin, 1)[1].split(end, 1)[0]


@pytest.mark.once
@pytest.mark.parametrize(("role", "body"), [("N", "un"), ("Np", "un"), ("KF", "")])
def test_the_first_page_counts_what_is_not_known_of_the_whole_too(wearing, role, body):
    text = wearing(role, body=body).get(reverse("home:home")).content.decode()
    unknown = re.search(r"(\d+) ej bedömda", text)
    assert unknown
    assert int(unknown.group(1)) >= 4
    assert "regler som binder dig" in text


@pytest.mark.once
def test_a_resident_is_bound_by_no_rule_and_told_of_none_on_the_first_page(wearing):
    text = wearing("CI").get(reverse("home:home")).content.decode()
    assert "ej bedömda" not in text
    assert "regler som binder dig" not in text


@pytest.mark.once
def test_the_rules_panel_shows_no_other_bodys_breach(wearing):
    un_breach = "avviker −7\xa0812\xa0tkr"
    client = wearing("CI")
    own = client.get(reverse("frames:committee", args=["un"])).content.decode()
    other = client.get(reverse("frames:committee", args=["von"])).content.decode()
    assert un_breach in own
    assert un_breach not in other


@pytest.mark.once
def test_a_page_of_no_place_names_whose_the_breach_is(wearing):
    text = wearing("CI").get(reverse("frames:overview")).content.decode()
    assert "Utbildningsnämnden: Prognosen 28\xa0september 2026" in text


CAN = ("Jag kan påverka", "Jag kan besluta nu", "Jag kan göra nu")
"""What a role's own possibilities are called: those who decide nothing do."""


@pytest.mark.once
@pytest.mark.parametrize("role", [each.value for each in Role if each is not Role.CI])
def test_what_one_may_decide_now_has_a_page(wearing, role):
    text = wearing(role).get(reverse("home:home")).content.decode()
    can = part(text, next(each for each in CAN if each in text), "</ul>")
    lines = re.findall(r"<li>(.*?)</li>", can, re.DOTALL)
    assert all("<a href=" in line or "tas på dess möte" in line or "inget för din roll" in line for line in lines), (
        lines
    )


@pytest.mark.once
def test_an_invented_decision_is_marked_and_a_found_one_too(wearing):
    client = wearing("CI")
    for origin, word in (("invented", "påhittad"), ("found", "funnen")):
        decision = Decision.objects.filter(origin=origin).first()
        assert word in client.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert "påhittad" in part(client.get(reverse("decisions:list")).content.decode(), "<table", "</table>")


@pytest.mark.once
def test_what_the_system_ensures_has_a_word_of_its_own(wearing):
    client = wearing("CI")
    page = client.get(reverse("policy:clause", args=["MR-39"])).content.decode()
    assert "säkerställt av systemet" in page
    assert 'class="st kept"' not in part(page, 'id="now"', "</table>")


@pytest.mark.once
def test_old_evidence_says_when_it_was_and_how_often_it_is_to_come(wearing):
    page = wearing("CI").get(reverse("policy:clause", args=["MR-41"])).content.decode()
    assert "ska ske vid varje delår" in page
    assert "170 dagar" in page


@pytest.mark.both
def test_a_committees_figure_says_whose_forecast_it_is(wearing):
    client, address = wearing("CI"), reverse("frames:committee", args=["un"])
    assert "Prognosen är nämndens egen, från 28\xa0oktober 2026" in client.get(address).content.decode()
    Forecast.objects.filter(body__code="un").delete()
    text = client.get(address).content.decode()
    assert "Nämnden har inte lämnat någon egen prognos; talet är enheternas prognoser tillsammans" in text
