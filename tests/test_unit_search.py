"""The units that money is moved between are looked for, where there are too many to choose among in one list."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.frames.models import Forecast, UnitMove
from spelregler.apps.frames.queries import moves
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_asked_again")]
HERE, MOVE = reverse("frames:moves_of", args=["un"]), reverse("frames:move", args=["un"])
SAID = {"from_unit": "gymnasium-vux", "to_unit": "oxeloskolan", "amount": "300", "reason": "Färre elever"}


@pytest.fixture
def head(wearing, monkeypatch):
    monkeypatch.setattr(moves, "MOST_OFFERED", 2)
    return wearing("FC", department="utbildningsforvaltningen")


def offered(answer, name: str) -> list[str]:
    return [code for code, _words in answer.context["move_form"][name].field.choices]


def test_the_two_units_of_a_move_are_found_by_name(head):
    first = head.get(HERE)
    assert (len(offered(first, "from_unit")), len(offered(first, "to_unit"))) == (2, 2)
    found = head.get(HERE, {"fran": "gymn", "till": "oxelöskolan"})
    assert (offered(found, "from_unit"), offered(found, "to_unit")) == (["gymnasium-vux"], ["oxeloskolan"])
    assert "Ingen enhet har de orden" in head.get(HERE, {"fran": "finns inte"}).content.decode()


def test_those_that_were_found_are_moved_between_and_stay_in_a_form_with_a_fault(head):
    wrong = head.post(MOVE, SAID | {"amount": "mycket"})
    assert wrong.status_code == 400
    assert wrong.context["move_form"]["from_unit"].value() in offered(wrong, "from_unit")
    assert not wrong.context["move_form"].has_error("from_unit")
    assert head.post(MOVE, SAID).status_code == 302
    assert UnitMove.objects.get(amount_ore=30_000_000).to_unit.code == "oxeloskolan"


def test_where_all_can_be_offered_there_is_nothing_to_look_for(wearing):
    assert "Sök först fram" not in wearing("FC", department="utbildningsforvaltningen").get(HERE).content.decode()


def test_the_units_of_a_reprioritisation_are_found_all_at_once(wearing, monkeypatch):
    monkeypatch.setattr(moves, "MOST_OFFERED", 2)
    secretary = wearing("SE")
    forecast = Forecast.objects.known_on(TODAY).filter(unit__code="oxeloskolan", answered_by=None).latest("month")
    page = reverse("frames:reprioritise", args=["un", forecast.pk])
    first = secretary.get(page)
    assert len(first.context["form"].held) == 2
    found = secretary.get(page, {"enheter": "gymn, oxelöskolan"})
    assert {code for code, _name, _amount in found.context["form"].held} == {"gymnasium-vux", "oxeloskolan"}
    assert found.context["total"] == first.context["total"]
    minuted = {
        "decided_on": "2026-11-02",
        "paragraph": "96",
        "text": "Nämnden omprioriterar.",
        "expected": "Ramen hålls.",
    }
    new = {"new:oxeloskolan": "79 000", "new:gymnasium-vux": "81 500"}
    assert secretary.post(f"{page}?enheter=gymn,oxelöskolan", minuted | new).status_code == 302
