"""What is written by people, files and programs, read as a value: one reader for each kind of value, one refusal.

Every form, file, address and protocol reads through these. A reader states its range and the spellings that it takes;
anything else is refused in both languages with the next step. Nothing is guessed, and nothing else is ever raised.

    figure    1 200   1200   12,5   12.5   −3   +3      refused: 1.200 (a thousand, or one and a fifth?), 1e2, 1_000
    amount    the same, with or without its unit        1 200 tkr
    count     1 200   1200                              refused: 3,0
    year      2026
    day       2026-03-01
    month     2026-03
    code      BUN   enhet-12   n01951                   refused: två ord, å
    identity  17                                        refused: 017, ²²
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from spelregler.domain.errors import DomainError
from spelregler.domain.money import Money
from spelregler.domain.words import Bilingual, Words

Value = TypeVar("Value")
Default = TypeVar("Default")

FIRST_YEAR, LAST_YEAR = 1862, 2200
"""From the first municipal ordinance to as far ahead as anybody decides. The calendar's own ends are not reached: a day
without a next one could end no period."""
MOST_FIGURE = Decimal(10) ** 12
"""The largest figure of an indicator: a database keeps twelve digits before the decimals."""
MOST_DECIMALS = 15
MOST_AMOUNT = Money(10**14)
"""A thousand billion kronor, more than all municipalities together spend in a year; ninety thousand such amounts still
have a sum that a database holds."""
MOST_COUNT = 10**9
MOST_IDENTITY = 2**63 - 1
LONGEST_CODE = 100
LONGEST_WRITTEN = 60
"""What is longer is no number; it is refused before it is looked at."""
SHOWN = 40

BLANK = "[ \u00a0\u202f\u2009\u2007]"
"""What parts thousands: a blank, or one that does not break."""
FIGURE = re.compile(rf"([+\-\u2212]?)([0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+|[0-9]{{1,15}})(?:([.,])([0-9]{{1,15}}))?")
TWO_WAYS = re.compile(r"[+\-\u2212]?[1-9][0-9]{0,2}\.[0-9]{3}")
WHOLE = re.compile(rf"([+\-\u2212]?)([0-9]{{1,3}}(?:{BLANK}[0-9]{{3}})+|[0-9]{{1,18}})")
YEAR = re.compile(r"[0-9]{4}")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
CODE = re.compile(r"[-A-Za-z0-9_]+")
IDENTITY = re.compile(r"[1-9][0-9]{0,18}")
ORE = {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}
UNIT = re.compile(rf"{BLANK}*(kr|tkr|mnkr)$", re.IGNORECASE)


class Unreadable(DomainError, ValueError):
    """What is written is not the value that is asked for, is outside its range, or could be read in two ways."""

    code = "unreadable"


class Ambiguous(Unreadable):
    """It could be two values."""

    code = "two-ways"


def figure(
    text: str, *, least: Decimal | int = -MOST_FIGURE, most: Decimal | int = MOST_FIGURE, mark: str = ""
) -> Decimal:
    """A number with or without decimals, thousands parted by blanks or not at all; −10¹² to 10¹² unless told.

    The decimal mark is a comma or a point, or the `mark` alone where a file's own format says which.

    Refuses with `Unreadable` anything else, with `Ambiguous` a point before exactly three digits where no mark is told:
    many write a thousand so.
    """
    plain = text.strip()
    found = FIGURE.fullmatch(plain) if len(plain) <= LONGEST_WRITTEN else None
    if found is None or (mark and found[3] not in (None, mark)):
        raise _unreadable(text, Words("number"), Words("Write figures only, for example 1 200 or 12,5."))
    if not mark and TWO_WAYS.fullmatch(plain):
        raise _two_ways(plain)
    return figure_of(Decimal(_sign(found[1]) + _digits(found[2]) + (f".{found[4]}" if found[4] else "")), least, most)


def figure_of(value: Decimal, least: Decimal | int = -MOST_FIGURE, most: Decimal | int = MOST_FIGURE) -> Decimal:
    """A number that came as one, from a spreadsheet or a program, within the same range.

    Refuses with `Unreadable` one outside it, NaN and what is endless.
    """
    if not value.is_finite() or not least <= value <= most:
        raise _outside(f"{value:.15g}", least, most)
    return value


def amount(text: str, *, unit: str = "tkr", most: Money = MOST_AMOUNT, mark: str = "") -> Money:
    """An amount in kr, tkr or mnkr as people write it, the unit after it or not; whole öre, within a thousand billion.

    Refuses with `Unreadable` anything else, and another unit than the one asked for: a thousandfold error looks like a
    figure; with `Ambiguous` as `figure` does.
    """
    plain = text.strip()
    named = UNIT.search(plain) if len(plain) <= LONGEST_WRITTEN else None
    if named and named[1].lower() != unit:
        raise _unreadable(text, Words("amount in {unit}", unit=unit), Words("Write it in {unit}.", unit=unit))
    try:
        value = figure(plain[: named.start()] if named else plain, least=-(10**15), most=10**15, mark=mark)
    except Ambiguous:
        raise
    except Unreadable:
        way = Words("Write for example 1 200 or 12,5.")
        raise _unreadable(text, Words("amount in {unit}", unit=unit), way) from None
    return amount_of(value, unit=unit, most=most)


def amount_of(value: Decimal, *, unit: str, most: Money = MOST_AMOUNT) -> Money:
    """An amount that came as a number. Refuses with `Unreadable` parts of an öre, and what is outside the range."""
    text = f"{value:.15g}"
    edge = Decimal(most.ore) / ORE[unit]
    if not value.is_finite() or abs(value) > edge:
        raise _outside(text, -edge, edge, unit=unit)
    ore = value * ORE[unit]
    if ore != ore.to_integral_value():
        raise Unreadable(
            Words("{text} {unit} is no whole number of öre.", text=text, unit=unit),
            way=Words("Check the amount and its unit."),
        )
    return Money(int(ore))


def count(text: str, *, least: int = 0, most: int = MOST_COUNT) -> int:
    """A whole number, thousands parted by blanks or not at all; 0 to 10⁹ unless told. Refuses with `Unreadable`
    anything else.
    """
    plain = text.strip()
    found = WHOLE.fullmatch(plain) if len(plain) <= LONGEST_WRITTEN else None
    if found is None:
        words = Words("Write a whole number {least}–{most}.", least=least, most=most)
        raise _unreadable(text, Words("whole number"), words)
    value = int(_sign(found[1]) + _digits(found[2]))
    if not least <= value <= most:
        raise _outside(text, least, most)
    return value


def count_of(value: Decimal, *, least: int = 0, most: int = MOST_COUNT) -> int:
    """A whole number that came as a number. Refuses with `Unreadable` decimals, and what is outside the same range."""
    figure_of(value, least, most)
    if value != value.to_integral_value():
        words = Words("Write a whole number {least}–{most}.", least=least, most=most)
        raise _unreadable(f"{value:.15g}", Words("whole number"), words)
    return int(value)


def year(text: str, *, first: int = FIRST_YEAR, last: int = LAST_YEAR) -> int:
    """A year in four digits, 1862 to 2200 unless told. Refuses with `Unreadable` anything else."""
    plain = text.strip()
    if not YEAR.fullmatch(plain):
        way = Words("Write four digits, for example 2027.")
        raise _unreadable(text, Words("year"), way)
    value = int(plain)
    if not first <= value <= last:
        raise _outside(text, first, last)
    return value


def day(text: str, *, first: date | None = None, last: date | None = None) -> date:
    """A day written 2027-03-01; between 1862 and 2200 unless told. Refuses with `Unreadable` anything else."""
    found = DAY.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        value = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        way = Words("Write year, month and day, for example 2027-03-01.")
        raise _unreadable(text, Words("date"), way) from None
    first, last = first or date(FIRST_YEAR, 1, 1), last or date(LAST_YEAR, 12, 31)
    if not first <= value <= last:
        raise _outside(text, first.isoformat(), last.isoformat())
    return value


def month(text: str, *, first: date | None = None, last: date | None = None) -> date:
    """The first day of a month written 2027-03; bounds as for `day`. Refuses with `Unreadable` anything else."""
    found = MONTH.fullmatch(text.strip())
    if found is None:
        way = Words("Write year and month, for example 2027-03.")
        raise _unreadable(text, Words("month"), way)
    return day(f"{found[0]}-01", first=first, last=last)


def code(text: str, *, longest: int = LONGEST_CODE) -> str:
    """The code of a body, a unit, a goal …: one word of a–z, A–Z, digits, hyphen and underscore.

    Refuses with `Unreadable` anything else, and what is longer than `longest`.
    """
    plain = text.strip()
    if len(plain) > longest or not CODE.fullmatch(plain):
        way = Words(
            "Write the code with the letters a–z, digits, - and _, at most {longest} characters.", longest=longest
        )
        raise _unreadable(text, Words("code"), way)
    return plain


def identity(text: str) -> int:
    """The number that a database gave a row: 1 to 2⁶³ − 1, digits only and none of them a leading zero.

    Refuses with `Unreadable` anything else.
    """
    if not IDENTITY.fullmatch(text) or int(text) > MOST_IDENTITY:
        way = Words("Go back to the list and choose there.")
        raise _unreadable(text, Words("number of a thing that exists"), way)
    return int(text)


def read_or(reader: Callable[[str], Value], text: str, default: Default) -> Value | Default:
    """What a reader makes of a text, or the default where it refuses: for an address that nobody has to answer for."""
    try:
        return reader(text)
    except Unreadable:
        return default


def _sign(written: str) -> str:
    return "-" if written in {"-", "\u2212"} else ""


def _digits(written: str) -> str:
    return re.sub(BLANK, "", written)


def _shown(text: str) -> str:
    """The beginning of what was written, on one line and without what cannot be seen."""
    seen = "".join(each if each.isprintable() else " " for each in text[:SHOWN])
    return f"{seen}…" if len(text) > SHOWN else seen


def _unreadable(text: str, what: Bilingual, way: Bilingual) -> Unreadable:
    article = "an" if what.en[0] in "aeiou" else "a"
    return Unreadable(
        Words("“{text}” cannot be read as {article} {what}.", text=_shown(text), what=what, article=article),
        way=way,
    )


def _two_ways(text: str) -> Ambiguous:
    whole, decimals = text.replace(".", " "), text.replace(".", ",").rstrip("0").rstrip(",")
    return Ambiguous(
        Words("“{text}” can be read in two ways.", text=text),
        way=Words("Write {whole} or {decimals}.", whole=whole, decimals=decimals),
    )


def _outside(text: str, least: Decimal | int | str, most: Decimal | int | str, *, unit: str = "") -> Unreadable:
    after = f" {unit}" if unit else ""
    low, high = (f"{each:f}" if isinstance(each, Decimal) else str(each) for each in (least, most))
    return Unreadable(
        Words("{text} is outside what can be given.", text=_shown(text)),
        way=Words("Write something from {low} to {high}{after}.", low=low, high=high, after=after),
    )
