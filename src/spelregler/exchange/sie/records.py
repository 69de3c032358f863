"""One line, one record: a label and its fields. Every fault knows its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.sie.amounts import parse_amount
from spelregler.exchange.sie.errors import SieError, fault, not_sie
from spelregler.exchange.sie.source import PADDING, open_source

Objects = tuple[tuple[int, str], ...]
Field = str | tuple[str, ...]

TOKEN = re.compile(r'"((?:\\"|[^"]|"(?![\s{}]|$))*)(?:"(?=[\s{}]|$)|\s*$)|([{}])|([^\s{}]+)', re.ASCII)
# A quote ends a field only before a blank, a brace or the line's end: real files hold bare quotes inside names, and
# texts that were cut off before their last quote.
WHOLE = re.compile(r"-?[0-9]{1,9}")
A_DAY = (
    r"(?:[0-9]{4}(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)0229)"
)
"""YYYYMMDD of the calendar, leap days too: the same days by the fast way and the careful way."""
DAY = re.compile(A_DAY)
BLANK = b" \t\r\n" + PADDING


def split_fields(text: str) -> tuple[list[Field], list[int]]:
    """The fields of a line and the column where each begins. A closed object list is one field, a tuple."""
    fields: list[Field] = []
    columns: list[int] = []
    opened: int | None = None  # how many fields there were when the brace opened
    for found in TOKEN.finditer(text):
        quoted, brace, plain = found.groups()
        if brace == "{":
            opened, brace_column = len(fields), found.start() + 1
        elif brace:
            if opened is not None:
                inside = tuple(each for each in fields[opened:] if isinstance(each, str))
                fields[opened:], columns[opened:] = [inside], [brace_column]
                opened = None
        else:
            fields.append((plain if quoted is None else quoted).replace('\\"', '"'))
            columns.append(found.start() + 1)
    return fields, columns


def pairs_of(objects: tuple[str, ...]) -> Objects | None:
    """Pairs of dimension and object; None where a dimension is no number or a pair is not whole."""
    numbers = objects[::2]
    if len(objects) % 2 or not all(WHOLE.fullmatch(each) for each in numbers):
        return None
    return tuple(zip(map(int, numbers), objects[1::2], strict=True))


def content_of(fields: Iterable[Field]) -> bytes:
    """What the checksum counts of a record: the fields alone, in code page 437."""
    text = "".join([each if isinstance(each, str) else "".join(each) for each in fields])
    return text.encode("ascii" if text.isascii() else "cp437", "replace")  # the same bytes, a good deal faster


@dataclass(slots=True)
class Record:
    """A label and its fields, with the column of each. The lines around a voucher's rows have the labels { and }."""

    line: int
    label: str
    fields: list[Field]
    columns: list[int]
    column: int
    end: int

    def fault(self, words: Bilingual) -> SieError:
        """A refusal that points at the label."""
        return fault(self.line, self.column, words)

    def fault_at(self, place: int, words: Bilingual) -> SieError:
        """A refusal that points at one field, or where it should have stood."""
        return fault(self.line, self.columns[place] if place < len(self.columns) else self.end, words)

    def text(self, place: int, default: str | None = None) -> str:
        """A field as text. Refuses with `SieError` where it is not there and no default is given."""
        value = self.fields[place] if place < len(self.fields) else None
        if isinstance(value, str):
            return value
        if default is not None:
            return default
        raise self.fault_at(place, Words("{label} lacks fields here.", label=self.label))

    def whole(self, place: int) -> int:
        """A field as a whole number: year, dimension, type. Refuses with `SieError` any other."""
        text = self.text(place)
        if not WHOLE.fullmatch(text):
            raise self.fault_at(place, Words("“{text}” is no whole number.", text=text[:40]))
        return int(text)

    def day(self, place: int) -> str:
        """A field as a date, YYYYMMDD. Refuses with `SieError` any other."""
        text = self.text(place)
        if not DAY.fullmatch(text):
            words = Words("“{text}” is no date (YYYYMMDD).", text=text[:40])
            raise self.fault_at(place, words)
        return text

    def amount(self, place: int) -> tuple[int, int]:
        """A field as whole öre, and how many decimals it was written with. Refuses with `SieError` any other."""
        text = self.text(place)
        amount = parse_amount(text)
        if amount is None:
            raise self.fault_at(
                place,
                Words(
                    "“{text}” is no amount (decimal point, at most two decimals and twelve digits "
                    "before, no plus sign or blanks).",
                    text=text[:40],
                ),
            )
        return amount

    def objects(self, place: int) -> Objects:
        """A field as an object list: pairs of dimension and object number. Refuses with `SieError` any other."""
        value = self.fields[place] if place < len(self.fields) else None
        if not isinstance(value, tuple):
            raise self.fault_at(place, Words("the object list {…} is missing here."))
        pairs = pairs_of(value)
        if pairs is None:
            words = Words("the object list is not pairs of dimension number and object.")
            raise self.fault_at(place, words)
        return pairs


def record_of(line: bytes, *, number: int, encoding: str) -> Record | None:
    """One line as a record; None for a blank one. Refuses with `SieError` a line without a label."""
    if not line.strip(BLANK):
        return None
    text = line.decode(encoding, "replace").rstrip("\r\n\x1a\x00")
    column, end = len(text) - len(text.lstrip()) + 1, len(text.rstrip()) + 1
    bare = text.strip()
    if bare in {"{", "}"}:
        return Record(number, bare, [], [], column, end)
    fields, columns = split_fields(text)
    label = fields[0] if fields else ""
    if not isinstance(label, str) or not label.startswith("#"):
        raise not_sie(
            number,
            column,
            Words("the line does not start with a label (#…): no SIE file."),
        )
    return Record(number, label.upper(), fields[1:], columns[1:], column, end)


def records(data: bytes | BinaryIO) -> Iterator[Record]:
    """Every record of a file, unknown labels too, one at a time. A file object must be open for bytes and seekable.

    Refuses with `SieError`, at the record, what is no SIE.
    """
    source = open_source(data)
    for number, line in enumerate(source.stream, start=1):
        record = record_of(line, number=number, encoding=source.encoding)
        if record is not None:
            yield record
