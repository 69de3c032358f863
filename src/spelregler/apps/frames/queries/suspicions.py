"""What earlier faults of the product may have stored in this room: sums that their own vouchers do not give, and moves
that were stored twice because the first was said to have failed. Nothing is changed here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from django.db.models import Count, QuerySet, Sum

from spelregler.apps.frames.models import LedgerBatch, LedgerMonth, LedgerSum, LineMove, UnitMove, VoucherLines
from spelregler.apps.frames.queries.vouchers import unpacked
from spelregler.exchange.sie import SieError
from spelregler.platform.audit.models import AuditRow

TOGETHER = timedelta(minutes=10)
"""Whoever is told that it failed, and does it again, does so soon."""
WITHIN_A_UNIT = ("unit_frame_id", "from_line__number", "to_line__number", "amount_ore", "moved_by", "moved_on")
BETWEEN_UNITS = ("body_id", "from_unit_id", "to_unit_id", "amount_ore", "proposed_by", "decided_on")
MOST = 200
RELEASED = "released-"
Moved = TypeVar("Moved", LineMove, UnitMove)


@dataclass(frozen=True)
class WrongSums:
    """A month of a file whose sums are not those of the vouchers that it keeps."""

    batch: LedgerBatch
    month: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Twice:
    """The later of two moves that are alike and were stored within minutes."""

    kind: str
    move: LineMove | UnitMove
    first: datetime
    again: datetime


def wrong_sums() -> Iterator[WrongSums]:
    """Each month that counts now: its vouchers are read again, with today's care, and held against its sums.

    For `spelregler mend`, of at most `MOST` months: there is a query for each month and one for each of its codes.
    """
    for month in LedgerMonth.objects.filter(end=None).select_related("batch").order_by("batch_id", "month")[:MOST]:
        lines = VoucherLines.objects.filter(batch_id=month.batch_id, month=month.month)
        stored = _sums_of(month)
        wrong = tuple(sorted(each.responsibility for each in lines.iterator(chunk_size=20) if _differs(each, stored)))
        if wrong and not month.batch.sha256.startswith(RELEASED):
            yield WrongSums(month.batch, f"{month.month:%Y-%m}", wrong)


def _sums_of(month: LedgerMonth) -> dict[tuple[str, str], int]:
    """What is stored of the month, in öre for each ansvar and account."""
    sums = LedgerSum.objects.filter(batch_id=month.batch_id, month=month.month).order_by()
    found = sums.values_list("responsibility", "account").annotate(ore=Sum("amount_ore"))
    return {(responsibility, account): ore for responsibility, account, ore in found}


def _differs(lines: VoucherLines, stored: dict[tuple[str, str], int]) -> bool:
    given: Counter[str] = Counter()
    try:
        for row in unpacked(lines):
            given[row.account] += row.amount_ore
    except SieError:
        return True  # what was read before is refused today
    return any(stored.get((lines.responsibility, account), 0) != ore for account, ore in given.items())


def stored_twice() -> Iterator[Twice]:
    """Moves that are alike in all, within ten minutes, and of which none has been moved back since.

    For `spelregler mend`, of at most `MOST` kinds: there are three queries for each.
    """
    yield from _twice("move", LineMove.objects.all(), WITHIN_A_UNIT)
    yield from _twice("unit-move", UnitMove.objects.filter(outcome=UnitMove.Outcome.MOVED), BETWEEN_UNITS)


def _twice(kind: str, moved: QuerySet[Moved], names: tuple[str, ...]) -> Iterator[Twice]:
    for alike in moved.values(*names).annotate(n=Count("id")).filter(n__gt=1).order_by()[:MOST]:
        alike.pop("n")
        rows = list(moved.filter(**alike).order_by("pk")[:MOST])
        there, back = names[1], names[2]
        undone = moved.filter(
            **{there: alike[back], back: alike[there], names[0]: alike[names[0]], names[3]: alike[names[3]]},
            pk__gt=rows[0].pk,
        ).count()
        at = _stored_at(moved.model, [row.pk for row in rows])
        pairs = [(one, two) for one, two in pairwise(rows) if one.pk in at and two.pk in at]
        close = [(one, two) for one, two in pairs if at[two.pk] - at[one.pk] <= TOGETHER]
        for one, two in close[undone:]:
            yield Twice(kind, two, at[one.pk], at[two.pk])


def _stored_at(model: type[LineMove | UnitMove], keys: list[int]) -> dict[int, datetime]:
    named = {f"{model._meta.label_lower}:{key}": key for key in keys}
    found: dict[int, datetime] = {}
    for name, at in AuditRow.objects.filter(subject_key__in=named).order_by("-id").values_list("subject_key", "at"):
        found[named[name]] = at  # the first row of each remains
    return found
