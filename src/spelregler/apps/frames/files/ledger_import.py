"""SIE import: plan → show → apply. The plan stores nothing; applying stores everything or nothing.

Sign and classes: SIE books debit as positive, so a cost is positive and income negative. By Kommun-Bas a unit's net
cost is account classes 3–7; class 8 is finance and is kept apart. Classes 1–2 are balance sheet and are not kept.
A row belongs to the month of its own date, or where it has none, of its voucher's; one dated outside the file's fiscal
year belongs to the nearest month of that year, in whose books it is.

A later file with the year so far takes the place of what is stored of the year: from its day on its months count
instead of the older ones, which are kept for questions about days before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from spelregler.apps.frames.files.ledger_plan import (
    AlreadyImported,
    ImportPlan,
    Stage,
    Sum,
    refuse_same_file,
    stored_months,
    unwatched,
)
from spelregler.apps.frames.models import LedgerBatch, LedgerMonth, LedgerSum, VoucherLines
from spelregler.apps.frames.operations import choose_dimensions
from spelregler.apps.frames.operations.ledger_nets import add_up
from spelregler.apps.frames.queries.ledger_batches import chosen_dimensions
from spelregler.apps.frames.queries.responsibility_codes import Codes, codes_of_units
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Municipality
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, record
from spelregler.platform.bulk import put_in
from spelregler.platform.errors import DomainError

CHUNK, LINES_AT_ONCE = 2_000, 10
LINES = ("batch", "responsibility", "month", "encoding", "packed")
SUM = ("batch", "unit", "responsibility", "activity", "month", "account", "amount_ore")


class LedgerChanged(DomainError):
    """What was shown is what is stored: another import in between makes the plan void."""

    code = "ledger-changed"


def apply_import(
    *,
    plan: ImportPlan,
    imported_on: date,
    who: Who,
    origin: str = Origin.IMPORTED,
    stage: Stage = unwatched,
) -> LedgerBatch:
    """Store the plan, its batch and the choice of dimensions in one transaction: all of it or nothing.

    The months that it takes over stop counting on the day of the import. Their sums are kept; their vouchers are not.

    Refuses with `AlreadyImported` a file that came in since the plan was made, and a month that came in later than the
    day; with `LedgerChanged` months that another file has taken since.
    """
    with transaction.atomic():
        _one_import_at_a_time()
        refuse_same_file(sha256=plan.sha256)
        _end_months(plan, day=imported_on, who=who)
        _remember_dimensions(plan, chosen_on=imported_on, who=who)
        batch = LedgerBatch(
            file_name=plan.file_name[:200],
            sha256=plan.sha256,
            company=plan.company[:200],
            organisation_number=plan.organisation_number,
            first_month=plan.months[0],
            last_month=plan.months[-1],
            vouchers=plan.vouchers,
            rows=plan.rows,
            ksumma=plan.ksumma,
            responsibility_dimension=plan.responsibility_dimension,
            activity_dimension=plan.activity_dimension,
            warnings=[each.as_dict() for each in plan.remarks],
            closing=dict(plan.closing),
            imported_on=imported_on,
            imported_by=who.name,
            origin=origin,
        )
        batch.full_clean(exclude=["warnings"])  # a file that nothing was remarked on has an empty list
        batch.save()
        LedgerMonth.objects.bulk_create(
            LedgerMonth(batch=batch, month=month, start=imported_on) for month in plan.months
        )
        units = codes_of_units()
        with stage("store", len(plan.sums)) as seen:
            for chunk in _chunks(plan.sums):
                put_in(LedgerSum, fields=SUM, rows=_rows(chunk, batch=batch, units=units))
                seen(len(chunk))
            add_up(months=batch.months.all())
        _store_lines(plan, batch=batch)
        details = {
            "sha256": plan.sha256,
            "rows": plan.rows,
            "net_cost_ore": plan.net_cost_ore,
            "replaces": [each.file_name for each in plan.replaces],
        }
        record(who=who, act="import-ledger", subject=batch.file_name, details=details)
    return batch


def _end_months(plan: ImportPlan, *, day: date, who: Who) -> None:
    """The months that are taken over count no more from the day; each leaves a trace of its own."""
    stored = stored_months(months=plan.months, year=plan.fiscal_year)
    shared = [each for each in stored if each.month in plan.months]
    if frozenset(each.pk for each in shared) != plan.takes_over:
        raise LedgerChanged(
            Words("Another file with the same months has been imported since the plan was shown."),
            way=Words("Make the plan again and see what differs now."),
        )
    for each in shared:
        if day < each.start:
            raise AlreadyImported(
                Words(
                    "{each} was imported on {start} and cannot be replaced from an earlier day, {day}.",
                    each=each,
                    start=each.start,
                    day=day,
                ),
                way=Words("Import the file on {start} or later.", start=each.start),
            )
        amend(each, to={"end": day}, act="replace-ledger-month", who=who)
        VoucherLines.objects.filter(batch=each.batch_id, month=each.month).delete()


def _one_import_at_a_time() -> None:
    """Two different files for the same months must not pass the check above together; this row is their lock."""
    Municipality.objects.select_for_update().first()


def _remember_dimensions(plan: ImportPlan, *, chosen_on: date, who: Who) -> None:
    remembered = chosen_dimensions()
    if plan.responsibility_dimension is None:
        return
    now = (plan.responsibility_dimension, plan.activity_dimension)
    if remembered and (remembered.responsibility_dimension, remembered.activity_dimension) == now:
        return
    choose_dimensions(responsibility_dimension=now[0], activity_dimension=now[1], chosen_on=chosen_on, who=who)


def _rows(sums: Iterable[Sum], *, batch: LedgerBatch, units: Codes) -> Iterator[tuple[Any, ...]]:
    """By the fields of `SUM`. They come by ansvar and month, and each has its unit."""
    of: dict[tuple[str, date], tuple[int | None, str]] = {}
    for code, activity, month, account, ore in sums:
        if (code, month) not in of:
            unit = units.unit(code, month)
            of[code, month] = unit.pk if unit else None, f"{month}"
        unit_id, day = of[code, month]
        yield batch.pk, unit_id, code, activity, day, account, ore


def _store_lines(plan: ImportPlan, *, batch: LedgerBatch) -> None:
    """The vouchers behind the sums, packed by ansvar and month; those of months that were taken over are gone."""
    put_in(
        VoucherLines,
        fields=LINES,
        rows=(
            (batch.pk, code, f"{month}", plan.encoding, b"".join(pieces))
            for (code, month), pieces in plan.lines.items()
        ),
        at_once=LINES_AT_ONCE,
    )


def _chunks(sums: Iterable[Sum]) -> Iterator[list[Sum]]:
    rest = iter(sums)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
