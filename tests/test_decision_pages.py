"""Pages of decisions and assignments: register, search, report back with effect, another day; and who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY

SAID = {
    "body": "un",
    "decided_on": "2026-10-27",
    "paragraph": "103",
    "title": "Skolskjuts på landsbygden",
    "text": "Nämnden antar regler för skolskjuts.",
    "kind": "other",
    "reference": "un 2026/1",
}
EDUCATION = "utbildningsforvaltningen"


@pytest.fixture
def late(db) -> Assignment:
    return Assignment.objects.get(text__startswith="Visa hur fler lärare")


def status(clause: str, scope: str) -> str:
    (found,) = [each for each in answers(Wanted(clauses=[clause]), as_of=TODAY) if each.scope == scope]
    return found.status


class TestRegister:
    def test_the_secretary_enters_a_decision_and_anyone_finds_it(self, wearing):
        client = wearing("SE")
        assert reverse("decisions:new") in client.get(reverse("decisions:list")).content.decode()
        assert client.post(reverse("decisions:new"), SAID).status_code == 302
        made = Decision.objects.get(paragraph="103", decided_on=date(2026, 10, 27))
        assert (made.body.code, made.reference) == ("un", "UN 2026/1")
        unknown = client.post(reverse("decisions:new"), SAID | {"paragraph": "104", "reference": "UN 2026/58"})
        assert unknown.status_code == 400
        assert list(unknown.context["form"].errors) == ["reference"]
        shown = client.get(reverse("decisions:decision", args=[made.pk])).content.decode()
        assert "27\xa0oktober 2026 § 103" in shown
        assert "2026-10-27, 103" not in shown
        found = wearing("CI").get(reverse("decisions:list"), {"q": "skolskjuts landsbygden"}).content.decode()
        assert "Skolskjuts på landsbygden" in found
        assert "Ramar" not in found.split("<tbody>")[1].split("</tbody>")[0]

    @pytest.mark.once
    def test_a_search_keeps_the_day_that_is_shown_and_what_else_stands_in_the_address(self, wearing):
        client = wearing("CI")
        page = client.get(reverse("decisions:list"), {"q": "ramar", "organ": "un", "per": "2026-09-01", "annat": "1"})
        form = page.content.decode().split('<form method="get" class="filters">')[1].split("</form>")[0]
        assert 'name="q" value="ramar"' in form
        assert '<option value="un" selected>' in form
        assert '<input type="hidden" name="per" value="2026-09-01">' in form
        assert '<input type="hidden" name="annat" value="1">' in form
        today = client.get(reverse("decisions:list"), {"organ": "finns-inte", "sida": "x"})
        assert today.status_code == 200
        assert 'name="per"' not in today.content.decode().split('class="filters">')[1].split("</form>")[0]

    def test_the_same_paragraph_twice_is_told_and_what_was_typed_stays(self, wearing):
        client = wearing("SE")
        client.post(reverse("decisions:new"), SAID)
        answer = client.post(reverse("decisions:new"), SAID)
        assert answer.status_code == 400
        assert "är redan registrerat" in answer.content.decode()
        assert 'value="Skolskjuts på landsbygden"' in answer.content.decode()

    def test_a_paragraph_without_a_number_is_told_at_its_field(self, wearing):
        answer = wearing("SE").post(reverse("decisions:new"), SAID | {"paragraph": "§"})
        assert answer.status_code == 400
        at_field = answer.content.decode().split('id="id_paragraph_error">')[1].split("</ul>")[0]
        assert "Ett beslut behöver paragraf, rubrik och text" in at_field

    def test_a_day_that_has_not_come_is_told_at_its_field(self, wearing):
        answer = wearing("SE").post(reverse("decisions:new"), SAID | {"decided_on": "2026-12-01"})
        assert "Dagen har inte varit än." in answer.content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KS", "Np", "FC", "EC", "CT"])
    def test_nobody_else_does(self, wearing, role):
        client = wearing(role)
        assert reverse("decisions:new") not in client.get(reverse("decisions:list")).content.decode()
        assert client.post(reverse("decisions:new"), SAID).status_code == 403
        assert not Decision.objects.filter(paragraph="103", decided_on=date(2026, 10, 27)).exists()

    def test_words_that_stand_nowhere_say_what_to_do(self, client, db):
        assert "Inget beslut" in client.get(reverse("decisions:list"), {"q": "zzz"}).content.decode()


class TestReportBack:
    def test_the_head_finds_own_assignments_and_reports_back_and_the_rule_changes(self, wearing, late):
        assert status("MR-29", "un") == "breach"
        client = wearing("FC", department=EDUCATION)
        mine = client.get(reverse("decisions:assignments"), {"mina": "1"}).content.decode()
        page = reverse("decisions:assignment", args=[late.pk])
        assert page in mine
        assert "Föreslå hur skolans lokaler" not in mine
        assert "Återrapportera" in client.get(page).content.decode()
        said = {"result": "Tolv lärare läser in behörighet.", "effect": ""}
        assert client.post(reverse("decisions:report_back", args=[late.pk]), said).status_code == 302
        evaluate_and_store(as_of=TODAY)
        assert (status("MR-29", "un"), status("CP-9", "un")) == ("kept", "attention")
        told = {"effect": "Andelen behöriga är 74 procent."}
        assert client.post(reverse("decisions:tell_effect", args=[late.pk]), told).status_code == 302
        evaluate_and_store(as_of=TODAY)
        assert status("CP-9", "un") == "kept"
        assert "74 procent" in wearing("CI").get(page).content.decode()

    @pytest.mark.both
    def test_a_report_without_a_result_is_told_at_the_field(self, wearing, late):
        client = wearing("FC", department=EDUCATION)
        answer = client.post(reverse("decisions:report_back", args=[late.pk]), {"effect": "Det blev bra."})
        assert answer.status_code == 400
        assert "Det blev bra." in answer.content.decode()
        assert Assignment.objects.get(pk=late.pk).reported_on is None

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "KC", "SE", "EC", "CT"])
    def test_nobody_but_the_addressee_reports_back(self, wearing, late, role):
        client = wearing(role)
        assert 'name="result"' not in client.get(reverse("decisions:assignment", args=[late.pk])).content.decode()
        answer = client.post(reverse("decisions:report_back", args=[late.pk]), {"result": "Gjort."})
        assert answer.status_code == 403
        assert Assignment.objects.get(pk=late.pk).reported_on is None

    @pytest.mark.once
    def test_a_head_of_another_department_does_not(self, wearing, late):
        client = wearing("FC", department="aldreomsorgsforvaltningen")
        assert client.post(reverse("decisions:report_back", args=[late.pk]), {"result": "Gjort."}).status_code == 403


class TestLaterDay:
    SAID = {"decided_on": "2026-10-27", "paragraph": "104", "text": "Nämnden ger mer tid.", "due_on": "2026-12-15"}

    def test_the_secretary_enters_the_bodys_decision_and_it_is_late_no_more(self, wearing, late):
        client = wearing("SE")
        assert client.post(reverse("decisions:later_day", args=[late.pk]), self.SAID).status_code == 302
        evaluate_and_store(as_of=TODAY)
        assert status("MR-29", "un") == "kept"
        text = client.get(reverse("decisions:assignment", args=[late.pk])).content.decode().replace("\u00a0", " ")
        assert "15 december 2026" in text
        assert "13 oktober 2026" in text, "the first day is kept"

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "FC"])
    def test_nobody_else_moves_the_day(self, wearing, late, role):
        assert wearing(role).post(reverse("decisions:later_day", args=[late.pk]), self.SAID).status_code == 403

    def test_a_day_that_is_no_later_is_refused_and_nothing_is_stored(self, wearing, late):
        answer = wearing("SE").post(
            reverse("decisions:later_day", args=[late.pk]), self.SAID | {"due_on": "2026-10-27"}
        )
        assert answer.status_code == 400
        assert not Decision.objects.filter(paragraph="104").exists()


class TestGoingThroughTheOpenAssignments:
    """MR-29 asks whether the body has gone through what it is still waiting for (P21)."""

    def answer(self) -> str:
        return Finding.objects.get(clause="MR-29", scope="ks", seen_to=None).status

    @pytest.mark.both
    def test_the_secretary_enters_it_from_the_list_and_the_rule_is_kept(self, wearing):
        assert self.answer() == "kept"
        Decision.objects.filter(kind="open_assignments").delete()
        Assignment.objects.filter(decision__body__code="ks").update(due_on=date(2027, 3, 1))
        Decision.objects.filter(assignments__isnull=False, body__code="ks").update(decided_on=date(2026, 3, 1))
        client = wearing("SE")
        way = reverse("decisions:new") + "?slag=open_assignments&amp;organ=ks"
        assert way in client.get(reverse("decisions:assignments") + "?organ=ks").content.decode()
        begun = client.get(way.replace("&amp;", "&")).content.decode()
        assert 'value="open_assignments" selected' in begun
        said = {"body": "ks", "decided_on": "2026-10-21", "paragraph": "7", "title": "Öppna uppdrag", "text": "Ett."}
        other = said | {"kind": "other", "paragraph": "8"}
        assert client.post(reverse("decisions:new"), other).status_code == 302
        assert self.answer() == "breach"
        assert client.post(reverse("decisions:new"), said | {"kind": "open_assignments"}).status_code == 302
        assert self.answer() == "kept"

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "FC", "Np", "EM"])
    def test_nobody_else_is_offered_it(self, wearing, role):
        assert "slag=open_assignments" not in wearing(role).get(reverse("decisions:assignments")).content.decode()
