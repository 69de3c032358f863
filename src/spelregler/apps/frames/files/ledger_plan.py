"""What a ledger file would change, month by month. The plan stores nothing."""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import BinaryIO, NamedTuple

from django.db.models import Exists, OuterRef, Q

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable, no_months
from spelregler.apps.frames.files.ledger_sums import PASSES, LedgerFile, Seen, UnbalancedVoucher, read_ledger
from spelregler.apps.frames.files.ledger_table import chosen_table, is_table, read_ledger_table
from spelregler.apps.frames.files.opening_balances import Opening, check_opening
from spelregler.apps.frames.models import LedgerBatch, LedgerMonth, LedgerSum
from spelregler.apps.frames.queries.ledger_batches import chosen_dimensions
from spelregler.apps.frames.queries.responsibility_codes import Codes, codes_of_units
from spelregler.domain.frames.company import Company
from spelregler.domain.frames.ledger import (
    Key,
    MonthChange,
    compare_months,
    hindrance_to_take_over,
    is_net_cost,
)
from spelregler.domain.money import Money
from spelregler.domain.period import Period
from spelregler.domain.wording import tkr
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.errors import DomainError

PIECE = 1 << 20
ROWS_AT_ONCE = 2_000
NetCosts = Mapping[tuple[str, date], int]
Stage = Callable[[str, int], AbstractContextManager[Seen]]
"""What shows how far an import has come: a stage ("read" or "store") with its length, told of each piece done."""


class AlreadyImported(DomainError):
    """A file, or a month, is counted once."""

    code = "already-imported"


class DimensionsNotChosen(DomainError):
    """The municipality says which dimension is ansvar; the product never guesses."""

    code = "dimensions-not-chosen"


class Sum(NamedTuple):
    """Net cost of one ansvar code, activity, month and account."""

    responsibility: str
    activity: str
    month: date
    account: str
    amount_ore: int

    @property
    def is_net_cost(self) -> bool:
        return is_net_cost(self.account)


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
class Replaced:
    """A file that has months which the new one takes over."""

    file_name: str
    imported_on: date


@dataclass(frozen=True)
class ImportPlan:
    """What an import would store, to be shown before it is applied."""

    file_name: str
    sha256: str
    company: str
    organisation_number: str
    responsibility_dimension: int | None
    """None for a table, whose columns have headings instead."""
    activity_dimension: int | None
    months: tuple[date, ...]
    changes: tuple[MonthChange, ...]
    replaces: tuple[Replaced, ...]
    takes_over: frozenset[int]
    """The stored months that the plan was made against, by id."""
    fiscal_year: Period | None
    vouchers: int
    rows: int
    ksumma: str
    unbalanced: tuple[UnbalancedVoucher, ...]
    unit_months: tuple[UnitMonthSum, ...]
    unknown_codes: tuple[UnknownCode, ...]
    remarks: tuple[Bilingual, ...]
    sums: tuple[Sum, ...]
    encoding: str
    lines: Mapping[tuple[str, date], list[bytes]]
    """By ansvar and month, the vouchers of units' net cost as the file has them, packed."""
    opening: Opening | None
    """What the year opens with against what the last one closed with; None where the file does not say."""
    closing: Mapping[str, int]

    @cached_property
    def net_cost_ore(self) -> int:
        """Classes 3–7, with and without a known unit."""
        return sum(each.amount_ore for each in self.sums if each.is_net_cost)

    @cached_property
    def finance_ore(self) -> int:
        """Class 8, which belongs to no unit."""
        return sum(each.amount_ore for each in self.sums) - self.net_cost_ore

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


def plan_import(
    *,
    data: bytes | BinaryIO,
    file_name: str,
    responsibility_dimension: int | None = None,
    activity_dimension: int | None = None,
    stage: Stage = unwatched,
) -> ImportPlan:
    """What the file would add, in öre by ansvar, activity, month and account. Nothing is stored. Dimensions default to
    the remembered choice; `stage` is told how many bytes there are, and of each piece that is read.

    Refuses with `LedgerUnreadable` a file that is cut off or damaged, with `AlreadyImported` one that is in already,
    one that its own flag says has been read, and one with stored months that is not the whole year so far; with
    `DimensionsNotChosen` no dimension for ansvar, one that the file does not have, and others than the months that it
    takes over were summed by; with `TableNotChosen` what `read_ledger_table` refuses by that.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    sha256 = digest(stream)
    refuse_same_file(sha256=sha256)
    chosen = _dimensions(responsibility_dimension, activity_dimension)
    with stage("read", PASSES * stream.seek(0, io.SEEK_END)) as seen:
        stream.seek(0)
        if is_table(file_name):
            file = read_ledger_table(stream, file_name=file_name, choice=chosen_table())
        else:
            file = read_ledger(stream, dimensions=chosen, seen=seen)
    _refuse_damaged(file)
    responsibility, activity = (None, None) if is_table(file_name) else _present(chosen, file)
    months = tuple(sorted(file.months))
    stored = _taken_over(file, dimensions=(responsibility, activity))
    changes, sums = _changes(file, stored=stored), tuple(_taken_out(file.sums))
    units, net = codes_of_units(), _net_costs(sums)
    return ImportPlan(
        file_name=file_name,
        sha256=sha256,
        company=file.company,
        organisation_number=file.organisation_number,
        responsibility_dimension=responsibility,
        activity_dimension=activity,
        months=months,
        changes=changes,
        replaces=_replaced(stored),
        takes_over=frozenset(each.pk for each in stored),
        fiscal_year=file.year,
        vouchers=file.vouchers,
        rows=file.rows,
        ksumma=file.ksumma,
        unbalanced=tuple(file.unbalanced),
        unit_months=_by_unit(net, units=units),
        unknown_codes=_unknown(net, units=units, names=file.names_of(responsibility)),
        remarks=(
            *_other_company(file),
            *file.remarks,
            *_of_ended_units(net, units=units),
        ),
        sums=sums,
        encoding=file.encoding,
        lines=file.lines,
        opening=check_opening(file),
        closing=file.closing,
    )


def _taken_out(sums: dict[Key, int]) -> Iterator[Sum]:
    """In order, each let go as it is taken: both at once would be twice the memory."""
    keys = sorted(sums, reverse=True)
    while keys:
        key = keys.pop()
        if amount := sums.pop(key):
            yield Sum(*key, amount)


def _net_costs(sums: Iterable[Sum]) -> NetCosts:
    """What each ansvar cost net in each month."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    for each in sums:
        if each.is_net_cost:
            found[each.responsibility, each.month] += each.amount_ore
    return found


def digest(data: BinaryIO) -> str:
    """What tells one file from another; the file is gone through a piece at a time."""
    data.seek(0)
    seen = hashlib.sha256()
    while piece := data.read(PIECE):
        seen.update(piece)
    return seen.hexdigest()


def _dimensions(responsibility: int | None, activity: int | None) -> tuple[int | None, int | None]:
    """The given choice, or the remembered one."""
    if responsibility is not None:
        return responsibility, activity
    remembered = chosen_dimensions()
    if remembered is None:
        return None, activity
    return remembered.responsibility_dimension, activity or remembered.activity_dimension


def _present(chosen: tuple[int | None, int | None], file: LedgerFile) -> tuple[int, int | None]:
    """The chosen dimensions must be in the file, or every row would end up without ansvar."""
    responsibility, activity = chosen
    found = ", ".join(f"{number} {name}".strip() for number, name in sorted(file.dimensions.items())) or "–"
    if responsibility is None:
        raise DimensionsNotChosen(
            Words("No dimension has been chosen as responsibility. The file has: {found}.", found=found),
            way=Words("Choose one of them; the choice is remembered."),
        )
    for number in (responsibility, activity):
        if number is not None and number not in file.dimensions:
            raise DimensionsNotChosen(
                Words("Dimension {number} is not in the file. It has: {found}.", number=number, found=found),
                way=Words("Choose a dimension that is in the file."),
            )
    return responsibility, activity


def _refuse_damaged(file: LedgerFile) -> None:
    again = Words("Export the file again from the ledger system.")
    if file.ksumma == "wrong":
        raise LedgerUnreadable(
            Words("The checksum does not match: the file was changed or damaged on its way."),
            way=again,
        )
    if file.is_marked_as_read:
        raise AlreadyImported(
            Words("The file is marked as already imported (#FLAGGA 1)."),
            way=again,
        )
    if not file.months:
        raise no_months(file.type)


def refuse_same_file(*, sha256: str) -> None:
    """A file counts once. Refuses with `AlreadyImported` the very same bytes, whether they count still or not."""
    batch = LedgerBatch.objects.filter(sha256=sha256).first()
    if batch is None:
        return
    later = LedgerMonth.objects.filter(batch=batch, end__isnull=False).order_by("-end").first()
    raise AlreadyImported(
        Words(
            "The same file was already imported on {imported_on} as {batch} and replaced on {end}.",
            imported_on=batch.imported_on,
            batch=batch.file_name,
            end=later.end,
        )
        if later
        else Words(
            "The same file was already imported on {imported_on} as {batch}.",
            imported_on=batch.imported_on,
            batch=batch.file_name,
        ),
        way=Words("Export a new file if the months are to be changed back.")
        if later
        else Words("Nothing needs to be done."),
    )


def stored_months(*, months: Iterable[date], year: Period | None) -> list[LedgerMonth]:
    """What counts until further notice of the file's months and of its fiscal year, oldest month first."""
    wanted = Q(month__in=list(months))
    if year is not None:
        wanted |= Q(month__gte=year.start.replace(day=1), month__lt=year.end)
    return list(LedgerMonth.objects.filter(wanted, end__isnull=True).select_related("batch").order_by("month"))


def _taken_over(file: LedgerFile, *, dimensions: tuple[int | None, int | None]) -> list[LedgerMonth]:
    """A file takes over what is stored of its year, with the same dimensions, when it is the whole year so far."""
    stored = stored_months(months=file.months, year=file.year)
    shared = [each for each in stored if each.month in file.months]
    if not shared:
        return []
    hindrance = hindrance_to_take_over(
        year=file.year,
        months_with_vouchers=file.months_with_vouchers,
        stored_months=[each.month for each in stored],
    )
    if hindrance is not None:
        batch = shared[0].batch
        covered = f"{shared[0].month:%Y-%m} – {shared[-1].month:%Y-%m}"
        raise AlreadyImported(
            Words(
                "The months {covered} are already covered by {batch}, imported on {imported_on}. {hindrance}",
                covered=covered,
                batch=batch.file_name,
                imported_on=batch.imported_on,
                hindrance=hindrance.words,
            ),
            way=hindrance.way,
        )
    for batch in (each.batch for each in shared):
        _refuse_other_dimensions(batch, dimensions=dimensions)
    return shared


def _refuse_other_dimensions(batch: LedgerBatch, *, dimensions: tuple[int | None, int | None]) -> None:
    """Sums by one dimension cannot be compared with sums by another. A file imported before this was kept is let by."""
    then = (batch.responsibility_dimension, batch.activity_dimension)
    if None not in (then[0], dimensions[0]) and then != dimensions:
        before, now = (f"{one} / {other or '–'}" for one, other in (then, dimensions))
        raise DimensionsNotChosen(
            Words(
                "{batch} was imported with responsibility / activity = dimension {before}; the choice is now {now}.",
                batch=batch.file_name,
                before=before,
                now=now,
            ),
            way=Words("Choose the same dimensions as for the months that are to be replaced."),
        )


def _changes(file: LedgerFile, *, stored: list[LedgerMonth]) -> tuple[MonthChange, ...]:
    """The file month by month against what is stored; stored sums pass one at a time."""
    theirs = LedgerMonth.objects.filter(pk__in=[each.pk for each in stored])
    rows = (
        LedgerSum.objects.filter(Exists(theirs.filter(batch=OuterRef("batch"), month=OuterRef("month"))))
        .values_list("responsibility", "activity", "month", "account", "amount_ore")
        .iterator(chunk_size=ROWS_AT_ONCE)
    )
    return compare_months(
        months=file.months,
        file=file.sums,
        stored=((row[:4], row[4]) for row in rows),
        stored_months={each.month for each in stored},
    )


def _replaced(stored: Iterable[LedgerMonth]) -> tuple[Replaced, ...]:
    batches = {each.batch_id: each.batch for each in stored}
    return tuple(Replaced(file_name=each.file_name, imported_on=each.imported_on) for each in batches.values())


def _other_company(file: LedgerFile) -> list[Bilingual]:
    """Another company's file would be added to the municipality's books, or take their place: the reader must see it.

    It is held against the latest file that still counts and says whose it is, whichever months that one has.
    """
    counting = LedgerBatch.objects.filter(months__end__isnull=True).exclude(company="", organisation_number="")
    batch = counting.order_by("-imported_on", "-pk").first()
    now = Company(file.company, file.organisation_number)
    if batch is None or not now.is_another(stored := Company(batch.company, batch.organisation_number)):
        return []
    return [
        Words(
            "The file is from {now}; what is stored came from {stored}. Make sure that it is the "
            "municipality's own file before you store it.",
            now=now,
            stored=stored,
        )
    ]


def _of_ended_units(net: NetCosts, *, units: Codes) -> list[Bilingual]:
    """What is booked on a code whose unit has ended is shown at the unit that took over, and told."""
    moved: dict[tuple[str, str, str], int] = defaultdict(int)
    for (code, month), ore in net.items():
        first, now = units.named(code), units.unit(code, month)
        if first and now and first.pk != now.pk:
            moved[code, first.name, now.name] += ore
    return [
        Words(
            "Ansvar {code} stands for {first}, which has ended. {amount} in months since then count at {now}.",
            code=code,
            first=first,
            now=now,
            amount=tkr(Money(ore)),
        )
        for (code, first, now), ore in sorted(moved.items())
    ]


def _by_unit(net: NetCosts, *, units: Codes) -> tuple[UnitMonthSum, ...]:
    totals: dict[tuple[str, str, date], int] = defaultdict(int)
    for (code, month), ore in net.items():
        if unit := units.unit(code, month):
            totals[unit.code, unit.name, month] += ore
    return tuple(UnitMonthSum(*key, amount_ore=amount) for key, amount in sorted(totals.items()))


def _unknown(net: NetCosts, *, units: Codes, names: Mapping[str, str]) -> tuple[UnknownCode, ...]:
    totals: dict[str, int] = defaultdict(int)
    for (code, _month), ore in net.items():
        if code not in units:
            totals[code] += ore
    return tuple(
        UnknownCode(code=code, name=names.get(code, ""), amount_ore=amount) for code, amount in sorted(totals.items())
    )
