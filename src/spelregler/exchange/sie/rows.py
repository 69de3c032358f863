"""A #TRANS row, and what recurs in such rows: accounts, object lists and days are parsed once each."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from spelregler.exchange.sie.records import DAY, Objects, Record, pairs_of, split_fields

FIELD = rb'(?:"[^"\\\r\n]*+"|[^\s"{}\\]++)'
"""A field of the plain shape: a quote begins it and ends it, or there is none."""
PLAIN_START = re.compile(rb"[ \t]*+#TRANS[ \t]++(" + FIELD + rb")[ \t]*+").fullmatch
"""A row up to its object list."""
PLAIN_LIST = re.compile(rb"\{[ \t]*+(?:" + FIELD + rb"(?:[ \t]++|(?=\})))*+\}").fullmatch
SIMPLE_LIST = re.compile(
    rb'\{(?:[ \t]*+([0-9]{1,9}+|"[0-9]{1,9}+")[ \t]++([^\s"{}\\]++|"[^\s"{}\\]*+")(?=[ \t}]))++[ \t]*+\}'
).fullmatch
"""One whose codes hold no blank, as most do."""
MOST_KNOWN = 200_000  # accounts, days, and objects in lists together; bounds the memory where hardly any recurs
LONGEST_KNOWN = 200

T = TypeVar("T")


class Row(NamedTuple):
    """One #TRANS row: its line, its own date or else its voucher's, debit as a positive amount, and what was written:
    the line itself and its voucher's #VER line, without their ends.
    """

    line: int
    date: str
    account: str
    objects: Objects
    amount_ore: int
    raw: bytes
    voucher: bytes


Fields = tuple[int, str, str, Objects, int, bytes, bytes]
"""A row as it is streamed: the fields of `Row` in order, for naming those of a million rows takes its time."""


class NotPlain(Exception):
    """The fast way does not understand this; the careful way must take it."""


class Known(dict[bytes, T]):
    """What was parsed: so much, and none that is longer than a code ever is."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.encoding, self.held = encoding, 0

    def keep(self, raw: bytes, value: T, *, parts: int = 1) -> T:
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
    """The account of a row that begins so, parsed the first time it is seen."""

    def __missing__(self, raw: bytes) -> str:
        found = PLAIN_START(raw)
        if found is None:
            raise NotPlain
        account = found[1].strip(b'"').decode(self.encoding, "replace")
        if not account.strip():
            raise NotPlain
        return self.keep(raw, account)


class Lists(Known[Objects]):
    """An object list, parsed the first time it is seen."""

    def __missing__(self, raw: bytes) -> Objects:
        if SIMPLE_LIST(raw):
            parts = [each.strip(b'"') for each in raw[1:-1].split()]
            words = b"\n".join(parts).decode(self.encoding, "replace").split("\n")
            pairs = tuple(zip(map(int, words[::2]), words[1::2], strict=True))
            return self.keep(raw, pairs, parts=1 + len(pairs))
        if PLAIN_LIST(raw):
            match split_fields(raw.decode(self.encoding, "replace"))[0]:
                case [tuple(objects)] if (told := pairs_of(objects)) is not None:
                    return self.keep(raw, told, parts=1 + len(told))
        raise NotPlain


class Days(Known[str]):
    """A day of the calendar, checked the first time it is seen; nothing is no day."""

    def __missing__(self, raw: bytes) -> str:
        if raw and not DAY.fullmatch(raw.decode()):
            raise NotPlain
        return self.keep(raw, raw.decode())


def careful_row(record: Record, *, date: str, raw: bytes, voucher: bytes) -> Row:
    """A row of any shape, or the refusal that says what is wrong with it."""
    account, objects, (ore, _places) = record.text(0), record.objects(1), record.amount(2)
    own = record.text(3, "")
    return Row(record.line, own if DAY.fullmatch(own) else date, account, objects, ore, raw, voucher)
