"""The bell at the top of every page: what is late or due this week for the role, counted where the list is asked."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.acting import work_list
from spelregler.domain.work_list import When
from tests.conftest import TODAY
from tests.test_goals_counted import everybody

pytestmark = pytest.mark.django_db
NEAR = (When.LATE, When.TODAY, When.BROKEN, When.WEEK)


def bell(client: Client, page: str) -> str:
    found = re.search(r'<a class="bell" href="/att-gora/">.*?</a>', client.get(page).content.decode(), re.S)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def near(unit: str) -> int:
    role = next(each for each in everybody() if (each.role, each.unit) == ("EC", unit))
    return sum(each.when(TODAY) in NEAR for each in work_list.tasks(role))


@pytest.mark.parametrize("counted_on", ["home:home", "home:tasks"])
def test_the_bell_tells_what_was_counted_where_the_list_is_asked(wearing: Callable, counted_on: str) -> None:
    client = wearing("EC", unit="oxeloskolan")
    assert "bell-count" not in bell(client, reverse("goals:tree"))
    expected = near("oxeloskolan")
    assert expected > 1
    words = f"{expected} uppgifter är försenade eller ska göras den här veckan"
    assert words in bell(client, reverse(counted_on))
    assert words in bell(client, reverse("goals:tree"))


def test_the_count_is_of_the_role_and_of_the_day(wearing: Callable) -> None:
    client = wearing("EC", unit="oxeloskolan")
    client.get(reverse("home:home"))
    session = client.session
    code, day, counted = session["near-tasks"]
    assert (day, counted) == (TODAY.isoformat(), near("oxeloskolan"))
    for other in (["someone", day, counted], [code, "2026-11-01", counted]):
        session["near-tasks"] = other
        session.save()
        assert "bell-count" not in bell(client, reverse("goals:tree"))


def test_an_earlier_day_s_page_counts_nothing_and_a_resident_has_no_bell(wearing: Callable) -> None:
    client = wearing("EC", unit="oxeloskolan")
    client.get(reverse("home:home"), {"per": "2026-10-01"})
    assert "near-tasks" not in client.session
    assert not bell(wearing("CI"), reverse("home:home"))
