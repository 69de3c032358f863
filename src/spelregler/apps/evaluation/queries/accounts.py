"""The account of a year's evaluations, as the checks and the pages ask for it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from spelregler.apps.evaluation.models import Account, Evaluation
from spelregler.apps.evaluation.queries.yearly import TOLD
from spelregler.apps.organisation.models import Body
from spelregler.domain.evaluation import ACCOUNTED, AccountBy
from spelregler.platform.findings import parameters_of


@dataclass(frozen=True)
class AccountsOfYear:
    """The account of a year that is handed over, and the one that is worked on, if there are any."""

    handed_over: Account | None = None
    open: Account | None = None

    @property
    def newest(self) -> Account | None:
        """What is worked on, else what is handed over."""
        return self.open or self.handed_over


def accounts_of(year: int, *, as_of: date) -> AccountsOfYear:
    """As they were on the day, with what they lack. Two queries."""
    rows = Account.objects.filter(year=year, opened_on__lte=as_of).select_related("decision__body", "handed_over__body")
    rows = rows.prefetch_related(Prefetch("lacking", queryset=Body.objects.order_by("name")))
    found = AccountsOfYear()
    for row in rows.order_by("number"):
        given = row.handed_over_entered_on
        found = AccountsOfYear(row, None) if given and given <= as_of else AccountsOfYear(found.handed_over, row)
    return found


def last_day(year: int, *, as_of: date) -> date:
    """The last day for handing the account of a year to the council, as the package of the day has it (P15)."""
    return AccountBy(**parameters_of(ACCOUNTED, as_of=as_of)).last_day(year)


def included(account: Account) -> list[Evaluation]:
    """The evaluations that a decided account rests on, the board's first, with answers and parts. Three queries."""
    rows = account.evaluations.select_related("body", "decision").prefetch_related(*TOLD)
    return sorted(rows, key=lambda each: (each.body.kind != Body.Kind.EXECUTIVE_BOARD, each.body.name))
