"""Indicators are read by all, defined by a few, and never defined and reported by the same person."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spelregler.apps.goals.models import DefinitionChange, Indicator, ReportedValue
from spelregler.apps.organisation.models import Person

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

LIST, NEW = reverse("goals:indicators"), reverse("goals:new_indicator")
OWN, CENTRAL, HEADED = "behoriga-larare", "trygghet-elever", "utbildningsforvaltningen"
ONE, CHANGE = reverse("goals:indicator", args=[OWN]), reverse("goals:change_indicator", args=[OWN])
FORM = {
    "unit_of_measure": "%",
    "direction": "higher",
    "adds_up": "ratio",
    "months_between": "12",
    "small_numbers": "cases",
    "decimals": "1",
    "noise": "0",
    "minutes": "15",
    "owner": "",
}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def head(wearing):
    return wearing("FC", department=HEADED)


def filled(client, address: str, **said: object) -> dict[str, object]:
    """The form as the page offers it, with something else typed."""
    page = text_of(client.get(address))
    owners = re.findall(r'<option value="(\d+)"', page[page.index('name="owner"') :])
    each = Indicator.objects.get(code=OWN)
    stored = {name: getattr(each, name) for name in FORM if name != "owner"}
    return {**FORM, **stored, "title": each.title, "title_en": each.title_en, "owner": owners[0], **said}


class TestTheList:
    @pytest.mark.once
    def test_is_open_to_a_resident_and_offers_nothing_to_do(self, wearing):
        text = text_of(wearing("CI").get(LIST))
        assert Indicator.objects.get(code=OWN).title in text
        assert NEW not in text

    @pytest.mark.both
    def test_is_searched_by_words_and_narrowed_by_whose_source_and_use(self, wearing):
        resident = wearing("CI")
        Indicator.objects.create(code="vilande", title="Vilande mått", unit_of_measure="st", direction="higher")
        assert "Vilande mått" in text_of(resident.get(LIST, {"q": "vilande", "oanvanda": "1", "kalla": "egen"}))
        assert "Inget mått passar" in text_of(resident.get(LIST, {"q": "vilande", "kalla": "kolada"}))
        assert "Inget mått passar" in text_of(resident.get(LIST, {"q": "vilande", "forvaltning": HEADED}))
        assert "Inget mått passar" in text_of(resident.get(LIST, {"q": "behöriga", "oanvanda": "1"}))

    @pytest.mark.both
    def test_asks_the_database_no_more_for_more_indicators(self, wearing):
        resident = wearing("CI")

        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert resident.get(LIST, {"q": "prov"}).status_code == 200
            return len(queries)

        def add(numbers: range) -> None:
            for number in numbers:
                Indicator.objects.create(code=f"p{number}", title="Prov", unit_of_measure="%", direction="lower")

        add(range(2))
        asked()
        few = asked()
        add(range(2, 30))
        assert asked() == few


class TestDefining:
    @pytest.mark.both
    def test_a_head_defines_an_indicator_with_its_day_and_chooses_it_for_a_goal(self, head):
        said = filled(head, NEW, title="Elever som läser", source="Egen mätning")
        response = head.post(NEW, said)
        made = Indicator.objects.get(title="Elever som läser")
        assert response.url == reverse("goals:indicator", args=[made.code])
        assert made.definitions.get().changed_on == date(2026, 11, 2)
        page = text_of(head.get(response.url))
        plan = re.search(r'href="([^"]+\?matt=elever-som-laser)"', page)
        assert plan
        assert 'value="elever-som-laser" selected' in text_of(head.get(plan[1]))

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EC", "EM", "N", "RE", "SE"])
    def test_a_role_that_may_not_is_told_who_does(self, wearing, role):
        client = wearing(role)
        for address in (NEW, CHANGE):
            assert client.post(address, {"title": "x"}).status_code == 403
        assert CHANGE not in text_of(client.get(ONE))

    def test_a_measured_indicator_is_changed_with_a_reason_and_keeps_unit_and_direction(self, head):
        said = filled(head, CHANGE, formula="Annat sätt", direction="lower", unit_of_measure="st")
        refused = head.post(CHANGE, said)
        assert refused.status_code == 400
        assert "inte utan skäl" in text_of(refused)
        assert head.post(CHANGE, {**said, "reason": "Ny enkät"}).status_code == 302
        kept = Indicator.objects.get(code=OWN)
        assert (kept.formula, kept.direction, kept.unit_of_measure) == ("Annat sätt", "higher", "%")
        page = text_of(head.get(ONE))
        assert "serien bryts" in page
        assert "Ny enkät" in page
        goal = kept.targets.filter(year=2026).first().goal
        assert "Ny enkät" in text_of(head.get(reverse("goals:goal", args=[goal.code])))

    @pytest.mark.once
    def test_an_indicator_of_another_departments_post_is_not_the_heads_to_change(self, head):
        assert head.get(reverse("goals:change_indicator", args=[CENTRAL])).status_code == 403

    def test_whoever_reported_its_values_does_not_change_what_they_mean(self, head):
        person = Person.objects.get(account=head.session["_auth_user_id"])
        ReportedValue.objects.create(
            indicator=Indicator.objects.get(code=OWN),
            period_start=date(2020, 1, 1),
            period_end=date(2021, 1, 1),
            state="draft",
            recorded_on=date(2026, 1, 2),
            by=person.name,
            by_person=person.code,
        )
        response = head.get(CHANGE)
        assert response.status_code == 403
        assert "ändrar inte vad de betyder" in text_of(response)
        assert "ändrar inte vad de betyder" not in text_of(head.get(LIST))
        assert CHANGE not in text_of(head.get(ONE))

    def test_whoever_defined_it_is_not_asked_for_its_values(self, wearing):
        manager = wearing("EC", unit="oxeloskolan")
        before = text_of(manager.get(reverse("goals:report")))
        title = Indicator.objects.get(code=CENTRAL).title
        assert title in before
        person = Person.objects.get(account=manager.session["_auth_user_id"])
        DefinitionChange.objects.create(
            indicator=Indicator.objects.get(code=CENTRAL),
            changed_on=date(2026, 1, 2),
            changes={"formula": ["", "x"]},
            by=person.name,
            by_person=person.code,
        )
        assert title not in text_of(manager.get(reverse("goals:report")))


@pytest.mark.once
def test_an_indicator_that_is_not_there_is_not_found(wearing):
    assert wearing("CI").get(reverse("goals:indicator", args=["saknas"])).status_code == 404


@pytest.mark.both
def test_the_units_of_a_committee_together_stand_on_its_goal_and_on_the_indicator(wearing):
    indicator = Indicator.objects.get(code=OWN)
    rows = list(indicator.measurements.filter(unit__isnull=False, sex="T", replaced_by=None))
    for each in rows:
        each.denominator, each.numerator = 40, each.value * 40 / 100
        each.save()
    resident = wearing("CI")
    page = text_of(resident.get(reverse("goals:indicator", args=[OWN])))
    assert "Enheterna tillsammans" in page
    assert "Utbildningsnämnden" in page
    assert "3 av 3 enheter" in page
    goal = indicator.targets.filter(year=2026, goal__level="committee").first().goal
    on_goal = text_of(resident.get(reverse("goals:goal", args=[goal.code])))
    assert "av 3 enheter" in on_goal
    assert "räknas inte som noll" in on_goal
    unit = indicator.targets.filter(year=2026, goal__level="unit").first().goal
    assert "Enheterna tillsammans" not in text_of(resident.get(reverse("goals:goal", args=[unit.code])))
