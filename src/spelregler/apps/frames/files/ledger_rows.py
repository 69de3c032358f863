"""The rows of a ledger as written, summed by ansvar, activity, month and account as they come; their lines packed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from sys import intern

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable, refuse_too_many, too_much
from spelregler.apps.frames.files.packed_lines import pack
from spelregler.domain.frames.ledger import FINANCE_CLASS, NET_CLASSES
from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.sie import Fields

KEPT_CLASSES = NET_CLASSES | {FINANCE_CLASS}
BALANCE_CLASSES = frozenset("12")
NET, FINANCE, LEFT, OTHER = "net cost", "finance", "left out", "in no sum"
LONGEST_CODE, LONGEST_ACCOUNT, SHOWN = 20, 12, 60
MOST_IN_LISTS, ROWS_AT_ONCE, LINES_AT_ONCE, LINE_TAKES = 150_000, 1_000, 16 * limits.MB, 50
"""What a reading holds at a time. A line takes its length and fifty bytes."""
OWNER_TAKES = 4
"""An ansvar with an activity takes as much memory as so many sums."""

Objects = tuple[tuple[int, str], ...]


def too_long(code: str, most: int) -> LedgerUnreadable:
    """Told where the code is first met: thousands of long ones would fill the memory before the file has ended."""
    return LedgerUnreadable(
        Words("The code “{code}” is longer than {most} characters.", code=code[:SHOWN], most=most),
        way=Words("Check that the right dimension was chosen, or shorten the code in the ledger system."),
    )


def owner_of(objects: Iterable[tuple[int, str]], *, dimensions: tuple[int | None, int | None]) -> tuple[str, str]:
    """The ansvar code and the activity code of a row; empty where the row has none."""
    codes = dict(objects)
    responsibility, activity = dimensions
    return (
        codes.get(responsibility, "") if responsibility is not None else "",
        codes.get(activity, "") if activity is not None else "",
    )


@dataclass(slots=True)
class Place:
    """What an ansvar's rows of an activity add up to in a month, by account; and the lines of the ansvar's month."""

    lines: list[bytes] | None
    """Lines of SIE, a voucher's own before its rows. The first one is the voucher last written. None without ansvar."""
    sums: dict[str, int] = field(default_factory=lambda: defaultdict(int))


NOWHERE = Place(None)


@dataclass(slots=True)
class Owned:
    """An ansvar and an activity, by month as written (YYYYMM)."""

    owner: tuple[str, str]
    places: dict[str, Place] = field(default_factory=dict)


class _Classes(dict[str, str]):
    """What is done with the rows of an account; told once for each."""

    def __missing__(self, account: str) -> str:
        first = account[:1]
        if first in KEPT_CLASSES:
            kind = FINANCE if first == FINANCE_CLASS else NET
        elif first in BALANCE_CLASSES or not account.strip():  # rows without an account are told by the reader
            kind = LEFT
        else:
            kind = OTHER
        if len(account) <= LONGEST_ACCOUNT:
            if len(self) < MOST_IN_LISTS:
                self[account] = kind
        elif first in KEPT_CLASSES:
            raise too_long(account, LONGEST_ACCOUNT)
        return kind


@dataclass
class Written:
    """The rows of a file as written; only the whole file tells its fiscal year."""

    dimensions: tuple[int | None, int | None]
    rows: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    owned: dict[tuple[str, str], Owned] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=_Classes)
    other_accounts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lists: dict[Objects, Owned] = field(default_factory=dict)
    """Object lists recur, so whose each one is, is found out once. Where hardly any does, they are forgotten."""
    held: int = 0
    """How many they are, and the objects in them."""
    used: set[int] = field(default_factory=set)
    """The dimensions that rows use."""
    lines: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)
    """By ansvar and month."""
    packed: dict[tuple[str, str], list[bytes]] = field(default_factory=lambda: defaultdict(list))
    packed_bytes: int = 0

    def place(self, objects: Objects, month: str) -> Place:
        """Where the rows with an object list count in a month.

        Refuses with `LedgerUnreadable` a code that is too long.
        """
        owned = self.lists.get(objects)
        if owned is None:
            owned = self._of(objects)
        place = owned.places.get(month)
        if place is None:
            ansvar = owned.owner[0]
            # what has no ansvar can be given to no unit
            lines = self.lines.setdefault((ansvar, month), [b""]) if ansvar else None
            place = owned.places[month] = Place(lines)
        return place

    def _of(self, objects: Objects) -> Owned:
        """Whose the rows with an object list are."""
        self.held += 1 + len(objects)
        if self.held > MOST_IN_LISTS:
            self.lists.clear()
            self.held = 1 + len(objects)
        self.used.update(number for number, _code in objects)
        owner = owner_of(objects, dimensions=self.dimensions)
        for code in owner:
            if len(code) > LONGEST_CODE:
                raise too_long(code, LONGEST_CODE)
        owned = self.lists[objects] = self.owned.setdefault(owner, Owned(owner))
        return owned

    def refuse_too_much(self) -> None:
        """What is held of a file is bounded: its sums, whoever they belong to, and its packed lines.

        Refuses with `LedgerUnreadable` more.
        """
        held = OWNER_TAKES * len(self.owned) + len(self.rows) + len(self.other_accounts)
        held += sum(len(place.sums) for each in self.owned.values() for place in each.places.values())
        refuse_too_many(held)
        if self.packed_bytes > limits.LEDGER_PACKED:
            raise too_much(Words("rows"))

    def pack(self) -> None:
        """The lines so far give room for more; the voucher last written is still known."""
        for key, lines in self.lines.items():
            if len(lines) > 1:
                piece = pack(lines[1:])
                del lines[1:]
                self.packed[key].append(piece)
                self.packed_bytes += len(piece)


def sum_rows(rows: Iterable[Fields], *, dimensions: tuple[int | None, int | None]) -> Written:
    """Millions of rows leave their sums behind, and the lines of units' net cost, which are packed as they come."""
    written, waiting, rest = Written(dimensions), 0, iter(rows)
    count = ROWS_AT_ONCE
    while count == ROWS_AT_ONCE:
        count, size = _sum_some(islice(rest, ROWS_AT_ONCE), written)
        waiting += size + LINE_TAKES * count
        if waiting > LINES_AT_ONCE or count < ROWS_AT_ONCE:
            waiting = 0
            written.pack()
            written.refuse_too_much()
    return written


def _sum_some(rows: Iterable[Fields], written: Written) -> tuple[int, int]:
    """How many rows they are, and how long the lines. Rows of a voucher have its day, and often the same objects."""
    classes, by_month, count, size, month = written.classes, written.rows, 0, 0, ""
    seen_day: str | None = None
    seen_objects: Objects | None = None
    place = NOWHERE
    for count, (_line, day, account, objects, ore, raw, head) in enumerate(rows, start=1):  # noqa: B007  told after
        if day is not seen_day:
            seen_day, seen_objects, month = day, None, intern(day[:6])
        by_month[month] += 1
        kind = classes[account]
        if kind is LEFT:
            continue
        if kind is OTHER:
            written.other_accounts[account[:SHOWN]] += abs(ore)
            continue
        if objects is not seen_objects:
            seen_objects, place = objects, written.place(objects, month)
        place.sums[account] += ore
        lines = place.lines
        if lines is None or kind is FINANCE:
            continue  # finance belongs to no unit
        if lines[0] is not head:
            lines[0] = head
            lines.append(head)
        lines.append(raw)
        size += len(raw)
    return count, size
