"""A unit with a frame and two lines, its manager and its management, and a package that lets them answer signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.models import Signal
from spelregler.apps.frames import operations as money
from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.tests import small_town
from spelregler.apps.organisation.models import Municipality, Unit
from spelregler.domain.words import Bilingual
from spelregler.platform import findings

TKR, WHO = small_town.TKR, small_town.WHO


class Rules:
    """A package that lets an intervention last five months, reviewed within two weeks."""

    def autonomy_rules(self, *, as_of: date) -> findings.AutonomyRules:
        return findings.AutonomyRules(conditions=(), grounds=("MR-47", "MR-48"), review_days=14, longest_months=5)

    def tallies(self, _wanted: findings.Wanted, **_asked: object) -> list[findings.Tally]:
        return []

    def texts(self, *_about: object, **_asked: object) -> dict[str, Bilingual]:
        return {}

    titles = checks_of = texts

    def answers(self, _wanted: findings.Wanted, **_asked: object) -> list[findings.Answer]:
        return []

    def statuses(self, _wanted: findings.Wanted, **_asked: object) -> dict[tuple[str, str], str]:
        return {}

    def clauses(self, **_asked: object) -> list[str]:
        return []

    def parameters_of(self, _check: str, **_asked: object) -> Mapping[str, Any]:
        return {}

    parameters = parameters_of

    def assessed_rules(self, **_asked: object) -> tuple[findings.AssessedRule, ...]:
        return ()

    def is_recounting(self) -> bool:
        return False


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_sources", [Rules()])


@dataclass(frozen=True)
class Place:
    """The school has 400 tkr: 300 for staff and 50 for books, and a signal about an overrun."""

    town: small_town.Town
    unit: Unit
    other: Unit
    frame: UnitFrame
    signal: Signal


@pytest.fixture
def place(package: None, db: None) -> Place:
    Municipality.objects.create(code="0481", name="Strandby")
    town = small_town.build()
    unit, other = town.unit("skolan"), town.unit("badet")
    frame = money.set_unit_frame(
        unit=unit, committee_frame=town.frame, amount_ore=400 * TKR, decided_on=small_town.SHARED_OUT, who=WHO
    )
    for label, tkr in (("Personal", 300), ("Läromedel", 50)):
        money.set_line(unit_frame=frame, label=label, amount_ore=tkr * TKR, who=WHO)
    signal = operations.open_signal(
        unit=unit, ground="MR-48", opened_on=date(2026, 10, 1), evidence="Prognos −2,4 %", who=WHO
    )
    return Place(town=town, unit=unit, other=other, frame=frame, signal=signal)
