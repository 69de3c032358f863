"""The night opens the signals that the rules call for: once, on the package's grounds, and never an intervention."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.autonomy.models import Intervention, Signal
from spelregler.apps.autonomy.operations import close_signal, open_called_signals, take_stand
from spelregler.apps.autonomy.queries.called_signals import called_signals
from spelregler.apps.frames import operations as money
from spelregler.apps.frames.models import Forecast
from spelregler.apps.organisation.models import Body, Department, Municipality, Placement, Unit
from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.config import nightly
from spelregler.platform import clock
from spelregler.platform.audit.operations import SYSTEM, Who

TKR = 100_000
START, NIGHT = date(2026, 1, 1), date(2026, 10, 2)
FC = Who(name="Chef", role="FC")


@pytest.fixture
def unit(db: None) -> Unit:
    """A unit with 10 000 tkr, under the package of Oxelösund."""
    Municipality.objects.create(code="9999", name="Prov")
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=START)
    department = Department.objects.create(code="uf", name="Förvaltningen", body=body, start=START)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=START)
    Placement.objects.create(unit=unit, department=department, start=START)
    frame = money.set_committee_frame(body=body, year=2026, amount_ore=20_000 * TKR, decision=None, who=SYSTEM)
    money.set_unit_frame(unit=unit, committee_frame=frame, amount_ore=10_000 * TKR, decided_on=START, who=SYSTEM)
    adopt_package(name="oxelosund", start=START, who=SYSTEM)
    return unit


def forecast(unit: Unit, tkr: int, *, on: date) -> Forecast:
    return money.report_forecast(
        unit=unit, year=2026, month=on, amount_ore=tkr * TKR, method="egen", recorded_on=on, who=SYSTEM
    )


def test_a_serious_overrun_opens_one_signal_from_the_night_on_and_no_intervention(unit):
    forecast(unit, 10_400, on=date(2026, 9, 28))
    (signal,) = open_called_signals(as_of=NIGHT)
    assert (signal.unit, signal.ground, signal.opened_on, signal.opened_by) == (unit, "MR-48", NIGHT, "Spelregler")
    assert "avviker −400" in signal.evidence
    assert "deviates" in signal.evidence_en
    assert open_called_signals(as_of=NIGHT) == []
    assert open_called_signals(as_of=date(2026, 10, 9)) == []
    assert not Intervention.objects.exists()


def test_what_keeps_within_the_frame_opens_none(unit):
    forecast(unit, 10_050, on=date(2026, 9, 28))
    assert open_called_signals(as_of=NIGHT) == []


def test_one_that_people_answered_is_not_opened_again_by_the_same_facts(unit):
    forecast(unit, 10_400, on=date(2026, 9, 28))
    (signal,) = open_called_signals(as_of=NIGHT)
    take_stand(signal=signal, choice="dialogue", reason="Vi ser över", decided_on=date(2026, 10, 5), who=FC)
    close_signal(signal=signal, closed_on=date(2026, 10, 20), who=FC)
    assert open_called_signals(as_of=date(2026, 10, 21)) == []


def test_a_new_overrun_after_a_good_forecast_opens_a_new_one(unit):
    forecast(unit, 10_400, on=date(2026, 8, 28))
    (first,) = open_called_signals(as_of=date(2026, 9, 1))
    take_stand(signal=first, choice="no_action", reason="En engångspost", decided_on=date(2026, 9, 2), who=FC)
    forecast(unit, 10_000, on=date(2026, 9, 28))
    assert open_called_signals(as_of=NIGHT) == []
    forecast(unit, 10_500, on=date(2026, 10, 28))
    (second,) = open_called_signals(as_of=date(2026, 10, 29))
    assert second.pk != first.pk
    assert second.opened_on == date(2026, 10, 29)


def test_not_before_the_start_day_and_not_without_a_package(unit):
    forecast(unit, 10_400, on=date(2026, 9, 28))
    Municipality.objects.update(start_day=date(2026, 10, 15))
    assert open_called_signals(as_of=NIGHT) == []
    Adoption.objects.all().delete()
    assert open_called_signals(as_of=date(2026, 10, 20)) == []


def test_a_package_with_other_grounds_has_its_own(unit):
    Adoption.objects.all().delete()
    adopt_package(name="liten", start=START, who=SYSTEM)
    forecast(unit, 10_400, on=date(2026, 9, 28))
    assert [signal.ground for signal in open_called_signals(as_of=NIGHT)] == ["GR-5"]


def test_the_night_does_it_after_the_rules_are_asked(unit, monkeypatch):
    forecast(unit, 10_400, on=date(2026, 9, 28))
    monkeypatch.setattr(clock, "today", lambda: NIGHT)
    assert list(nightly.PARTS).index("signals") > list(nightly.PARTS).index("rules")
    assert nightly.PARTS["signals"]() == "1 opened"
    assert Signal.objects.get().opened_on == NIGHT


def test_as_many_queries_for_five_units_as_for_one(unit):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            called_signals(as_of=NIGHT)
        return len(found)

    forecast(unit, 10_400, on=date(2026, 9, 28))
    one = asked()
    frame = unit.frames.get().committee_frame
    for number in range(4):
        more = Unit.objects.create(code=f"u{number}", name=f"U{number}", start=START)
        Placement.objects.create(unit=more, department=unit.placements.get().department, start=START)
        money.set_unit_frame(unit=more, committee_frame=frame, amount_ore=TKR, decided_on=START, who=SYSTEM)
        forecast(more, 5_000, on=date(2026, 9, 28))
    assert asked() == one
