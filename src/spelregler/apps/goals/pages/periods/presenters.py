"""The periods in which values may be reported, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.queries.reporting import PeriodState
from spelregler.domain.period import ONE_DAY
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
            scope=acting_role.say(row.department.name, row.department.name_en)
            if row.department
            else _("all departments"),
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
