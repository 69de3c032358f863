"""Somebody overrules a computed answer on its page, all who see the answer see it, and the computed one stays."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.policy.models import Finding
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
UNIT, CLAUSE = "oxeloskolan", "MR-41"
PAGE = reverse("evaluation:overrule", args=["enhet", UNIT, CLAUSE])
RULE = reverse("policy:clause", args=[CLAUSE])
SAID = {
    "computed": "breach",
    "state": "attention",
    "reason": "Ett av målen mäts först i mars.",
    "about_from": "2026-01-01",
    "about_to": "2026-11-02",
    "holds_to": "2027-03-31",
}
TOLD = "överprövad av enhetschefen 2 november 2026, till 31 mars 2027"


def computed() -> list[tuple[str, str, int]]:
    return list(Finding.objects.filter(clause=CLAUSE, seen_to=None).order_by("pk").values_list("scope", "status", "pk"))


class TestWhoAnswersForThePlace:
    def test_finds_the_way_at_the_answer_and_says_what_is_seen(self, wearing):
        client, before = wearing("EC", unit=UNIT), computed()
        assert f'href="{PAGE}"' in text_of(client.get(RULE))
        assert client.get(PAGE).status_code == 200
        told = text_of(client.post(PAGE, SAID, follow=True))
        assert "Överprövningen är införd" in told
        assert "Ett av målen mäts först i mars." in told
        assert computed() == before

    def test_all_who_see_the_answer_see_what_is_said_beside_it(self, wearing, client):
        own = wearing("EC", unit=UNIT)
        own.post(PAGE, SAID)
        for reader in (own, client):
            rule = text_of(reader.get(RULE))
            assert TOLD in rule
            assert "Summorna gäller de beräknade svaren; 1 överprövad." in rule
            assert TOLD in text_of(reader.get(reverse("autonomy:unit", args=[UNIT])))
            assert "överprövad 2 november 2026 av enhetschefen" in text_of(reader.get(PAGE))
        assert TOLD in text_of(own.get(reverse("policy:chapter", args=["MR", 5])))
        assert "Överprövade svar" in text_of(client.get(reverse("evaluation:list")))

    def test_withdraws_it(self, wearing):
        client = wearing("EC", unit=UNIT)
        client.post(PAGE, SAID)
        held = Assessment.objects.get(clause=CLAUSE, overruled="breach")
        address = reverse("evaluation:withdraw", args=[held.pk])
        told = text_of(client.post(address, {"reason": "Fel mål."}, follow=True))
        assert "Fel mål." in told
        assert TOLD not in text_of(client.get(RULE))

    def test_what_has_changed_is_looked_at_anew_first(self, wearing):
        answer = wearing("EC", unit=UNIT).post(PAGE, {**SAID, "computed": "kept"})
        assert answer.status_code == 400
        assert "Det beräknade svaret har ändrats." in text_of(answer)
        assert 'name="computed" value="breach"' in text_of(answer)
        assert not Assessment.objects.filter(clause=CLAUSE).exists()

    def test_what_is_wrong_stands_at_its_field(self, wearing):
        answer = wearing("EC", unit=UNIT).post(PAGE, {**SAID, "holds_to": "2027-11-02"})
        assert answer.status_code == 400
        assert "högst 6 månader" in text_of(answer)


def test_whom_it_concerns_objects_and_it_is_told_beside(wearing):
    wearing("EC", unit=UNIT).post(PAGE, SAID)
    held = Assessment.objects.get(clause=CLAUSE, overruled="breach")
    head = wearing("FC", department="utbildningsforvaltningen")
    address = reverse("evaluation:object", args=[held.pk])
    assert head.post(address, {"text": "Målet kan mätas nu."}).headers["Location"] == PAGE
    assert f"{TOLD} (1 invändning)" in text_of(head.get(RULE))


def test_outsiders_overrule_nothing(wearing, client):
    held = Assessment.objects.filter(clause="MR-30").exclude(overruled="").get()
    for reader in (
        wearing("N", body="un"),
        wearing("EM"),
        wearing("FC", department="aldreomsorgsforvaltningen"),
        client,
    ):
        assert reader.get(PAGE).status_code == 200
        assert 'name="state"' not in text_of(reader.get(PAGE))
        assert reader.post(PAGE, SAID).status_code in (302, 403)
        for name in ("withdraw", "object"):
            sent = {"reason": "x", "text": "x"}
            assert reader.post(reverse(f"evaluation:{name}", args=[held.pk]), sent).status_code in (302, 403)
    assert not Assessment.objects.filter(clause=CLAUSE).exists()
    held.refresh_from_db()
    assert (held.ended_on, held.objections.count()) == (None, 1)


@pytest.mark.parametrize(
    ("place", "clause"), [(("enhet", UNIT), "MR-40"), (("enhet", UNIT), "MR-3"), (("enhet", "x"), CLAUSE)]
)
def test_what_is_somebody_s_word_or_not_there_is_not_overruled(client, place, clause):
    assert client.get(reverse("evaluation:overrule", args=[*place, clause])).status_code == 404


def test_the_demo_has_an_overruling_that_stands_and_has_met_an_objection(client):
    told = text_of(client.get(reverse("policy:clause", args=["MR-30"])))
    assert "överprövad av enhetschefen 29 oktober 2026, till 31 mars 2027 (1 invändning)" in told
    assert TODAY.isoformat() == "2026-11-02"


def test_the_register_of_documents_shows_it_too(client):
    told = text_of(client.get(reverse("policy:beside")))
    assert "överprövad av förvaltningschefen 30 oktober 2026, till 31 december 2026" in told
