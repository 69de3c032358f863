"""What one ledger file holds, summed by ansvar, activity, month and account. Nothing here knows what is stored.

A file with vouchers is summed row by row. One of SIE type 3 has none, but each month's change per account and object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from sys import intern
from typing import BinaryIO

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable, in_words, refuse_too_many, too_much
from spelregler.apps.frames.files.packed_lines import pack
from spelregler.domain import reading
from spelregler.domain.frames.company import digits_of
from spelregler.domain.frames.ledger import FINANCE_CLASS, NET_CLASSES, Key, month_within
from spelregler.domain.frames.opening import is_balance
from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY, Period
from spelregler.domain.words import NOTHING, Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.sie import Row, SieError, SieFile, iter_period_balances, stream, watched

PASSES = 2
"""How often a file's bytes are gone through: looked at first, then read."""
Seen = Callable[[int], None]

KEPT_CLASSES = NET_CLASSES | {FINANCE_CLASS}
BALANCE_CLASSES = frozenset("12")
MOST_REMARKS, MOST_NAMED = 50, 5
LONGEST_CODE, LONGEST_ACCOUNT, SHOWN = 20, 12, 60
MOST_IN_LISTS, ROWS_AT_ONCE, LINES_AT_ONCE, LINE_TAKES = 150_000, 1_000, 8 * limits.MB, 50
"""What a reading holds at a time. A line takes its length and fifty bytes."""
OWNER_TAKES = 4
"""An ansvar with an activity takes as much memory as so many sums."""
MOST_IN_ALL = Money(100 * reading.MOST_AMOUNT.ore)
SPLIT_BALANCES = 3
"""The SIE type with period balances per object."""

Objects = tuple[tuple[int, str], ...]
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


@dataclass(frozen=True, slots=True)
class UnbalancedVoucher:
    """A voucher whose rows do not sum to zero: reported, and imported as it is booked."""

    series: str
    number: str
    difference_ore: int


@dataclass
class LedgerFile:
    """What one pass over the file leaves behind; its size follows the sums, not the rows."""

    company: str = ""
    organisation_number: str = ""
    """#ORGNR, digits alone."""
    type: int = 4
    year: Period | None = None
    months_with_vouchers: set[date] = field(default_factory=set)
    rows_outside_year: int = 0
    is_marked_as_read: bool = False
    ksumma: str = "none"
    vouchers: int = 0
    rows: int = 0
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    months: set[date] = field(default_factory=set)
    sums: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    encoding: str = "cp437"
    other_accounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Accounts of no class 1–8, with their amounts without sign: they are in no sum."""
    lines: dict[tuple[str, date], list[bytes]] = field(default_factory=lambda: defaultdict(list))
    """By ansvar and month, the file's own lines of net cost: a voucher, then its rows. Packed, in pieces."""
    unbalanced: list[UnbalancedVoucher] = field(default_factory=list)
    remarks: list[Bilingual] = field(default_factory=list)
    opening: dict[str, int] = field(default_factory=dict)
    """#IB 0 by account: what the year opens with."""
    closing_before: dict[str, int] = field(default_factory=dict)
    """#UB -1 by account: what the file itself says that the year before closed with."""
    closing: dict[str, int] = field(default_factory=dict)
    """#UB 0 by balance account, for the year after to be held against."""

    def names_of(self, dimension: int | None) -> dict[str, str]:
        """The ledger's own names of the objects in a dimension."""
        return {code: name for (each, code), name in self.objects.items() if each == dimension}


def read_ledger(data: BinaryIO, *, dimensions: tuple[int | None, int | None], seen: Seen) -> LedgerFile:
    """One pass: what the file says of itself, and its rows or period balances, summed as they come.

    Refuses with `LedgerUnreadable` a file that is cut off or damaged, has no ansvar, more sums than a ledger has,
    codes that do not fit or sums that no municipality has. Amounts are öre, costs positive.
    """
    try:
        sie, rows = stream(watched(data, seen))
        written = _sum_rows(sie, rows, dimensions=dimensions)
        file = _head(sie)
        _place_in_months(written, file=file)
        if not sie.vouchers.count:
            _sum_balances(sie, file=file, dimensions=dimensions)
    except SieError as error:
        raise in_words(error) from error
    refuse_long_codes(file)
    refuse_large_sums(file)
    _remark_on_rows_outside_year(file)
    remark_on_other_accounts(file)
    return file


def _head(sie: SieFile) -> LedgerFile:
    """Everything but the rows. What the reader warned about is shown up to a limit, then counted."""
    remarks = [each.said for each in sie.warnings[:MOST_REMARKS]]
    left_out = len(sie.warnings) - len(remarks)
    if left_out:
        remarks.append(Words("… and {left_out} more remarks.", left_out=left_out))
    year = _fiscal_year(sie)
    return LedgerFile(
        company=sie.company,
        organisation_number=digits_of(next(iter(sie.header.get("#ORGNR", ())), "")),
        type=sie.type,
        encoding=sie.encoding,
        year=year,
        months_with_vouchers=_voucher_months(sie, year=year),
        is_marked_as_read=sie.already_imported,
        ksumma=sie.ksumma,
        vouchers=sie.vouchers.count,
        rows=sie.rows,
        dimensions={number: sie.dimensions.get(number, RESERVED.get(number, "")) for number in _declared(sie)},
        objects=sie.objects,
        unbalanced=[
            UnbalancedVoucher(series=each.series, number=each.number, difference_ore=each.total_ore)
            for each in sie.vouchers.unbalanced
        ],
        remarks=remarks,
        opening=_balances(sie, "#IB", year=0),
        closing_before=_balances(sie, "#UB", year=-1),
        closing=_balances(sie, "#UB", year=0),
    )


def _balances(sie: SieFile, label: str, *, year: int) -> dict[str, int]:
    """The balance accounts of a label and a year; they stand apart from the voucher rows and are few."""
    found: dict[str, int] = {}
    for each in sie.of(label):
        if each.year == year and is_balance(each.account):
            found[each.account] = found.get(each.account, 0) + each.amount_ore
    return found


def _fiscal_year(sie: SieFile) -> Period | None:
    """The year of the file's vouchers, #RAR 0; None where it is not said, as in type 4I."""
    if 0 not in sie.years:
        return None
    first, last = sie.years[0]
    try:
        return Period(_day(first), _day(last) + ONE_DAY)
    except ValueError:
        raise LedgerUnreadable(
            Words("The fiscal year #RAR 0 {first} {last} is no period.", first=first, last=last),
            way=Words("Correct the fiscal year in the ledger system and export the file again."),
        ) from None


def _day(text: str) -> date:
    """YYYYMMDD as SIE writes it; ValueError for anything else."""
    return reading.day(f"{text[:4]}-{text[4:6]}-{text[6:]}")


def _voucher_months(sie: SieFile, *, year: Period | None) -> set[date]:
    """The months with vouchers of their own. A file's vouchers are all of its fiscal year (SIE 4B, #RAR and #VER).

    A struck voucher, without rows, speaks for no month.
    """
    months: set[date] = set()
    for text, line in sie.vouchers.months.items():
        month = month_of(text, line=line)
        if month_within(month, year=year) != month:
            raise LedgerUnreadable(
                Words(
                    "line {line}: the voucher is of {month}, outside the file's fiscal year.",
                    line=line,
                    month=f"{month:%Y-%m}",
                ),
                way=Words("Export the fiscal year by itself, with the right #RAR."),
            )
        months.add(month)
    return months


def refuse_long_codes(file: LedgerFile) -> None:
    """A code is never cut off, for two could become one. Refuses with `LedgerUnreadable` one that does not fit."""
    longest = {0: LONGEST_CODE, 1: LONGEST_CODE, 3: LONGEST_ACCOUNT}
    for place, most in longest.items():
        for code in {str(key[place]) for key in file.sums}:
            if len(code) > most:
                raise too_long(code, most)


def too_long(code: str, most: int) -> LedgerUnreadable:
    """Told where the code is first met: thousands of long ones would fill the memory before the file has ended."""
    return LedgerUnreadable(
        Words("The code “{code}” is longer than {most} characters.", code=code[:SHOWN], most=most),
        way=Words("Check that the right dimension was chosen, or shorten the code in the ledger system."),
    )


def refuse_large_sums(file: LedgerFile) -> None:
    """More money than there is: a row was damaged, and a database would not add it up.

    Refuses with `LedgerUnreadable` amounts that together, without their signs, are more than `MOST_IN_ALL`.
    """
    if sum(map(abs, file.sums.values())) > MOST_IN_ALL.ore:
        raise LedgerUnreadable(
            Words("The amounts of the file are together more than SEK {kronor}.", kronor=f"{MOST_IN_ALL.kronor:.0f}"),
            way=Words("Check the amounts in the ledger system and export the file again."),
        )


def _remark_on_rows_outside_year(file: LedgerFile) -> None:
    if count := file.rows_outside_year:
        file.remarks.append(
            Words("{count} rows are dated outside the fiscal year and count in its nearest month.", count=count)
        )


def remark_on_other_accounts(file: LedgerFile) -> None:
    """What is booked on no account of classes 1–8 is in no sum, and that is said."""
    amounts = {account: ore for account, ore in file.other_accounts.items() if ore}
    if amounts:
        names, kronor = (
            ", ".join(each.strip() or "–" for each in sorted(amounts)[:MOST_NAMED]),
            Money(sum(amounts.values())).kronor,
        )
        file.remarks.append(
            Words(
                "Accounts outside classes 1–8: {amounts_count} ({names}); SEK {kronor} is in no sum.",
                amounts_count=len(amounts),
                names=names,
                kronor=kronor,
            )
        )


def _declared(sie: SieFile) -> set[int]:
    """Dimensions with a #DIM of their own, and reserved ones that the format lets a file use without."""
    return {*sie.dimensions, *(number for number, _code in sie.objects)}


@dataclass(slots=True)
class _Owned:
    """What the rows of an ansvar and an activity add up to, by month as written (YYYYMM) and account; their lines."""

    owner: tuple[str, str]
    lines: dict[str, list[bytes]]
    sums: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))


@dataclass
class _Written:
    """The rows of a file as written; only the whole file tells its fiscal year."""

    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    owned: dict[tuple[str, str], _Owned] = field(default_factory=dict)
    other_accounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lists: dict[Objects, _Owned] = field(default_factory=dict)
    """Object lists recur, so whose each one is, is found out once. Where hardly any does, they are forgotten."""
    held: int = 0
    """How many they are, and the objects in them."""
    used: set[int] = field(default_factory=set)
    """The dimensions that rows use."""
    lines: dict[str, dict[str, list[bytes]]] = field(default_factory=lambda: defaultdict(dict))
    """By ansvar and month: lines of SIE, a voucher's own before its rows. The first one is the voucher last written."""
    packed: dict[tuple[str, str], list[bytes]] = field(default_factory=lambda: defaultdict(list))
    packed_bytes: int = 0

    def of(self, objects: Objects, *, dimensions: tuple[int | None, int | None]) -> _Owned:
        """Whose the rows with an object list are."""
        self.held += 1 + len(objects)
        if self.held > MOST_IN_LISTS:
            self.lists.clear()
            self.held = 1 + len(objects)
        self.used.update(number for number, _code in objects)
        owner = _owner(objects, dimensions=dimensions)
        for code in owner:
            if len(code) > LONGEST_CODE:
                raise too_long(code, LONGEST_CODE)
        if owner not in self.owned:
            self.owned[owner] = _Owned(owner=owner, lines=self.lines[owner[0]])
        owned = self.lists[objects] = self.owned[owner]
        return owned

    def refuse_too_much(self) -> None:
        """What is held of a file is bounded: its sums, whoever they belong to, and its packed lines."""
        held = OWNER_TAKES * len(self.owned) + len(self.rows) + len(self.other_accounts)
        refuse_too_many(held + sum(len(each.sums) for each in self.owned.values()))
        if self.packed_bytes > limits.LEDGER_PACKED:
            raise too_much(Words("rows"))

    def pack(self) -> None:
        """The lines so far give room for more; the voucher last written is still known."""
        for code, by_month in self.lines.items():
            for month, lines in by_month.items():
                if len(lines) > 1:
                    piece = pack(lines[1:])
                    del lines[1:]
                    self.packed[code, month].append(piece)
                    self.packed_bytes += len(piece)


def _sum_rows(sie: SieFile, rows: Iterable[Row], *, dimensions: tuple[int | None, int | None]) -> _Written:
    """Millions of rows leave their sums behind, and the lines of units' net cost, which are packed as they come."""
    written, waiting, rest = _Written(), 0, iter(rows)
    while True:
        count, size = _sum_some(sie, islice(rest, ROWS_AT_ONCE), written, dimensions=dimensions)
        waiting += size
        if waiting > LINES_AT_ONCE or count < ROWS_AT_ONCE:
            waiting = 0
            written.pack()
        written.refuse_too_much()
        if count < ROWS_AT_ONCE:
            return written


def _sum_some(
    sie: SieFile, rows: Iterable[Row], written: _Written, *, dimensions: tuple[int | None, int | None]
) -> tuple[int, int]:
    """How many rows they were, and about how much memory their lines take."""
    count, lists = written.rows, written.lists
    done = waiting = 0
    for done, (_line, day, account, objects, ore, raw) in enumerate(rows, start=1):  # noqa: B007  told after the last
        month = intern(day[:6])
        count[month] += 1
        if (first := account[:1]) not in KEPT_CLASSES:
            if first not in BALANCE_CLASSES and account.strip():  # rows without an account are told by the reader
                written.other_accounts[account[:SHOWN]] += abs(ore)
            continue
        if len(account) > LONGEST_ACCOUNT:
            raise too_long(account, LONGEST_ACCOUNT)
        owned = lists.get(objects)
        if owned is None:
            owned = written.of(objects, dimensions=dimensions)
        owned.sums[month, account] += ore
        if account[0] == FINANCE_CLASS or not owned.owner[0]:
            continue  # finance belongs to no unit, and what has no ansvar can be given to none
        lines = owned.lines.get(month)
        if lines is None:
            lines = owned.lines[month] = [b""]
        head = sie.voucher.raw
        if lines[0] is not head:
            lines[0] = head
            lines.append(head)
        lines.append(raw)
        waiting += len(raw) + LINE_TAKES
    return done, waiting


def _place_in_months(written: _Written, *, file: LedgerFile) -> None:
    """A month as written is the month of the ledger, unless it lies outside the fiscal year."""
    months: dict[str, date] = {}
    for text, count in written.rows.items():
        own = month_of(text)
        months[text] = month_within(own, year=file.year)
        file.rows_outside_year += count if months[text] != own else 0
    file.months.update(months.values())
    written.lists.clear()
    while written.owned:  # let go as they are placed: both at once would be twice the memory
        owner, owned = written.owned.popitem()
        for (text, account), ore in owned.sums.items():
            file.sums[*owner, months[text], account] += ore
    file.other_accounts.update(written.other_accounts)
    for (code, text), pieces in written.packed.items():
        file.lines[code, months[text]] += pieces
    _name_dimensions(written.used, file=file)


def _sum_balances(sie: SieFile, *, file: LedgerFile, dimensions: tuple[int | None, int | None]) -> None:
    """A type 3 file has no vouchers but the change of each month per account and object; each krona counts once."""
    if sie.type != SPLIT_BALANCES:
        return
    used = {number for each in sie.of("#PSALDO") for number, _code in each.objects}
    for each in iter_period_balances(sie, label="#PSALDO", dimension=dimensions[0]):
        sie.balances.clear()  # they are grouped by now, and each group is let go as it is summed
        month = month_of(each.period)
        file.months.add(month)
        file.rows += 1
        if each.account[:1] in KEPT_CLASSES:
            owner = _owner(each.objects, dimensions=dimensions)
            file.sums[owner[0], owner[1], month, each.account] += each.amount_ore
        elif each.account[:1] not in BALANCE_CLASSES:
            file.other_accounts[each.account] += abs(each.amount_ore)
    file.months_with_vouchers = set(file.months)
    refuse_too_many(len(file.sums) + len(file.other_accounts))
    _name_dimensions(used, file=file)


def _name_dimensions(used: Iterable[int], *, file: LedgerFile) -> None:
    """A dimension that rows use without declaring it: a reserved one, or one that the file forgot."""
    for number in used:
        file.dimensions.setdefault(number, RESERVED.get(number, ""))


def _owner(objects: Iterable[tuple[int, str]], *, dimensions: tuple[int | None, int | None]) -> tuple[str, str]:
    """The ansvar code and the activity code of a row; empty where the row has none."""
    codes = dict(objects)
    responsibility, activity = dimensions
    return (
        codes.get(responsibility, "") if responsibility is not None else "",
        codes.get(activity, "") if activity is not None else "",
    )


def month_of(day: str, *, line: int = 0) -> date:
    """The first day of the month of YYYYMM or YYYYMMDD. Refuses with `LedgerUnreadable` what is no such time."""
    try:
        return reading.month(f"{day[:4]}-{day[4:6]}")
    except ValueError:
        place = Words("line {line}: ", line=line) if line else NOTHING
        raise LedgerUnreadable(
            Words("{place}“{day}” is no time (YYYYMM or YYYYMMDD).", day=day[:40], place=place),
            way=Words("Correct the date in the ledger system and export the file again."),
        ) from None
