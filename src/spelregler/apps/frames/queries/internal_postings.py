"""Internal postings: which accounts they are on is chosen, and what they come to is told apart."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Sum

from spelregler.apps.frames.models import InternalChoice, LedgerMonth, LedgerSum
from spelregler.apps.frames.queries.outcome import net_cost
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import bodies_of_units
from spelregler.domain.frames.gross import Gross, OwnGross, gross_by_owner, gross_of, read_ranges


def chosen_internal(*, as_of: date) -> str:
    """The accounts of internal postings as they were chosen by the day, as written; empty before the first choice."""
    choice = InternalChoice.objects.filter(chosen_on__lte=as_of).order_by("-chosen_on", "-pk").first()
    return choice.accounts if choice else ""


def gross_of_year(*, year: int, as_of: date) -> Gross:
    """The municipality's income and cost of the year so far, with the internal part told apart. Three queries."""
    totals = _sums(year=year, as_of=as_of).values_list("account").annotate(total=Sum("amount_ore"))
    return gross_of(totals, internal=read_ranges(chosen_internal(as_of=as_of)) or ())


def gross_by_committee(*, year: int, as_of: date) -> dict[str, OwnGross]:
    """Each committee's income and cost of the year so far, without what its units billed each other, by its code.

    A unit belongs where it is placed on the day, one that has ended where it was last. Codes without a unit stand
    together under an empty code. Five queries; the sums pass one at a time.
    """
    body_of = bodies_of_units(as_of=as_of)
    by_key = {key: body_of.get(code, "") for key, code in Unit.objects.values_list("pk", "code")}
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    rows = _sums(year=year, as_of=as_of).values_list("unit", "account").annotate(total=Sum("amount_ore"))
    for unit, account, ore in rows.iterator():
        sums[by_key.get(unit, "")][account] += ore
    return gross_by_owner(
        {body: its.items() for body, its in sums.items()}, internal=read_ranges(chosen_internal(as_of=as_of)) or ()
    )


def _sums(*, year: int, as_of: date) -> QuerySet[LedgerSum]:
    """What counts on the day of the year, on the accounts of net cost. One query, of a row a month."""
    months = LedgerMonth.objects.on(as_of).filter(month__year=year).values_list("batch", "month")
    # By the months themselves, so that they are looked up in the index and the sums of other years are not walked.
    counting = reduce(or_, (Q(batch=batch, month=month) for batch, month in months), Q(pk__in=[]))
    return LedgerSum.objects.filter(counting, net_cost())
