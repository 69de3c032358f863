"""What one ledger file holds, summed by ansvar, activity, month and account. Nothing here knows what is stored.

A file with vouchers is summed row by row. One of SIE type 3 has none, but each month's change per account and object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable, in_words, refuse_too_many
from spelregler.apps.frames.files.ledger_rows import (
    BALANCE_CLASSES,
    KEPT_CLASSES,
    LONGEST_ACCOUNT,
    LONGEST_CODE,
    Written,
    owner_of,
    sum_rows,
    too_long,
)
from spelregler.domain import reading
from spelregler.domain.frames.company import digits_of
from spelregler.domain.frames.ledger import Key, month_within
from spelregler.domain.frames.opening import is_balance
from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY, Period
from spelregler.domain.words import NOTHING, Bilingual, Words
from spelregler.exchange.sie import SieError, SieFile, iter_period_balances, stream, watched

PASSES = 2
"""How often a file's bytes are gone through: looked at first, then read."""
Seen = Callable[[int], None]

MOST_REMARKS, MOST_NAMED = 50, 5
MOST_IN_ALL = Money(100 * reading.MOST_AMOUNT.ore)
SPLIT_BALANCES = 3
"""The SIE type with period balances per object."""

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
        written = sum_rows(rows, dimensions=dimensions)
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


def _place_in_months(written: Written, *, file: LedgerFile) -> None:
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
        for text, place in owned.places.items():
            for account, ore in place.sums.items():
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
            owner = owner_of(each.objects, dimensions=dimensions)
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
