"""The plain shape of a #TRANS row and of a #VER line, so that a million rows pass in a second or two.

Nearly all rows have the same plain shape, which one regular expression takes apart; account and object list recur and
are parsed once each. A line of any other shape goes the careful way through `records`, which also words the faults. So
a shape here takes no more than what the careful way reads alike: a quote that begins a field ends it.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from spelregler.exchange.sie.records import A_DAY, DAY, Objects, Record, content_of, pairs_of, split_fields

PLAIN = re.compile(
    rb"[ \t]*#TRANS[ \t]+"
    rb'("[^"\\{}]*"|[^\s"\\{}]+)[ \t]*(\{[^}"]*(?:"[^"\\]*"[^}"]*)*\})[ \t]*'  # account, object list
    rb'("?)(-?[0-9]{1,12})(?:\.([0-9][0-9]?))?\3(?=[ \t\r\n]|$)'  # amount
    rb'(?:[ \t]+("?)(' + A_DAY.encode() + rb")\6(?=[ \t\r\n]|$))?"  # date
    rb"(.*)"
).match
BARE = frozenset({b"", b"\r"})
"""What is left of a row that has nothing after its amount or its date."""
PLAIN_TAIL = re.compile(
    rb'[ \t]+(?:"([^"\\]*)"|([^\s"{}]+))'  # text
    rb'(?:[ \t]+(?:"([^"\\]*)"|([^\s"{}]+)))?'  # quantity
    rb'(?:[ \t]+(?:"([^"\\]*)"|([^\s"{}]+)))?[ \t\r]*$'  # sign, and nothing after it
).match
PLAIN_LIST = re.compile(
    rb'\{[ \t]*(?:(?:[0-9]{1,9}|"[0-9]{1,9}")[ \t]+(?:[^\s"{}]+|"[^\s"\\{}]*")(?:[ \t]+|(?=\})))*\}'
).fullmatch
"""An object list whose codes hold no blank, quote or brace."""
PLAIN_VOUCHER = re.compile(
    rb"[ \t]*#VER"
    rb'[ \t]+(?:"([^"\\]*)"|([^\s"{}]+))[ \t]+(?:"([^"\\]*)"|([^\s"{}]+))'  # series, number
    rb'[ \t]+("?)(' + A_DAY.encode() + rb")\5"  # date
    rb'(?:[ \t]+(?:"([^"\\]*)"|([^\s"{}]+)))?[ \t]*\r?\n?$'  # text, and nothing after it
).match
MOST_KNOWN = 200_000  # accounts, and objects in lists together; bounds the memory where hardly any recurs
LONGEST_KNOWN = 200

T = TypeVar("T")


class Row(NamedTuple):
    """One #TRANS row: its line, its own date or else its voucher's, debit as a positive amount, and the line itself."""

    line: int
    date: str
    account: str
    objects: Objects
    amount_ore: int
    raw: bytes


new_row = tuple.__new__
"""A row from its fields in order: a third of the time that naming them takes."""


class NotPlain(Exception):
    """The fast way does not understand the row; the careful way must take it."""


class Known(dict[bytes, tuple[T, bytes]]):
    """What was parsed, with what the checksum counts of it: so much, and none that is longer than a code ever is."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.encoding, self.held = encoding, 0

    def keep(self, raw: bytes, value: tuple[T, bytes], *, parts: int) -> tuple[T, bytes]:
        """Remember it; where that is too much, all that was remembered is forgotten."""
        if len(raw) > LONGEST_KNOWN:
            return value
        self.held += parts
        if self.held > MOST_KNOWN:
            self.clear()
            self.held = parts
        self[raw] = value
        return value


class Accounts(Known[str]):
    """An account, parsed the first time it is seen."""

    def __missing__(self, raw: bytes) -> tuple[str, bytes]:
        match fields := split_fields(raw.decode(self.encoding, "replace"))[0]:
            case [str(account)] if account.strip():
                return self.keep(raw, (account, content_of(fields)), parts=1)
        raise NotPlain


class Lists(Known[Objects]):
    """An object list, parsed the first time it is seen."""

    def __missing__(self, raw: bytes) -> tuple[Objects, bytes]:
        if PLAIN_LIST(raw):
            parts = [each.strip(b'"') for each in raw[1:-1].split()]
            counted = b"".join(parts)
            if counted.isascii():
                words = [each.decode() for each in parts]
                pairs = tuple(zip(map(int, words[::2]), words[1::2], strict=True))
                return self.keep(raw, (pairs, counted), parts=1 + len(pairs))
        match fields := split_fields(raw.decode(self.encoding, "replace"))[0]:
            case [tuple(objects)] if (told := pairs_of(objects)) is not None:
                return self.keep(raw, (told, content_of(fields)), parts=1 + len(told))
        raise NotPlain


def in_ore(kronor: bytes, decimals: bytes | None) -> int:
    """An amount with at most two decimals as whole öre; never through a float."""
    if decimals is None:
        return int(kronor) * 100
    return int(kronor + decimals) if len(decimals) == 2 else int(kronor + decimals) * 10


def careful_row(record: Record, *, date: str, raw: bytes) -> Row:
    """A row of any shape, or the refusal that says what is wrong with it."""
    account, objects, (ore, _places) = record.text(0), record.objects(1), record.amount(2)
    own = record.text(3, "")
    return Row(record.line, own if DAY.fullmatch(own) else date, account, objects, ore, raw)
