"""What the municipality's indicators came to, each figure with where it was found."""

# ruff: noqa: E501 - a goal or an action is read as one row of a table

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from spelregler.demo.facts import DERIVED, FOUND, INVENTED, MADE_UP, SCB_EXTRACT, TODAY, Origin
from spelregler.demo.indicators import ANSWERS, SURVEYS


@dataclass(frozen=True)
class MeasureFact:
    """One reported value, for the municipality or for one unit."""

    indicator: str
    period: str
    value: str
    origin: Origin
    source: str
    unit: str = ""
    comment: str = ""

    @property
    def answers(self) -> Decimal | None:
        """How many answered the survey at the unit, where the indicator adds up over units."""
        return Decimal(ANSWERS[self.unit]) if self.indicator in SURVEYS and self.unit else None

    @property
    def start(self) -> date:
        """First day of the period."""
        head = self.period.split("/")[0]
        return date(int(head[:4]), int(head[5:7] or 1) if len(head) > 4 else 1, 1)

    @property
    def end(self) -> date:
        """First day after the period."""
        year = int(self.period[:4])
        last = int(self.period[5:].split("/")[-1]) if len(self.period) > 4 else 12
        return date(year, last, calendar.monthrange(year, last)[1]) + timedelta(days=1)

    @property
    def recorded_on(self) -> date:
        """Figures are reported forty days after the period, and never after the demo's day."""
        return min(self.end + timedelta(days=40), TODAY)


def _series(indicator: str, origin: Origin, source: str, *points: tuple[str, str]) -> tuple[MeasureFact, ...]:
    return tuple(MeasureFact(indicator, period, value, origin, source) for period, value in points)


RANK = "oxelosund.se företagsranking 2018; ekuriren.se 2014; svensktnaringsliv.se 2023-09-20"
TEACHERS = "sn.se 2023-04-13"
POPULATION = "regionfakta.com och newsworthy.se efter SCB"

MUNICIPAL_MEASURES: tuple[MeasureFact, ...] = (
    *_series("foretagsklimat-plats", FOUND, RANK, ("2014", "134"), ("2017", "140"), ("2018", "160")),
    replace(
        MeasureFact("foretagsklimat-plats", "2022", "122", DERIVED, RANK), comment="Plats 69 året efter var 53 platser upp."
    ),
    *_series("foretagsklimat-plats", FOUND, RANK, ("2023", "69")),
    *_series("foretagsklimat-betyg", FOUND, "oxelosund.se, undersökningar och ranking", ("2024", "4.14")),
    replace(
        MeasureFact("behoriga-larare", "2021-10", "56.8", DERIVED, TEACHERS), comment="Beräknat av ökningen till 2022."
    ),
    *_series("behoriga-larare", FOUND, TEACHERS, ("2022-10", "62.8")),
    *_series("behoriga-gymnasiet", INVENTED, MADE_UP, ("2023", "79.2"), ("2024", "80.5"), ("2025", "82.1")),
    *_series("trygghet-kvall", INVENTED, MADE_UP, ("2023", "68"), ("2025", "71")),
    *_series("nojd-boende", INVENTED, MADE_UP, ("2023", "76"), ("2024", "79"), ("2025", "78")),
    *_series("personalkontinuitet", INVENTED, MADE_UP, ("2023", "16"), ("2024", "15"), ("2025", "15")),
    *_series(
        "invanare", FOUND, POPULATION, ("2015", "11701"), ("2016", "11921"), ("2017", "12008"), ("2018", "12062"),
        ("2019", "11983"), ("2020", "11995"), ("2022", "12086"),
    ),
    *_series("sjukfranvaro", FOUND, "ekuriren.se 2019-03-29", ("2017", "9.5")),
    *_series("sjukfranvaro", INVENTED, MADE_UP, ("2023", "8.6"), ("2024", "8.3"), ("2025", "8.0")),
    *_series(
        "resultat", FOUND, "sn.se och oxelosund.se", ("2017", "42"), ("2018", "4.3"), ("2019", "2.4"), ("2022", "28"),
        ("2023-01/08", "26.1"),
    ),
    *_series("epost-svar", INVENTED, MADE_UP, ("2024", "88"), ("2025", "91")),
    replace(MeasureFact("andel-mal", "2021", "60", FOUND, "oxelosund.se 2023-03-16"), comment="Drygt 60 procent."),
    *_series("andel-mal", FOUND, "oxelosund.se 2023-03-16", ("2022", "70")),
    replace(MeasureFact("andel-mal", "2023", "89", FOUND, "oxelosund.se 2023-10-04"), comment="Prognos i delårsrapporten."),
    *_series(
        "n01951", FOUND, SCB_EXTRACT, ("2002", "10983"), ("2006", "11134"), ("2010", "11126"), ("2014", "11403"),
        ("2018", "12008"), ("2022", "12132"),
    ),
    *_series(
        "n00901", FOUND, SCB_EXTRACT, ("2002", "21.08"), ("2006", "21.28"), ("2010", "22.28"), ("2014", "22.28"),
        ("2018", "22.28"), ("2022", "22.22"),
    ),
    *_series(
        "kostnad-invanare", FOUND, SCB_EXTRACT, ("2002", "36582"), ("2006", "41933"), ("2010", "49182"),
        ("2014", "54687"), ("2018", "68879"), ("2022", "77020"),
    ),
)  # fmt: skip
