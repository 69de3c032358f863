"""What limits units is entered, said and answered through pages and a file, and the rule changes (MR-26)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.autonomy.models import HowLimit
from tests.conftest import answered, text_of

pytestmark = pytest.mark.django_db
UF, AF = "utbildningsforvaltningen", "aldreomsorgsforvaltningen"
KFF = "kultur-och-fritidsforvaltningen"
NEW, FILE, ALL = (reverse(f"autonomy:{name}") for name in ("new_how_limit", "how_limits_file", "limits"))
SAID = {"where": KFF, "what": "Böcker köps genom ramavtal", "start": "2026-10-01", "ground": "law", "rests_on": "LOU"}


def test_what_is_entered_with_a_ground_turns_the_rule_green_and_everybody_reads_it(wearing, client):
    assert answered("MR-26", KFF) == "not_assessed"
    told = text_of(wearing("HR").post(NEW, SAID, follow=True))
    assert "Det är infört i registret." in told
    assert answered("MR-26", KFF) == "kept"
    read = text_of(client.get(ALL))
    assert "Böcker köps genom ramavtal" in read
    assert NEW not in read
    assert ALL in text_of(client.get(reverse("policy:clause", args=["MR-26"])))


def test_a_unit_says_that_something_limits_it_and_its_management_answers(wearing, client):
    assert answered("MR-26", UF) == "breach"
    head = wearing("FC", department=UF)
    demo = HowLimit.objects.get(ground="", unit__isnull=False)
    assert head.post(reverse("autonomy:end_how_limit", args=[demo.pk]), {"end": "2026-11-02"}).status_code == 302
    assert answered("MR-26", UF) == "kept"
    manager = wearing("EC", unit="oxeloskolan")
    at = reverse("autonomy:limit_at_unit", args=["oxeloskolan"])
    assert at in text_of(manager.get(reverse("autonomy:unit", args=["oxeloskolan"])))
    told = text_of(manager.post(at, {"what": "Schemat läggs av förvaltningen"}, follow=True))
    assert "Det är sagt." in told
    assert answered("MR-26", UF) == "breach"
    said = HowLimit.objects.latest("pk")
    ground = reverse("autonomy:ground_of_limit", args=[said.pk])
    assert manager.post(ground, {"ground": "law", "rests_on": "X"}).status_code == 403
    assert wearing("FC", department=AF).post(ground, {"ground": "law", "rests_on": "X"}).status_code == 403
    assert client.post(ground, {"ground": "law", "rests_on": "X"}).status_code in (302, 403)
    assert head.post(ground, {"ground": "law", "rests_on": ""}).status_code == 400
    assert head.post(ground, {"ground": "policy", "rests_on": "Spelreglerna, MR-26"}).status_code == 302
    assert answered("MR-26", UF) == "kept"


def test_what_is_let_go_from_a_day_to_come_can_still_be_answered(wearing):
    demo = HowLimit.objects.get(ground="", unit__isnull=False)
    head = wearing("FC", department=UF)
    end, ground = (reverse(f"autonomy:{name}", args=[demo.pk]) for name in ("end_how_limit", "ground_of_limit"))
    assert head.post(end, {"end": "2030-01-01"}).status_code == 302
    assert answered("MR-26", UF) == "breach"
    told = text_of(head.get(ALL))
    assert ground in told
    assert end in told


def test_whoever_may_not_is_refused_and_a_head_enters_for_the_own_department_alone(wearing):
    for role in ("N", "EM", "UN"):
        assert wearing(role).post(NEW, SAID).status_code == 403
        assert wearing(role).get(FILE).status_code == 403
    assert wearing("FC", department=UF).post(NEW, SAID).status_code == 400
    other = reverse("autonomy:limit_at_unit", args=["ramdalsskolan"])
    assert wearing("EC", unit="oxeloskolan").post(other, {"what": "X"}).status_code == 403
    assert HowLimit.objects.filter(department__code=KFF).count() == 0


def test_many_come_by_file_and_a_fault_stands_at_its_row(wearing):
    controller = wearing("CT")
    heading = "Förvaltning;Enhet;Vad som begränsas;Grund;Vilken lag eller policy;Gäller från\n"
    for row, status in ((f"{KFF};;Köp;en lag;LOU;2026-01-01\n", 302), ("ingen;;Köp;en lag;LOU;2026-01-01\n", 302)):
        file = SimpleUploadedFile("b.csv", (heading + row).encode())
        assert controller.post(reverse("autonomy:how_limits_file_upload"), {"file": file}).status_code == status
        shown = text_of(controller.get(reverse("autonomy:how_limits_file_plan")))
        assert ("Det finns ingenting med koden ingen." in shown) == row.startswith("ingen")
        controller.post(reverse("autonomy:how_limits_file_store"))
    assert HowLimit.objects.filter(department__code=KFF).count() == 1
    assert answered("MR-26", KFF) == "kept"
