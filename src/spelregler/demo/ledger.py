"""The demo's SIE 4E file: written by our own writer, read by our own importer, like any municipality's file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spelregler.apps.frames.ledger import apply_import, plan_import
from spelregler.apps.frames.models import LedgerBatch
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
RESPONSIBILITY, PROJECT, ACTIVITY, SUB_ACTIVITY = DIMENSIONS


def sie_file() -> bytes:
    """The ledger January–October as SIE type 4E; the same bytes every time."""
    return b"".join(write(_book()))


def import_ledger(*, who: Who) -> LedgerBatch:
    """Through plan and apply, with ansvar as dimension 1 and verksamhet as dimension 20."""
    plan = plan_import(
        data=sie_file(),
        file_name=FILE_NAME,
        responsibility_dimension=RESPONSIBILITY,
        activity_dimension=ACTIVITY,
    )
    return apply_import(plan=plan, imported_on=TODAY, who=who, origin=ORIGIN)


def _book() -> Book:
    return Book(
        company=MUNICIPALITY_NAME,
        generated=f"{TODAY:%Y%m%d}",
        year=(f"{date(YEAR, 1, 1):%Y%m%d}", f"{date(YEAR, 12, 31):%Y%m%d}"),
        accounts=tuple(ACCOUNTS.items()),
        dimensions=tuple(DIMENSIONS.items()),
        objects=tuple(_objects()),
        budget=tuple((f"{YEAR}{month:02}", row.account, row.objects, row.amount_ore) for _unit, month, row in budget()),
        vouchers=(_voucher(each) for each in vouchers()),
    )


def _objects() -> Iterator[tuple[int, str, str]]:
    yield from ((RESPONSIBILITY, unit.ansvar, unit.name) for unit in UNITS)
    yield from ((PROJECT, code, name) for code, name in PROJECTS.items())
    yield from ((ACTIVITY, code, name) for code, name in ACTIVITY_NAMES.items())
    yield from ((SUB_ACTIVITY, code, name) for code, name in ACTIVITIES.items())


def _voucher(each: Voucher) -> VoucherText:
    rows = tuple(Entry(row.account, row.objects, row.amount_ore) for row in each.rows)
    return VoucherText(SERIES, str(each.number), f"{each.day:%Y%m%d}", each.text, rows)
