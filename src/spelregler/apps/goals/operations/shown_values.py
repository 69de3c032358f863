"""What may be shown of values that count people is decided in the same transaction in which they are reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

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
            for indicator in Indicator.objects.select_for_update(no_key=True).filter(pk__in=touched).order_by("pk"):
                weigh(indicator=indicator, on=on, who=who)
    finally:
        _touched.reset(token)


def touch(indicator: Indicator) -> None:
    """Something was recorded that has to be weighed."""
    touched = _touched.get()
    assert touched is not None  # noqa: S101 - the operations that record open the block themselves
    touched.add(indicator.pk)


def weigh_unweighed(*, on: date, who: Who) -> int:
    """Weigh what was reported before values were weighed, in its own order; how many indicators (ADR 47).

    What was reported on one day is taken for published together. Until then none of it is shown.
    """
    weighed = 0
    for indicator in _unweighed():
        with transaction.atomic():
            Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
            counted = Measurement.objects.filter(COUNTED, indicator=indicator)
            last_of_days = counted.values("recorded_on").annotate(last=Max("pk")).order_by("last")
            for up_to in last_of_days.values_list("last", flat=True):
                weigh(indicator=indicator, on=on, who=who, up_to=up_to)
            weighed += 1
    return weighed


def has_unweighed() -> bool:
    """Whether a counted value lies there that nobody has weighed."""
    return _unweighed().exists()


def _unweighed() -> QuerySet[Indicator]:
    counted = Measurement.objects.filter(COUNTED, indicator=OuterRef("pk"))
    return Indicator.objects.filter(Exists(counted), weighings=None).order_by("pk")


def weigh(
    *, indicator: Indicator, on: date, who: Who, is_all: bool = False, up_to: int | None = None
) -> Weighing | None:
    """Decide what may be shown of an indicator now, from all that has been shown of it (ADR 47, domain 6, pitfall 18).

    What has been shown stays shown; what is small is never shown; the rest is shown as far as no small number follows.
    Only years with something new are weighed, or all where the indicator's own rule has changed. `up_to` is a value
    after which nothing is looked at.
    """
    counted = Measurement.objects.filter(COUNTED, indicator=indicator)
    if up_to is not None:
        counted = counted.filter(pk__lte=up_to)
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
