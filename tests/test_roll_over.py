"""A plan is carried into the next year by whoever plans there, and taken back until reporting begins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Action, Goal, Measurement, RollOver, Target
from spelregler.apps.goals.queries.thread import goal_tree

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

TODAY = date(2026, 11, 2)
UNIT = "oxeloskolan"
URL = reverse("goals:roll_over", args=[2027, "enhet", UNIT])


@pytest.fixture
def manager(wearing):
    return wearing("EC", unit=UNIT)


@pytest.fixture
def goals(db):
    return list(Goal.objects.filter(unit__code=UNIT).order_by("pk"))


def carry(client, goals):
    rows = [f"g-{goal.pk}" for goal in goals]
    return client.post(URL, {"row": rows, "act": "carry"})


class TestRollOver:
    def test_the_preview_stores_nothing(self, manager, goals):
        text = manager.get(URL).content.decode()
        assert goals[0].title in text
        assert not RollOver.objects.filter(unit__code=UNIT).exists()

    def test_what_is_chosen_becomes_a_proposal_with_its_target_and_owner(self, manager, goals, wearing):
        assert carry(manager, goals).status_code == 302
        new = Goal.objects.get(continues=goals[0])
        assert (new.start, new.end) == (date(2027, 1, 1), date(2028, 1, 1))
        assert new.owner == goals[0].owner
        old = Target.objects.get(goal=goals[0])
        assert Target.objects.get(goal=new).value == old.value
        plan = reverse("goals:owner_plan", args=[2027, "enhet", UNIT])
        assert new.title not in wearing("CI").get(plan).content.decode()

    def test_an_unchosen_goal_is_left(self, manager, goals):
        carry(manager, [])
        assert not Goal.objects.filter(continues__in=goals).exists()

    def test_nothing_is_carried_twice(self, manager, goals):
        carry(manager, goals)
        assert carry(manager, goals).status_code == 400
        assert Goal.objects.filter(continues__in=goals).count() == len(goals)

    def test_this_years_plan_is_untouched_while_the_next_is_drafted(self, manager, goals):
        before = goal_tree(year=2026, as_of=TODAY)
        carry(manager, goals)
        assert goal_tree(year=2026, as_of=TODAY) == before

    @pytest.mark.both
    def test_it_can_be_undone_without_a_trace_in_the_plan(self, manager, goals):
        before = [set(kind.objects.values_list("pk", flat=True)) for kind in (Goal, Target, Action)]
        carry(manager, goals)
        assert manager.post(f"{URL}angra/").status_code == 302
        assert [set(kind.objects.values_list("pk", flat=True)) for kind in (Goal, Target, Action)] == before
        assert RollOver.objects.get(unit__code=UNIT).undone_on == date(2026, 11, 2)
        assert carry(manager, goals).status_code == 302

    def test_it_stands_once_reporting_on_the_new_year_has_begun(self, manager, goals):
        carry(manager, goals)
        target = Target.objects.filter(goal__continues=goals[0]).get()
        Measurement.objects.create(
            indicator=target.indicator,
            unit=goals[0].unit,
            period_start=date(2027, 1, 1),
            period_end=date(2027, 2, 1),
            value=Decimal(1),
            recorded_on=date(2026, 11, 2),
        )
        response = manager.post(f"{URL}angra/")
        assert response.status_code == 400
        assert "Rapporteringen för 2027 har börjat" in response.content.decode()
        assert Goal.objects.filter(continues=goals[0]).exists()

    def test_it_stands_once_the_plan_is_decided(self, manager, goals):
        carry(manager, goals)
        manager.post(reverse("goals:decide_plan", args=[2027, "enhet", UNIT]))
        assert manager.post(f"{URL}angra/").status_code == 400

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KF", "N", "Np", "KC", "CT", "RE", "SE"])
    def test_an_outsider_neither_sees_nor_carries(self, wearing, goals, role):
        assert wearing(role).get(URL).status_code == 403
        assert carry(wearing(role), goals).status_code == 403
        assert not RollOver.objects.filter(unit__code=UNIT).exists()

    def test_another_units_goal_in_the_form_is_not_carried(self, manager):
        other = Goal.objects.filter(level="unit").exclude(unit__code=UNIT)[0]
        assert carry(manager, [other]).status_code == 400

    def test_a_committees_plan_is_carried_as_proposals(self, wearing):
        url = reverse("goals:roll_over", args=[2027, "organ", "un"])
        old = Goal.objects.filter(body__code="un", level="committee")[0]
        head = wearing("FC", department="utbildningsforvaltningen")
        assert head.post(url, {"row": f"g-{old.pk}"}).status_code == 302
        assert Goal.objects.get(continues=old).decision is None
