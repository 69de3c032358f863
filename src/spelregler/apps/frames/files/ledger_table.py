"""A ledger as a table (CSV, XLSX): a row per ansvar, account and month, under headings that were chosen once.

The municipality says what its columns are called, in which unit of money they are, and whether a cost is written with a
minus sign. The choice is remembered. A row with a fault is told by row and column, and the whole file is refused:
half a month is a wrong month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import BinaryIO

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.files.ledger_rows import BALANCE_CLASSES, KEPT_CLASSES
from spelregler.apps.frames.files.ledger_sums import (
    LedgerFile,
    refuse_large_sums,
    refuse_long_codes,
    remark_on_other_accounts,
)
from spelregler.apps.frames.models import TableChoice
from spelregler.domain import reading
from spelregler.domain.period import calendar_year
from spelregler.domain.words import Pair, Words, joined
from spelregler.exchange.bounded import whole
from spelregler.exchange.sheets import Column, Fault, Kind, SheetRefused, Table, read_table

SUFFIXES = (".csv", ".tsv", ".xlsx")
MONTH = re.compile(r"(\d{4})-?(0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?(?: 00:00:00)?")
MOST_TOLD = 20


class TableNotChosen(LedgerUnreadable):
    """The municipality says what its columns hold; the product never guesses."""

    code = "table-not-chosen"


def is_table(file_name: str) -> bool:
    """Told by the name's ending, as the program that wrote it gave it."""
    return file_name.lower().endswith(SUFFIXES)


def chosen_table() -> TableChoice | None:
    """The latest choice of columns, or None before the first."""
    return TableChoice.objects.order_by("-chosen_on", "-pk").first()


def read_ledger_table(data: BinaryIO, *, file_name: str, choice: TableChoice | None) -> LedgerFile:
    """The table summed by ansvar, activity, month and account; costs positive, as in SIE.

    Refuses with `TableNotChosen` before its columns are told, with `LedgerUnreadable` by row and column. Amounts
    are öre.
    """
    if choice is None:
        raise TableNotChosen(
            Words("It has not been told what the table's columns are called."),
            way=Words(
                "Give the headings of ansvar, account, month and amount, and the unit of money; it is remembered."
            ),
        )
    data.seek(0)
    try:
        table = read_table(whole(data), file_name=file_name, columns=_columns(choice), money_unit=choice.money_unit)
    except SheetRefused as error:
        raise LedgerUnreadable(error.words, way=error.todo) from error
    return _summed(table, sign=-1 if choice.costs_are_negative else 1)


def _columns(choice: TableChoice) -> Sequence[Column]:
    headed = [
        Column("responsibility", Pair(choice.responsibility), longest=20),
        Column("account", Pair(choice.account), needed=True, longest=12),
        Column("month", Pair(choice.month), needed=True),
        Column("amount", Pair(choice.amount), kind=Kind.MONEY, needed=True),
    ]
    if choice.activity:
        headed.append(Column("activity", Pair(choice.activity), longest=20))
    return headed


def _summed(table: Table, *, sign: int) -> LedgerFile:
    faults, file = list(table.faults), LedgerFile()
    for row in table.rows:
        month = month_in(row["month"])
        if month is None:
            words = Words("“{row}” is no month.", row=row["month"][:40])
            faults.append(table.fault(row, "month", words=words, todo=Words("Write for example 2026-01.")))
            continue
        file.months.add(month)
        file.rows += 1
        if row["account"][:1] in KEPT_CLASSES:
            activity = row.values.get("activity") or ""
            file.sums[row["responsibility"], activity, month, row["account"]] += sign * row["amount"]
        elif row["account"][:1] not in BALANCE_CLASSES:
            file.other_accounts[row["account"]] += abs(row["amount"])
    refuse_faults(faults, in_all=len(faults) + table.faults_in_all - len(table.faults))
    _place_in_year(file)
    file.remarks += table.remarks
    refuse_long_codes(file)
    refuse_large_sums(file)
    remark_on_other_accounts(file)
    return file


def month_in(text: str) -> date | None:
    """2026-01, 202601 or a day of the month; None for anything else."""
    found = MONTH.fullmatch(text)
    return reading.read_or(reading.month, f"{found[1]}-{found[2]}", None) if found else None


def _place_in_year(file: LedgerFile) -> None:
    """A table is of one calendar year; its months stand for themselves, as vouchers of their own do in SIE."""
    years = {month.year for month in file.months}
    if len(years) != 1:
        raise LedgerUnreadable(
            Words("The table has no rows.")
            if not years
            else Words("The table mixes the years {years}.", years=", ".join(map(str, sorted(years)))),
            way=Words("Export one fiscal year at a time."),
        )
    file.year = calendar_year(years.pop())
    file.months_with_vouchers = set(file.months)


def refuse_faults(faults: Sequence[Fault], *, in_all: int) -> None:
    """One fault is enough. Refuses with `LedgerUnreadable` a file with any; the first twenty are told, the others
    counted.
    """
    if not faults:
        return
    told = faults[:MOST_TOLD]
    left = in_all - len(told)
    words = joined(*(each.said for each in told))
    raise LedgerUnreadable(
        Words("{all} … and {left} more faults.", all=words, left=left) if left else words,
        way=Words("Put the rows right and choose the file again; nothing of it was used."),
    )
