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


READERS, READ_ON = ("bjorntorp", "ramdalsskolan"), date(2026, 10, 12)
"""The units whose managers have said that they have read the policy themselves, and when."""


@dataclass(frozen=True)
class SelfCheckFact:
    """What a body answered together, in the order of the package's questions, and what it agreed."""

    body: str
    answered_on: date
    answers: tuple[str, ...]
    agreed: str
    origin: Origin = INVENTED


TRAINED, CATCHES_UP, CAUGHT_UP = ("ks", "un", "von"), "un", date(2023, 4, 24)
"""The bodies whose attendance is recorded, and the one in which those who were absent caught it up."""
SELF_CHECKS = (
    SelfCheckFact(
        "un",
        date(2026, 9, 9),
        ("yes", "yes", "partly", "yes", "partly"),
        "Nämnden tar upp värderingen av delårsrapporten som en egen punkt.",
    ),
    SelfCheckFact("von", date(2026, 10, 14), ("yes", "yes", "yes", "partly", "yes"), ""),
    SelfCheckFact("ks", date(2025, 9, 17), ("yes", "partly", "partly", "yes", "no"), ""),
)
"""Two bodies have made their own this autumn, one did so long ago, and the others never have."""
