"""A rule is assessed on its page by whoever is to, read by all, and objected to by those whom it concerns."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.models import Assessment, Evidence, Objection
from spelregler.apps.evaluation.operations import PlaceAssessed, Said, record_assessment
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
UNIT, HOME, HEAD = "oxeloskolan", "bjorntorp", "aldreomsorgsforvaltningen"
DAYS = {"about_from": "2026-01-01", "about_to": "2026-11-02", "holds_to": "2027-03-31"}
KEPT = {"state": "kept", "reason": "Vi hjälps åt.", "title": "Enkät", "reference": "Pärm 3", "dated_on": "2026-10-30"}


def page(clause: str = "MR-40", kind: str = "enhet", code: str = UNIT) -> str:
    return reverse("evaluation:assess", args=[kind, code, clause])


class TestAHeadTeacherWithTenMinutes:
    def test_finds_the_rules_on_the_work_list_and_in_the_unit_s_conditions(self, wearing):
        client = wearing("EC", unit=UNIT)
        listed = text_of(client.get(reverse("home:tasks")))
        assert f"{page('MR-40')}#assess" in listed
        assert "Bedöm: Enheten håller sig till kommunens policyer" in listed
        assert page("MR-45") in text_of(client.get(reverse("autonomy:unit", args=[UNIT])))

    def test_assesses_one_and_is_led_to_the_next(self, wearing):
        client = wearing("EC", unit=UNIT)
        own = text_of(client.get(reverse("evaluation:list")))
        assert "Dina att bedöma (2)" in own
        answer = client.post(page("MR-40"), {**KEPT, **DAYS}, follow=True)
        assert "Bedömningen är införd." in text_of(answer)
        assert f'href="{page("MR-43")}"' in text_of(answer)
        client.post(page("MR-43"), {**DAYS, "state": "attention", "reason": "En brist är kvar."})
        assert "Dina att bedöma</h2>" in text_of(client.get(reverse("evaluation:list")))

    def test_the_unit_page_tells_one_more_known_condition(self, wearing):
        client = wearing("EC", unit=UNIT)
        before = text_of(client.get(reverse("autonomy:unit", args=[UNIT])))
        client.post(page("MR-40"), {**KEPT, **DAYS})
        after = text_of(client.get(reverse("autonomy:unit", args=[UNIT])))
        assert "Bedömd 2 november 2026 av enhetschefen, gäller till 31 mars 2027: Vi hjälps åt." in after
        assert "Vi hjälps åt." not in before

    def test_what_was_wrong_stands_at_its_field_and_what_was_typed_stays(self, wearing):
        answer = wearing("EC", unit=UNIT).post(page(), {**DAYS, "state": "kept", "reason": "Vi hjälps åt."})
        assert answer.status_code == 400
        assert "Utan underlag kan ingen säga att regeln följs." in text_of(answer)
        assert "Vi hjälps åt." in text_of(answer)
        assert not Assessment.objects.filter(clause="MR-40").exists()

    def test_evidence_that_is_recorded_serves_another_rule(self, wearing):
        piece = Evidence.objects.get(assessments__clause="MR-45", assessments__unit__code=UNIT)
        form = {**DAYS, "state": "kept", "reason": "Samma underlag.", "evidence": [piece.pk]}
        assert wearing("EC", unit=UNIT).post(page(), form).status_code == 302
        assert {each.clause for each in piece.assessments.all()} == {"MR-45", "MR-40"}

    def test_an_old_one_says_that_it_is_over(self, wearing):
        told = text_of(wearing("EC", unit=UNIT).get(page("MR-43")))
        assert "Bedömningen från 26 januari 2026 gällde till 30 juni 2026. Det behövs en ny." in told

    def test_withdraws_and_the_rule_is_not_assessed_again(self, wearing):
        held, client = Assessment.objects.get(clause="MR-45", unit__code=UNIT), wearing("EC", unit=UNIT)
        address = reverse("evaluation:withdraw", args=[held.pk])
        assert client.post(address, {"reason": ""}).status_code == 400
        told = text_of(client.post(address, {"reason": "Fel skola."}, follow=True))
        assert "Fel skola." in told
        held.refresh_from_db()
        assert held.ended_on == TODAY


@pytest.mark.parametrize("role", ["CI", "KF", "Np", "EM", "FC", "KC", "CT", "RE", "UN"])
def test_everybody_reads_it_and_nobody_else_assesses(wearing, role):
    client = wearing(role)
    told = text_of(client.get(page("MR-45")))
    assert "Skolan delar idrottshall" in told
    assert "För in bedömningen" not in told
    assert client.get(reverse("evaluation:list")).status_code == 200
    assert client.post(page("MR-40"), {**KEPT, **DAYS}).status_code == 403
    held = Assessment.objects.get(clause="MR-45", unit__code=UNIT)
    assert client.post(reverse("evaluation:withdraw", args=[held.pk]), {"reason": "x"}).status_code == 403
    held.refresh_from_db()
    assert held.ended_on is None


def test_a_manager_does_not_assess_another_unit(wearing):
    assert wearing("EC", unit=UNIT).post(page(code=HOME), {**KEPT, **DAYS}).status_code == 403


class TestObjecting:
    def held(self) -> Assessment:
        return Assessment.objects.get(clause="MR-45", unit__code=UNIT)

    def test_the_head_objects_and_the_answer_is_to_be_watched(self, wearing):
        client = wearing("FC", department="utbildningsforvaltningen")
        assert reverse("evaluation:object", args=[self.held().pk]) in text_of(client.get(page("MR-45")))
        client.post(reverse("evaluation:object", args=[self.held().pk]), {"text": "Vi fick nej."})
        told = text_of(wearing("EC", unit=UNIT).get(reverse("autonomy:unit", args=[UNIT])))
        assert "En invändning gjordes 2 november 2026." in told
        assert Objection.objects.filter(assessment=self.held(), role="FC").exists()

    @pytest.mark.parametrize("role", ["EC", "KC", "KF", "CI"])
    def test_others_do_not(self, wearing, role):
        client = wearing(role, unit=UNIT) if role == "EC" else wearing(role)
        answer = client.post(reverse("evaluation:object", args=[self.held().pk]), {"text": "Nej."})
        assert answer.status_code == 403
        assert not Objection.objects.filter(assessment=self.held()).exists()

    def test_it_says_why(self, wearing):
        client = wearing("FC", department="utbildningsforvaltningen")
        assert client.post(reverse("evaluation:object", args=[self.held().pk]), {"text": " "}).status_code == 400


class TestTheOtherPlaces:
    def test_the_department_head_and_the_chief_executive_each_have_their_own(self, wearing):
        head = text_of(wearing("FC", department=HEAD).get(reverse("evaluation:list")))
        assert page("CP-34", "forvaltning", HEAD) in head
        chief = text_of(wearing("KC").get(reverse("evaluation:list")))
        assert page("CP-37", "kommunen", "municipality") in chief
        assert "Dina att bedöma (7)" in chief

    def test_what_the_records_say_stands_beside(self, wearing):
        told = text_of(wearing("KC").get(page("MR-33", "kommunen", "municipality")))
        assert "Det som registren säger" in told
        assert reverse("policy:clause", args=["MR-29"]) in told

    def test_the_secretary_enters_a_committee_s_assessment_with_its_decision(self, wearing):
        client = wearing("SE")
        own = text_of(client.get(reverse("evaluation:list")))
        body = Body.objects.get(code=re.search(r"/bedomningar/namnd/([a-z]+)/MR-35/", own)[1])
        decision = Decision.objects.filter(body=body, decided_on__lte=TODAY).order_by("-decided_on")[0]
        address = page("MR-35", "namnd", body.code)
        form = {**KEPT, **DAYS}
        assert client.post(address, form).status_code == 400
        told = text_of(client.post(address, {**form, "decision": decision.pk}, follow=True))
        assert f"§ {decision.paragraph.removeprefix('§').strip()}" in told


@pytest.mark.parametrize(
    ("kind", "code", "clause"),
    [
        ("enhet", "finnsinte", "MR-40"),
        ("enhet", UNIT, "MR-35"),
        ("enhet", UNIT, "MR-41"),
        ("slott", UNIT, "MR-40"),
        ("kommunen", "annat", "MR-2"),
    ],
)
def test_what_is_not_there_is_not_found(wearing, kind, code, clause):
    assert wearing("KC").get(page(clause, kind, code)).status_code == 404


def test_the_list_is_narrowed_by_rule_and_by_kind_of_place(wearing):
    client, address = wearing("KC"), reverse("evaluation:list")
    by_rule = text_of(client.get(address, {"regel": "MR-24"}))
    assert "1 okt" not in by_rule
    assert page("MR-45", code=UNIT) not in by_rule
    by_kind = text_of(client.get(address, {"plats": "enhet"}))
    assert page("MR-45", code=UNIT) in by_kind
    assert client.get(address, {"sida": "9"}).status_code == 200
    past = text_of(client.get(address, {"per": "2026-09-15"}))
    assert page("MR-45", code=UNIT) in past
    assert page("MR-45", code=HOME) not in past


def test_whoever_reads_english_is_told_of_places_and_bodies_in_english(wearing):
    head = Department.objects.get(code=HEAD)
    decision = Decision.objects.filter(body=head.body, decided_on__lte=TODAY).order_by("-decided_on")[0]
    said = Said("attention", "Prov.", TODAY, TODAY, TODAY + timedelta(days=30))
    for place in (PlaceAssessed(department=head), PlaceAssessed(body=head.body)):
        record_assessment(
            clause="CP-28" if place.department else "MR-35",
            place=place,
            said=said,
            on=TODAY,
            role="FC" if place.department else "SE",
            holds_months=6,
            decision=decision if place.body else None,
            who=SYSTEM,
        )
    client = wearing("KC")
    client.cookies["django_language"] = "en"
    told = text_of(client.get(reverse("evaluation:list")))
    assert head.name_en in told
    assert f"{head.body.name_en} §" in told
    assert head.name not in told
    assert head.body.name not in told


def test_the_list_asks_as_many_questions_for_many_as_for_few(wearing, django_assert_max_num_queries):
    client, address = wearing("KC"), reverse("evaluation:list")
    client.get(address)
    for unit in Unit.objects.order_by("pk")[:20]:
        said = Said("attention", "Prov.", TODAY, TODAY, TODAY + timedelta(days=30))
        record_assessment(
            clause="MR-40", place=PlaceAssessed(unit=unit), said=said, on=TODAY, role="EC", holds_months=6, who=SYSTEM
        )
    assert Department.objects.count() > 2
    client.get(address)
    with django_assert_max_num_queries(45):
        client.get(address)
