"""The secretary enters what the council decided about the rules of the game; everybody reads what came of it."""

from __future__ import annotations

import re
import shutil
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.policy.models import Adoption, DocumentVersion, Finding
from spelregler.apps.policy.packages.in_force import folder_of, package_on
from tests.conftest import TODAY

ADOPT, REGISTER = reverse("policy:adopt"), reverse("policy:register_document")
OUTSIDERS = ["CI", "EM", "EC", "FC", "KC", "CT", "HR", "UN", "RE", "Np", "KF"]
DECISION = {"body": "kf", "decided_on": "2026-10-28", "paragraph": "§ 88", "start": "2026-11-02"}
VERSION = {
    "document": "CP",
    "version": "2026",
    "body": "Kommunfullmäktige",
    "decided_on": "2026-10-28",
    "paragraph": "89",
    "start": "2026-11-01",
}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def of_package(name: str) -> str:
    return f"{ADOPT}?paket={name}"


class TestAdopting:
    @pytest.mark.once
    def test_the_page_tells_what_a_package_demands_before_it_is_decided(self, wearing):
        text = text_of(wearing("SE").get(of_package("liten")))
        assert "Granvik" in text
        assert "Skolnämnden" in text  # a body that the organisation lacks
        assert "18 mars 2024, § 27" in text

    def test_the_councils_decision_puts_it_in_force_with_its_documents(self, wearing):
        assert wearing("SE").post(of_package("liten"), DECISION).status_code == 302
        held = Adoption.objects.on(TODAY).get()
        assert (held.package, str(held.decision)) == ("liten", "Kommunfullmäktige 2026-10-28 § 88")
        assert DocumentVersion.objects.get(document="GR").adopted_on == date(2024, 3, 18)
        asked = {each.id for each in package_on(TODAY).clauses}
        assert {each.clause for each in Finding.objects.filter(seen_to=None)} == asked
        text = text_of(Client().get(reverse("policy:document", args=["GR"])))
        assert "Antagen av Kommunfullmäktige 18 mars 2024, § 27." in text

    @pytest.mark.once
    @pytest.mark.parametrize("role", [*OUTSIDERS])
    def test_nobody_else_does(self, wearing, role):
        response = wearing(role).post(of_package("liten"), DECISION)
        assert response.status_code == 403
        assert "MR-1" in response.content.decode()
        assert not Adoption.objects.filter(package="liten").exists()

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"decided_on": "2026-11-03"}, "har inte varit än"),
            ({"paragraph": ""}, "§"),
            ({"start": "2026-10-01"}, "före beslutet"),
        ],
        ids=["to come", "no §", "before the decision"],
    )
    def test_a_fault_stands_at_its_field_and_what_was_typed_stays(self, wearing, wrong, words):
        response = wearing("SE").post(of_package("liten"), DECISION | wrong)
        text = response.content.decode()
        assert response.status_code == 400
        assert words in text
        assert f'value="{(DECISION | wrong)["decided_on"]}"' in text
        assert not Decision.objects.filter(paragraph="88", decided_on=date(2026, 10, 28)).exists()

    def test_a_faulty_package_of_the_municipalitys_own_is_told_of_with_file_and_line(self, wearing, tmp_path, settings):
        settings.SPELREGLER_PACKAGES = [tmp_path, *settings.SPELREGLER_PACKAGES[1:]]
        shutil.copytree(folder_of("liten"), tmp_path / "ekby")
        (tmp_path / "ekby" / "roles.cedar").write_text("permit (", encoding="utf-8")
        client = wearing("SE")
        text = client.get(of_package("ekby")).content.decode()
        assert "kommunens eget" in text
        assert "roles.cedar:1" in text
        assert 'name="decided_on"' not in text
        assert client.post(of_package("ekby"), DECISION).status_code == 400
        assert not Adoption.objects.filter(package="ekby").exists()


class TestDocuments:
    def test_a_new_version_ends_the_one_before_and_turns_the_rule(self, wearing):
        assert Finding.objects.get(clause="CP-1", seen_to=None).status == "attention"  # not gone through since 1994
        assert wearing("SE").post(REGISTER, VERSION).status_code == 302
        assert DocumentVersion.objects.get(document="CP", version="1994").end == date(2026, 11, 1)
        assert Finding.objects.get(clause="CP-1", seen_to=None).status == "kept"

    def test_a_review_is_entered(self, wearing):
        version = DocumentVersion.objects.get(document="CP")
        page = reverse("policy:review_document", args=[version.pk])
        assert wearing("SE").post(page, {"reviewed_on": "2026-10-01"}).status_code == 302
        assert Finding.objects.get(clause="CP-1", seen_to=None).status == "kept"

    def test_what_was_wrong_is_corrected_with_a_reason(self, wearing):
        version = DocumentVersion.objects.get(document="MR")
        page, client = reverse("policy:correct_document", args=[version.pk]), wearing("SE")
        assert 'value="2023-02-15"' in client.get(page).content.decode()
        form = {**VERSION, "version": "2023", "decided_on": "2023-02-15", "start": "2023-03-01", "paragraph": "18"}
        assert client.post(page, form).status_code == 400
        assert client.post(page, form | {"reason": "Fel paragraf."}).status_code == 302
        assert DocumentVersion.objects.get(document="MR").paragraph == "18"

    def test_a_day_before_the_decision_is_refused_in_the_form(self, wearing):
        response = wearing("SE").post(REGISTER, VERSION | {"start": "2026-10-01"})
        assert response.status_code == 400
        assert "kan inte gälla före sitt beslut" in response.content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", OUTSIDERS)
    def test_nobody_else_does(self, wearing, role):
        version = DocumentVersion.objects.get(document="CP")
        client = wearing(role)
        assert client.post(REGISTER, VERSION).status_code == 403
        for name in ("policy:correct_document", "policy:review_document"):
            assert client.post(reverse(name, args=[version.pk]), {"reviewed_on": "2026-10-01"}).status_code == 403
        assert DocumentVersion.objects.filter(document="CP").count() == 1

    @pytest.mark.once
    def test_the_way_in_is_shown_to_those_who_have_it_only(self, wearing):
        for page in (reverse("policy:documents"), reverse("policy:document", args=["CP"])):
            assert "/policyn/dokument/" in wearing("SE").get(page).content.decode()
            assert "/policyn/dokument/" not in wearing("Np").get(page).content.decode()
