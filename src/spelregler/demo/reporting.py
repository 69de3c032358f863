"""Put the demo's values on their way, through the operations as anybody would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Indicator, Measurement, Target
from spelregler.apps.organisation.models import Department, Post, Unit
from spelregler.demo import values
from spelregler.platform.audit.operations import Who


def report(*, units: Mapping[str, Unit], indicators: Mapping[str, Indicator], who: Callable[[str, str], Who]) -> None:
    """The controller opens a period; a unit saves, submits and gets one back."""
    start, end = values.PERIOD
    operations.set_period(
        period_start=start,
        period_end=end,
        opens=True,
        reason=values.OPENED_BECAUSE,
        on=values.OPENED_ON,
        who=who(values.OPENED_BY, "CT"),
    )
    for fact in values.REPORTS:
        entry = operations.Entry(
            indicator=indicators[fact.indicator],
            unit=units[fact.unit],
            period_start=start,
            period_end=end,
            sex="T",
            value=Decimal(fact.value),
        )
        (row,) = operations.save_values(
            entries=[entry], submit=fact.submitted, on=values.OPENED_ON, who=who(fact.post, "EC")
        )
        if fact.returned:
            operations.return_value(
                value=row, reason=fact.returned, on=values.OPENED_ON, who=who(values.HEAD_OF_CARE, "FC")
            )


def answer(*, departments: Mapping[str, Department], posts: Mapping[str, Post], who: Callable[[str, str], Who]) -> None:
    """A unit manager answers one of the missed targets."""
    for fact in values.ANSWERS:
        of_unit = Measurement.objects.filter(indicator__code=fact.indicator, unit__code=fact.unit)
        operations.answer_miss(
            measurement=of_unit.order_by("period_end")[of_unit.count() - 1],
            target=Target.objects.get(goal__code=fact.goal, indicator__code=fact.indicator),
            department=departments[fact.department],
            cause=fact.cause,
            action=fact.action,
            owner=posts[fact.post],
            due_on=fact.due_on,
            on=fact.answered_on,
            who=who(fact.post, "EC"),
        )
