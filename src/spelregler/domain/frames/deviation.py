"""Deviation of a forecast from the net frame, and its level by P07 (domain 1.3, MR-19, MR-42, MR-48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue
from spelregler.domain.measured import Unit
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr, one_decimal, pct
from spelregler.domain.words import Words


class DeviationLevel(IntEnum):
    """P07's levels, in order of weight."""

    NONE = 0
    NOTICE = 1
    ACTION = 2
    SERIOUS = 3

    @property
    def words(self) -> Words:
        return (Words("within the frame"), Words("to watch"), Words("needs action"), Words("serious"))[self]


OF_THE_FRAME: dict[str, Any] = {"minimum": -50, "unit": Unit.PER_CENT, "number": "P07"}
"""A limit of P07 is in per cent of the frame, and an overrun has a minus."""
WATCHED, NEEDS_ACTION, SERIOUS = (
    Words("To watch from a deviation of"),
    Words("Needs action from a deviation of"),
    Words("Serious from a deviation of"),
)


@dataclass(frozen=True)
class DeviationLimits:
    """P07: three limits in per cent of the frame, and a floor in tkr under which nothing is flagged."""

    notice_pct: Decimal = param(Decimal("-1.0"), maximum=0, title=WATCHED, **OF_THE_FRAME)
    action_pct: Decimal = param(Decimal("-2.0"), maximum=0, title=NEEDS_ACTION, **OF_THE_FRAME)
    serious_pct: Decimal = param(Decimal("-3.0"), maximum=0, title=SERIOUS, **OF_THE_FRAME)
    floor_unit_tkr: int = param(
        150,
        minimum=0,
        maximum=100_000,
        unit=Unit.TKR,
        number="P07",
        title=Words("Smallest deviation that counts at a unit"),
    )
    floor_committee_tkr: int = param(
        500,
        minimum=0,
        maximum=1_000_000,
        unit=Unit.TKR,
        number="P07",
        title=Words("Smallest deviation that counts at a committee"),
    )

    def __post_init__(self) -> None:
        if not self.notice_pct > self.action_pct > self.serious_pct:
            raise ValueError(
                f"notice_pct > action_pct > serious_pct; given {self.notice_pct}, {self.action_pct}, {self.serious_pct}"
            )

    def level(self, *, frame: Money, forecast: Money, committee: bool = False) -> DeviationLevel:
        """The level of one forecast, with the floor that belongs to a unit or to a committee."""
        return deviation_level(
            frame=frame,
            forecast=forecast,
            notice=self.notice_pct,
            action=self.action_pct,
            serious=self.serious_pct,
            floor=Money.from_tkr(self.floor_committee_tkr if committee else self.floor_unit_tkr),
        )


def deviation_pct(*, frame: Money, forecast: Money) -> Decimal | None:
    """(frame - forecast) / frame x 100 with one decimal; negative is overrun. None without a frame."""
    if frame.ore <= 0:
        return None
    return one_decimal(Decimal(frame.ore - forecast.ore) * 100 / frame.ore)


def deviation_level(
    *,
    frame: Money,
    forecast: Money,
    notice: Decimal,
    action: Decimal,
    serious: Decimal,
    floor: Money,
) -> DeviationLevel:
    """The level of an overrun. An overrun below the floor in kronor is never flagged.

    A cost without any frame has no percentage; above the floor it is serious.
    """
    overrun = forecast - frame
    if overrun.ore <= 0 or overrun < floor:
        return DeviationLevel.NONE
    percent = deviation_pct(frame=frame, forecast=forecast)
    if percent is None or percent < serious:
        return DeviationLevel.SERIOUS
    if percent < action:
        return DeviationLevel.ACTION
    return DeviationLevel.NOTICE if percent < notice else DeviationLevel.NONE


@dataclass(frozen=True)
class ReportedForecast:
    """A forecast as it was reported: the full-year net cost against the net frame.

    `answered_on` and `decision` say how the committee (MR-19) or the management (MR-48) answered it.
    """

    reported_on: date
    frame: Money
    forecast: Money
    answered_on: date | None = None
    decision: str = ""

    @property
    def deviation(self) -> Money:
        """Frame less forecast; negative is overrun."""
        return self.frame - self.forecast

    @property
    def percent(self) -> Decimal | None:
        return deviation_pct(frame=self.frame, forecast=self.forecast)

    @property
    def in_words(self) -> Words:
        """By how much the forecast deviates, for the middle of a sentence."""
        if self.percent is None:
            return Words("deviates {amount} from the frame", amount=exact_tkr(self.deviation))
        return Words(
            "deviates {amount} from the frame ({percent})", amount=exact_tkr(self.deviation), percent=pct(self.percent)
        )

    @property
    def inputs(self) -> dict[str, InputValue]:
        """What an answer tells of the forecast that it rests on."""
        return {
            "reported_on": self.reported_on.isoformat(),
            "frame_tkr": self.frame.tkr,
            "forecast_tkr": self.forecast.tkr,
            "deviation_tkr": self.deviation.tkr,
            "deviation_pct": None if self.percent is None else str(self.percent),
        }


def overrun_needs_signal(forecasts: Sequence[ReportedForecast], *, limits: DeviationLimits) -> date | None:
    """MR-48: a unit's forecast below "serious", or below "action" two reports running, calls for a signal.

    Answers with the reporting day from which the call stands (the latest unbroken run), or None.
    """
    since: date | None = None
    before = DeviationLevel.NONE
    for each in sorted(forecasts, key=lambda each: each.reported_on):
        level = limits.level(frame=each.frame, forecast=each.forecast)
        repeated = level >= DeviationLevel.ACTION and before >= DeviationLevel.ACTION
        calls = level is DeviationLevel.SERIOUS or repeated
        since = (since or each.reported_on) if calls else None
        before = level
    return since
