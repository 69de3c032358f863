"""A small municipality and a Kolada of our own on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date

import pytest

from spelregler.apps.comparison.kolada.client import Client
from spelregler.apps.comparison.kolada.fetching import Report, fetch_values
from spelregler.apps.comparison.operations.following import follow_kpi
from spelregler.apps.comparison.tests.replay import SHARED, Replay, made_up
from spelregler.apps.organisation.models import Municipality
from spelregler.platform.audit.operations import SYSTEM

TODAY = date(2026, 11, 2)


@pytest.fixture
def town(db: None) -> Municipality:
    return Municipality.objects.create(code="0481", name="Oxelösund")


@pytest.fixture
def serve() -> Iterator[Callable[[Replay], str]]:
    with ExitStack() as stack:
        yield lambda replay: stack.enter_context(replay.served())


@pytest.fixture
def kolada() -> Replay:
    return made_up()


@pytest.fixture
def real_kolada() -> Replay:
    if not SHARED.is_dir():
        pytest.skip("Kolada's real documents are not here")
    return Replay.of_real_documents()


@pytest.fixture
def sync(town: Municipality) -> Callable[..., Report]:
    def run(url: str, *, today: date = TODAY, due_after: int | None = None, own: str = "0481") -> Report:
        return fetch_values(client=patient(url), own=own, today=today, who=SYSTEM, due_after=due_after)

    return run


def patient(url: str, waited: list[float] | None = None) -> Client:
    """A client that waits no real time; what it was asked to wait is noted."""
    return Client(url, wait=(waited if waited is not None else []).append, pause=0)


def follow(kolada_id: str, direction: str = "lower", today: date = TODAY) -> None:
    follow_kpi(kolada_id=kolada_id, direction=direction, today=today, who=SYSTEM)
