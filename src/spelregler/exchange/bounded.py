"""Opening what may be hostile or damaged: each look here is bounded, and fails in one of two ways, in words.

    unpacked(data)            a zip whose parts, sizes and methods have been looked at
    pieces(packed, part)      one part, a piece at a time, never more than it may be
    scan_xml(pieces, …)       how much XML it is, before a library builds anything of it
    read_json(data)           JSON with bounded depth, numbers without guessing and no text that a database refuses
    whole(stream)             a file that is held in memory, no more of it than its reader takes
    text_lines(text)          lines of bounded length and number
    Patience()                a stopwatch for what takes its time row by row

`TooMuch` is past a bound (`limits`), `Damaged` is not what it should be. Each reader says them in its own words.
"""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from time import thread_time
from typing import Any, BinaryIO, NoReturn
from xml.parsers import expat

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits

PIECE = 64 * 1024
DIRECTORY_ENTRY = b"PK\x01\x02"
"""The mark of each entry in a zip's directory; it is counted before a library makes an object of every one."""
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The others ask for as much memory as the file says."""
ENCRYPTED = 0x1
LINE_END = re.compile(r"\r\n|\n|\r")
LONGEST_NUMBER = 40

BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    expat.ExpatError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What libraries say when a part of a file is not what it should be."""


class Unfit(ValueError):
    """A file that a look did not let through: what, in both languages."""

    def __init__(self, words: Bilingual) -> None:
        super().__init__(words.en)
        self.words = words


class TooMuch(Unfit):
    """Past a bound."""


class Damaged(Unfit):
    """Not what it should be."""


class Patience:
    """How much of a processor's time a reading may take, however busy the machine is with other work.

    `check` is called where the work is done, row by row or piece by piece.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = limits.SECONDS if seconds is None else seconds
        self.until = thread_time() + self.seconds

    def check(self) -> None:
        """Refuses with `TooMuch` once the time is out."""
        if thread_time() > self.until:
            raise TooMuch(Words("The file takes over {seconds} s to read.", seconds=self.seconds))


def whole(stream: BinaryIO) -> bytes:
    """A file that is held whole: at most a byte more than its reader takes, which refuses it then."""
    return stream.read(limits.FILE + 1)


def whole_file(path: Path) -> bytes:
    """The same of a file on the disk."""
    with path.open("rb") as stream:
        return whole(stream)


# Packed files -----------------------------------------------------------------------------------------------------


def unpacked(data: bytes) -> zipfile.ZipFile:
    """The packed file with its parts looked at: how many, how large and how packed. Nothing has been unpacked yet.

    Sizes are added up as declared; the library stops at the declared size, so a lie only cuts a part off.

    Refuses with `TooMuch` more parts or bytes than the bound, with `Damaged` what is no zip, two parts by one name, and
    a password.
    """
    if data.count(DIRECTORY_ENTRY) > limits.PARTS:
        raise _too_packed()
    try:
        packed = zipfile.ZipFile(BytesIO(data))
        parts = packed.infolist()
    except BROKEN as error:
        raise _damaged() from error
    if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.UNPACKED:
        raise _too_packed()
    names = {part.filename for part in parts}
    if len(names) < len(parts) or any(part.compress_type not in METHODS for part in parts):
        raise _damaged()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise Damaged(Words("The file is protected by a password."))
    return packed


def pieces(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """One part, a piece at a time. Refuses with `Damaged` a part that cannot be unpacked."""
    try:
        with packed.open(part) as stream:
            while piece := stream.read(PIECE):
                yield piece
    except BROKEN as error:
        raise _damaged() from error


def _too_packed() -> TooMuch:
    return TooMuch(Words("The file is too large when unpacked."))


def _damaged() -> Damaged:
    return Damaged(Words("The file is damaged."))


# XML --------------------------------------------------------------------------------------------------------------

Started = Callable[[str, Mapping[str, str]], bool]
"""Told each element and its attributes; True where what was held before it is let go."""


def scan_xml(parts: Iterable[bytes], *, most: int, at_once: int | None = None, started: Started | None = None) -> int:
    """Look XML through without building anything; how many elements it has.

    Bounded are the elements in all, those held at once, the levels, and what stands between two elements.

    Refuses with `TooMuch` what is past a bound, with `Damaged` what is no XML, and a document type: it is what makes
    XML swell or fetch, and none of the formats read here has one.
    """
    held_at_once = limits.ELEMENTS_AT_ONCE if at_once is None else at_once
    count = held = level = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal count, held, level
        count, held, level = count + 1, held + 1, level + 1
        if started is not None and started(name, attributes):
            held = 0
        if count > most or held > held_at_once:
            raise TooMuch(Words("The file has too many elements."))
        if level > limits.LEVELS:
            raise TooMuch(Words("The file has too many levels inside each other."))

    def end(_name: str) -> None:
        nonlocal level
        level -= 1

    def doctype(*_told: object) -> None:
        raise Damaged(Words("The file holds a document type."))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    silent, before = 0, 0
    try:
        for whole in parts:
            for at in range(0, len(whole), PIECE):
                piece = whole[at : at + PIECE]
                parser.Parse(piece, False)
                silent, before = (silent + len(piece) if count == before else 0), count
                if silent > limits.LINE:
                    raise TooMuch(Words("An element of the file is too long."))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Damaged(Words("The file is no well-formed XML.")) from error
    return count


# JSON -------------------------------------------------------------------------------------------------------------


def read_json(data: bytes | str, *, levels: int | None = None, figure: Callable[[Decimal], Any] = Decimal) -> Any:
    """JSON as plain values; decimals are Decimal and keep every digit, unless a `figure` makes something else of them.

    Refuses with `TooMuch` more levels or values than the bound, with `Damaged` what is no JSON, numbers of more than 40
    digits or with a huge exponent, NaN and Infinity, and texts that no database column holds.
    """
    written = data.encode(errors="surrogatepass") if isinstance(data, str) else data
    if sum(written.count(sign) for sign in (b",", b":", b"[", b"{")) > 2 * limits.JSON_NODES:
        raise _too_deep()
    try:
        found = json.loads(
            data, parse_float=lambda text: figure(_decimal(text)), parse_int=_whole, parse_constant=_no_number
        )
    except (RecursionError, MemoryError) as error:
        raise _too_deep() from error
    except Unfit:
        raise
    except ValueError as error:
        raise Damaged(Words("It is not JSON.")) from error
    _look_through(found, limits.LEVELS if levels is None else levels)
    return found


def _look_through(found: Any, levels: int) -> None:
    left, count = [(found, 1)], 0
    while left:
        value, level = left.pop()
        count += 1
        if level > levels or count > limits.JSON_NODES:
            raise _too_deep()
        if isinstance(value, dict):
            left.extend((each, level + 1) for pair in value.items() for each in pair)
        elif isinstance(value, list):
            left.extend((each, level + 1) for each in value)
        elif isinstance(value, str) and not is_storable(value):
            raise Damaged(Words("A text has a character that none can keep."))


def _too_deep() -> TooMuch:
    return TooMuch(Words("Too many values, or levels inside each other."))


def _decimal(text: str) -> Decimal:
    if len(text) <= LONGEST_NUMBER:
        found = Decimal(text)
        if abs(found.adjusted()) <= LONGEST_NUMBER:
            return found
    _no_number(text)


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        _no_number(text)
    return int(text)


def _no_number(text: str) -> NoReturn:
    raise Damaged(Words("{text} is no number.", text=text[:20]))


def is_storable(text: str) -> bool:
    """Whether a database column holds the text: no NUL, and no half of a letter (a surrogate)."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# Text -------------------------------------------------------------------------------------------------------------


def text_lines(text: str) -> Iterator[str]:
    """The lines with their ends, whichever ends they have. Refuses with `TooMuch` one too long, or too many of them."""
    at = count = 0
    while at < len(text):
        count += 1
        if count > limits.TEXT_LINES:
            raise TooMuch(Words("The file has more than {text_lines} lines.", text_lines=limits.TEXT_LINES))
        found = LINE_END.search(text, at)
        if (len(text) if found is None else found.start()) - at > limits.LINE:
            raise TooMuch(Words("Line {count} is too long.", count=count))
        end = len(text) if found is None else found.end()
        yield text[at:end]
        at = end
