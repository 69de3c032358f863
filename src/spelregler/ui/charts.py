"""The geometry of the small charts: figures in, positions out. Templates draw them as SVG without any inline style.

Positions are finished text ("84.1%", "12.5,40"), because a template would write a decimal comma in Swedish.
Wide charts count in per cent of the width, so that their lettering keeps its size on a phone.
Geometry is the one place where rounding to a float is harmless; the amounts themselves stay `Money`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spelregler.domain.money import ZERO, Money
from spelregler.ui import formatting
from spelregler.ui.pictures.burn import BurnLine as BurnLine
from spelregler.ui.pictures.burn import BurnMonth as BurnMonth


@dataclass(frozen=True, kw_only=True)
class BarPart:
    """One part inside a whole: a committee inside the council's frame, a unit inside the committee's."""

    label: str
    frame: Money
    outcome: Money | None = None
    forecast: Money | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class FrameBar:
    """A frame and how it goes. `outcome_label` says until when ("Utfall t.o.m. oktober")."""

    label: str
    frame: Money
    outcome: Money | None = None
    outcome_label: str = ""
    forecast: Money | None = None
    forecast_low: Money | None = None
    forecast_high: Money | None = None
    source: str = ""
    note: str = ""
    parts: Sequence[BarPart] = ()

    @property
    def left(self) -> Money | None:
        """What the forecast leaves of the frame; negative is an overrun."""
        return None if self.forecast is None else self.frame - self.forecast

    @property
    def unspent(self) -> Money | None:
        """What is left to use today."""
        return None if self.outcome is None else self.frame - self.outcome

    @property
    def parts_total(self) -> Money:
        """The sum of the parts."""
        return Money.sum(part.frame for part in self.parts)

    @property
    def undistributed(self) -> Money:
        """What of the whole no part holds; negative means that the parts promise more than there is."""
        return self.frame - self.parts_total


@dataclass(frozen=True)
class Segment:
    """A stretch along a bar, in per cent of its width."""

    x: str
    width: str
    label: str = ""


@dataclass(frozen=True)
class Label:
    """A word at a place along a bar, anchored so that it stays inside."""

    x: str
    anchor: str


@dataclass(frozen=True)
class FrameDrawing:
    """Where everything in a frame bar stands."""

    outcome: Segment | None
    forecast: Segment | None
    overrun: Segment | None
    frame_x: str
    frame_label: Label
    forecast_label: Label | None
    forecast_range: Segment | None
    outcome_fits: bool
    parts: Sequence[Segment]


def _percent(part: Money, whole: Money) -> str:
    """A position along the bar; nothing is drawn left of its beginning."""
    share = max(0.0, part.ore / whole.ore * 100) if whole.ore else 0.0
    return f"{share:.2f}%"


def _label_at(place: Money, whole: Money) -> Label:
    share = place.ore / whole.ore if whole.ore else 0
    anchor = "end" if share > 0.8 else "start" if share < 0.2 else "middle"
    return Label(x=_percent(place, whole), anchor=anchor)


def _segment(start: Money, end: Money, whole: Money, label: str = "") -> Segment:
    return Segment(x=_percent(start, whole), width=_percent(end - start, whole), label=label)


def _part_segments(bar: FrameBar, whole: Money) -> list[Segment]:
    segments: list[Segment] = []
    start = ZERO
    for part in bar.parts:
        segments.append(_segment(start, start + part.frame, whole, part.label))
        start += part.frame
    return segments


def draw_frame_bar(bar: FrameBar) -> FrameDrawing:
    """The bar is as long as the largest of frame, outcome, forecast and the sum of the parts, and a little more."""
    candidates = [bar.frame, bar.outcome, bar.forecast, bar.forecast_high, bar.parts_total]
    longest = max(amount for amount in candidates if amount is not None)
    whole = longest.share(numerator=102, denominator=100) if longest.ore > 0 else Money(1)
    outcome = bar.outcome or ZERO
    drawn_to = min(bar.forecast, bar.frame) if bar.forecast is not None else ZERO
    over = bar.forecast is not None and bar.forecast > bar.frame
    return FrameDrawing(
        outcome=_segment(ZERO, outcome, whole) if bar.outcome is not None else None,
        forecast=_segment(outcome, drawn_to, whole) if drawn_to > outcome else None,
        overrun=_segment(max(bar.frame, outcome), bar.forecast, whole)
        if over and bar.forecast is not None and bar.forecast > outcome
        else None,
        frame_x=_percent(bar.frame, whole),
        frame_label=_label_at(bar.frame, whole),
        forecast_label=_label_at(bar.forecast, whole) if bar.forecast is not None else None,
        forecast_range=_segment(bar.forecast_low, bar.forecast_high, whole)
        if bar.forecast_low is not None and bar.forecast_high is not None
        else None,
        outcome_fits=outcome.ore * 10 > whole.ore * 6,
        parts=_part_segments(bar, whole),
    )


@dataclass(frozen=True)
class BulletDrawing:
    """A bar and a target line in a field of 100 × 12."""

    width: str
    target: str


def draw_bullet(value: formatting.TYPED_NUMBER | None, target: formatting.TYPED_NUMBER | None) -> BulletDrawing | None:
    """Without a value there is nothing to draw: a missing figure is not a zero."""
    if value is None or value == "":
        return None
    reached = Decimal(value)
    aim = Decimal(target) if target not in (None, "") else None
    longest = max(reached, aim or Decimal(0)) * Decimal("1.08") or Decimal(1)
    return BulletDrawing(
        width=f"{max(Decimal(0), reached / longest * 100):.1f}",
        target=f"{aim / longest * 100:.1f}" if aim is not None else "",
    )


@dataclass(frozen=True)
class SparkDrawing:
    """Unbroken stretches of a series and its last known point, in a field of 100 × 24."""

    lines: Sequence[str]
    last_x: str
    last_y: str


def draw_spark(values: Sequence[formatting.TYPED_NUMBER | None]) -> SparkDrawing | None:
    """A missing value breaks the line; one value alone is a dot."""
    known = [(i, Decimal(v)) for i, v in enumerate(values) if v is not None and v != ""]
    if not known:
        return None
    low, high = min(v for _, v in known), max(v for _, v in known)
    width = max(len(values) - 1, 1)

    def at(index: int, value: Decimal) -> tuple[str, str]:
        up = (value - low) / (high - low) if high > low else Decimal("0.5")
        return f"{3 + index / width * 94:.1f}", f"{21 - up * 18:.1f}"

    runs: list[list[str]] = []
    before = -2
    for index, value in known:
        if index != before + 1:
            runs.append([])
        runs[-1].append(",".join(at(index, value)))
        before = index
    x, y = at(*known[-1])
    return SparkDrawing(lines=[" ".join(run) for run in runs if len(run) > 1], last_x=x, last_y=y)
