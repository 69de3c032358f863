"""The page where people open a signal about a unit: who may on which ground, who may not, and what follows."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.autonomy.models import Intervention, Signal
from spelregler.apps.organisation.models import Post
from tests.conftest import TODAY

SCHOOL, CARE = "ramdalsskolan", "bjorntorp"
SEEN = "Fyra möten i rad har blivit inställda utan besked."


def page(unit: str) -> str:
    return reverse("autonomy:open_signal", args=[unit])


def signals(unit: str) -> list[Signal]:
    return list(Signal.objects.filter(unit__code=unit, evidence=SEEN))


@pytest.mark.parametrize(
    ("role", "unit", "ground"),
    [
        ("FC", SCHOOL, "MR-49"),
        ("KC", SCHOOL, "MR-49"),
        ("CT", SCHOOL, "MR-48"),
        ("EC", "oxeloskolan", "MR-50"),
        ("EC", CARE, "MR-51"),
        ("UN", SCHOOL, "MR-50"),
        ("SO", SCHOOL, "MR-50"),
    ],
)
def test_whoever_may_finds_the_page_and_opens_one(wearing, role, unit, ground):
    client = wearing(role, **({"unit": "oxeloskolan"} if role == "EC" else {}))
    assert page(unit) in client.get(reverse("autonomy:unit", args=[unit])).content.decode()
    shown = client.get(page(unit)).content.decode()
    assert f"({ground})<" in shown
    assert "Skriv inga namn" in shown
    assert client.post(page(unit), {"ground": ground, "evidence": SEEN}).status_code == 302
    (signal,) = signals(unit)
    assert (signal.ground, signal.opened_on) == (ground, TODAY)
    assert not Intervention.objects.filter(signal=signal).exists()


@pytest.mark.parametrize(
    ("role", "unit", "ground"),
    [("CT", SCHOOL, "MR-50"), ("UN", SCHOOL, "MR-48"), ("EC", CARE, "MR-48"), ("KC", SCHOOL, "MR-1")],
)
def test_on_another_ground_the_form_does_not_take_it(wearing, role, unit, ground):
    client = wearing(role, **({"unit": "oxeloskolan"} if role == "EC" else {}))
    answer = client.post(page(unit), {"ground": ground, "evidence": SEEN})
    assert answer.status_code == 400
    assert SEEN in answer.content.decode(), "what was typed stays"
    assert not signals(unit)


@pytest.mark.once
@pytest.mark.parametrize("role", ["KF", "KS", "N", "Np"])
def test_the_elected_ask_the_department_head_instead(wearing, role):
    answer = wearing(role).post(page(SCHOOL), {"ground": "MR-50", "evidence": SEEN})
    assert answer.status_code == 403
    text = answer.content.decode()
    assert "Ställ frågan till förvaltningschefen" in text
    assert "MR-46" in text
    assert not signals(SCHOOL)


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "EM", "HR", "SE", "RE"])
def test_others_are_told_whose_matter_it_is(wearing, role):
    client = wearing(role)
    assert page(SCHOOL) not in client.get(reverse("autonomy:unit", args=[SCHOOL])).content.decode()
    assert client.get(page(SCHOOL)).status_code == 403


@pytest.mark.both
def test_a_representative_speaks_for_the_area_that_hr_has_entered(wearing):
    union, hr = wearing("UN"), wearing("HR")
    assert page(CARE) not in union.get(reverse("autonomy:unit", args=[CARE])).content.decode()
    refused = union.post(page(CARE), {"ground": "MR-50", "evidence": SEEN})
    assert refused.status_code == 403
    assert "anmält för" in refused.content.decode()
    area = reverse("organisation:register_area", args=["fackligt-ombud"])
    assert area in hr.get(reverse("organisation:post", args=["fackligt-ombud"])).content.decode()
    assert hr.post(area, {"represents": "all"}).status_code == 400
    assert hr.post(area, {"represents": "municipality"}).status_code == 302
    assert "hela kommunen" in hr.get(reverse("organisation:post", args=["fackligt-ombud"])).content.decode()
    assert union.post(page(CARE), {"ground": "MR-50", "evidence": SEEN}).status_code == 302
    assert hr.post(area, {"represents": ""}).status_code == 302
    assert union.post(page(SCHOOL), {"ground": "MR-50", "evidence": SEEN}).status_code == 403


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "UN", "FC", "KC", "SE", "N"])
def test_nobody_but_hr_enters_an_area(wearing, role):
    area = reverse("organisation:register_area", args=["fackligt-ombud"])
    assert wearing(role).post(area, {"represents": "municipality"}).status_code in (403, 404)
    assert Post.objects.get(code="fackligt-ombud").represents == "department"


@pytest.mark.once
def test_a_post_that_represents_nobody_has_no_area(wearing):
    address = reverse("organisation:register_area", args=["kommunchef"])
    assert wearing("HR").get(address).status_code == 404


@pytest.mark.once
def test_a_head_of_another_department_opens_none(wearing):
    client = wearing("FC", department="utbildningsforvaltningen")
    assert client.post(page(CARE), {"ground": "MR-49", "evidence": SEEN}).status_code == 403


def test_a_signal_says_what_was_seen(wearing):
    answer = wearing("FC", department="utbildningsforvaltningen").post(page(SCHOOL), {"ground": "MR-49"})
    assert answer.status_code == 400
    assert "Detta fält måste fyllas i" in answer.content.decode()


@pytest.mark.once
def test_a_unit_that_is_not_there_is_not_there(wearing):
    assert wearing("KC").get(page("finns-ej")).status_code == 404
