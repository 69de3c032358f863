"""The trail of an organisation through real addresses: who may read it, which rows, and how it is searched."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.home.pages.trail.whole import READ, matter_of
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_by_person
from spelregler.domain.roles import Role
from spelregler.domain.roles.tests.test_matrix import EXPECTED
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace
from spelregler.platform.audit.queries import Sought, acts_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
URL = "/spar/"
READERS = [Role.KC, Role.FC, Role.SE, Role.RE]


def place_of(client) -> TrailPlace:
    """Where the client's role belongs."""
    person = Person.objects.get(account_id=client.session["_auth_user_id"])
    role_assignments = role_assignments_by_person(people=[person], as_of=TODAY)[person.pk]
    role_assignment = next(each for each in role_assignments if each.code == client.session["worn-hat"])
    return TrailPlace(body=role_assignment.body, department=role_assignment.department)


def note(subject: str, place: TrailPlace, **more: str) -> None:
    told = {"name": "Anna Prov", "role": "EC rektor", **more}
    record(who=Who(**told), act="add-action", subject=subject, place=place)


def text_of(client, query: str = "") -> str:
    answer = client.get(URL + query)
    assert answer.status_code == 200
    return plain_cells(answer.content.decode())


def plain_cells(html: str) -> str:
    """Without what each cell is called by on a phone."""
    return re.sub(r"<(td|th)\b[^>]*>", r"<\1>", html)


class TestWhoReadsIt:
    @pytest.mark.once
    @pytest.mark.parametrize("role", [role for role in Role if role not in READERS])
    def test_is_refused_and_not_offered_where_the_matrix_gives_no_right(self, wearing, role):
        assert EXPECTED["audit_log"][role] in ("·", "o (who read mine)")
        client = wearing(role)
        answer = client.get(URL)
        assert answer.status_code == 403
        assert "läses i de roller som leder eller granskar arbetet" in answer.content.decode()
        assert f'"{URL}"' not in client.get("/").content.decode()

    @pytest.mark.parametrize("role", READERS)
    def test_is_offered_on_the_first_page_where_it_does(self, wearing, role):
        assert EXPECTED["audit_log"][role] in ("R", "own org")
        client = wearing(role)
        assert f'"{URL}"' in client.get("/").content.decode()
        assert text_of(client)


@pytest.mark.once
class TestWhichRows:
    def test_a_department_head_sees_the_own_department_s_and_no_other_rows(self, wearing):
        client = wearing("FC", department="utbildningsforvaltningen")
        own = place_of(client)
        for subject, place in (
            ("EGET", own),
            ("ANNANS", TrailPlace(body=own.body, department="annan")),
            ("NÄMNDENS", TrailPlace(body=own.body)),
            ("ALLAS", EVERYWHERE),
        ):
            note(subject, place)
        text = text_of(client, "?vem=Anna+Prov")
        assert "EGET" in text
        assert not re.search("ANNANS|NÄMNDENS|ALLAS", text)

    def test_nor_by_naming_another_in_the_address(self, wearing):
        client = wearing("FC", department="utbildningsforvaltningen")
        note("ANNANS", TrailPlace(body="ks", department="kommunstyrelseforvaltningen"))
        for asked in ("ks.kommunstyrelseforvaltningen", "ks.", ".", "x"):
            assert "ANNANS" not in text_of(client, f"?del={asked}")

    @pytest.mark.parametrize("role", ["KC", "RE"])
    def test_the_chief_executive_and_the_auditors_see_all(self, wearing, role):
        note("ANNANS", TrailPlace(body="x", department="okänd"))
        note("ALLAS", EVERYWHERE)
        assert re.search("ANNANS", text_of(wearing(role)))
        assert re.search("ALLAS", text_of(wearing(role)))

    def test_rows_from_before_rows_knew_their_place_are_the_whole_municipality_s(self, db):
        note("GAMMAL", EVERYWHERE)
        row = AuditRow.objects.order_by("-id")[0]
        AuditRow.objects.bulk_create([AuditRow(**_copy(row), id=row.id + 1, hash="0" * 64, subject="ÄLDRE")])
        everywhere = acts_in(places=[EVERYWHERE], sought=Sought(actor="Anna Prov"), before=None).rows
        assert [each.subject for each in everywhere] == ["ÄLDRE", "GAMMAL"]
        assert acts_in(places=[TrailPlace("un", "x")], sought=Sought(actor="Anna Prov"), before=None).rows == ()

    @pytest.mark.parametrize("role", READERS)
    def test_the_door_gives_exactly_the_rows_that_the_rules_permit(self, wearing, role):
        client = wearing(role)
        person = Person.objects.get(account_id=client.session["_auth_user_id"])
        role_assignments = tuple(role_assignments_by_person(people=[person], as_of=TODAY)[person.pk])
        role_assignment = next(each for each in role_assignments if each.code == client.session["worn-hat"])
        acting_role = ActingRole(
            role_assignment=role_assignment,
            role_assignments=role_assignments,
            today=TODAY,
            as_of=TODAY,
            language="sv",
            municipality="",
            is_demo=True,
        )
        stored = AuditRow.objects.order_by("-id").values_list("id", "body", "department", "subject")
        permitted = [
            subject for _id, body, dep, subject in stored if may(acting_role, READ, matter_of(TrailPlace(body, dep)))
        ]
        shown: list[str] = []
        query = ""
        while True:
            text = text_of(client, query)
            shown += re.findall(r"<tr><th>[\s\S]*?</td><td>[^<]*</td><td>[^<]*</td><td>([^<]*)</td>", text)
            older = re.search(r'rel="next" href="/spar/([^"]+)"', text)
            if not older or len(shown) > 400:
                break
            query = older[1].replace("&amp;", "&")
        assert len(shown) > 20
        assert [_plain(each) for each in shown] == permitted[: len(shown)]
        assert older or len(shown) == len(permitted)


def _copy(row: AuditRow) -> dict[str, object]:
    names = ("at", "actor", "role", "act", "content", "previous_hash")
    return {name: getattr(row, name) for name in names}


def _plain(text: str) -> str:
    from html import unescape

    return unescape(text).replace("\xad", "")


class TestSearch:
    @pytest.fixture
    def client(self, wearing):
        note("Åtgärd ett", EVERYWHERE)
        note("Åtgärd två", EVERYWHERE, name="Bo Prov", role="CT controller")
        return wearing("RE")

    @pytest.mark.parametrize(
        ("query", "sees"),
        [
            ("?vem=Prov", {"ett", "två"}),
            ("?vem=Bo+Prov", {"två"}),
            ("?vem=Prov&roll=EC", {"ett"}),
            ("?vem=Prov&roll=E", set()),
            ("?vem=Prov&gjorde=add-action", {"ett", "två"}),
            ("?vem=Prov&gjorde=add-unit", set()),
            ("?vad=d+ett", {"ett"}),
            ("?vem=Prov&till=2000-01-01", set()),
            ("?vem=Prov&fran=2000-01-01", {"ett", "två"}),
            ("?vem=Prov&fran=2099-01-01", set()),
        ],
    )
    @pytest.mark.both
    def test_by_who_role_act_object_and_day(self, client, query, sees):
        assert set(re.findall(r"<td>Åtgärd (ett|två)</td>", text_of(client, query))) == sees

    def test_by_department(self, client):
        own = TrailPlace("un", "utbildningsforvaltningen")
        note("HÄR", own)
        assert "HÄR" in text_of(client, f"?del={own.body}.{own.department}")
        assert "Åtgärd ett" not in text_of(client, f"?del={own.body}.{own.department}")

    def test_a_day_that_cannot_be_read_is_said(self, client):
        answer = client.get(f"{URL}?fran=igår&vem=Prov")
        assert answer.status_code == 400
        text = answer.content.decode()
        assert re.search(r'id="fran_error"><li>[^<]*2027-03-01', text), "at its field"
        assert re.search(r'name="fran" value="igår"[^>]*aria-invalid="true"', text), "what was typed stays"
        assert 'name="vem" value="Prov"' in text
        assert "Åtgärd ett" not in text

    def test_each_row_is_told_in_words(self, client):
        text = text_of(client, "?vem=Anna+Prov")
        assert "<td>Anna Prov</td><td>rektor</td><td>lade till en åtgärd</td><td>Åtgärd ett</td>" in text
        client.cookies["django_language"] = "en"
        assert "<td>Anna Prov</td><td>unit manager</td><td>added an action</td>" in text_of(client, "?vem=Anna+Prov")

    def test_a_refusal_names_nobody(self, client, wearing):
        assert wearing("N").get(reverse("home:my_trail")).status_code == 403
        assert "<td>ingen nämns</td>" in text_of(client, "?gjorde=refused")

    @pytest.mark.both
    def test_is_paged_with_as_many_questions_however_long(self, client, django_assert_max_num_queries):
        for number in range(120):
            note(f"Rad {number}!", EVERYWHERE)
        with django_assert_max_num_queries(20):
            first = text_of(client, "?vem=Anna+Prov")
        assert "Rad 119!" in first
        assert "Rad 69!" not in first
        older = re.search(r'rel="next" href="/spar/([^"]+)"', first)[1].replace("&amp;", "&")
        assert "vem=Anna" in older
        second = text_of(client, older)
        assert "Rad 69!" in second
        assert "Rad 70!" not in second
        assert "De senaste" in second
        assert client.get(f"{URL}?fore={'9' * 5000}").status_code == 200
