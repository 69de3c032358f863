"""Living owners: goals have an owner, what stands still is listed, and the minutes asked are told."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Goal, Indicator, ReportedValue, Target
from spelregler.apps.goals.queries import idle
from spelregler.apps.organisation.registries.post_belongings import owned_by

TODAY = date(2026, 11, 2)
UNIT = "oxeloskolan"


def minutes_on(client, name: str) -> int:
    found = re.search(r"Omkring (\d+) minuter", client.get(reverse(name)).content.decode())
    return int(found[1]) if found else 0


class TestOwners:
    @pytest.mark.once
    def test_every_goal_in_the_demo_has_an_owner(self, db):
        assert not Goal.objects.filter(owner=None).exists()

    def test_leaving_a_post_hands_its_goals_over_too(self, db):
        kinds = {each.kind for each in owned_by([f"chef-{UNIT}"], as_of=TODAY)}
        assert "mal" in kinds

    def test_a_manager_hands_a_goal_on(self, wearing):
        goal = Goal.objects.filter(unit__code=UNIT)[0]
        said = {"kind": "mal", "code": goal.code, "to": f"larare-{UNIT}"}
        assert wearing("CT").post(reverse("goals:hand_on"), said).status_code == 403
        assert wearing("EC", unit=UNIT).post(reverse("goals:hand_on"), said).status_code == 302
        goal.refresh_from_db()
        assert goal.owner.code == f"larare-{UNIT}"


class TestWhatStandsStill:
    @pytest.mark.both
    def test_a_measure_without_any_value_is_listed_until_it_has_one(self, wearing):
        made = Indicator.objects.create(code="prov", title="Provmåttet", unit_of_measure="%", direction="higher")
        goal = Goal.objects.filter(unit__code=UNIT)[0]
        Target.objects.create(goal=goal, indicator=made, year=2026, value=1, start=date(2026, 1, 1))
        assert "Provmåttet" in wearing("CI").get(reverse("goals:idle")).content.decode()
        assert "prov" in {each.code for each in idle.never_updated(as_of=TODAY)}
        assert "prov" not in {each.code for each in idle.unused(as_of=TODAY)}

    def test_a_measure_in_no_plan_is_listed_as_unused(self, db):
        made = Indicator.objects.create(code="prov", title="Prov", unit_of_measure="%", direction="higher")
        goal = Goal.objects.filter(unit__code=UNIT)[0]
        Target.objects.create(goal=goal, indicator=made, year=2024, value=1, start=date(2024, 1, 1))
        assert "prov" in {each.code for each in idle.unused(as_of=TODAY)}


class TestMinutes:
    def test_what_is_submitted_is_no_longer_asked(self, wearing):
        manager = wearing("EC", unit=UNIT)
        before = minutes_on(manager, "goals:report")
        assert before > 0
        measured = Indicator.objects.get(code="trygghet-elever")
        url = f"{reverse('goals:report')}?period=2026-01-01_2026-11-01"
        manager.post(url, {f"trygghet-elever:{UNIT}:T:value": "88", "act": "submit"})
        assert ReportedValue.objects.filter(unit__code=UNIT, indicator=measured).exists()
        assert minutes_on(manager, "goals:report") == before - measured.minutes

    @pytest.mark.once
    def test_nothing_is_asked_of_the_elected(self, wearing):
        assert "Rapportera" not in wearing("Np").get(reverse("home:tasks")).content.decode()

    @pytest.mark.once
    def test_the_head_sees_what_measuring_asks_of_each_unit(self, wearing):
        url = reverse("goals:owner_plan", args=[2026, "forvaltning", "utbildningsforvaltningen"])
        assert "Minuter under året" in wearing("FC", department="utbildningsforvaltningen").get(url).content.decode()
        assert "Minuter under året" not in wearing("N").get(url).content.decode()
