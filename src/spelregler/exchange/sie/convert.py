"""A SIE file written anew, as its own type or another: record by record, so that nothing is lost unsaid.

Every field of every record that the target type can hold comes out as it came in, unknown labels too (4B, section 7:
a reader passes over what it does not know). What the type cannot hold is left out and counted, and what the type asks
for but the file does not have is named: no figure is made up to fill a gap.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from spelregler.exchange.sie.model import SieFile
from spelregler.exchange.sie.reader import read
from spelregler.exchange.sie.records import Field, Record, content_of, records
from spelregler.exchange.sie.writer import carried, line_of

TYPES = ("1", "2", "3", "4", "4I")
VOUCHER = frozenset({"#VER", "{", "}", "#TRANS", "#RTRANS", "#BTRANS"})
PERIODS = frozenset({"#PSALDO", "#PBUDGET"})
OBJECTS = frozenset({"#DIM", "#UNDERDIM", "#OBJEKT", "#OIB", "#OUB"})
BALANCES = frozenset({"#IB", "#UB", "#RES"})
CANNOT_HOLD = {
    "1": VOUCHER | PERIODS | OBJECTS | {"#OMFATTN"},
    "2": VOUCHER | OBJECTS,
    "3": VOUCHER,
    "4": frozenset[str](),
    "4I": BALANCES | PERIODS | {"#OIB", "#OUB", "#OMFATTN", "#BKOD"},
}
"""Labels without a place in a type (4B, the table of records)."""
IDENTITY = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
ASKED_FOR = {
    "1": (*IDENTITY, "#RAR", "#KONTO", "#IB", "#UB", "#RES"),
    "2": (*IDENTITY, "#RAR", "#OMFATTN", "#KONTO", "#IB", "#UB", "#RES", "#PSALDO"),
    "3": (*IDENTITY, "#RAR", "#OMFATTN", "#KONTO", "#IB", "#UB", "#RES", "#PSALDO"),
    "4": (*IDENTITY, "#RAR", "#KONTO", "#IB", "#UB", "#RES", "#VER"),
    "4I": (*IDENTITY, "#VER"),
}
"""Labels that a type asks for; a file without one is written all the same, and the lack is told."""
WITH_OBJECTS = "{…}"
"""Marks a period balance of an object, which type 2 does not know."""


@dataclass
class Conversion:
    """What became of a file: complete when the last piece has been taken out of `convert`."""

    source: SieFile
    kind: str
    written: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    letters_lost: int = 0

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the target type asks for and the file does not have."""
        return tuple(label for label in ASKED_FOR[self.kind] if not self.written[label])


def convert(data: bytes | BinaryIO, *, kind: str) -> tuple[Conversion, Iterator[bytes]]:
    """The file as another type, or the same one anew: what becomes of it, and its bytes in pieces.

    A checksum is written, and right, where the file has one. Order, #PROGRAM, #GEN and #FLAGGA stay: it is the same
    bookkeeping, not a new export of it.

    Refuses with `SieError` a file that is damaged or cut off, before the first piece, with `ValueError` another `kind`
    than `TYPES`.
    """
    if kind not in TYPES:
        raise ValueError(f"{kind} is no SIE type; there are {', '.join(TYPES)}.")
    if not isinstance(data, bytes):
        data.seek(0)
    done = Conversion(source=read(data, any_currency=True), kind=kind)
    if not isinstance(data, bytes):
        data.seek(0)
    return done, _pieces(data, done)


def _pieces(data: bytes | BinaryIO, done: Conversion) -> Iterator[bytes]:
    """Line by line; the sum over what stands between the marks is taken as it goes."""
    crc: int | None = None
    for label, raw in _typed(_held(records(data), done), kind=done.kind, has_type="#SIETYP" in done.source.labels):
        fields = [carried(each) for each in raw]
        done.written[label] += 1
        if label == "#KSUMMA":
            fields = [] if crc is None else [str(crc)]
            crc = 0 if crc is None else crc
        elif crc is not None and label not in {"{", "}"}:
            crc = zlib.crc32(label.encode("cp437", "replace") + content_of(fields), crc)
        line = line_of(label, fields)
        done.letters_lost += _lost(line, fields)
        yield line


def _lost(line: bytes, fields: list[Field]) -> int:
    """Letters that code page 437 does not have; a question mark stands for each."""
    if b"?" not in line:
        return 0
    flat = "".join(each if isinstance(each, str) else "".join(each) for each in fields)
    return flat.encode("cp437", "replace").count(b"?") - flat.count("?")


def _typed(found: Iterator[tuple[str, list[Field]]], *, kind: str, has_type: bool) -> Iterator[tuple[str, list[Field]]]:
    """#SIETYP tells the target. Type 1 may go without it; the others get one where the file had none."""
    number, is_told = kind[0], has_type or kind == "1"
    for label, fields in found:
        if label == "#SIETYP":
            yield label, [number, *fields[1:]]
            continue
        yield label, fields
        if not is_told and label == "#FLAGGA":
            is_told = True
            yield "#SIETYP", [number]


def _held(found: Iterator[Record], done: Conversion) -> Iterator[tuple[str, list[Field]]]:
    """What the target type can hold; the rest is counted by label."""
    within_voucher, has_place = False, _place_in(done.kind)
    for record in found:
        label = record.label
        within_voucher = within_voucher or label == "#VER"
        if has_place(record) and not (within_voucher and "#VER" in CANNOT_HOLD[done.kind]):
            yield label, record.fields
        elif label not in {"{", "}"}:
            with_objects = label in PERIODS and label not in CANNOT_HOLD[done.kind]
            done.left_out[f"{label} {WITH_OBJECTS}" if with_objects else label] += 1
        within_voucher = within_voucher and label != "}"


def _place_in(kind: str) -> Callable[[Record], bool]:
    """Whether a record has a place in the type. In type 2 a period balance has an empty object list."""
    unheld = CANNOT_HOLD[kind]
    if kind != "2":
        return lambda record: record.label not in unheld
    return lambda record: record.label not in unheld and not (record.label in PERIODS and _has_objects(record))


def _has_objects(record: Record) -> bool:
    return any(isinstance(each, tuple) and each for each in record.fields)
