"""What has been ordered and not yet booked, by ansvar and month: shown beside the outcome and never added to it.

An order becomes an invoice and is then in the ledger; whoever adds the two counts it twice. A file is therefore all
that is committed on its day, and takes the place of the file before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.files.ledger_table import month_in, refuse_faults
from spelregler.apps.frames.models import CommittedSum, ResponsibilityCode
from spelregler.apps.organisation.models import Municipality
from spelregler.domain.money import Money
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Fault, Kind, SheetRefused, Table, read_table
from spelregler.platform.audit.operations import Who, record

COLUMNS = (
    Column("responsibility", Words("Responsibility"), needed=True, longest=20),
    Column("month", Words("Month"), needed=True),
    Column("amount", Words("Amount"), kind=Kind.MONEY, needed=True),
)
Key = tuple[str, date]


@dataclass(frozen=True)
class Committed:
    """What is ordered and not yet booked, with where the figure comes from."""

    amount: Money
    source: str
    on: date


@dataclass(frozen=True)
class CommitmentImport:
    """What an import of commitments did: nothing where the file says what is known already."""

    file_name: str
    rows: int
    total: Money
    is_changed: bool
    without_unit: tuple[str, ...]


def read_commitments(data: bytes, *, file_name: str, money_unit: str) -> dict[Key, int]:
    """The table summed by ansvar and month; one fault refuses the whole file.

    Refuses with `LedgerUnreadable`, by row and column. `money_unit` is kr, tkr or mnkr; the sums are öre.
    """
    try:
        table = read_table(data, file_name=file_name, columns=COLUMNS, money_unit=money_unit)
    except SheetRefused as error:
        raise LedgerUnreadable(error.words, way=error.todo) from error
    return _summed(table)


def import_commitments(
    *, data: bytes, file_name: str, money_unit: str, store: bool, today: date, who: Who
) -> CommitmentImport:
    """The file is all that is committed on the day; an older one holds no longer. The same figures change nothing.

    Refuses with `LedgerUnreadable` what `read_commitments` does; without `store` nothing is stored.
    """
    sums = read_commitments(data, file_name=file_name, money_unit=money_unit)
    with transaction.atomic():
        Municipality.objects.select_for_update().first()  # one import at a time
        known = CommittedSum.objects.filter(end__isnull=True)
        is_changed = {(each.responsibility, each.month): each.amount_ore for each in known} != sums
        if store and is_changed:
            _replace(sums, file_name=file_name[:200], today=today, who=who)
    codes = {code for code, _month in sums}
    named = set(ResponsibilityCode.objects.filter(code__in=codes).values_list("code", flat=True))
    return CommitmentImport(
        file_name=file_name,
        rows=len(sums),
        total=Money(sum(sums.values())),
        is_changed=is_changed,
        without_unit=tuple(sorted(codes - named)),
    )


def known_commitments(*, as_of: date) -> Committed | None:
    """All that is known to be ordered on the day, with the file that told it; None where no file has."""
    rows = CommittedSum.objects.on(as_of)
    latest = rows.order_by("-start", "-pk").first()
    if latest is None:
        return None
    total = rows.aggregate(total=Sum("amount_ore"))["total"]
    return Committed(amount=Money(total), source=latest.file_name, on=latest.start)


def committed_of_unit(*, unit_code: str, year: int, as_of: date) -> Committed | None:
    """What the unit had committed for the year, as known on the day; None where no file told: that is not zero."""
    codes = ResponsibilityCode.objects.filter(unit__code=unit_code).values("code")
    rows = list(CommittedSum.objects.on(as_of).filter(responsibility__in=codes, month__year=year))
    if not rows:
        return None
    latest = max(rows, key=lambda each: each.start)
    return Committed(amount=Money(sum(each.amount_ore for each in rows)), source=latest.file_name, on=latest.start)


def _summed(table: Table) -> dict[Key, int]:
    faults: list[Fault] = list(table.faults)
    sums: dict[Key, int] = {}
    for row in table.rows:
        month = month_in(row["month"])
        if month is None:
            words = Words("“{row}” is no month.", row=row["month"][:40])
            faults.append(table.fault(row, "month", words=words))
            continue
        key = row["responsibility"], month
        sums[key] = sums.get(key, 0) + row["amount"]
    refuse_faults(faults, in_all=len(faults) + table.faults_in_all - len(table.faults))
    return {key: ore for key, ore in sums.items() if ore}


def _replace(sums: dict[Key, int], *, file_name: str, today: date, who: Who) -> None:
    """What was told earlier today never held on any day; what was told before it held until today."""
    CommittedSum.objects.filter(end__isnull=True, start=today).delete()
    CommittedSum.objects.filter(end__isnull=True).update(end=today)
    CommittedSum.objects.bulk_create(
        (
            CommittedSum(responsibility=code, month=month, amount_ore=ore, file_name=file_name, start=today)
            for (code, month), ore in sums.items()
        ),
        batch_size=2_000,
    )
    details = {"sums": len(sums), "total_ore": sum(sums.values())}
    record(who=who, act="import-commitments", subject=file_name, details=details)
