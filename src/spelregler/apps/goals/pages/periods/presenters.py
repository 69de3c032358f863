"""The periods in which values may be reported, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.queries.reporting import PeriodState
from spelregler.domain import reading
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.platform.errors import DomainError
from spelregler.ui.formatting import period as period_words


@dataclass(frozen=True)
class PeriodRow:
    """What was said about a period: opened or locked, for whom, when, by whom and why."""

    period: str
    is_open: bool
    scope: str
    on: date
    by: str
    reason: str


def period_rows(periods: Sequence[PeriodState], acting_role: ActingRole) -> list[PeriodRow]:
    """Every opening and locking, the latest period and the latest row first."""
    return [
        PeriodRow(
            period=period_words(each.start, each.end, acting_role.language),
            is_open=row.opens,
            scope=row.department.name if row.department else _("all departments"),
            on=row.recorded_on,
            by=row.by,
            reason=row.reason,
        )
        for each in periods
        for row in each.rows
    ]


def period_choices(periods: Sequence[PeriodState], chosen: PeriodState | None) -> list[tuple[str, date, date, bool]]:
    """The open periods to choose among: address, first day, last day and whether it is the one shown."""
    return [(each.key, each.start, each.end - ONE_DAY, each == chosen) for each in periods]


def read_period(said: Mapping[str, str]) -> tuple[date, date]:
    """A period by its first and last month, as month fields send them: 2026-01 and 2026-08."""
    try:
        start, last = (reading.month(said.get(name, "")) for name in ("first", "last"))
    except reading.Unreadable:
        raise DomainError(
            sv="Perioden går inte att läsa.",
            en="The period cannot be read.",
            way_sv="Skriv första och sista månad, till exempel 2026-01 och 2026-08.",
            way_en="Write the first and last month, for example 2026-01 and 2026-08.",
        ) from None
    return start, add_months(last, 1)
