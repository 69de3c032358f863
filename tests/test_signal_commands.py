"""`spelregler signals open` in the demo: what it shows, what it stores, and how it says so."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from spelregler.apps.autonomy.models import Signal
from spelregler.apps.frames import operations as money
from spelregler.apps.organisation.queries.units import unit_by_code
from spelregler.cli import program
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["signals", "open", *arguments])


def overrun() -> None:
    """A school expects far more than its frame."""
    money.report_forecast(
        unit=unit_by_code(code="ramdalsskolan"),
        year=2026,
        month=TODAY,
        amount_ore=10**12,
        method="egen",
        recorded_on=TODAY,
        who=SYSTEM,
    )


def test_in_the_demo_the_night_asks_again_where_it_became_worse_than_what_was_answered():
    """The school's stand in September covers −2.2 %; October is worse by more than the floor.

    The home's goal was missed at the interim report for the second time, and nobody has asked since.
    """
    found = json.loads(run("--apply", "--format", "json").stdout)
    assert [(each["unit"], each["ground"], each["since"]) for each in found] == [
        ("bjorntorp", "MR-46", "2026-09-11"),
        ("oxeloskolan", "MR-48", "2026-10-28"),
    ]
    assert json.loads(run("--apply", "--format", "json").stdout) == []


def test_it_shows_first_and_opens_only_when_told_to():
    overrun()
    before = Signal.objects.count()
    shown = run()
    assert "MR-48   ramdalsskolan" in shown.stdout
    assert "Inget är lagrat" in shown.stderr
    assert Signal.objects.count() == before
    assert "Öppnade signaler: 3." in run("--apply").stderr
    assert Signal.objects.count() == before + 3
    assert "Ingen signal fattas" in run().stderr
