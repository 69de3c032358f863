"""The trail through real addresses: an answer has an id, a refusal is told without blame, my own trail is mine."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.frames.models import BudgetLine
from spelregler.apps.organisation.models import Person
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, record, record_reading

pytestmark = pytest.mark.django_db
READER = Who(name="Läsare Test", role="SE registrator", person="lasare")


def person_of(client) -> str:
    return Person.objects.get(account_id=client.session["_auth_user_id"]).code


def test_each_answer_has_an_id_of_its_own_and_never_the_asker_s(client):
    ids = {client.get("/", headers={"X-Request-ID": "mine"}).headers["X-Request-ID"] for _ in range(2)}
    assert len(ids) == 2
    assert "mine" not in ids
    assert client.get("/finns-inte/").headers["X-Request-ID"] not in ids


def test_an_act_carries_the_id_of_its_request_and_who_in_which_role(wearing):
    client = wearing("EC", unit="oxeloskolan")
    before = AuditRow.objects.order_by("-id")[0].id
    first, second = BudgetLine.objects.filter(unit_frame__unit__code="oxeloskolan", end=None).order_by("number")[:2]
    form = {"from_line": first.number, "to_line": second.number, "amount": "100", "reason": "prov"}
    answer = client.post(reverse("autonomy:move_money", args=["oxeloskolan"]), form)
    row = AuditRow.objects.filter(id__gt=before, act="move-between-lines").get()
    assert row.request_id == answer.headers["X-Request-ID"]
    assert (row.person, row.account) == (person_of(client), client.session["_auth_user_id"])
    assert row.role.startswith("EC ")
    assert row.after["amount_ore"]


class TestRefusal:
    def test_is_told_with_role_action_and_clause_and_without_the_person(self, wearing):
        client = wearing("Np")
        before = AuditRow.objects.order_by("-id")[0].id
        assert client.get(reverse("home:my_trail")).status_code == 403
        row = AuditRow.objects.get(id__gt=before)
        assert (row.act, row.role, row.subject) == ("refused", "Np", "audit_log:read")
        assert set(row.details) == {"clause"}
        name = Person.objects.get(code=person_of(client)).name
        told = [row.actor, row.person, row.account, row.request_id, row.concerns, row.content, row.subject]
        assert not any(part and part in "|".join(told) for part in (name, person_of(client)))

    def test_what_does_not_exist_is_no_refusal(self, wearing):
        before = AuditRow.objects.count()
        assert wearing("CI").get(reverse("autonomy:unit", args=["finns-inte"])).status_code == 404
        assert AuditRow.objects.count() == before

    def test_a_crawler_leaves_five_rows(self, client):
        before = AuditRow.objects.count()
        for _ in range(12):
            assert client.get(reverse("home:my_trail")).status_code == 403
        assert AuditRow.objects.count() == before + 5


class TestMyTrail:
    @pytest.mark.parametrize("role", ["CI", "KF", "N", "Np", "EC", "CT", "HR", "UN"])
    def test_is_refused_where_the_matrix_gives_no_right(self, wearing, role):
        client = wearing(role)
        assert client.get(reverse("home:my_trail")).status_code == 403
        assert reverse("home:my_trail") not in client.get("/").content.decode()

    def test_says_who_read_mine_and_nothing_of_others(self, wearing):
        client = wearing("EM")
        record_reading(who=READER, person=person_of(client), what="Mina förordnanden")
        record_reading(who=READER, person="someone-else", what="Någon annans")
        text = client.get(reverse("home:my_trail")).content.decode()
        assert "Läsare Test" in text
        assert "läste" in text
        assert "Mina förordnanden" in text
        assert "Någon annans" not in text
        assert reverse("home:my_trail") in client.get("/").content.decode()

    def test_says_the_role_in_words(self, wearing):
        client = wearing("EM")
        record_reading(who=Who(name="Läsare Test", role="SE"), person=person_of(client), what="Mina förordnanden")
        text = client.get(reverse("home:my_trail")).content.decode().replace("\xad", "")
        assert "Läsare Test, nämndsekreterare" in text
        assert "Läsare Test, SE" not in text

    def test_says_what_i_did(self, wearing):
        client = wearing("EM")
        record(who=Who(name="Jag", role="EM", person=person_of(client)), act="add-action", subject="En åtgärd")
        url = reverse("home:my_trail")
        assert "En åtgärd" not in client.get(url).content.decode()
        assert "En åtgärd" in client.get(f"{url}?vad=av-mig").content.decode()

    def test_is_paged_with_as_many_questions_however_long(self, wearing, django_assert_max_num_queries):
        client = wearing("EM")
        for number in range(120):
            record_reading(who=READER, person=person_of(client), what=f"Uppgift {number}")
        url = reverse("home:my_trail")
        with django_assert_max_num_queries(20):
            first = client.get(url).content.decode()
        assert "Uppgift 119" in first
        assert "Uppgift 69" not in first
        assert "Uppgift 69" in client.get(f"{url}?sida=2").content.decode()
        assert client.get(f"{url}?sida={'9' * 5000}").status_code == 200

    @pytest.mark.once
    def test_is_as_complete_in_english(self, wearing):
        client = wearing("EM")
        client.cookies["django_language"] = "en"
        text = client.get(reverse("home:my_trail")).content.decode()
        assert "About me" in text
        assert "Om mig" not in text
