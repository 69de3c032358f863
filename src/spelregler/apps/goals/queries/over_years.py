"""What measures were year by year, as known on a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.goals.models import Goal, Measurement
from spelregler.apps.goals.queries.goal_detail import series_breaks
from spelregler.apps.goals.queries.goal_history import Value, load_known
from spelregler.domain.period import ONE_DAY

MOST_YEARS = 10


@dataclass(frozen=True)
class YearValue:
    """A measure's value in a year, what it was to be, and the last day that it is about."""

    year: int
    value: Decimal
    target: Decimal | None
    last_day: date


def values_over_years(goals: Collection[str], *, as_of: date) -> dict[tuple[str, str], list[YearValue]]:
    """For each goal and measure of it, by their codes, a value a year, oldest first, ten at most.

    Only what can be compared: over the same months of the year as the latest value, since its definition was changed
    last, and what is shown (ADR 47). At most seven queries.
    """
    chosen = Goal.objects.filter(code__in=goals)
    known = load_known(goals=chosen, as_of=as_of)
    found: dict[tuple[str, str], list[YearValue]] = {}
    rows = [(goal, target) for goal in chosen for target in known.targets_on(goal, day=as_of)]
    breaks = series_breaks({target.indicator_id for _goal, target in rows}, as_of=as_of)
    targets: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
    for goal, target in rows:
        key = (goal.code, target.indicator.code)
        targets[key][target.year] = target.value
        if key not in found:
            since = max((each.on for each in breaks.get(target.indicator_id, ())), default=date.min)
            values = known.values_of(indicator=target.indicator_id, unit=goal.unit_id, on=as_of)
            found[key] = [
                YearValue((each.end - ONE_DAY).year, each.value, None, each.end - ONE_DAY)
                for each in _comparable(values)
                if each.start >= since
            ]
    return {
        key: [
            YearValue(each.year, each.value, targets[key].get(each.year), each.last_day) for each in its[-MOST_YEARS:]
        ]
        for key, its in found.items()
    }


def _comparable(values: Sequence[Value]) -> list[Value]:
    """Of those for all that are shown, the ones over the same months as the last; one a year."""
    shown = [each for each in values if each.sex == Measurement.Sex.TOTAL and not each.is_hidden]
    if not shown:
        return []
    last = shown[-1]
    by_year = {each.end.year: each for each in shown if _months(each) == _months(last)}
    return [by_year[year] for year in sorted(by_year)]


def _months(each: Value) -> tuple[int, int, int]:
    return each.start.month, each.end.month, each.end.year - each.start.year
