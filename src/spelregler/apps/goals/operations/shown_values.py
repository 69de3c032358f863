"""What may be shown of values that count people is decided in the same transaction in which they are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction

from spelregler.apps.goals.models import Indicator, Measurement, ShownValue, SmallNumbers, Target, Weighing
from spelregler.apps.goals.queries.shown_tables import COLUMNS, Kind, Row, newly_shown, presence
from spelregler.apps.goals.queries.suppression import COUNTED
from spelregler.apps.organisation.models import Unit
from spelregler.domain.disclosure import Doubt
from spelregler.domain.suppression import Span
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.findings import parameters

_touched: ContextVar[set[int] | None] = ContextVar("touched", default=None)


@contextmanager
def shown_together(*, on: date, who: Who) -> Iterator[None]:
    """What is recorded inside counts as published together; at the end it is decided what of it may be shown.

    The outermost such block decides. What is recorded piece by piece instead is decided piece by piece, so more waits.
    """
    if _touched.get() is not None:
        yield
        return
    touched: set[int] = set()
    token = _touched.set(touched)
    try:
        with transaction.atomic():
            yield
            for indicator in Indicator.objects.select_for_update().filter(pk__in=touched).order_by("pk"):
                weigh(indicator=indicator, on=on, who=who)
    finally:
        _touched.reset(token)


def touch(indicator: Indicator) -> None:
    """Something was recorded that has to be weighed."""
    touched = _touched.get()
    assert touched is not None  # noqa: S101 - the operations that record open the block themselves
    touched.add(indicator.pk)


def weigh(*, indicator: Indicator, on: date, who: Who, is_all: bool = False) -> Weighing | None:
    """Decide what may be shown of an indicator now, from all that has been shown of it (ADR 47, domain 6, pitfall 18).

    What has been shown stays shown; what is small is never shown; the rest is shown as far as no small number follows.
    Only years with something new are weighed, or all where the indicator's own rule has changed.
    """
    counted = Measurement.objects.filter(COUNTED, indicator=indicator)
    rows = [Row(*each) for each in counted.order_by("pk").values_list(*COLUMNS)]
    batches = list(indicator.weighings.order_by("last").values_list("last", flat=True))
    if not rows or not (is_all or not batches or rows[-1].pk > batches[-1]):
        return None
    told = batches[-1] if batches else 0
    shown = newly_shown(
        rows,
        kind=Kind(indicator.small_numbers, indicator.unit_of_measure),
        batches=batches,
        there=_there(indicator, rows),
        doubt=doubt_on(on, small_numbers=indicator.small_numbers),
        is_all=is_all,
    )
    _show((row for row in rows if row.pk in shown), told=told, on=on)
    weighing = Weighing(indicator=indicator, last_id=rows[-1].pk, weighed_on=on)
    waits = sum(row.shown_on is None for row in rows) - len(shown)
    store(weighing, act="weigh-values", who=who, details={"shown": len(shown), "not shown": waits})
    return weighing


def remember_shown(*, indicator: Indicator, on: date) -> None:
    """Before an indicator begins to count people: what has been reported of it so far has been shown to all."""
    _show(indicator.measurements.filter(shown__isnull=True), told=None, on=on)


def doubt_on(day: date, *, small_numbers: str) -> Doubt:
    """P30 in the package in force on the day; the rule's own defaults where the package does not set it."""
    found = parameters("P30", as_of=day)
    lowest = int(found.get("lowest", Doubt.lowest))
    if small_numbers == SmallNumbers.ANSWERS:
        return Doubt(lowest, int(found.get("answers", SmallNumbers.ANSWERS.fewest - 1)))
    return Doubt(lowest, int(found.get("cases", Doubt.highest)))


def _show(rows: Iterable[Row] | Iterable[Measurement], *, told: int | None, on: date) -> None:
    """What is new is shown from the day it was reported on, what has waited from today."""
    made = [
        ShownValue(measurement_id=row.pk, shown_on=row.recorded_on if told is None or row.pk > told else on)
        for row in rows
    ]
    ShownValue.objects.bulk_create(made, batch_size=500)


def _there(indicator: Indicator, rows: Iterable[Row]) -> dict[str, list[Span]]:
    asked = Target.objects.filter(indicator=indicator, goal__unit__isnull=False)
    lives = {code: (start, end or date.max) for code, start, end in Unit.objects.values_list("code", "start", "end")}
    return presence(rows, asked.values_list("goal__unit__code", "year").distinct(), lives)
