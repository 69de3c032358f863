"""A page reads what it shows: where it shows the same, it fetches as many rows of a municipality of any size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import bench.enlarge
import pytest
from django.test import Client

from spelregler.apps.frames.models import Forecast
from spelregler.apps.frames.queries.frames import frames_overview, part_rows, unit_rows
from spelregler.apps.frames.queries.net_outcome import booked_through
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.unit_counts import unit_codes, units_by_department
from tests.rows_fetched import rows_fetched

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOW = {"year": 2026, "as_of": date(2026, 11, 2)}
READS: dict[str, Callable[[], Any]] = {
    "the council's money": partial(frames_overview, **NOW),
    "a committee's": partial(frames_overview, **NOW, body_code="un"),
    "a page of its units": partial(unit_rows, **NOW, body_code="un", most=5),
    "its departments": partial(part_rows, **NOW, body_code="un"),
    "its months": partial(booked_through, **NOW, body_code="un"),
    "the departments on the field": partial(units_by_department, as_of=NOW["as_of"]),
    "a page of the field": partial(unit_codes, as_of=NOW["as_of"], start=0, most=5),
}


def rows_of(read: Callable[[], Any]) -> int:
    read()
    return rows_fetched(read)["rows"]


PAGED = (
    "spelregler.apps.goals.pages.reporting.presenters.ROWS",
    "spelregler.apps.goals.pages.ownership.presenters.ROWS",
)
MOST = {
    "spelregler.apps.frames.queries.both_forecasts.MOST_ADDED": 5,
    "spelregler.apps.frames.pages.forecasts.views.ROWS": 5,
    "spelregler.apps.frames.queries.moves.MOST_OFFERED": 3,
    "spelregler.apps.goals.queries.ownership.MOST_OFFERED": 3,
    "spelregler.apps.goals.pages.reporting.presenters.ROWS": 5,
}
LEAFED = (
    "/mal/?mal=trygg-och-saker-uppvaxt",
    "/policyn/",
    "/policyn/andrat/",
    "/mal/planer/",
    "/mal/planer/?ar=2027&sida=2",
    "/mal/planer/2026/organ/un/",
    "/mal/planer/2026/enhet/oxeloskolan/",
    "/mal/agare/",
    "/mal/rattelser/",
    "/bedomningar/",
    "/bedomningar/enhet/oxeloskolan/MR-45/",
    "/organisationen/",
)
"""Pages whose lists are leafed through."""
ASKED = {
    "FC": (
        "/ramar/prognoser/un/",
        "/ramar/prognoser/un/rapportera/",
        "/ramar/flytta/",
        "/mal/planer/2027/organ/un/",
    ),
    "CT": ("/mal/planer/2027/organ/kf/", "/mal/matt/nytt/"),
    "SE": ("/ramar/omprioritering/un/{forecast}/",),
}
"""Pages of a role where one chooses among many, or where many are added up."""
MORE = 30
"""What the rows on a page bring differs somewhat between units; it is far less than reading each unit once."""


def test_pages_with_lists_are_read_alike_at_two_sizes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in PAGED:
        monkeypatch.setattr(place, 5)
    small = {address: rows_of(partial(client.get, address)) for address in LEAFED}
    monkeypatch.setattr(bench.enlarge, "evaluate_and_store", lambda *, as_of: None)
    assert 2 * Unit.objects.count() > 2 * MORE
    bench.enlarge.enlarge(units=3 * Unit.objects.count())
    large = {address: rows_of(partial(client.get, address)) for address in LEAFED}
    assert {address: large[address] for address in LEAFED if large[address] > small[address] + MORE} == {}


def test_what_roles_choose_among_is_read_alike_at_two_sizes(wearing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for place, most in MOST.items():
        monkeypatch.setattr(place, most)
    told = Forecast.objects.known_on(NOW["as_of"]).filter(unit__code="oxeloskolan", answered_by=None).latest("month")
    where = {"FC": {"department": "utbildningsforvaltningen"}}
    clients = {role: wearing(role, **where.get(role, {})) for role in ASKED}
    pages = [(clients[role], each.format(forecast=told.pk)) for role in ASKED for each in ASKED[role]]

    def rows() -> dict[str, int]:
        return {address: rows_of(partial(client.get, address)) for client, address in pages}

    small = rows()
    monkeypatch.setattr(bench.enlarge, "evaluate_and_store", lambda *, as_of: None)
    bench.enlarge.enlarge(units=3 * Unit.objects.count())
    large = rows()
    assert {
        address: (small[address], large[address]) for address in large if large[address] > small[address] + MORE
    } == {}


def test_the_frames_are_read_alike_at_two_sizes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = {**READS, "the page": lambda: client.get("/ramar/")}
    small = {name: rows_of(read) for name, read in reads.items()}
    assert small["a page of its units"] > 5
    monkeypatch.setattr(bench.enlarge, "evaluate_and_store", lambda *, as_of: None)
    bench.enlarge.enlarge(units=3 * Unit.objects.count())
    assert {name: rows_of(read) for name, read in reads.items()} == small
