"""From bytes to lines: is it SIE at all, and in which code page?

The format knows one character set, IBM PC code page 437. Files saved as something else still come; they are read with
a warning where that is safe, and refused where it is not.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.sie.errors import SieError, SieWarning, not_sie, too_large

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 20
UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"#\x00", b"\x00#")
LOST = "\ufffd".encode()
ALLOWED = {9, 10, 13}  # tab and line ends
PADDING = b"\x1a\x00"
"""How DOS programs end a text file, and how old ones fill its last block; anywhere else they are faults."""


def _all_but(kept: bytes) -> bytes:
    """Every byte but these, for `translate` to delete."""
    return bytes(range(256)).translate(None, kept)


BUT_CONTROL = _all_but(bytes(each for each in (*range(32), 127) if each not in ALLOWED))
BUT_LATIN = _all_but("äåöÄÅÖ".encode("latin-1"))
BUT_PC8 = _all_but("äåöÄÅÖ".encode("cp437"))
OTHERS = (
    (b"\x89PNG", Words("a PNG image")),
    (b"\xff\xd8\xff", Words("a JPEG image")),
    (b"PK\x03\x04", Words("an Excel, Word or zip file")),
    (b"\xd0\xcf\x11\xe0", Words("an older Excel or Word file")),
    (b"%PDF", Words("a PDF")),
    (b"<", Words("an XML or web file (SIE 5 is not read here)")),
)


@dataclass(frozen=True)
class Source:
    """A stream set to its first line, the code page to decode it with, and what was odd."""

    stream: BinaryIO
    encoding: str
    warnings: tuple[SieWarning, ...]


class _Told(io.RawIOBase):
    """Hands bytes on from another stream and tells how many."""

    def __init__(self, stream: BinaryIO, seen: Callable[[int], None]) -> None:
        super().__init__()
        self.stream, self.seen = stream, seen

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.stream.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer) -> int:
        count: int = self.stream.readinto(buffer)  # type: ignore[attr-defined]  # every file open for bytes has it
        self.seen(count)
        return count


def watched(data: bytes | BinaryIO, seen: Callable[[int], None]) -> BinaryIO:
    """The same bytes for a reader, telling how many have gone by. `read` and `iter_rows` go through them twice."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return io.BufferedReader(_Told(stream, seen), buffer_size=CHUNK)


def refuse_other_kinds(start: bytes) -> None:
    """What the first bytes of a file tell: another kind of file, or another code page.

    Refuses with `SieError` both.
    """
    if start.startswith(UTF16_MARKS):
        raise SieError(
            line=1,
            column=1,
            words=Words("the file is saved as UTF-16; SIE is always code page 437 (PC8)."),
            todo=Words("Take the file straight from the accounting system, not saved anew by another program."),
        )
    for mark, what in OTHERS:
        if start.startswith(mark):
            raise not_sie(1, 1, Words("this is {what}, no SIE file.", what=what))


def open_source(data: bytes | BinaryIO) -> Source:
    """Look the bytes through once, a piece at a time, and answer with the same bytes ready to be read."""
    stream: BinaryIO = io.BytesIO(data) if isinstance(data, bytes) else data
    start = stream.tell()
    look = _Look()
    while piece := stream.read(CHUNK):
        look.at(piece)
    encoding, warnings = look.verdict()
    stream.seek(start + (len(UTF8_MARK) if look.has_mark else 0))
    return Source(stream=stream, encoding=encoding, warnings=tuple(warnings))


@dataclass
class _Look:
    """What one pass over the bytes finds out."""

    seen: int = 0
    lines: int = 0
    returns: int = 0
    latin: int = 0
    pc8: int = 0
    has_mark: bool = False
    has_lost: bool = False
    is_utf8: bool = True
    is_ascii: bool = True
    overlap: bytes = b""
    line_start: int = 0
    padded_at: tuple[int, int] | None = None
    utf8: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8"))

    def at(self, piece: bytes) -> None:
        if not self.seen:
            self._start(piece)
        self._bound(piece)
        self._control(piece)
        if self.is_utf8:
            self._utf8(piece)
        if not piece.isascii():
            self.is_ascii = False
            self.latin += len(piece.translate(None, BUT_LATIN))
            self.pc8 += len(piece.translate(None, BUT_PC8))
            self.has_lost = self.has_lost or LOST in self.overlap + piece
        self.overlap = piece[-2:]
        if b"\n" in piece:
            self.line_start = self.seen + piece.rindex(b"\n") + 1
        self.seen += len(piece)
        self.lines += piece.count(b"\n")
        self.returns += piece.count(b"\r")

    def _start(self, piece: bytes) -> None:
        refuse_other_kinds(piece)
        self.has_mark = piece.startswith(UTF8_MARK)

    def _bound(self, piece: bytes) -> None:
        """The file and each of its lines are bounded, so that no reader of lines takes the whole of it for one."""
        if self.seen + len(piece) > limits.LEDGER:
            size = limits.LEDGER // limits.MB
            raise too_large(1, Words("the file is larger than {size} MB.", size=size))
        start = self.line_start - self.seen
        while len(piece) - start > limits.LEDGER_LINE:
            end = piece.rfind(b"\n", max(0, start), start + limits.LEDGER_LINE + 1)
            if end < 0:
                if self._is_padding(piece, max(0, start)):
                    return
                line = self.lines + piece.count(b"\n", 0, max(0, start)) + 1
                raise too_large(line, Words("the line is too long."))
            start = end + 1

    def _is_padding(self, piece: bytes, start: int) -> bool:
        """Whether what is left is a line of sane length and then only what old programs fill their last block with."""
        text = piece[start:].rstrip(PADDING)
        return len(text) <= limits.LEDGER_LINE and self.seen - self.line_start <= limits.LEDGER_PADDING

    def _control(self, piece: bytes) -> None:
        """No text has other control characters than tab and line ends: the file is another kind, or damaged."""
        text = piece.rstrip(PADDING)
        if text and self.padded_at:
            raise _no_text(*self.padded_at)
        if odd := text.translate(None, BUT_CONTROL):
            raise _no_text(*self._place(piece, piece.index(odd[:1])))
        if len(text) < len(piece) and not self.padded_at:
            self.padded_at = self._place(piece, len(text))

    def _place(self, piece: bytes, at: int) -> tuple[int, int]:
        """Line and column of a byte; the column counts from the line's beginning in this piece or the one before."""
        start = piece.rfind(b"\n", 0, at)
        column = at - start if start >= 0 else self.seen - self.line_start + at + 1
        return self.lines + piece.count(b"\n", 0, at) + 1, column

    def _utf8(self, piece: bytes) -> None:
        try:
            self.utf8.decode(piece)
        except UnicodeDecodeError:
            self.is_utf8 = False

    def verdict(self) -> tuple[str, list[SieWarning]]:
        """The code page to decode with, and what was odd."""
        if not self.seen:
            raise not_sie(1, 1, Words("the file is empty: no SIE file."))
        if self.returns > 1 and not self.lines:
            raise not_sie(1, 1, Words("the lines end with CR alone: no SIE file."))
        return self._encoding()

    def _encoding(self) -> tuple[str, list[SieWarning]]:
        if self.has_lost:  # the letters were lost before the file came here: it is read as what it says that it is
            words = Words("The file is saved as UTF-8 with letters lost; figures are read, names may be wrong.")
            return "cp437", [SieWarning(1, words)]
        if self.has_mark or (self.is_utf8 and not self.is_ascii):
            return "utf-8", [_foreign("UTF-8")]
        if self.latin > self.pc8:
            return "cp1252", [_foreign("Latin-1")]
        return "cp437", []


def _no_text(line: int, column: int) -> SieError:
    words = Words("a control character; the file is no text.")
    return not_sie(line, column, words)


def _foreign(name: str) -> SieWarning:
    return SieWarning(
        1,
        Words("The file is saved as {name} instead of PC8 and is read as that.", name=name),
    )
