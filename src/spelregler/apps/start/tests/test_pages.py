"""The pages of the beginning: what they show, whom they refuse, and to whom they are not there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spelregler.apps.organisation.models import Municipality
from spelregler.apps.organisation.operations.structure import add_body, add_department, add_unit
from spelregler.apps.start.operations.beginning import make_administrator
from spelregler.apps.start.tests.conftest import TODAY, WHO
from spelregler.platform.accounts.models import Account

PAGES = ["start:checklist", "start:day", "start:administrators", "start:earlier"]


@pytest.mark.django_db
def test_an_empty_installation_says_what_to_do_and_nothing_of_logging_in(client):
    answer = client.get("/")
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "spelregler begin" in words
    assert "Logga in" not in words


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("kind", "status"), [("administrator", 200), ("employee", 403), ("resident", 404)])
def test_who_sees_what(wearing, page, kind, status):
    assert wearing(kind).get(reverse(page)).status_code == status


def test_the_secretary_sets_up_but_opens_no_accounts(wearing):
    client = wearing("committee_secretary")
    assert client.get(reverse("start:checklist")).status_code == 200
    assert client.get(reverse("start:administrators")).status_code == 403


def test_the_list_tells_what_is_in_and_what_is_missing(wearing):
    words = wearing("administrator").get(reverse("start:checklist")).content.decode()
    assert "Startdag: 1 januari 2027" in words.replace("\xa0", " ")
    assert "En till rekommenderas" in words
    assert "Somebody" not in words


def test_the_number_of_queries_does_not_grow_with_the_organisation(wearing):
    client = wearing("administrator")

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("start:checklist"))
        return len(found)

    asked()  # the first request also opens the session
    few = asked()
    for number in range(5):
        body = add_body(code=f"n{number}", name=f"Nämnd {number}", kind="committee", start=TODAY, who=WHO)
        add_department(code=f"f{number}", name=f"Förvaltning {number}", body=body, start=TODAY, who=WHO)
        add_unit(code=f"e{number}", name=f"Enhet {number}", start=TODAY, who=WHO)
    assert asked() == few


def test_the_first_page_leads_to_the_list_for_those_who_set_up(wearing):
    assert "Fortsätt med starten" in wearing("administrator").get("/").content.decode()
    assert "Fortsätt med starten" not in wearing("employee").get("/").content.decode()


def test_before_any_adoption_a_signed_in_page_says_whose_role_rules_hold(wearing):
    assert "inga egna rollregler" in wearing("employee").get("/").content.decode()
    assert "inga egna rollregler" not in wearing("resident").get("/").content.decode()


def test_the_start_day_is_changed_at_the_page_with_a_reason(wearing):
    client, address = wearing("administrator"), reverse("start:day")
    refused = client.post(address, {"day": "2027-02-01", "reason": ""})
    assert refused.status_code == 400
    assert "behöver ett skäl" in refused.content.decode()
    assert 'value="2027-02-01"' in refused.content.decode()
    assert "mer än ett år fram" in client.post(address, {"day": "2028-02-01", "reason": "x"}).content.decode()
    assert client.post(address, {"day": "2027-02-01", "reason": "Ny budget"}).status_code == 302
    assert Municipality.objects.get().start_day == date(2027, 2, 1)


def test_a_second_administrator_gets_a_link_that_is_shown_once(wearing):
    client, address = wearing("administrator"), reverse("start:administrators")
    said = {"name": "Bo By", "email": "bo@kommun.example"}
    assert "/konto/losenord/valj/" in client.post(address, said).content.decode()
    assert "/konto/losenord/valj/" not in client.get(address).content.decode()
    assert Account.objects.filter(email="bo@kommun.example").count() == 1


def test_one_of_two_ends_at_once_and_the_last_is_refused(wearing):
    make_administrator(email="bo@kommun.example", name="Bo By", today=TODAY, who=WHO)
    client = wearing("administrator")
    assert (
        reverse("start:end_administrator", args=["bo-by"])
        in client.get(reverse("start:administrators")).content.decode()
    )
    address = reverse("start:end_administrator", args=["bo-by"])
    assert wearing("employee").post(address, {"sure": "on"}).status_code == 403
    assert client.post(address, {"x": "y"}).status_code == 400
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert not Account.objects.get(email="bo@kommun.example").is_active
    last = client.post(reverse("start:end_administrator", args=["eva-ek"]), {"sure": "on"})
    assert (last.status_code, "är den sista som är systemförvaltare" in last.content.decode()) == (400, True)
    assert client.get(reverse("start:administrators")).status_code == 200
    make_administrator(email="bo@kommun.example", name="Bo By", today=TODAY, who=WHO)
    assert Account.objects.get(email="bo@kommun.example").is_active


def test_an_employee_makes_no_administrator(wearing):
    answer = wearing("employee").post(reverse("start:administrators"), {"name": "Bo", "email": "bo@kommun.example"})
    assert answer.status_code == 403
    assert not Account.objects.filter(email="bo@kommun.example").exists()


def test_two_administrators_are_enough(begun, wearing):
    make_administrator(email="bo@kommun.example", name="Bo By", today=TODAY, who=WHO)
    assert "En till rekommenderas" not in wearing("administrator").get(reverse("start:checklist")).content.decode()


def test_what_held_before_is_counted_and_leads_to_its_forms(wearing):
    words = wearing("committee_secretary").get(reverse("start:earlier")).content.decode()
    for name in ("goals:adopt_vision", "policy:register_document", "organisation:new_term"):
        assert reverse(name) in words
    assert "cheferna och controllern lämnar in den" in words
    for kind in ("beslut", "ramar"):
        assert reverse("start:file", args=[kind]) in words
