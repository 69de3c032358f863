"""What a measurement is judged by, read once however many there are; and whether it may stand beside the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from spelregler.apps.goals.models import Indicator, Measurement, Origin, Target
from spelregler.apps.organisation.models import Unit
from spelregler.domain.goals.values import SEXES, sexes_add_up
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.cleaning import clean
from spelregler.platform.audit.many import Fact
from spelregler.platform.audit.operations import lock_audit_chain
from spelregler.platform.errors import DomainError

Place = tuple[int, int | None, date, date]
"""An indicator, a unit or none, and a half-open period."""


class Placed(Protocol):
    """What says of which indicator, unit and period it is."""

    @property
    def indicator_id(self) -> int:
        """The key of the indicator."""

    @property
    def unit_id(self) -> int | None:
        """The key of the unit, where it is of one."""

    @property
    def period_start(self) -> date:
        """Its first day."""

    @property
    def period_end(self) -> date:
        """The first day after it."""


class Naming:
    """What names the indicator and the unit themselves, and so their keys."""

    indicator: Indicator
    unit: Unit | None

    @property
    def indicator_id(self) -> int:
        """The key of the indicator."""
        return self.indicator.pk

    @property
    def unit_id(self) -> int | None:
        """The key of the unit, where it is of one."""
        return self.unit.pk if self.unit else None


class NoTarget(DomainError):
    """A figure without a target for its year answers nothing (MR-17, MR-30)."""

    code = "measurement-without-target"


class MeasurementRefused(DomainError):
    """A measurement is about a period that is over, is entered once, and adds up."""

    code = "measurement-refused"


@dataclass(frozen=True)
class Figure(Naming):
    """A value to record, in the indicator's unit, for a half-open period. History answers no target."""

    indicator: Indicator
    period_start: date
    period_end: date
    value: Decimal
    unit: Unit | None = None
    sex: str = Measurement.Sex.TOTAL
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    origin: str = Origin.ENTERED
    source: str = ""
    comment: str = ""
    is_history: bool = False


@dataclass(frozen=True)
class Correction:
    """What a reported value should have been."""

    replaces: Measurement
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""


@contextmanager
def values_held(indicators: Iterable[int]) -> Iterator[None]:
    """One transaction in which nobody else reports these indicators, and nothing that values rest on is written.

    Indicators are always taken in the same order, and before the trail, so that two who report never wait in a ring.
    """
    with transaction.atomic():
        rows = Indicator.objects.select_for_update(no_key=True).filter(pk__in=set(indicators)).order_by("pk")
        list(rows.values_list("pk"))
        lock_audit_chain()
        yield


@dataclass
class Measured:
    """The values that hold, by place and sex, and the years that are aimed at. What is accepted holds from then on."""

    recorded_on: date
    held: dict[Place, dict[str, Measurement]]
    aimed: frozenset[tuple[int, int]]
    first_aimed: dict[int, int]
    rows: list[Measurement] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    @classmethod
    def about(cls, places: Collection[Place], *, recorded_on: date) -> Measured:
        """Two queries."""
        held: dict[Place, dict[str, Measurement]] = defaultdict(dict)
        rows = Measurement.objects.filter(at_places(places), replaced_by__isnull=True)
        for row in rows.select_related("indicator", "unit").order_by("pk"):
            held[place_of(row)].setdefault(row.sex, row)
        targets = Target.objects.filter(indicator__in={place[0] for place in places})
        aimed, first = set(), dict[int, int]()
        for indicator, year, start, end in targets.values_list("indicator", "year", "start", "end"):
            first[indicator] = min(year, first.get(indicator, year))
            if start <= recorded_on and (end is None or end > recorded_on):
                aimed.add((indicator, year))
        return cls(recorded_on, held, frozenset(aimed), first)

    def beside(self, each: Placed) -> dict[str, Measurement]:
        """What holds for the same indicator, unit and period, by sex."""
        return self.held[place_of(each)]

    def record(self, figure: Figure) -> Measurement:
        """The row that the figure becomes.

        Refuses with `NoTarget` and `MeasurementRefused` as `record_measurement` does.
        """
        row = Measurement(
            indicator=figure.indicator,
            unit=figure.unit,
            period_start=figure.period_start,
            period_end=figure.period_end,
            sex=figure.sex,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            origin=figure.origin,
            source=figure.source,
            comment=figure.comment,
            recorded_on=self.recorded_on,
        )
        _refuse_period(row)
        _refuse_parts(row.denominator)
        self._refuse_untargeted(row, is_history=figure.is_history)
        beside = self.beside(row)
        _refuse_entered_twice(beside.get(row.sex))
        clean(row)
        _refuse_unequal_sum({**beside, row.sex: row})
        beside[row.sex] = row
        code, period = figure.unit and figure.unit.code, f"{row.period_start}/{row.period_end}"
        details = {"unit": code, "value": row.value, "sex": row.sex, "period": period}
        self._accept(row, "record-measurement", details)
        return row

    def correct(self, corrections: Sequence[Correction]) -> list[Measurement]:
        """The rows that the corrections become, all of them or none.

        Refuses with `MeasurementRefused` as `correct_measurements` does.
        """
        after: dict[Place, dict[str, Measurement]] = {}
        made: list[tuple[Measurement, Mapping[str, object]]] = []
        for each in corrections:
            _refuse_parts(each.denominator)
            place = place_of(each.replaces)
            beside = after.setdefault(place, dict(self.beside(each.replaces)))
            older = beside.get(each.replaces.sex)
            if older is None or older.pk != each.replaces.pk or self.recorded_on < older.recorded_on:
                raise _strange_correction()
            row = _renewed(older, each, recorded_on=self.recorded_on)
            clean(row)
            beside[row.sex] = row
            made.append((row, {"before": older.value, "value": row.value, "sex": row.sex}))
        for beside in after.values():
            _refuse_unequal_sum(beside)
        self.held.update(after)
        for row, details in made:
            self._accept(row, "correct-measurement", details)
        return [row for row, _details in made]

    def _accept(self, row: Measurement, act: str, details: Mapping[str, object]) -> None:
        self.rows.append(row)
        self.facts.append(Fact(row, act, details=details, cleaned=True))

    def _refuse_untargeted(self, row: Measurement, *, is_history: bool) -> None:
        year = (row.period_end - ONE_DAY).year
        if is_history:
            if not row.source or self.first_aimed.get(row.indicator_id, year + 1) <= year:
                raise _no_history()
        elif (row.indicator_id, year) not in self.aimed:
            raise _no_target(row.indicator, year)


def place_of(each: Placed) -> Place:
    """Where a value belongs, whichever sex it is of."""
    return each.indicator_id, each.unit_id, each.period_start, each.period_end


def at_places(places: Collection[Place]) -> Q:
    """Rows about these places, and some beside them: an indicator of one and a unit or a period of another."""
    units = {place[1] for place in places}
    where = Q(unit__in=units - {None}) | (Q(unit__isnull=True) if None in units else Q())
    return where & Q(
        indicator__in={place[0] for place in places},
        period_start__in={place[2] for place in places},
        period_end__in={place[3] for place in places},
    )


def _renewed(older: Measurement, to: Correction, *, recorded_on: date) -> Measurement:
    return Measurement(
        indicator=older.indicator,
        unit=older.unit,
        period_start=older.period_start,
        period_end=older.period_end,
        sex=older.sex,
        value=to.value,
        numerator=to.numerator,
        denominator=to.denominator,
        origin=older.origin,
        source=older.source,
        comment=to.comment,
        recorded_on=recorded_on,
        replaces=older,
    )


def _refuse_period(row: Measurement) -> None:
    if row.period_end <= row.period_start:
        raise MeasurementRefused(
            Words("The period ends before it has begun."),
            way=Words("Check the dates of the period."),
        )
    if row.period_end > row.recorded_on:
        raise MeasurementRefused(
            Words(
                "The period is not over: it lasts through {last}, and the value is reported on {recorded_on}.",
                last=row.period_end - ONE_DAY,
                recorded_on=row.recorded_on,
            ),
            clause="MR-30",
            way=Words("Report a value when the period is over. A look ahead is a forecast."),
        )


def _refuse_parts(denominator: Decimal | None) -> None:
    if denominator is not None and denominator <= 0:
        raise MeasurementRefused(
            Words(
                "The denominator is {denominator}. There is no share of nobody.",
                denominator=_plain(denominator),
            ),
            way=Words("Leave the value out if nobody is counted. A missing value is not zero."),
        )


def _no_target(indicator: Indicator, year: int) -> NoTarget:
    return NoTarget(
        Words("{indicator} has no target for {year}.", year=year, indicator=Pair(indicator.title, indicator.title_en)),
        clause="MR-17",
        way=Words("Set a target for {year} on a goal that uses the indicator, or check the period.", year=year),
    )


def _no_history() -> MeasurementRefused:
    return MeasurementRefused(
        Words("A figure of history is older than the first target of its indicator and names its source."),
        clause="MR-30",
        way=Words("Name the source, or report the value as the outcome of a year with a target."),
    )


def _refuse_entered_twice(held: Measurement | None) -> None:
    if held is not None:
        raise MeasurementRefused(
            Words("The value is already there, reported on {recorded_on}.", recorded_on=held.recorded_on),
            way=Words("Correct the one that is there instead; then both the old and the new are seen."),
        )


def _refuse_unequal_sum(found: dict[str, Measurement]) -> None:
    """Women and men are all: checked as soon as all three are known, for numerator and for denominator."""
    if set(found) != set(SEXES):
        return
    for part, what in (("numerator", Words("The numerator")), ("denominator", Words("The denominator"))):
        total, women, men = (getattr(found[sex], part) for sex in SEXES)
        if not sexes_add_up(dict(zip(SEXES, (total, women, men), strict=True))):
            raise MeasurementRefused(
                Words(
                    "{what} for all is {total}, but women {women} and men {men} make {together}.",
                    total=_plain(total),
                    women=_plain(women),
                    men=_plain(men),
                    together=_plain(women + men),
                    what=what,
                ),
                way=Words("Check the three values and correct them in the same report."),
            )


def _plain(number: Decimal) -> str:
    """A number without the zeros that the database keeps."""
    return f"{number.normalize():f}"


def _strange_correction() -> MeasurementRefused:
    return MeasurementRefused(
        Words("A correction replaces the value that holds today, and is not older than it."),
        way=Words("Choose the latest value."),
    )
