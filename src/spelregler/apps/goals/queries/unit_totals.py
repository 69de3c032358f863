"""What the units of a committee, and of the municipality, make together of each indicator. Reads only.

The number of queries is fixed, however many indicators, units and committees there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.apps.goals.models import Goal, Indicator, Measurement, Target
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.sums import AddsUp, UnitSum, UnitValue, add_up
from spelregler.domain.period import ONE_DAY

WHOLE = ""
"""All units of the municipality."""
Period = tuple[date, date]


@dataclass(frozen=True)
class UnitsTogether:
    """An indicator's latest period that units have reported, and what they make: all of them, and by committee."""

    indicator: Indicator
    period: Period
    whole: UnitSum
    committees: tuple[tuple[str, str, UnitSum], ...]

    def of(self, body: str) -> UnitSum | None:
        """The sum of a committee's units, or of all where no body is named; none where it has no such units."""
        if body == WHOLE:
            return self.whole
        return next((found for code, _name, found in self.committees if code == body), None)


def units_together(indicators: Collection[Indicator], *, as_of: date) -> dict[str, UnitsTogether]:
    """For each indicator that units report, by its code: its latest period, for all units and by committee. Six
    queries.

    A sum or share is in the indicator's unit, and hidden where a value in it is.
    """
    chosen = {each.pk: each for each in indicators}
    if not chosen:
        return {}
    values = _latest(chosen, as_of=as_of)
    asked = _asked(chosen, as_of=as_of)
    told = {each.place for _period, found in values.values() for each in found}
    there = unit_places(as_of=as_of, codes=told.union(*asked.values()))
    bodies = {place.code: place.body for place in there}
    names = dict(Body.objects.values_list("code", "name"))
    return {
        chosen[key].code: _together(chosen[key], period, found, asked[key, _year(period)], bodies, names)
        for key, (period, found) in values.items()
    }


def _latest(chosen: Collection[int], *, as_of: date) -> dict[int, tuple[Period, list[UnitValue]]]:
    """What was known on the day of each indicator's latest period, unit by unit, for all sexes together."""
    hidden = hidden_measurements(indicators=list(chosen), as_of=as_of)
    rows = Measurement.objects.known_on(as_of).filter(
        indicator__in=chosen, unit__isnull=False, sex=Measurement.Sex.TOTAL
    )
    found: dict[tuple[int, Period], list[UnitValue]] = defaultdict(list)
    columns = ("pk", "indicator", "period_start", "period_end", "unit__code", "value", "numerator", "denominator")
    for pk, indicator, start, end, unit, value, top, bottom in rows.order_by("unit__code", "pk").values_list(*columns):
        found[indicator, (start, end)].append(UnitValue(unit, value, top, bottom, is_hidden=pk in hidden))
    latest: dict[int, Period] = {}
    for indicator, period in found:
        latest[indicator] = max(period, latest.get(indicator, period), key=lambda each: (each[1], each[0]))
    return {indicator: (period, found[indicator, period]) for indicator, period in latest.items()}


def _asked(chosen: Collection[int], *, as_of: date) -> dict[tuple[int, int], set[str]]:
    """The units with a target for each indicator and year, for goals that count: those that should report."""
    rows = Target.objects.on(as_of).filter(indicator__in=chosen, goal__in=Goal.objects.filter(counting(as_of)))
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for indicator, year, unit in rows.filter(goal__unit__isnull=False).values_list(
        "indicator", "year", "goal__unit__code"
    ):
        found[indicator, year].add(unit)
    return found


def _together(
    indicator: Indicator,
    period: Period,
    values: list[UnitValue],
    asked: set[str],
    bodies: Mapping[str, str],
    names: Mapping[str, str],
) -> UnitsTogether:
    every = asked | {each.place for each in values}
    how: AddsUp = indicator.adds_up  # type: ignore[assignment]  # the model's choices are the domain's words

    def made(units: set[str]) -> UnitSum:
        inside = [each for each in values if each.place in units]
        return add_up(inside, asked=len(units), adds_up=how, unit_of_measure=indicator.unit_of_measure)

    of_body: dict[str, set[str]] = defaultdict(set)
    for unit in every:
        if bodies.get(unit):
            of_body[bodies[unit]].add(unit)
    by_name = sorted((names.get(code, code), code) for code in of_body)
    committees = tuple((code, name, made(of_body[code])) for name, code in by_name)
    return UnitsTogether(indicator, period, made(every), committees)


def _year(period: Period) -> int:
    return (period[1] - ONE_DAY).year
