"""A unit goes through the policy: its manager records it on a phone in a minute, HR for many units by file (MR-4)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.knowledge.models import UnitInformation
from spelregler.apps.organisation.models import Unit
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
UNIT, HOME = "oxeloskolan", "bjorntorp"
SAID = {"kind": "meeting", "held_on": "2026-11-02", "took_part": "19", "of_how_many": "20"}
HEADING = "Enhet;Hur;Dag;Deltog;Arbetar på enheten\n"


def page(code: str = UNIT) -> str:
    return reverse("knowledge:unit", args=[code])


def answer_of(code: str = UNIT):
    (found,) = answers(Wanted(clauses=["MR-4"], places=[("unit", code)]), as_of=TODAY)
    return found


class TestAHeadTeacherOnAPhone:
    def test_is_led_from_the_work_list_straight_to_the_form(self, wearing):
        listed = text_of(wearing("EC", unit=UNIT).get(reverse("home:tasks")))
        assert f"{page()}#record" in listed
        assert "Gå igenom policyn med enheten" in listed

    def test_records_it_and_the_answer_changes(self, wearing):
        assert answer_of().status == "not_assessed"
        client = wearing("EC", unit=UNIT)
        told = text_of(client.post(page(), SAID, follow=True))
        assert "Det är infört." in told
        assert "19 av 20" in told
        assert (answer_of().status, answer_of().inputs["headcount_from"]) == ("kept", "stated")
        assert "Gå igenom policyn med enheten" not in text_of(client.get(reverse("home:tasks")))

    def test_takes_it_back_and_nothing_is_known_again(self, wearing):
        client = wearing("EC", unit=UNIT)
        client.post(page(), SAID)
        row = UnitInformation.objects.get(unit__code=UNIT)
        address = reverse("knowledge:withdraw", args=[row.pk])
        assert client.post(address, {"reason": ""}).status_code == 400
        assert "Fel dag." in text_of(client.post(address, {"reason": "Fel dag."}, follow=True))
        assert answer_of().status == "not_assessed"

    def test_is_told_what_is_wrong_at_the_field(self, wearing):
        answer = wearing("EC", unit=UNIT).post(page(), {**SAID, "took_part": "30"})
        assert answer.status_code == 400
        assert "30 var med av 20." in text_of(answer)
        assert not UnitInformation.objects.filter(unit__code=UNIT).exists()

    def test_is_led_there_from_the_unit_s_own_page(self, wearing):
        assert page() in text_of(wearing("EC", unit=UNIT).get(reverse("autonomy:unit", args=[UNIT])))


@pytest.mark.parametrize("role", ["CI", "N", "KF", "EM", "FC", "KC", "CT", "SE"])
def test_others_read_no_numbers_of_people_and_record_nothing(wearing, role):
    client = wearing(role)
    told = text_of(client.get(page(HOME)))
    assert "5 okt" in told
    assert '<td class="num"' not in told
    assert client.post(page(HOME), SAID).status_code == 403
    assert client.get(reverse("knowledge:file")).status_code == 403
    row = UnitInformation.objects.get(unit__code=HOME)
    assert client.post(reverse("knowledge:withdraw", args=[row.pk]), {"reason": "x"}).status_code == 403


def test_a_manager_records_nothing_for_another_unit(wearing):
    assert wearing("EC", unit=UNIT).post(page(HOME), SAID).status_code == 403


@pytest.mark.parametrize("address", [page("finnsinte"), "/kunskap/genomgang/999999/ta-tillbaka/"])
def test_what_is_not_there_is_not_found(wearing, address):
    assert wearing("HR").get(address).status_code == 404


class TestManyUnitsByFile:
    def bring(self, client, text: str) -> str:
        file = SimpleUploadedFile("apt.csv", text.encode())
        return text_of(client.post(reverse("knowledge:file_upload"), {"file": file}, follow=True))

    def test_the_table_has_a_row_for_each_unit(self, wearing):
        told = wearing("HR").get(reverse("knowledge:file_template", args=["csv"])).content.decode("utf-8-sig")
        assert len(told.splitlines()) == Unit.objects.on(TODAY).count() + 1
        assert wearing("HR").get(reverse("knowledge:file_template", args=["xlsx"])).status_code == 200

    def test_it_is_looked_at_and_then_stored(self, wearing):
        client = wearing("HR")
        told = self.bring(
            client, HEADING + f"{UNIT};arbetsplatsträff;2026-10-12;19;20\n{HOME};uppsamling;2026-11-02;12;\n"
        )
        assert "För in enheterna" in told
        assert answer_of().status == "not_assessed"
        told = text_of(client.post(reverse("knowledge:file_store"), follow=True))
        assert "2 enheter är införda." in told
        assert (answer_of().status, answer_of(HOME).status) == ("kept", "kept")

    def test_a_fault_is_told_at_its_row_and_nothing_is_stored(self, wearing):
        client = wearing("HR")
        told = self.bring(client, HEADING + f"{UNIT};;2026-10-12;30;20\nfinnsinte;;2026-10-12;3;4\n{HOME};;;12;\n")
        for words in (
            "rad 2, kolumn E: 30 var med av 20.",
            "rad 3, kolumn A: finnsinte är ingen enhet",
            "rad 4, kolumn C",
        ):
            assert words in told
        assert "För in enheterna" not in told
        client.post(reverse("knowledge:file_store"))
        assert not UnitInformation.objects.filter(unit__code=UNIT).exists()
