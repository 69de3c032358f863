"""What is written is asked about again at once: by the page where that is quick, else by the worker (MR-52)."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.policy import fresh
from tests.test_plan_pages import HEADING, ROW


@pytest.fixture
def asked(monkeypatch):
    """The rooms whose checks were asked, one entry for each time."""
    found: list[tuple[str, ...]] = []
    monkeypatch.setattr(fresh, "evaluate_and_store", lambda *, as_of, rooms: found.append(rooms) or [])
    return found


def set_periods(client, act="lock"):
    said = {"first": "2026-01", "last": "2026-10", "act": act, "reason": "Sammanställningen är gjord"}
    return client.post(reverse("goals:set_period"), said)


def test_a_write_asks_its_own_room_and_those_above_it(wearing, asked):
    assert set_periods(wearing("CT")).status_code == 302
    (rooms,) = asked
    assert rooms[0] == "goals"
    assert "frames" in rooms
    assert "organisation" not in rooms


def test_what_is_refused_or_only_read_asks_nothing(wearing, asked):
    assert set_periods(wearing("N")).status_code == 403
    wearing("CT").get(reverse("goals:tree"))
    assert asked == []


def test_what_the_worker_stores_is_asked_about_too(wearing, asked, the_worker_works, settings, tmp_path):
    settings.HOME = tmp_path
    client = wearing("CT")
    file = SimpleUploadedFile("plan.csv", (HEADING + ROW).encode())
    address = client.post(reverse("goals:plan_try"), {"file": file}).headers["Location"]
    the_worker_works()
    assert asked == []
    client.post(f"{address}lagra/")
    the_worker_works()
    assert [rooms[0] for rooms in asked] == ["goals"]


def test_in_a_large_municipality_nobody_waits_and_two_writes_are_one_question(
    wearing, asked, the_worker_works, monkeypatch
):
    monkeypatch.setattr(fresh, "MOST_UNITS_AT_ONCE", 0)
    client = wearing("CT")
    set_periods(client, "lock")
    set_periods(client, "open")
    assert asked == []
    the_worker_works()
    assert [rooms[0] for rooms in asked] == ["goals"]


def test_a_directory_that_provisions_many_does_not_wait_either(db, asked, the_worker_works):
    for _number in range(3):
        fresh.ask_again({"organisation"}, is_read_next=False)
    assert asked == []
    the_worker_works()
    assert asked == [None]  # everything, from the lowest room
