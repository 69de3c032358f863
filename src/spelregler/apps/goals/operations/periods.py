"""When figures may be reported: a period is locked until it is opened, with a reason and a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from spelregler.apps.goals.models import PeriodOpening
from spelregler.apps.organisation.models import Department
from spelregler.domain.goals.values import is_opened
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class PeriodRefused(DomainError):
    """A period is opened when it is over, with a reason, and only where it is locked."""

    code = "period-refused"


class PeriodLocked(DomainError):
    """Nothing is reported or approved for a period that is not open."""

    code = "period-locked"


Span = tuple[date, date]
"""A period's first day, and the first day after it."""


def said_of(spans: Collection[Span], *, on: date) -> dict[Span, list[tuple[str, bool]]]:
    """What has been said of each period by the day, the newest first: to which department, and whether it opens."""
    starts, ends = {start for start, _end in spans}, {end for _start, end in spans}
    rows = PeriodOpening.objects.filter(period_start__in=starts, period_end__in=ends, recorded_on__lte=on)
    found: dict[Span, list[tuple[str, bool]]] = defaultdict(list)
    columns = ("period_start", "period_end", "department__code", "opens")
    for start, end, department, opens in rows.order_by("-recorded_on", "-pk").values_list(*columns):
        found[start, end].append((department or "", opens))
    return found


def is_open(*, period_start: date, period_end: date, department: str, on: date) -> bool:
    """The latest row about the period holds, whether it was for everybody or for the department."""
    span = (period_start, period_end)
    return is_opened(said_of([span], on=on)[span], department=department)


def set_period(
    *,
    period_start: date,
    period_end: date,
    opens: bool,
    reason: str,
    on: date,
    who: Who,
    department: Department | None = None,
) -> PeriodOpening:
    """A period is locked by default. It is opened, locked and opened again with a reason and a day (MR-30).

    The period is half-open, and `department` none means all of them. Refuses with `PeriodRefused` one that is not over,
    no reason, and a period that is so already.
    """
    row = PeriodOpening(
        period_start=period_start,
        period_end=period_end,
        department=department,
        opens=opens,
        reason=reason.strip(),
        recorded_on=on,
        by=who.name,
    )
    _refuse(row)
    store(row, act="open-period" if opens else "lock-period", who=who, details={"reason": row.reason})
    return row


def _refuse(row: PeriodOpening) -> None:
    if row.period_end <= row.period_start or row.period_end > row.recorded_on:
        words = Words("The period is not over yet.")
        way, field = Words("Open it when it is over."), "period_end"
    elif not row.reason:
        words = Words("The reason is missing.")
        way = Words("Write why the period is opened or locked.")
        field = "reason"
    elif row.opens == is_open(
        period_start=row.period_start,
        period_end=row.period_end,
        department=row.department.code if row.department else "",
        on=row.recorded_on,
    ):
        state = Words("open") if row.opens else Words("locked")
        words = Words("The period is already {state}.", state=state)
        way, field = Words("Check the period and the department."), ""
    else:
        return
    raise PeriodRefused(words, clause="MR-30", way=way, field=field)
