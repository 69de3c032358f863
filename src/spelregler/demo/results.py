"""The demo municipality's results year by year, and what the council has decided of them. In tkr. Pure data.

What the sources tell is rounded millions; what the balance investigation needs beyond that is invented, and so the
whole year is marked as invented, with what was found told in its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.demo.facts import INVENTED, MADE_UP, Origin
from spelregler.domain.money import Money


@dataclass(frozen=True)
class YearFact:
    """A year's figures: amounts by the names of the domain's own fields, in tkr."""

    year: int
    kind: str
    recorded_on: date
    tkr: dict[str, int]
    source: str = MADE_UP
    goals_met_pct: str = ""
    origin: Origin = INVENTED

    @property
    def amounts(self) -> dict[str, Money]:
        return {name: Money.from_tkr(tkr) for name, tkr in self.tkr.items()}


YEARS = (
    YearFact(
        2022,
        "outcome",
        date(2023, 4, 12),
        {"result": 28_000, "taxes_and_grants": 802_300, "realised_gains": 1_400, "reserve_before": 21_000}
        | {"to_reserve": 18_000},
        "Resultat, skatter, bidrag och andel mål: kommunens publicerade uppgifter, avrundade; övrigt påhittat",
        "70",
    ),
    YearFact(
        2023,
        "outcome",
        date(2024, 4, 10),
        {"result": 21_000, "taxes_and_grants": 830_000, "reserve_before": 39_000, "to_reserve": 1_000},
        "Resultat och andel mål: kommunens egen prognos under 2023; övrigt påhittat",
        "89",
    ),
    YearFact(
        2024,
        "outcome",
        date(2025, 4, 9),
        {"result": -14_600, "taxes_and_grants": 858_000, "reserve_before": 40_000, "from_reserve": 14_600},
        goals_met_pct="66",
    ),
    YearFact(
        2025,
        "outcome",
        date(2026, 4, 8),
        {"result": -16_000, "taxes_and_grants": 886_000, "realised_gains": 1_200, "reserve_before": 25_400}
        | {"from_reserve": 8_600},
        goals_met_pct="64",
    ),
    YearFact(
        2026,
        "budget",
        date(2025, 12, 15),
        {"result": -8_800, "taxes_and_grants": 912_600, "reserve_before": 16_800, "from_reserve": 8_800},
    ),
    YearFact(
        2026,
        "forecast",
        date(2026, 10, 28),
        {"result": -18_900, "taxes_and_grants": 914_100, "reserve_before": 16_800, "from_reserve": 8_800},
    ),
)


@dataclass(frozen=True)
class CouncilFact:
    """A minuted decision of the council."""

    decided_on: date
    paragraph: str
    text: str


TARGET_2026 = (Decimal("0.0"), CouncilFact(date(2025, 11, 12), "124", "Det finansiella målet är 0 procent 2024–2026."))
TARGET_2025 = (Decimal("0.0"), CouncilFact(date(2024, 11, 13), "119", "Det finansiella målet är 0 procent 2024–2026."))

PLAN_2025 = (
    {2027: 4_000, 2028: 4_600},
    "Lokaler som inte behövs avvecklas, och nämndernas ramar räknas upp långsammare 2027 och 2028.",
    CouncilFact(date(2026, 6, 10), "61", "Åtgärdsplanen för att återställa underskottet 2025 antas."),
)
JUDGED_2025 = (
    ("not_met", "Balanskravsresultatet är negativt, och det finansiella målet nås inte."),
    ("not_met", "Andelen nådda mål sjönk från 66 till 64 procent."),
    CouncilFact(date(2026, 4, 29), "40", "Årsredovisningen 2025 godkänns. God hushållning har inte uppnåtts."),
)
