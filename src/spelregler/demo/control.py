"""The demo's internal control: what may go wrong, how it is tried, and what was found. All of it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import INVENTED, Origin


@dataclass(frozen=True)
class ControlFact:
    """A control: its post and last day, and what it found on a day; `action` with its last day where it deviates."""

    title: str
    owner: str
    due_on: date
    held_on: date | None = None
    found: str = ""
    action: str = ""
    action_due: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class RiskFact:
    """A risk with its value on both scales, and its controls."""

    title: str
    likelihood: int | None
    consequence: int | None
    controls: tuple[ControlFact, ...] = ()


@dataclass(frozen=True)
class PlanFact:
    """A body's plan for a year, and the meeting that decided it; none where it is prepared."""

    body: str
    year: int
    risks: tuple[RiskFact, ...]
    decided: tuple[date, str] | None = None
    origin: Origin = INVENTED


EDUCATION, CARE, OFFICE = (
    "chef-utbildningsforvaltningen",
    "chef-aldreomsorgsforvaltningen",
    "chef-kommunstyrelseforvaltningen",
)
PLANS = (
    PlanFact(
        "un",
        2026,
        (
            RiskFact(
                "Elever får inte det stöd som de har rätt till",
                3,
                4,
                (
                    ControlFact(
                        "Stickprov av tjugo åtgärdsprogram",
                        EDUCATION,
                        date(2026, 5, 31),
                        date(2026, 5, 20),
                        "Fyra av tjugo saknade uppföljning.",
                        "Rektorerna följer upp varje program i september.",
                        date(2026, 10, 15),
                    ),
                ),
            ),
            RiskFact(
                "Fakturor betalas utan avtal",
                3,
                3,
                (ControlFact("Stickprov av trettio fakturor", EDUCATION, date(2026, 11, 20)),),
            ),
            RiskFact("Lånade datorer lämnas inte tillbaka", 3, 2),
        ),
        (date(2025, 12, 9), "161"),
    ),
    PlanFact(
        "von",
        2026,
        (
            RiskFact(
                "Läkemedel hanteras fel",
                3,
                4,
                (
                    ControlFact(
                        "Genomgång av läkemedelsskåpen",
                        CARE,
                        date(2026, 4, 30),
                        date(2026, 4, 22),
                        "Nycklar lånades ut utan kvittens.",
                        "Kvittens införs i varje boende.",
                        date(2026, 6, 30),
                        date(2026, 6, 17),
                    ),
                ),
            ),
            RiskFact("Utbetalningar görs två gånger", 3, 3),
        ),
        (date(2025, 12, 11), "162"),
    ),
    PlanFact(
        "ks",
        2026,
        (
            RiskFact(
                "Upphandlingar görs för sent",
                2,
                3,
                (
                    ControlFact(
                        "Genomgång av avtalen", OFFICE, date(2026, 9, 30), date(2026, 9, 14), "Inget avtal gick ut."
                    ),
                ),
            ),
        ),
        (date(2026, 1, 21), "163"),
    ),
    PlanFact(
        "un",
        2027,
        (
            RiskFact("Elever får inte det stöd som de har rätt till", 3, 4),
            RiskFact("Fakturor betalas utan avtal", None, None),
        ),
    ),
)
"""One body has a deviation that is late, one a high risk without a control, one decided late, and two have no plan."""
