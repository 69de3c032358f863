"""Scales: where a figure stands in a picture. A scale holds each figure that it was made of, and mostly zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from spelregler.ui.series import nice_levels

Known = TypeVar("Known")


@dataclass(frozen=True)
class Scale:
    """Figures between low and high stand between start and end; start may be the greater, as on a page's height."""

    low: Decimal
    high: Decimal
    start: Decimal
    end: Decimal

    def at(self, figure: Decimal) -> Decimal:
        """Where the figure stands; one that the scale was not made for stands at its edge."""
        held = min(max(figure, self.low), self.high)
        return self.start + (held - self.low) / (self.high - self.low) * (self.end - self.start)


def scale_of(figures: Iterable[Decimal], *, start: int, end: int, has_zero: bool = True) -> tuple[Scale, list[Decimal]]:
    """The scale that holds every figure, and zero where it is to have it, and its round levels."""
    known = [Decimal(0), *figures] if has_zero else list(figures)
    levels = nice_levels(min(known), max(known))
    return Scale(levels[0], levels[-1], Decimal(start), Decimal(end)), levels


def runs(found: Sequence[Known | None]) -> list[list[tuple[int, Known]]]:
    """Unbroken stretches of what is known, each with its place in the row. What is missing is a gap, never a zero."""
    stretches: list[list[tuple[int, Known]]] = []
    before = -2
    for place, each in enumerate(found):
        if each is not None:
            if place != before + 1:
                stretches.append([])
            stretches[-1].append((place, each))
            before = place
    return stretches
