"""What a file says: header, chart of accounts, dimensions, balances, voucher heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter

from spelregler.exchange.sie.amounts import amount_text
from spelregler.exchange.sie.errors import SieError, SieWarning
from spelregler.exchange.sie.records import Objects

KRONOR = "SEK"
MOST_UNBALANCED = 10_000
"""So many are named; the rest is counted."""


@dataclass(slots=True)
class Voucher:
    """A voucher's head and the sum of its rows; the rows themselves are streamed by `iter_rows`."""

    series: str
    number: str
    date: str
    line: int
    rows: int = 0
    total_ore: int = 0
    places: int = 0

    @property
    def total(self) -> Decimal:
        """The sum of the rows, with as many decimals as they were written with. A voucher in balance has zero."""
        return Decimal(amount_text(self.total_ore, places=self.places))


@dataclass(slots=True)
class Vouchers:
    """What is known of the vouchers when they have passed. They are not kept, but for the first that do not balance."""

    count: int = 0
    months: dict[str, int] = field(default_factory=dict)
    """YYYYMM of those with rows, and the line of its first."""
    struck: int = 0
    """Those without rows."""
    first_struck: Voucher | None = None
    without_balance: int = 0
    unbalanced: list[Voucher] = field(default_factory=list)

    def add(self, voucher: Voucher) -> None:
        """One that has ended."""
        self.count += 1
        if not voucher.rows:
            self.struck += 1
            self.first_struck = self.first_struck or voucher
            return
        self.months.setdefault(voucher.date[:6], voucher.line)
        if voucher.total_ore:
            self.add_unbalanced(voucher)

    def add_all(self, days: Sequence[str], lines: Sequence[int]) -> None:
        """Some that have rows, by day and line; those of them without balance are added beside."""
        self.count += len(days)
        firsts = dict(zip(reversed(days), reversed(lines), strict=True))
        for day, line in sorted(firsts.items(), key=itemgetter(1)):
            self.months.setdefault(day[:6], line)

    def add_unbalanced(self, voucher: Voucher) -> None:
        """One whose rows do not add up to nothing."""
        self.without_balance += 1
        if len(self.unbalanced) < MOST_UNBALANCED:
            self.unbalanced.append(voucher)


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance, period balance or period budget. Debit is positive. `period` is empty for a whole year."""

    label: str
    year: int
    period: str
    account: str
    objects: Objects
    amount_ore: int
    places: int = 2

    @property
    def amount(self) -> Decimal:
        """Kronor, with as many decimals as they were written with."""
        return Decimal(amount_text(self.amount_ore, places=self.places))


@dataclass(slots=True)
class WithoutAccount:
    """Rows that name no account: how many, the first one's line, and their amounts without sign."""

    rows: int = 0
    line: int = 0
    gross_ore: int = 0

    def add(self, line: int, ore: int) -> None:
        """One more."""
        self.rows, self.line, self.gross_ore = self.rows + 1, self.line or line, self.gross_ore + abs(ore)


@dataclass(slots=True)
class SieFile:
    """Everything in a file but its voucher rows."""

    type: int = 1
    encoding: str = "cp437"
    company: str = ""
    flag: str = "0"
    generated: str = ""
    header: dict[str, tuple[str, ...]] = field(default_factory=dict)
    years: dict[int, tuple[str, str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    account_types: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    dimensions: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    vouchers: Vouchers = field(default_factory=Vouchers)
    labels: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    total_ore: int = 0
    places: int = 0
    ksumma: str = "none"
    without_account: WithoutAccount = field(default_factory=WithoutAccount)
    unread: dict[str, SieError] = field(default_factory=dict)
    """Labels with a row that could not be read, and what was wrong with the first one."""
    warnings: list[SieWarning] = field(default_factory=list)

    @property
    def already_imported(self) -> bool:
        """#FLAGGA 1: a program has imported the file before; it must not be imported twice."""
        return self.flag == "1"

    @property
    def total(self) -> Decimal:
        """The sum of all voucher rows."""
        return Decimal(amount_text(self.total_ore, places=self.places))

    @property
    def currency(self) -> str:
        """#VALUTA, by its ISO 4217 code; Swedish kronor where nothing is said."""
        return next(iter(self.header.get("#VALUTA", ())), "").strip().upper() or KRONOR

    @property
    def unbalanced(self) -> list[tuple[str, str, Decimal]]:
        """Vouchers whose rows do not sum to zero, at most the first ten thousand: series, number and difference."""
        return [(each.series, each.number, each.total) for each in self.vouchers.unbalanced]

    def of(self, label: str) -> list[Balance]:
        """The balances of one label. Refused where a row of it could not be read: they would not be all."""
        if label in self.unread:
            raise self.unread[label]
        return [each for each in self.balances if each.label == label]
