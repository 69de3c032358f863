"""The demo's SIE 4E file: written by our own writer, read by our own importer, like any municipality's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from spelregler.apps.frames.files.ledger_import import apply_import
from spelregler.apps.frames.files.ledger_plan import plan_import
from spelregler.apps.frames.models import LedgerBatch
from spelregler.demo import history
from spelregler.demo.facts import TODAY, YEAR
from spelregler.demo.organisation import MUNICIPALITY_NAME, UNITS
from spelregler.demo.vouchers import (
    ACCOUNTS,
    ACTIVITIES,
    ACTIVITY_NAMES,
    DIMENSIONS,
    LAST_MONTH,
    ORIGIN,
    PROJECTS,
    SERIES,
    Voucher,
    budget,
    vouchers,
)
from spelregler.exchange.sie import Book, Entry, VoucherText, write
from spelregler.platform.audit.operations import Who

FILE_NAME = f"oxelosund-demo-{YEAR}-{LAST_MONTH:02}.se"
FIRST_MONTHS, FIRST_IMPORTED_ON = 9, date(YEAR, 10, 8)
"""January–September came first, and what managers reported in October was computed on it. The next file took over."""

BudgetRow: TypeAlias = tuple[str, str, tuple[tuple[int, str], ...], int]
"""Period, account, objects and amount, as the writer takes them."""

RESPONSIBILITY, PROJECT, ACTIVITY, SUB_ACTIVITY = DIMENSIONS


def sie_file(last_month: int = LAST_MONTH) -> bytes:
    """The ledger from January as SIE type 4E; the same bytes every time."""
    budgeted = tuple((f"{YEAR}{month:02}", row.account, row.objects, row.amount_ore) for _unit, month, row in budget())
    return b"".join(write(_book(YEAR, vouchers(last_month), budgeted)))


def earlier_file(year: int) -> bytes:
    """A whole earlier year as SIE type 4E."""
    return b"".join(write(_book(year, history.vouchers(year), ())))


def import_ledgers(*, who: Who) -> LedgerBatch:
    """The earlier years, the year through September, and then the year through October in its place."""
    for year in history.LEVELS:
        _import(earlier_file(year), f"oxelosund-demo-{year}-12.se", on=history.IMPORTED_ON, who=who)
    first = f"oxelosund-demo-{YEAR}-{FIRST_MONTHS:02}.se"
    _import(sie_file(FIRST_MONTHS), first, on=FIRST_IMPORTED_ON, who=who)
    return _import(sie_file(), FILE_NAME, on=TODAY, who=who)


def _import(data: bytes, file_name: str, *, on: date, who: Who) -> LedgerBatch:
    """Through plan and apply, with ansvar as dimension 1 and verksamhet as dimension 20."""
    plan = plan_import(
        data=data, file_name=file_name, responsibility_dimension=RESPONSIBILITY, activity_dimension=ACTIVITY
    )
    return apply_import(plan=plan, imported_on=on, who=who, origin=ORIGIN)


def _book(year: int, posted: Iterable[Voucher], budgeted: tuple[BudgetRow, ...]) -> Book:
    return Book(
        company=MUNICIPALITY_NAME,
        generated=f"{TODAY:%Y%m%d}",
        year=(f"{date(year, 1, 1):%Y%m%d}", f"{date(year, 12, 31):%Y%m%d}"),
        accounts=tuple(ACCOUNTS.items()),
        dimensions=tuple(DIMENSIONS.items()),
        objects=tuple(_objects()),
        budget=budgeted,
        vouchers=(_voucher(each) for each in posted),
    )


def _objects() -> Iterator[tuple[int, str, str]]:
    yield from ((RESPONSIBILITY, unit.ansvar, unit.name) for unit in UNITS)
    yield from ((PROJECT, code, name) for code, name in PROJECTS.items())
    yield from ((ACTIVITY, code, name) for code, name in ACTIVITY_NAMES.items())
    yield from ((SUB_ACTIVITY, code, name) for code, name in ACTIVITIES.items())


def _voucher(each: Voucher) -> VoucherText:
    rows = tuple(Entry(row.account, row.objects, row.amount_ore) for row in each.rows)
    return VoucherText(SERIES, str(each.number), f"{each.day:%Y%m%d}", each.text, rows)
