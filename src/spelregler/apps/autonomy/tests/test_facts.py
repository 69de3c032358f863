"""What each check of this room is told of a unit: what others' checks load, and the signals on the clause's ground."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.autonomy import checks
from spelregler.apps.autonomy.queries.signals import signal_facts
from spelregler.apps.organisation.queries.units import placed_units
from spelregler.domain.autonomy.judges import UnitGoalSignals, UnitOverrunSignals, UnitSignals
from spelregler.domain.autonomy.signals import Signal
from spelregler.domain.checks import Load
from spelregler.domain.findings import Scope
from spelregler.domain.words import Pair

DAY = date(2026, 11, 2)
NORTH, SOUTH = Scope("unit", "north", "Norra"), Scope("unit", "south", "Södra")
MINE, OTHER = Signal("1", "MR-48", DAY), Signal("2", "MR-50", DAY)
ASKED = frozenset({"north", "south"})
PACKAGE: Any = SimpleNamespace(
    clause=lambda name: SimpleNamespace(source={"MR-48": Pair("klagomålen", "the complaints")}.get(name))
)


def told(units: frozenset[str] | None = ASKED, *, clause: str = "MR-48", package: Any = PACKAGE) -> Load:
    """Two units, of which one has a signal on the ground of MR-48 and one on another."""
    places = [SimpleNamespace(code=each.key, name=each.name) for each in (NORTH, SOUTH)]
    known = {
        (placed_units, ("units", units)): places,
        (signal_facts, ("units", units)): {"north": (MINE, OTHER), "gone": (MINE,)},
    }
    return Load(as_of=DAY, clause_id=clause, package=package, units=units, known=known)


@pytest.fixture(autouse=True)
def loaded_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the checks on attainment and on unit frames load; of the south they know nothing."""
    facts = {
        "goals.unit_attainment": [SimpleNamespace(unit=NORTH, periods=("a period",))],
        "frames.unit_within_frame": [SimpleNamespace(unit=NORTH, forecasts=("a forecast",))],
    }

    def get(name: str) -> Any:
        return SimpleNamespace(load=lambda load: facts[name] if load.as_of == DAY else [])

    monkeypatch.setattr(checks, "registry", SimpleNamespace(get=get))


@pytest.mark.parametrize("units", [ASKED, None])
def test_every_unit_that_is_asked_about_is_told_of_with_its_signals_on_the_ground(units: frozenset[str] | None):
    assert checks.load_goal_signals(told(units)) == [
        UnitGoalSignals(NORTH, ("a period",), (MINE,)),  # type: ignore[arg-type]
        UnitGoalSignals(SOUTH),
    ]
    assert checks.load_overrun_signals(told(units)) == [
        UnitOverrunSignals(NORTH, ("a forecast",), (MINE,)),  # type: ignore[arg-type]
        UnitOverrunSignals(SOUTH),
    ]


@pytest.mark.parametrize(
    ("clause", "package", "signals", "source"),
    [
        ("MR-48", PACKAGE, (MINE,), Pair("klagomålen", "the complaints")),
        # Where the package names no source, or there is none, the judge's own words stand.
        ("MR-50", PACKAGE, (OTHER,), None),
        ("MR-48", None, (MINE,), None),
    ],
)
def test_a_ground_is_told_with_what_the_package_says_would_tell_of_it(
    clause: str, package: Any, signals: tuple[Signal, ...], source: Pair | None
):
    more = {"source": source} if source else {}
    found = checks.load_signals(told(clause=clause, package=package))
    assert found == [UnitSignals(NORTH, signals, **more), UnitSignals(SOUTH, **more)]
