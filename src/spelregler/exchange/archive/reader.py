"""Reads an archive that somebody else has made, and may have changed: bounded, by known names alone, told by row.

Nothing is unpacked to the disk, and no part is held whole: a row at a time, a file in pieces.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from spelregler.domain import reading
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.archive.form import (
    ADOPTIONS,
    EVIDENCE,
    FORMAT,
    MANIFEST,
    VERSION,
    About,
    Contents,
    Row,
    day,
    digest,
    fields_of,
    file_in,
    is_part,
    is_table,
    moment,
    number,
    or_none,
    row_of,
    text,
)
from spelregler.exchange.bounded import BROKEN, DIRECTORY_ENTRY, ENCRYPTED, METHODS, PIECE, Damaged, Unfit, read_json
from spelregler.exchange.package.packed import NAMES

HEAD = row_of(
    {
        "format": text(40),
        "version": number,
        "municipality": row_of({"code": text(20), "name": text(200)}),
        "as_of": day,
        "made_at": moment,
        "product": text(60),
        "parts": lambda value: isinstance(value, list),
    }
)
PART = row_of({"name": text(200), "bytes": number, "sha256": digest, "rows": or_none(number)})


class ArchiveRefused(Exception):
    """What was sent cannot be opened as an archive: what, and what to do."""

    def __init__(self, words: Bilingual, *, way: Bilingual) -> None:
        super().__init__(words.en)
        self.words, self.way = words, way


@dataclass(frozen=True)
class Fault:
    """Something in an archive that is not as the format says: in which part, in which row or 0, and what."""

    part: str
    row: int
    words: Bilingual


@dataclass(frozen=True)
class Opened:
    """An archive that was looked at: whose it is, and its parts by name as the manifest tells them."""

    path: Path
    about: About
    parts: Mapping[str, Row]

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        """Opened once: its directory is read whole each time, and has a line for each of thousands of parts."""
        return zipfile.ZipFile(self.path)

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, a piece at a time. Refuses with `Damaged` one that cannot be unpacked."""
        told = self.parts[name]["bytes"]
        try:
            with self._zip.open(name) as stream:
                left = told
                while piece := stream.read(min(PIECE, left + 1)):
                    left -= len(piece)
                    if left < 0:
                        raise _damaged()
                    yield piece
        except BROKEN as error:
            raise _damaged() from error

    def whole(self, name: str) -> bytes:
        """A small part, as a file of a package. Refuses with `Damaged` one that is larger than such a file."""
        if self.parts[name]["bytes"] > limits.PACKAGE_FILE:
            raise _damaged()
        return b"".join(self.pieces(name))

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a part; none of one that is not there. Refuses with `Unfit` a row that cannot be read."""
        if name in self.parts:
            yield from map(_row, self.lines(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """A part line by line, none longer than a line may be. Refuses with `Damaged` what is longer."""
        rest = b""
        for piece in self.pieces(name):
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
            if len(rest) > limits.LINE:
                raise Damaged(Words("A row is too long."))
        if rest:
            yield rest


def looked_at(path: Path) -> Opened:
    """The archive, its parts counted, measured and known by name. Nothing but the manifest has been read.

    Refuses with `ArchiveRefused` what is no zip, one with a password or packed otherwise, too much of anything, a part
    that the format has not, what is no archive of ours, and a later version of the format.
    """
    if path.stat().st_size > limits.ARCHIVE or _entries(path) > limits.ARCHIVE_PARTS:
        raise _too_large()
    try:
        with zipfile.ZipFile(path) as archive:
            inside = archive.infolist()
            _refuse_parts(inside)
            with archive.open(MANIFEST) as stream:
                data = stream.read(limits.ARCHIVE_MANIFEST + 1)
    except BROKEN as error:
        raise _foreign() from error
    if len(data) > limits.ARCHIVE_MANIFEST:
        raise _too_large()
    head = _head(data)
    told = {each["name"]: each for each in head["parts"]}
    if len(told) < len(head["parts"]) or told.keys() != {each.filename for each in inside} - {MANIFEST}:
        raise _changed(Words("its parts are others than the manifest says"))
    place = head["municipality"]
    about = About(place["code"], place["name"], reading.day(head["as_of"]), head["made_at"], head["product"])
    return Opened(path, about, told)


def faults(opened: Opened, *, most: int, seen: Callable[[int], None] = lambda parts: None) -> list[Fault]:
    """What in the archive is not as the format says, at most so many: digests, rows, and what a row refers to.

    `seen` is told each part that is looked through.
    """
    found: list[Fault] = []
    for each in _every_fault(opened, seen):
        found.append(each)
        if len(found) == most:
            break
    return found


def contents_of(opened: Opened) -> Contents:
    """What was read, as it is written: written again it is the same bytes."""
    tables = ((name, opened.rows(name)) for name in opened.parts if is_table(name))
    files = ((name, opened.pieces(name)) for name in opened.parts if not is_table(name))
    return Contents(opened.about, tables, files)


def _every_fault(opened: Opened, seen: Callable[[int], None]) -> Iterator[Fault]:
    for name in opened.parts:
        try:
            yield from _part_faults(opened, name)
        except Unfit as unfit:
            yield Fault(name, 0, unfit.words)
        seen(1)


def _part_faults(opened: Opened, name: str) -> Iterator[Fault]:
    told, sha, size = opened.parts[name], hashlib.sha256(), 0
    for piece in opened.pieces(name):
        sha.update(piece)
        size += len(piece)
    if (size, sha.hexdigest()) != (told["bytes"], told["sha256"]):
        yield Fault(name, 0, Words("The part is not as it was when the archive was made."))
        return
    if not is_table(name):
        return
    count, fields = 0, fields_of(name)
    for count, line in enumerate(opened.lines(name), start=1):
        try:
            row = _row(line)
        except Unfit as unfit:
            yield Fault(name, count, unfit.words)
            continue
        yield from _row_faults(opened, name, count, row, fields)
    if count != told["rows"]:
        yield Fault(
            name, 0, Words("The part has {rows} rows; the manifest says {told}.", rows=count, told=told["rows"])
        )


def _row_faults(opened: Opened, name: str, count: int, row: Any, fields: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(row, dict) or row.keys() != fields.keys():
        yield Fault(name, count, Words("The row has other fields than the format."))
        return
    wrong = [field for field, fit in fields.items() if not fit(row[field])]
    for field in wrong:
        yield Fault(name, count, Words("{field} is not as the format says.", field=field))
    if wrong:
        return
    if name == ADOPTIONS and not row["is_lacking"]:
        lacking = [each for each in NAMES if f"packages/{row['digest']}/{each}" not in opened.parts]
        if lacking:
            yield Fault(name, count, Words("The package's file {file} is missing.", file=lacking[0]))
    file = row["file"] if name == EVIDENCE else None
    if file and not file["is_lacking"] and opened.parts.get(file_in(file["sha256"]), {}).get("bytes") != file["size"]:
        yield Fault(name, count, Words("The file {file} is missing.", file=file["name"]))


def _row(line: bytes) -> Any:
    return read_json(line, figure=float)


def _head(data: bytes) -> Row:
    try:
        head = read_json(data)
    except Unfit as unfit:
        raise _foreign() from unfit
    if not isinstance(head, dict) or head.get("format") != FORMAT or not number(head.get("version")):
        raise _foreign()
    if head["version"] > VERSION:
        raise ArchiveRefused(
            Words("The archive is made by a later version of Spelregler ({product}).", product=head.get("product")),
            way=Words("Upgrade this installation, and bring it then."),
        )
    if not HEAD(head) or not all(map(PART, head["parts"])):
        raise _changed(Words("its manifest cannot be read"))
    return head


def _entries(path: Path) -> int:
    """How many parts the zip says that it has, counted before a library makes an object of each."""
    count, kept = 0, b""
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            piece = kept + piece
            count += piece.count(DIRECTORY_ENTRY)
            kept = piece[-(len(DIRECTORY_ENTRY) - 1) :]
    return count


def _refuse_parts(inside: list[zipfile.ZipInfo]) -> None:
    if len(inside) > limits.ARCHIVE_PARTS or sum(each.file_size for each in inside) > limits.ARCHIVE_UNPACKED:
        raise _too_large()
    names = [each.filename for each in inside]
    if MANIFEST not in names:
        raise _foreign()
    if len(set(names)) < len(names):
        raise _changed(Words("a part is there twice"))
    other = next((each for each in names if each != MANIFEST and not is_part(each)), None)
    if other is not None:
        raise _changed(Words("the part {name} is none of an archive's", name=other[:80]))
    if any(each.flag_bits & ENCRYPTED or each.compress_type not in METHODS for each in inside):
        raise _changed(Words("it is packed in another way"))


def _damaged() -> Damaged:
    return Damaged(Words("The part cannot be unpacked."))


def _foreign() -> ArchiveRefused:
    return ArchiveRefused(
        Words("The file is no archive of Spelregler."),
        way=Words("Choose the zip that was fetched on the page of archives, unopened."),
    )


def _changed(what: Bilingual) -> ArchiveRefused:
    return ArchiveRefused(
        Words("The archive has been changed: {what}.", what=what),
        way=Words("Ask for it anew from where it was made."),
    )


def _too_large() -> ArchiveRefused:
    return ArchiveRefused(
        Words("The archive is larger than {most} MB, or too large when unpacked.", most=limits.ARCHIVE // limits.MB),
        way=Words("Ask whoever made it for a smaller one."),
    )
