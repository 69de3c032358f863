"""What units cost net in the months of the ledger, kept beside the sums that it is added up from."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Q, Sum

from spelregler.apps.frames.models import LedgerMonth, LedgerNet, LedgerSum
from spelregler.apps.frames.queries.outcome import net_cost
from spelregler.apps.organisation.models import Unit

AT_ONCE = 2_000


def add_up(*, months: Iterable[LedgerMonth], units: Collection[Unit | None] | None = None) -> None:
    """The net cost of the units in the months is added up anew from the sums; None among the units is nobody's.

    Account classes 3–7, whole öre (MR-42). Of every unit where none is named. Whoever changes sums calls this in the
    same transaction. Four statements, and one for each two thousand rows.
    """
    pk_of = {(each.batch_id, each.month): each.pk for each in months}
    if not pk_of:
        return
    of_units = Q() if units is None else Q(unit__in=[each for each in units if each])
    if units is not None and None in units:
        of_units |= Q(unit=None)
    with transaction.atomic():
        LedgerNet.objects.filter(of_units, ledger_month__in=pk_of.values()).delete()
        sums = LedgerSum.objects.filter(
            net_cost(), of_units, batch__in={batch for batch, _ in pk_of}, month__in={month for _, month in pk_of}
        )
        added = sums.order_by().values_list("batch", "month", "unit").annotate(total=Sum("amount_ore"))
        LedgerNet.objects.bulk_create(
            (
                LedgerNet(ledger_month_id=pk_of[batch, month], unit_id=unit, amount_ore=total)
                for batch, month, unit, total in added
                if (batch, month) in pk_of
            ),
            batch_size=AT_ONCE,
        )
