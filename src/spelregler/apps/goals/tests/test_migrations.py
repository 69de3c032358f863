"""A database from before targets had days is carried over, and may be carried back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from spelregler.apps.goals.models import ShownValue, Target
from spelregler.apps.goals.operations import shown_values
from spelregler.apps.goals.tests import small_town
from spelregler.apps.goals.tests.small_town import DECIDED, YEAR_START
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.squashed import step_by_step

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = "0002_target_add_decision", "0005_target_one_at_a_time"


def migrate(to: str) -> None:
    step_by_step().migrate([("goals", to)])


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_back_and_forth() -> None:
    town = small_town.build()
    town.aim(town.municipal, "80")
    town.aim(town.municipal, "85", on=date(2026, 6, 1), decision=town.decide(town.council))
    goal = town.unit_goal(town.unit("ekskolan"))
    migrate(BEFORE)
    migrate(AFTER)
    rows = Target.objects.order_by("start").values_list("goal", "value", "start", "end")
    assert list(rows) == [(town.municipal.pk, 85, DECIDED, None), (goal.pk, 80, YEAR_START, None)]


def test_what_was_reported_before_values_were_weighed_is_shown_when_they_have_been() -> None:
    town = small_town.build()
    town.aim(town.municipal, "80")
    for day, code, denominator in ((9, "alfa", "4"), (9, "beta", "20"), (9, "gamma", "40"), (10, "delta", "50")):
        unit = town.unit(code)
        town.unit_goal(unit)
        town.measure("50", unit=unit, denominator=denominator, on=date(2026, 9, day))
    migrate("0012_vision_in_dialogue")
    migrate("0014_weigh_what_was_reported")
    assert not ShownValue.objects.exists()
    assert shown_values.has_unweighed()
    assert shown_values.weigh_unweighed(on=date(2026, 11, 1), who=SYSTEM) == 1
    assert not shown_values.has_unweighed()
    shown = dict(ShownValue.objects.values_list("measurement__unit__code", "shown_on"))
    assert "alfa" not in shown
    assert shown["delta"] == date(2026, 9, 10)
    assert town.indicator.weighings.count() == 2
    assert shown_values.weigh_unweighed(on=date(2026, 11, 1), who=SYSTEM) == 0
