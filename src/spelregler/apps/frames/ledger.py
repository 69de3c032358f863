"""SIE import: plan → show → apply. The plan stores nothing; applying stores everything or nothing.

Sign and classes: SIE books debit as positive, so a cost is positive and income negative. By Kommun-Bas a unit's net
cost is account classes 3–7; class 8 is finance and is kept apart. Classes 1–2 are balance sheet and are not kept.
A row belongs to the month of its own date, or where it has none, of its voucher's.
"""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from spelregler.apps.frames.models import LedgerBatch, LedgerSum
from spelregler.apps.frames.operations import choose_dimensions
from spelregler.apps.frames.queries import Remark, chosen_dimensions, units_by_responsibility_code
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Municipality
from spelregler.domain.money import Money
from spelregler.exchange.sie import Row, SieError, SieFile, iter_rows, read
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError

CHUNK = 2_000
PASSES = 4
"""How often a file's bytes are gone through: the reader and the stream each look at them first and then read them."""
Seen = Callable[[int], None]
Stage = Callable[[str, int], AbstractContextManager[Seen]]
"""What shows how far an import has come: a stage ("read" or "store") with its length, told of each piece done."""

NET_CLASSES, FINANCE_CLASS = frozenset("34567"), "8"
KEPT_CLASSES = NET_CLASSES | {FINANCE_CLASS}
MOST_REMARKS = 50
RESERVED = {
    1: "Kostnadsställe",
    2: "Kostnadsbärare",
    6: "Projekt",
    7: "Anställd",
    8: "Kund",
    9: "Leverantör",
    10: "Faktura",
}
"""Dimensions that the SIE format names itself."""


class LedgerUnreadable(DomainError):
    """The file is not a whole SIE file with vouchers."""

    code = "ledger-unreadable"


class AlreadyImported(DomainError):
    """A file, or a month, is counted once."""

    code = "already-imported"


class DimensionsNotChosen(DomainError):
    """The municipality says which dimension is ansvar; the product never guesses."""

    code = "dimensions-not-chosen"


@dataclass(frozen=True)
class Sum:
    """Net cost of one ansvar code, activity, month and account."""

    responsibility: str
    activity: str
    month: date
    account: str
    amount_ore: int

    @property
    def is_net_cost(self) -> bool:
        return self.account[:1] in NET_CLASSES


@dataclass(frozen=True)
class UnitMonthSum:
    """Net cost of one unit in one month, as the plan shows it."""

    unit: str
    name: str
    month: date
    amount_ore: int


@dataclass(frozen=True)
class UnknownCode:
    """An ansvar code that no unit stands behind, with the ledger's own name for it. Empty: rows without ansvar."""

    code: str
    name: str
    amount_ore: int


@dataclass(frozen=True)
class UnbalancedVoucher:
    """A voucher whose rows do not sum to zero: reported, and imported as it is booked."""

    series: str
    number: str
    difference_ore: int


@dataclass(frozen=True)
class ImportPlan:
    """What an import would store, to be shown before it is applied."""

    file_name: str
    sha256: str
    company: str
    responsibility_dimension: int
    activity_dimension: int | None
    months: tuple[date, ...]
    vouchers: int
    rows: int
    ksumma: str
    unbalanced: tuple[UnbalancedVoucher, ...]
    unit_months: tuple[UnitMonthSum, ...]
    unknown_codes: tuple[UnknownCode, ...]
    remarks: tuple[Remark, ...]
    sums: tuple[Sum, ...]

    @property
    def net_cost_ore(self) -> int:
        """Classes 3–7, with and without a known unit."""
        return sum(each.amount_ore for each in self.sums if each.is_net_cost)

    @property
    def finance_ore(self) -> int:
        """Class 8, which belongs to no unit."""
        return sum(each.amount_ore for each in self.sums if not each.is_net_cost)

    @property
    def net_cost_tkr(self) -> int:
        return Money(self.net_cost_ore).tkr

    @property
    def finance_tkr(self) -> int:
        return Money(self.finance_ore).tkr

    @property
    def unknown_tkr(self) -> int:
        """Net cost that no unit gets until its ansvar code has been named."""
        return Money(sum(each.amount_ore for each in self.unknown_codes)).tkr


def _unseen(_piece: int) -> None:
    """Nobody waits at the keyboard."""


def unwatched(_stage: str, _length: int) -> AbstractContextManager[Seen]:
    """Nobody is shown how far it has come."""
    return nullcontext(_unseen)


class _Watched(io.BytesIO):
    """The file's bytes, telling how many were read."""

    def __init__(self, data: bytes, seen: Seen) -> None:
        super().__init__(data)
        self.seen = seen

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        self.seen(len(piece))
        return piece

    def __next__(self) -> bytes:
        line = super().__next__()
        self.seen(len(line))
        return line


def plan_import(
    *,
    data: bytes,
    file_name: str,
    responsibility_dimension: int | None = None,
    activity_dimension: int | None = None,
    stage: Stage = unwatched,
) -> ImportPlan:
    """What the file would add, or why it may not: nothing is stored.

    Refused: a file that is truncated or damaged, one that its own flag says has been read, one that is already
    imported, and months that another import already covers. Dimensions default to the remembered choice.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    _refuse_same_file(sha256=sha256)
    chosen = _dimensions(responsibility_dimension, activity_dimension)
    with stage("read", PASSES * len(data)) as seen:
        scan = _scan(data, dimensions=chosen, seen=seen)
    _refuse_damaged(scan)
    responsibility, activity = _present(chosen, scan)
    months = tuple(sorted(scan.months))
    _refuse_covered_months(first=months[0], last=months[-1])
    sums = tuple(
        Sum(responsibility=key[0], activity=key[1], month=key[2], account=key[3], amount_ore=amount)
        for key, amount in sorted(scan.sums.items())
        if amount
    )
    units = units_by_responsibility_code()
    return ImportPlan(
        file_name=file_name,
        sha256=sha256,
        company=scan.company,
        responsibility_dimension=responsibility,
        activity_dimension=activity,
        months=months,
        vouchers=scan.vouchers,
        rows=scan.rows,
        ksumma=scan.ksumma,
        unbalanced=tuple(scan.unbalanced),
        unit_months=_by_unit(sums, units=units),
        unknown_codes=_unknown(sums, units=units, names=scan.names_of(responsibility)),
        remarks=tuple(scan.remarks),
        sums=sums,
    )


def apply_import(
    *,
    plan: ImportPlan,
    imported_on: date,
    who: Who,
    origin: str = Origin.IMPORTED,
    stage: Stage = unwatched,
) -> LedgerBatch:
    """Store the plan, its batch and the choice of dimensions in one transaction: all of it or nothing."""
    with transaction.atomic():
        _one_import_at_a_time()
        _refuse_same_file(sha256=plan.sha256)
        _refuse_covered_months(first=plan.months[0], last=plan.months[-1])
        _remember_dimensions(plan, chosen_on=imported_on, who=who)
        batch = LedgerBatch(
            file_name=plan.file_name[:200],
            sha256=plan.sha256,
            company=plan.company[:200],
            first_month=plan.months[0],
            last_month=plan.months[-1],
            vouchers=plan.vouchers,
            rows=plan.rows,
            ksumma=plan.ksumma,
            warnings=[{"sv": each.sv, "en": each.en} for each in plan.remarks],
            imported_on=imported_on,
            imported_by=who.name,
            origin=origin,
        )
        batch.full_clean(exclude=["warnings"])  # a file that nothing was remarked on has an empty list
        batch.save()
        units = units_by_responsibility_code()
        with stage("store", len(plan.sums)) as seen:
            for chunk in _chunks(plan.sums):
                LedgerSum.objects.bulk_create(_row(each, batch=batch, units=units) for each in chunk)
                seen(len(chunk))
        details = {"sha256": plan.sha256, "rows": plan.rows, "net_cost_ore": plan.net_cost_ore}
        record(who=who, act="import-ledger", subject=batch.file_name, details=details)
    return batch


def import_file(
    *,
    data: bytes,
    file_name: str,
    responsibility: int | None,
    activity: int | None,
    store: bool,
    today: date,
    who: Who,
    stage: Stage = unwatched,
) -> dict[str, Any]:
    """Plan, and store only when asked to; answers with the plan as plain values, for a command to print."""
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
        "warnings": [{"sv": each.sv, "en": each.en} for each in plan.remarks],
        "stored": store,
    }


Key = tuple[str, str, date, str]


@dataclass
class _Scan:
    """What one pass over the file leaves behind; its size follows the sums, not the rows."""

    company: str = ""
    is_marked_as_read: bool = False
    ksumma: str = "none"
    vouchers: int = 0
    rows: int = 0
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    months: set[date] = field(default_factory=set)
    sums: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    unbalanced: list[UnbalancedVoucher] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def names_of(self, dimension: int) -> dict[str, str]:
        """The ledger's own names of the objects in a dimension."""
        return {code: name for (each, code), name in self.objects.items() if each == dimension}


def _dimensions(responsibility: int | None, activity: int | None) -> tuple[int | None, int | None]:
    """The given choice, or the remembered one."""
    if responsibility is not None:
        return responsibility, activity
    remembered = chosen_dimensions()
    if remembered is None:
        return None, activity
    return remembered.responsibility_dimension, activity or remembered.activity_dimension


def _present(chosen: tuple[int | None, int | None], scan: _Scan) -> tuple[int, int | None]:
    """The chosen dimensions must be in the file, or every row would end up without ansvar."""
    responsibility, activity = chosen
    found = ", ".join(f"{number} {name}".strip() for number, name in sorted(scan.dimensions.items())) or "–"
    if responsibility is None:
        raise DimensionsNotChosen(
            sv=f"Ingen dimension är vald som ansvar. I filen finns: {found}.",
            en=f"No dimension has been chosen as responsibility. The file has: {found}.",
            way_sv="Välj en av dem; valet sparas till nästa gång.",
            way_en="Choose one of them; the choice is remembered.",
        )
    for number in (responsibility, activity):
        if number is not None and number not in scan.dimensions:
            raise DimensionsNotChosen(
                sv=f"Dimension {number} finns inte i filen. Där finns: {found}.",
                en=f"Dimension {number} is not in the file. It has: {found}.",
                way_sv="Välj en dimension som finns i filen.",
                way_en="Choose a dimension that is in the file.",
            )
    return responsibility, activity


def _refuse_damaged(scan: _Scan) -> None:
    again_sv, again_en = "Hämta filen på nytt ur ekonomisystemet.", "Export the file again from the ledger system."
    if scan.ksumma == "wrong":
        raise LedgerUnreadable(
            sv="Kontrollsumman stämmer inte: filen har ändrats eller skadats på vägen.",
            en="The checksum does not match: the file was changed or damaged on its way.",
            way_sv=again_sv,
            way_en=again_en,
        )
    if scan.is_marked_as_read:
        raise AlreadyImported(
            sv="Filen är märkt som redan inläst (#FLAGGA 1).",
            en="The file is marked as already imported (#FLAGGA 1).",
            way_sv=again_sv,
            way_en=again_en,
        )
    if not scan.months:
        raise LedgerUnreadable(
            sv="Filen har inga verifikationer.",
            en="The file has no vouchers.",
            way_sv="Exportera som SIE typ 4, som har verifikationer med ansvar.",
            way_en="Export as SIE type 4, which carries vouchers with ansvar.",
        )


def _refuse_same_file(*, sha256: str) -> None:
    batch = LedgerBatch.objects.filter(sha256=sha256).first()
    if batch is not None:
        raise AlreadyImported(
            sv=f"Samma fil är redan inläst {batch.imported_on} som {batch.file_name}.",
            en=f"The same file was already imported on {batch.imported_on} as {batch.file_name}.",
            way_sv="Inget behöver göras.",
            way_en="Nothing needs to be done.",
        )


def _refuse_covered_months(*, first: date, last: date) -> None:
    batch = LedgerBatch.objects.filter(first_month__lte=last, last_month__gte=first).order_by("first_month").first()
    if batch is not None:
        covered = f"{max(batch.first_month, first):%Y-%m} – {min(batch.last_month, last):%Y-%m}"
        raise AlreadyImported(
            sv=f"Månaderna {covered} täcks redan av {batch.file_name}, inläst {batch.imported_on}.",
            en=f"The months {covered} are already covered by {batch.file_name}, imported on {batch.imported_on}.",
            way_sv="Exportera bara de månader som saknas.",
            way_en="Export only the months that are missing.",
        )


def _one_import_at_a_time() -> None:
    """Two different files for the same months must not pass the check above together; this row is their lock."""
    Municipality.objects.select_for_update().first()


def _remember_dimensions(plan: ImportPlan, *, chosen_on: date, who: Who) -> None:
    remembered = chosen_dimensions()
    now = (plan.responsibility_dimension, plan.activity_dimension)
    if remembered and (remembered.responsibility_dimension, remembered.activity_dimension) == now:
        return
    choose_dimensions(responsibility_dimension=now[0], activity_dimension=now[1], chosen_on=chosen_on, who=who)


def _row(each: Sum, *, batch: LedgerBatch, units: Mapping[str, tuple[int, str, str]]) -> LedgerSum:
    unit = units.get(each.responsibility)
    return LedgerSum(
        batch=batch,
        unit_id=unit[0] if unit else None,
        responsibility=each.responsibility,
        activity=each.activity,
        month=each.month,
        account=each.account,
        amount_ore=each.amount_ore,
    )


def _chunks(sums: Iterable[Sum]) -> Iterator[list[Sum]]:
    rest = iter(sums)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _by_unit(sums: Iterable[Sum], *, units: Mapping[str, tuple[int, str, str]]) -> tuple[UnitMonthSum, ...]:
    totals: dict[tuple[str, str, date], int] = defaultdict(int)
    for each in sums:
        unit = units.get(each.responsibility)
        if unit and each.is_net_cost:
            totals[unit[1], unit[2], each.month] += each.amount_ore
    return tuple(UnitMonthSum(*key, amount_ore=amount) for key, amount in sorted(totals.items()))


def _unknown(
    sums: Iterable[Sum], *, units: Mapping[str, tuple[int, str, str]], names: Mapping[str, str]
) -> tuple[UnknownCode, ...]:
    totals: dict[str, int] = defaultdict(int)
    for each in sums:
        if each.responsibility not in units and each.is_net_cost:
            totals[each.responsibility] += each.amount_ore
    return tuple(
        UnknownCode(code=code, name=names.get(code, ""), amount_ore=amount) for code, amount in sorted(totals.items())
    )


def _scan(data: bytes, *, dimensions: tuple[int | None, int | None], seen: Seen) -> _Scan:
    """The careful pass for what the file says of itself, then the fast stream of rows, summed as they come."""
    try:
        scan = _head(read(_Watched(data, seen)))
        _sum_rows(iter_rows(_Watched(data, seen)), scan=scan, dimensions=dimensions)
    except SieError as error:
        raise LedgerUnreadable(
            sv=f"rad {error.line}, kolumn {error.column}: {error.sv}",
            en=f"line {error.line}, column {error.column}: {error.en}",
            way_sv=error.todo_sv,
            way_en=error.todo_en,
        ) from error
    return scan


def _head(sie: SieFile) -> _Scan:
    """Everything but the rows. What the reader warned about is shown up to a limit, then counted."""
    remarks = [Remark(sv=each.sv, en=each.en) for each in sie.warnings[:MOST_REMARKS]]
    left_out = len(sie.warnings) - len(remarks)
    if left_out:
        remarks.append(Remark(sv=f"… och {left_out} anmärkningar till.", en=f"… and {left_out} more remarks."))
    return _Scan(
        company=sie.company,
        is_marked_as_read=sie.already_imported,
        ksumma=sie.ksumma,
        vouchers=len(sie.vouchers),
        rows=sie.rows,
        dimensions={number: sie.dimensions.get(number, RESERVED.get(number, "")) for number in _declared(sie)},
        objects=sie.objects,
        unbalanced=[
            UnbalancedVoucher(series=series, number=number, difference_ore=Money.from_kronor(difference).ore)
            for series, number, difference in sie.unbalanced
        ],
        remarks=remarks,
    )


def _declared(sie: SieFile) -> set[int]:
    """Dimensions with a #DIM of their own, and reserved ones that the format lets a file use without."""
    return {*sie.dimensions, *(number for number, _code in sie.objects)}


def _sum_rows(rows: Iterable[Row], *, scan: _Scan, dimensions: tuple[int | None, int | None]) -> None:
    """One million rows leave only their sums behind; dates and object lists recur, so each is read once."""
    months: dict[str, date] = {}
    owners: dict[tuple[tuple[int, str], ...], tuple[str, str]] = {}
    for row in rows:
        month = months.get(row.date)
        if month is None:
            month = months[row.date] = _month(row.date)
        if row.account[:1] not in KEPT_CLASSES:
            continue
        owner = owners.get(row.objects)
        if owner is None:
            owner = owners[row.objects] = _owner(row.objects, dimensions=dimensions)
        scan.sums[owner[0], owner[1], month, row.account] += row.amount_ore
    scan.months.update(months.values())
    for number in {number for objects in owners for number, _code in objects}:
        scan.dimensions.setdefault(number, RESERVED.get(number, ""))


def _owner(objects: Iterable[tuple[int, str]], *, dimensions: tuple[int | None, int | None]) -> tuple[str, str]:
    """The ansvar code and the activity code of a row; empty where the row has none."""
    codes = dict(objects)
    responsibility, activity = dimensions
    return (
        codes.get(responsibility, "") if responsibility is not None else "",
        codes.get(activity, "") if activity is not None else "",
    )


def _month(day: str) -> date:
    try:
        return date(int(day[:4]), int(day[4:6]), 1)
    except ValueError:
        raise LedgerUnreadable(
            sv=f"”{day}” är inget datum (ÅÅÅÅMMDD).",
            en=f"“{day}” is no date (YYYYMMDD).",
            way_sv="Rätta verifikationens datum i ekonomisystemet och exportera filen på nytt.",
            way_en="Correct the voucher's date in the ledger system and export the file again.",
        ) from None
