"""Key measures: three to five, chosen by whoever leads, dated, undone for a month, shown on the first page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.goals.access.key_measures import KeyPlace
from spelregler.apps.goals.models import Indicator, KeyChoice, Measurement, ShownValue
from spelregler.apps.goals.operations.key_measures import (
    KeyMeasuresRefused,
    choose_key_measures,
    undo_key_measures,
)
from spelregler.apps.goals.queries.key_measures import key_choice, key_choices, offered, row_of, standing
from spelregler.apps.goals.queries.plans import BODY, DEPARTMENT, UNIT
from spelregler.domain.goals.attainment import Trend
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
UTB = "utbildningsforvaltningen"
COMMITTEE = KeyPlace(BODY, "un", "un", UTB)
OF_UNIT = KeyPlace(UNIT, "oxeloskolan", "un", UTB)
OF_DEPARTMENT = KeyPlace(DEPARTMENT, UTB, "un", UTB)
FIELDS = ("first", "second", "third", "fourth", "fifth")
PLACES = [COMMITTEE, OF_UNIT, OF_DEPARTMENT]


def address(place: KeyPlace = COMMITTEE, name: str = "key_measures") -> str:
    return reverse(f"goals:{name}", args=[place.kind, place.code])


def some(place: KeyPlace, count: int) -> list[Indicator]:
    return list(offered(place, as_of=TODAY).every.values())[:count]


def choose(place: KeyPlace, count: int = 3, *, on=TODAY, skip: int = 0) -> KeyChoice:
    found = some(place, count + skip)[skip:]
    return choose_key_measures(place=row_of(place), indicators=found, on=on, who=SYSTEM)


def said(codes: list[str]) -> dict[str, str]:
    return dict(zip(FIELDS, codes, strict=False))


@pytest.fixture(autouse=True)
def nothing_is_chosen_yet(db: None) -> None:
    """The demo's own choices are gone."""
    KeyChoice.objects.all().delete()


@pytest.fixture
def chair(wearing: Callable) -> Client:
    return wearing("Np", body="un")


class TestChoosing:
    def test_the_chair_chooses_from_the_first_page_and_sees_them_there_on_the_plan_and_on_the_account(self, chair):
        assert address() in chair.get("/").content.decode()
        chosen = some(COMMITTEE, 4)
        assert chair.post(address(), said([each.code for each in chosen])).status_code == 302
        told = AuditRow.objects.filter(act="choose-key-measures").latest("pk")
        assert told.after["indicators"] == [each.code for each in chosen]
        for page in ("/", reverse("followup:committee", args=["un"]), "/mal/planer/2026/organ/un/", address()):
            html = chair.get(page).content.decode()
            places = [html.index(f'<h3><a href="{reverse("goals:indicator", args=[each.code])}">') for each in chosen]
            assert places == sorted(places), page
            assert (address() in html) == (page != "/"), page

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("codes", "field"), [([0, 1], "third"), ([0, 1, 1], "third"), ([0, 1, 2, 0], "fourth"), ([], "first")]
    )
    def test_three_to_five_different_ones_and_the_fault_stands_at_its_field(self, chair, codes, field):
        found = [each.code for each in some(COMMITTEE, 3)]
        answer = chair.post(address(), said([found[number] for number in codes]))
        assert answer.status_code == 400
        assert not KeyChoice.objects.exists()
        part = re.search(
            rf'<(?:div|fieldset)[^>]*>(?:(?!<select).)*<select[^>]*id="id_{field}".*?</select>',
            answer.content.decode(),
            re.S,
        )
        assert part
        assert 'aria-invalid="true"' in part[0].rpartition("<select")[2]
        for number in codes:
            assert f'value="{found[number]}" selected' in answer.content.decode(), "what was chosen stays"

    def test_more_than_five_are_refused_also_past_the_form(self):
        with pytest.raises(KeyMeasuresRefused) as refused:
            choose(COMMITTEE, 6)
        assert refused.value.field == "fifth"

    @pytest.mark.once
    @pytest.mark.parametrize(
        ("role", "where", "may"),
        [
            ("Np", {"body": "un"}, {COMMITTEE}),
            ("N", {"body": "un"}, set()),
            ("FC", {"department": UTB}, {OF_DEPARTMENT}),
            ("EC", {"unit": "oxeloskolan"}, {OF_UNIT}),
            ("EC", {"unit": "bjorntorp"}, set()),
            ("KSp", {}, set()),
            ("CT", {}, set()),
            ("CI", {}, set()),
        ],
    )
    def test_whoever_leads_the_place_chooses_and_nobody_else(self, wearing, role, where, may):
        client = wearing(role, **where)
        for place in PLACES:
            allowed = place in may
            assert (client.post(address(place), {}).status_code == 400) is allowed, place
            assert (client.post(address(place, "undo_key_measures"), {}).status_code == 302) is allowed, place
            page = client.get(address(place))
            assert page.status_code == 200, "what is followed is open to all"
            assert ("<select" in page.content.decode()) is allowed, place


class TestTime:
    def test_chosen_again_it_ends_and_the_earlier_day_keeps_what_held_then(self):
        choose(COMMITTEE, on=TODAY - timedelta(days=10))
        choose(COMMITTEE, skip=1)
        then = key_choice(COMMITTEE, as_of=TODAY - timedelta(days=1))
        now = key_choice(COMMITTEE, as_of=TODAY)
        assert then
        assert now
        assert (then.end, now.start, now.end) == (TODAY, TODAY, None)
        assert key_choice(COMMITTEE, as_of=TODAY - timedelta(days=11)) is None
        assert len(key_choices(COMMITTEE, as_of=TODAY)) == 2

    def test_chosen_again_the_same_day_it_is_the_same_choice(self):
        choose(COMMITTEE)
        choose(COMMITTEE, 5)
        assert KeyChoice.objects.get().measures.count() == 5

    @pytest.mark.both
    def test_undone_the_one_before_holds_again(self, chair):
        first = choose(COMMITTEE, on=TODAY - timedelta(days=10))
        choose(COMMITTEE, 4)
        assert chair.post(address(name="undo_key_measures")).status_code == 302
        assert key_choice(COMMITTEE, as_of=TODAY) == first
        assert AuditRow.objects.filter(act="undo-key-measures").exists()

    def test_what_has_held_for_a_month_is_not_undone(self, chair):
        choose(COMMITTEE, on=TODAY - timedelta(days=32))
        assert "Ångra det senaste valet" not in chair.get(address()).content.decode()
        with pytest.raises(KeyMeasuresRefused):
            undo_key_measures(place=row_of(COMMITTEE), on=TODAY, who=SYSTEM)
        answer = chair.post(address(name="undo_key_measures"))
        assert answer.status_code == 400
        assert "mer än en månad" in answer.content.decode()


class TestHowTheyStand:
    def measured(self, value: str, *, year: int = 2025, denominator: str | None = None, unit=None) -> Indicator:
        indicator = some(COMMITTEE, 1)[0]
        row = Measurement.objects.create(
            indicator=indicator,
            unit=unit,
            period_start=f"{year}-01-01",
            period_end=f"{year + 1}-01-01",
            value=Decimal(value),
            denominator=denominator and Decimal(denominator),
            recorded_on=TODAY,
        )
        ShownValue.objects.create(measurement=row, shown_on=TODAY)
        return indicator

    def test_against_the_year_before_and_never_against_another_span(self):
        Measurement.objects.filter(indicator=some(COMMITTEE, 1)[0]).delete()
        indicator = self.measured("50", year=2024)
        self.measured("60", year=2025)
        Indicator.objects.filter(pk=indicator.pk).update(direction="lower", noise=0)
        (now,) = standing(COMMITTEE, [Indicator.objects.get(pk=indicator.pk)], as_of=TODAY)
        assert (now.value, now.change) == (Decimal(60), Trend.WORSE)
        Measurement.objects.filter(indicator=indicator, period_start__year=2024).update(period_end="2024-09-01")
        (now,) = standing(COMMITTEE, [indicator], as_of=TODAY)
        assert now.change is None

    def test_what_is_hidden_stays_hidden(self, chair):
        Measurement.objects.filter(indicator=some(COMMITTEE, 1)[0]).delete()
        self.measured("50", year=2024)
        indicator = self.measured("77.7", year=2025, denominator="3")
        (now,) = standing(COMMITTEE, [indicator], as_of=TODAY)
        assert (now.value, now.change, now.moved) == (None, None, None)
        assert now.hidden
        choose(COMMITTEE)
        page = chair.get(address()).content.decode()
        assert "77,7" not in page
        assert "dold, för få" in page

    @pytest.mark.parametrize("place", PLACES)
    def test_the_questions_do_not_grow_with_the_measures(self, place, django_assert_max_num_queries):
        chosen = some(place, 5)
        with django_assert_max_num_queries(10):
            assert len(standing(place, chosen, as_of=TODAY)) == 5
        assert standing(place, [], as_of=TODAY) == []
