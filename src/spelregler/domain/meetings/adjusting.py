"""When minutes are adjusted: on the day on which the last of those who adjust them has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def adjusted_on(confirmed: Sequence[date | None]) -> date | None:
    """The last one's day; None while somebody has not confirmed, and where nobody is to."""
    days = [each for each in confirmed if each is not None]
    return max(days) if days and len(days) == len(confirmed) else None
