"""A database from before targets had days is carried over, and may be carried back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from spelregler.apps.goals.models import Target
from spelregler.apps.goals.tests import small_town
from spelregler.apps.goals.tests.small_town import DECIDED, YEAR_START
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
