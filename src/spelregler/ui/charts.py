"""The geometry of the small charts: figures in, positions out. Templates draw them as SVG without any inline style.

Positions are finished text ("84.1%", "12.5,40"), because a template would write a decimal comma in Swedish.
Wide charts count in per cent of the width, so that their lettering keeps its size on a phone.
Geometry is the one place where rounding to a float is harmless; the amounts themselves stay `Money`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spelregler.ui import formatting
from spelregler.ui.pictures.burn import BurnLine as BurnLine
from spelregler.ui.pictures.burn import BurnMonth as BurnMonth
from spelregler.ui.pictures.frame import BarPart as BarPart
from spelregler.ui.pictures.frame import FrameBar as FrameBar


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
