"""Those who have left, through the page and the command: nothing without a rule, then what the rule says."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from click.testing import CliRunner
from django.urls import reverse

from spelregler.apps.organisation.models import AnonymityRule, Employment, Person, Unit
from spelregler.cli import program
from spelregler.config.nightly import forget_leavers

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

RULE = {
    "employed_years": "2",
    "elected_years": "",
    "decided_by": "Kommunstyrelsen",
    "decided_on": "2026-10-20",
    "paragraph": "140",
}


@pytest.fixture
def gone(db) -> Person:
    person = Person.objects.create(code="gunnel-prov", name="Gunnel Prov")
    unit = Unit.objects.get(code="bibliotek")
    Employment.objects.create(person=person, unit=unit, start=date(2015, 1, 1), end=date(2020, 1, 1))
    return person


def text(response) -> str:
    return unescape(response.content.decode())


@pytest.mark.once
def test_the_way_in_stands_on_the_organisations_page(wearing):
    link = reverse("organisation:leavers")
    assert link in text(wearing("HR").get(reverse("organisation:overview")))
    assert link not in text(wearing("FC").get(reverse("organisation:overview")))


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "EM", "FC", "KC", "Np", "SE"])
def test_nobody_but_whoever_keeps_the_register(wearing, gone, role):
    client = wearing(role)
    assert client.get(reverse("organisation:leavers")).status_code in (403, 404)
    assert client.post(reverse("organisation:decide_anonymity"), RULE).status_code in (403, 404)
    assert client.post(reverse("organisation:anonymise")).status_code in (403, 404)
    assert not AnonymityRule.objects.exists()


def test_off_until_a_rule_is_decided(wearing, gone):
    client = wearing("HR")
    assert "Ingen regel är beslutad" in text(client.get(reverse("organisation:leavers")))
    client.post(reverse("organisation:anonymise"))
    assert forget_leavers() == "0 made anonymous"
    gone.refresh_from_db()
    assert gone.name == "Gunnel Prov"


def test_what_was_typed_stays_when_it_is_refused(wearing):
    client = wearing("HR")
    wrong = client.post(reverse("organisation:decide_anonymity"), {**RULE, "employed_years": "0"})
    late = client.post(reverse("organisation:decide_anonymity"), {**RULE, "decided_on": "2026-12-24"})
    for response in (wrong, late):
        assert response.status_code == 400
        assert 'value="Kommunstyrelsen"' in text(response)
    assert not AnonymityRule.objects.exists()


def test_the_rule_is_entered_who_is_due_is_shown_and_made_anonymous(wearing, gone):
    client = wearing("HR")
    assert client.post(reverse("organisation:decide_anonymity"), RULE).status_code == 302
    page = text(client.get(reverse("organisation:leavers")))
    assert "Gunnel Prov" in page
    assert "2 år efter sista dagen" in page
    assert client.post(reverse("organisation:anonymise")).status_code == 302
    gone.refresh_from_db()
    assert gone.name == "Tidigare anställd"
    assert "Gunnel Prov" not in text(client.get(reverse("organisation:leavers")))


def test_the_command_tells_first_and_does_when_asked(wearing, gone, monkeypatch):
    monkeypatch.setattr("spelregler.cli.base.django_setup", lambda: None)
    wearing("HR").post(reverse("organisation:decide_anonymity"), RULE)
    told = CliRunner().invoke(program, ["people", "anonymise"])
    assert told.exit_code == 0, told.output
    assert "gunnel-prov\t2022-01-01" in told.output
    assert Person.objects.get(pk=gone.pk).name == "Gunnel Prov"
    done = CliRunner().invoke(program, ["people", "anonymise", "--apply"])
    assert done.exit_code == 0, done.output
    assert Person.objects.get(pk=gone.pk).name == "Tidigare anställd"
