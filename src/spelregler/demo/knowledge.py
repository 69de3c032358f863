"""Who knows the policy in the demo: a few units have gone through it; most have not recorded anything yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin


@dataclass(frozen=True)
class InformationFact:
    """A unit has gone through the policy, how, when, and how many of how many took part; recorded by its manager."""

    unit: str
    kind: str
    held_on: date
    took_part: int
    of_how_many: int | None = None
    origin: Origin = INVENTED


INFORMATION = (
    InformationFact("peterslundsskolan", "meeting", date(2026, 3, 16), 41, 47),
    InformationFact("peterslundsskolan", "catch_up", date(2026, 4, 13), 5),
    InformationFact("bjorntorp", "meeting", date(2026, 10, 5), 21, 34),
    InformationFact("ramdalsskolan", "course", date(2026, 5, 4), 26, 38),
)
"""The first is up to date, the second can still catch up, and at the third the time to catch up is out."""
