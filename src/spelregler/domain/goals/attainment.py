"""Attainment of a goal: value against target, three steps by P05, trend with a dead band (domain 1.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from spelregler.domain.checks import param
from spelregler.domain.measured import Unit
from spelregler.domain.wording import one_decimal
from spelregler.domain.words import Words

Direction = Literal["higher", "lower"]
Aggregate = Literal["worst", "mean", "weighted"]

NONE_AT_ALL = Decimal(0)
CAP = Decimal("1.2")
HUNDRED = Decimal(100)


class GoalStatus(StrEnum):
    """P05's three steps; what cannot be measured is kept apart and never counted as either."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_MEASURABLE = "not_measurable"


class Trend(StrEnum):
    """Which way the figures go, and whether that is good. `None` stands for too few figures."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"


class Movement(StrEnum):
    UP = "up"
    DOWN = "down"
    FLAT = "flat"


@dataclass(frozen=True)
class GoalScale:
    """P05: met from 100 % of the target, partly from 80 %."""

    met: Decimal = param(
        Decimal(100), minimum=1, maximum=120, unit=Unit.PER_CENT, number="P05", title=Words("A goal is met from")
    )
    partly: Decimal = param(
        Decimal(80), minimum=0, maximum=120, unit=Unit.PER_CENT, number="P05", title=Words("A goal is partly met from")
    )

    def __post_init__(self) -> None:
        if self.partly >= self.met:
            raise ValueError(f"partly ({self.partly} %) must be below met ({self.met} %)")


@dataclass(frozen=True)
class Scaled:
    """For a check that judges goals: the scale of P05, as the package has it."""

    met_pct: Decimal = param(
        Decimal(100), minimum=1, maximum=120, unit=Unit.PER_CENT, number="P05", title=Words("A goal is met from")
    )
    partly_pct: Decimal = param(
        Decimal(80), minimum=0, maximum=120, unit=Unit.PER_CENT, number="P05", title=Words("A goal is partly met from")
    )

    def __post_init__(self) -> None:
        self.scale()

    def scale(self) -> GoalScale:
        """P05, or ValueError where the two steps do not follow each other."""
        return GoalScale(met=self.met_pct, partly=self.partly_pct)


@dataclass(frozen=True)
class Measure:
    """One indicator of a goal: what was measured, what was aimed at, and from where it started."""

    value: Decimal | None
    target: Decimal | None
    baseline: Decimal | None = None
    direction: Direction = "higher"
    weight: Decimal = Decimal(1)


def attainment(
    *,
    value: Decimal | None,
    target: Decimal | None,
    baseline: Decimal | None = None,
    direction: Direction = "higher",
) -> Decimal | None:
    """Share of the target reached, 0 to 1.2; None when it cannot be computed.

    With a baseline the distance travelled is compared with the distance meant, whichever direction is good.
    Without one it is value/target, or target/value where lower is better.
    A target of zero or below has no ratio: it is then reached (1) or not (0).
    """
    if value is None or target is None:
        return None
    if _has_distance(target=target, baseline=baseline, direction=direction):
        assert baseline is not None  # noqa: S101 - said by _has_distance, repeated for the type checker
        return _capped((value - baseline) / (target - baseline))
    reached = value >= target if direction == "higher" else value <= target
    if target <= 0 or value <= 0:
        return Decimal(1) if reached else NONE_AT_ALL
    return _capped(value / target if direction == "higher" else target / value)


def _has_distance(*, target: Decimal, baseline: Decimal | None, direction: Direction) -> bool:
    """A baseline helps only while the target lies on its good side; holding a level has no distance."""
    if baseline is None:
        return False
    return target > baseline if direction == "higher" else target < baseline


def _capped(share: Decimal) -> Decimal:
    return min(max(share, NONE_AT_ALL), CAP)


def aggregate_attainment(measures: Sequence[Measure], *, aggregate: Aggregate = "mean") -> Decimal | None:
    """One share per goal: its worst measure, the mean, or the weighted mean. Unmeasured ones do not count."""
    known = [
        (share, measure.weight)
        for measure in measures
        if (
            share := attainment(
                value=measure.value,
                target=measure.target,
                baseline=measure.baseline,
                direction=measure.direction,
            )
        )
        is not None
    ]
    if not known:
        return None
    if aggregate == "worst":
        return min(share for share, _ in known)
    weights = [weight if aggregate == "weighted" else Decimal(1) for _, weight in known]
    total = sum(weights, NONE_AT_ALL)
    if total <= 0:
        return None
    return sum((share * weight for (share, _), weight in zip(known, weights, strict=True)), NONE_AT_ALL) / total


DEFAULT_SCALE = GoalScale()


def judge_share(share: Decimal | None, *, scale: GoalScale = DEFAULT_SCALE) -> GoalStatus:
    """P05 on a share of the target (1 is all of it), compared in per cent after rounding to one decimal; None is not
    measurable.
    """
    if share is None:
        return GoalStatus.NOT_MEASURABLE
    percent = one_decimal(share * HUNDRED)
    if percent >= scale.met:
        return GoalStatus.MET
    return GoalStatus.PARTLY if percent >= scale.partly else GoalStatus.NOT_MET


def judge_goal(
    measures: Sequence[Measure], *, aggregate: Aggregate = "mean", scale: GoalScale = DEFAULT_SCALE
) -> GoalStatus:
    """The automatic judgement of a goal (P05); not measurable without a measure that has both value and target."""
    return judge_share(aggregate_attainment(measures, aggregate=aggregate), scale=scale)


def movement(series: Sequence[Decimal], *, noise: Decimal = NONE_AT_ALL) -> Movement | None:
    """Last figure against the one before; a difference inside the dead band is no movement."""
    if len(series) < 2:
        return None
    difference = series[-1] - series[-2]
    if abs(difference) <= noise:
        return Movement.FLAT
    return Movement.UP if difference > 0 else Movement.DOWN


def trend(series: Sequence[Decimal], *, direction: Direction = "higher", noise: Decimal = NONE_AT_ALL) -> Trend | None:
    """Better, worse or unchanged, given which way is good. One figure alone has no trend."""
    moved = movement(series, noise=noise)
    if moved is None:
        return None
    if moved is Movement.FLAT:
        return Trend.UNCHANGED
    good = Movement.UP if direction == "higher" else Movement.DOWN
    return Trend.BETTER if moved is good else Trend.WORSE
