"""The first pages of those who stand beside: representatives, auditors and residents have errands from what exists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.organisation.models import Post
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db


def home(client) -> str:
    return text_of(client.get("/"))


@pytest.mark.parametrize("role", ["UN", "SO"])
def test_a_representative_is_led_to_what_may_be_objected_to_and_never_told_that_nothing_waits(
    wearing: Callable, role: str
) -> None:
    page = home(wearing(role))
    assert "Inget väntar på dig" not in page
    assert "Det finns inget för din roll att besluta" not in page
    assert f'href="{reverse("evaluation:list")}">Läs bedömningarna' in page
    assert "Nyligen beslutat" in page


def test_a_representative_is_shown_the_own_area_and_a_new_assessment_at_once(wearing: Callable) -> None:
    client = wearing("UN")
    row = Assessment.objects.get(unit__code="oxeloskolan", clause="MR-45", ended_on=None)
    address = reverse("evaluation:assess", args=["enhet", "oxeloskolan", "MR-45"])
    assert address in home(client)
    Assessment.objects.filter(pk=row.pk).update(holds_to=TODAY - timedelta(days=1))
    assert address not in home(client), "what holds no more is not to be objected to"


def test_of_another_area_a_representative_is_shown_nothing(wearing: Callable) -> None:
    client = wearing("SO", unit="sjotangen")
    assert "Oxelöskolan: " in home(client), "registered for the whole municipality"
    Post.objects.filter(kind=Post.Kind.SAFETY_REPRESENTATIVE).update(represents="unit")
    page = home(client)
    assert "Oxelöskolan: " not in page
    assert "Läs bedömningarna" in page


@pytest.mark.parametrize("role", ["EC", "N", "CI"])
def test_what_the_auditors_follow_up_is_on_no_other_page(wearing: Callable, role: str) -> None:
    page = home(wearing(role))
    assert "Har brutits längst" not in page
    assert "Nyligen bedömt, som du kan invända mot" not in page


def test_a_resident_reads_of_goals_money_decisions_and_how_to_say_something(wearing: Callable) -> None:
    page = home(wearing("CI"))
    order = [page.index(each) for each in ("Målen 2026", "Nyligen beslutat", "Ramen 2026", "Om du vill säga något")]
    assert order == sorted(order)
