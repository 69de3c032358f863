"""A ledger file imported in one step, and told as plain data: for the command line."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, BinaryIO

from spelregler.apps.frames.files.control_totals import control_total, report
from spelregler.apps.frames.files.ledger_import import apply_import
from spelregler.apps.frames.files.ledger_plan import Stage, digest, plan_import, unwatched
from spelregler.apps.frames.files.ledger_table import is_table
from spelregler.apps.frames.files.opening_balances import opening_rows
from spelregler.apps.frames.models import LedgerBatch, LedgerMonth
from spelregler.domain.frames.ledger import (
    MonthChange,
)
from spelregler.domain.money import Money
from spelregler.platform.audit.operations import Who


def import_file(
    *,
    data: bytes | BinaryIO,
    file_name: str,
    responsibility: int | None,
    activity: int | None,
    store: bool,
    today: date,
    who: Who,
    stage: Stage = unwatched,
) -> dict[str, Any]:
    """Plan, and store only when asked to; answers with the plan as plain values, for a command to print.

    The same file once more is no fault: it changes nothing, and the answer says so.

    Refuses as `plan_import` and `apply_import` do, and as `control_total` does a file without ansvar.
    """
    data = io.BytesIO(data) if isinstance(data, bytes) else data
    if (before := imported_before(data)) is not None:
        return before
    if not is_table(file_name) and (control := control_total(data, as_of=today)) is not None:
        return report(control, file_name=file_name)
    plan = plan_import(
        data=data,
        file_name=file_name,
        responsibility_dimension=responsibility,
        activity_dimension=activity,
        stage=stage,
    )
    if store:
        apply_import(plan=plan, imported_on=today, who=who, stage=stage)
    return {
        "file": plan.file_name,
        "company": plan.company,
        "responsibility_dimension": plan.responsibility_dimension,
        "activity_dimension": plan.activity_dimension,
        "first_month": f"{plan.months[0]:%Y-%m}",
        "last_month": f"{plan.months[-1]:%Y-%m}",
        "vouchers": plan.vouchers,
        "rows": plan.rows,
        "ksumma": plan.ksumma,
        "months": [_month_row(each) for each in plan.changes],
        "replaces": [{"file": each.file_name, "imported_on": f"{each.imported_on}"} for each in plan.replaces],
        "net_cost_tkr": plan.net_cost_tkr,
        "finance_tkr": plan.finance_tkr,
        "unknown_tkr": plan.unknown_tkr,
        "units": [
            {"unit": each.unit, "month": f"{each.month:%Y-%m}", "net_cost_tkr": Money(each.amount_ore).tkr}
            for each in plan.unit_months
        ],
        "unknown_codes": [
            {"code": each.code, "name": each.name, "net_cost_tkr": Money(each.amount_ore).tkr}
            for each in plan.unknown_codes
        ],
        "unbalanced": [
            {"series": each.series, "number": each.number, "difference": str(Money(each.difference_ore).kronor)}
            for each in plan.unbalanced
        ],
        "warnings": [each.as_dict() for each in plan.remarks],
        **opening_rows(plan.opening),
        "stored": store,
        "unchanged": False,
    }


def imported_before(data: BinaryIO) -> dict[str, Any] | None:
    """When the very same file came and as what, where it still counts; None for one that is new or was replaced."""
    batch = LedgerBatch.objects.filter(sha256=digest(data)).first()
    if batch is None or LedgerMonth.objects.filter(batch=batch, end__isnull=False).exists():
        return None
    return {
        "file": batch.file_name,
        "company": batch.company,
        "imported_on": f"{batch.imported_on}",
        "months": [],
        "stored": False,
        "unchanged": True,
    }


def _month_row(change: MonthChange) -> dict[str, str]:
    """A month in kronor and öre: what differs between two files may be too small for tkr."""
    return {
        "month": f"{change.month:%Y-%m}",
        "state": str(change.kind),
        "net_cost_kr": str(change.net_cost.kronor),
        "difference_kr": str(change.difference.kronor),
        "finance_difference_kr": str(change.finance_difference.kronor),
    }
