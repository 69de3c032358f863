"""Our own municipality's figures become measurements of the indicators that name the key figure.

Imported with "Källa: Kolada", corrected by a new row when Kolada corrects, and never in the place of what a person
entered. What cannot be carried over is told with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction

from spelregler.apps.comparison.models import KoladaValue, Kpi
from spelregler.apps.goals.models import Indicator, Measurement, Origin, Target
from spelregler.apps.goals.operations import Correction, correct_measurements, record_measurement, shown_together
from spelregler.domain.comparison import is_preliminary
from spelregler.domain.period import is_calendar_year
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

SOURCE = "Källa: Kolada"
"""What Kolada's terms ask to be shown at each figure."""
FOUR = Decimal("0.0001")


@dataclass(frozen=True)
class Left:
    """A figure that was not carried over, and why."""

    indicator: str
    kpi: str
    year: int
    sex: str
    why: Bilingual

    def as_dict(self) -> dict[str, str | int]:
        """For a program."""
        return {"indicator": self.indicator, "kpi": self.kpi, "year": self.year, "sex": self.sex, **self.why.as_dict()}


@dataclass(frozen=True)
class Carried:
    """What became of our own figures."""

    recorded: int
    corrected: int
    left: tuple[Left, ...]


def carry_to_indicators(*, own: str, kpis: Collection[str], today: date, who: Who) -> Carried:
    """Every known figure of our own, for the indicators that name these key figures. Done twice it is done once."""
    recorded, corrected, left = 0, 0, []
    for indicator in Indicator.objects.filter(kolada_id__in=kpis).exclude(kolada_id="").order_by("code"):
        carrying = _Carrying(indicator, own=own, today=today, who=who)
        with shown_together(on=today, who=who), transaction.atomic():
            carrying.run()
        recorded, corrected = recorded + carrying.recorded, corrected + carrying.corrected
        left += carrying.left
    return Carried(recorded, corrected, tuple(left))


class _Carrying:
    def __init__(self, indicator: Indicator, *, own: str, today: date, who: Who) -> None:
        self.indicator, self.own, self.today, self.who = indicator, own, today, who
        self.recorded, self.corrected = 0, 0
        self.left: list[Left] = []

    def run(self) -> None:
        """Year by year; the sexes of a year are corrected together, so that they still add up."""
        kpi = Kpi.objects.filter(kolada_id=self.indicator.kolada_id).first()
        if kpi is None:
            return
        held = self._held()
        first_target = (
            Target.objects.filter(indicator=self.indicator).order_by("year").values_list("year", flat=True)[:1]
        )
        begins = next(iter(first_target), None)
        by_year: dict[int, list[KoladaValue]] = defaultdict(list)
        known = KoladaValue.objects.filter(kpi=kpi, place__kolada_id=self.own).known_on(self.today)
        for value in known.order_by("year", "sex"):
            by_year[value.year].append(value)
        for year, values in by_year.items():
            corrections = []
            for value in values:
                correction = self._one(
                    kpi, value, held.get((year, value.sex)), is_history=begins is None or year < begins
                )
                corrections += [correction] if correction else []
            self._correct(year, corrections)

    def _held(self) -> Mapping[tuple[int, str], Measurement]:
        rows = Measurement.objects.filter(indicator=self.indicator, unit=None, replaced_by=None)
        whole_years = (row for row in rows if is_calendar_year(row.period_start, row.period_end))
        return {(row.period_start.year, row.sex): row for row in whole_years}

    def _one(self, kpi: Kpi, value: KoladaValue, held: Measurement | None, *, is_history: bool) -> Correction | None:
        if value.value is None:
            if held is not None and held.origin == Origin.IMPORTED:
                self._leave(value, Words("Kolada has taken the value away"))
            return None
        exact = value.value.quantize(FOUR, ROUND_HALF_UP)
        if held is None:
            self._record(kpi, value, exact, is_history=is_history)
            return None
        if held.value == exact:
            return None
        if held.origin != Origin.IMPORTED:
            plain = f"{held.value.normalize():f}"
            self._leave(
                value,
                Words("another value is already there: {plain}, {source}", plain=plain, source=held.source),
            )
            return None
        return Correction(held, exact, comment=self._comment(kpi, value))

    def _record(self, kpi: Kpi, value: KoladaValue, exact: Decimal, *, is_history: bool) -> None:
        try:
            record_measurement(
                indicator=self.indicator,
                period_start=date(value.year, 1, 1),
                period_end=date(value.year + 1, 1, 1),
                value=exact,
                sex=value.sex,
                recorded_on=self.today,
                origin=Origin.IMPORTED,
                source=SOURCE,
                comment=self._comment(kpi, value),
                is_history=is_history,
                who=self.who,
            )
            self.recorded += 1
        except DomainError as refused:
            self._leave(value, refused.words)

    def _correct(self, year: int, corrections: list[Correction]) -> None:
        if not corrections:
            return
        try:
            correct_measurements(corrections=corrections, recorded_on=self.today, who=self.who)
            self.corrected += len(corrections)
        except DomainError as refused:
            for each in corrections:
                self._leave_for(year, each.replaces.sex, refused.words)

    def _comment(self, kpi: Kpi, value: KoladaValue) -> str:
        dates: dict[str, Any] = {"preliminary_on": kpi.prel_publication_date, "final_on": kpi.publication_date}
        if is_preliminary(value.year, publ_period=kpi.publ_period, day=self.today, **dates):
            return f"Preliminärt när det hämtades {self.today.isoformat()}."
        return ""

    def _leave(self, value: KoladaValue, why: Bilingual) -> None:
        self._leave_for(value.year, value.sex, why)

    def _leave_for(self, year: int, sex: str, why: Bilingual) -> None:
        self.left.append(Left(self.indicator.code, self.indicator.kolada_id, year, sex, why))
