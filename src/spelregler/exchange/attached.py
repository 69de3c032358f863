"""Which kinds of files may be attached, told by the name and by what is in the file. Nothing of it is run or opened.

A file is what its first bytes say, and its name has to say the same. Documents with macros are refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from spelregler.domain.words import Bilingual, Words

MOST_BYTES = 10 * 1024 * 1024
MOST_PARTS = 5_000
"""In a document that is a package of parts; no text and no table has as many."""
LOOKED_AT = 4_096

CONTENT_TYPES = "[Content_Types].xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT, SHEET = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"


class AttachedRefused(Exception):
    """A file of another kind than may be attached, or one that is not what its name says."""

    def __init__(self, words: Bilingual, *, way: Bilingual) -> None:
        super().__init__(words.en)
        self.words, self.way = words, way


@dataclass(frozen=True)
class Kind:
    """A kind of file by the ending of its name, how it is sent, and what tells it."""

    ending: str
    content_type: str
    is_it: Callable[[BinaryIO], bool]


def _begins(*marks: bytes) -> Callable[[BinaryIO], bool]:
    return lambda file: file.read(16).startswith(marks)


def _parts(file: BinaryIO) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as package:
            return package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return []


def _office(folder: str) -> Callable[[BinaryIO], bool]:
    """A package of parts with its own folder and no macros."""

    def is_it(file: BinaryIO) -> bool:
        names = {each.filename for each in _parts(file)}
        with_macros = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names)
        inside = any(name.startswith(folder) for name in names)
        return CONTENT_TYPES in names and inside and not with_macros and len(names) <= MOST_PARTS

    return is_it


def _open_document(kind: str) -> Callable[[BinaryIO], bool]:
    """A package whose first part says what it is, and which has no macros."""

    def is_it(file: BinaryIO) -> bool:
        start = file.read(LOOKED_AT)
        file.seek(0)
        names = {each.filename for each in _parts(file)}
        with_macros = any(name.startswith(("Basic/", "Scripts/")) for name in names)
        return f"mimetype{kind}PK".encode() in start and bool(names) and not with_macros and len(names) <= MOST_PARTS

    return is_it


def _plain(file: BinaryIO) -> bool:
    data = file.read(MOST_BYTES)
    try:
        return "\0" not in data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return b"\0" not in data and all(byte >= 32 or byte in b"\t\r\n\f" for byte in data[:LOOKED_AT])


KINDS = {
    each.ending: each
    for each in (
        Kind("pdf", "application/pdf", _begins(b"%PDF-")),
        Kind("docx", WORD, _office("word/")),
        Kind("xlsx", EXCEL, _office("xl/")),
        Kind("odt", TEXT, _open_document(TEXT)),
        Kind("ods", SHEET, _open_document(SHEET)),
        Kind("png", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
        Kind("jpg", "image/jpeg", _begins(b"\xff\xd8\xff")),
        Kind("jpeg", "image/jpeg", _begins(b"\xff\xd8\xff")),
        Kind("csv", "text/csv; charset=utf-8", _plain),
        Kind("txt", "text/plain; charset=utf-8", _plain),
    )
}
"""What may be attached, by the ending of its name. None of them runs anything when it is opened."""


def kind_of(name: str, file: BinaryIO) -> Kind:
    """The kind of a file that is set to its first byte, which it is set to again.

    Refuses with `AttachedRefused` a name that ends in another way, and a file that is not what its name says.
    """
    kind = KINDS.get(name.rpartition(".")[2].lower() if "." in name else "")
    if kind is None:
        raise AttachedRefused(
            Words("Files of that kind cannot be attached."),
            way=Words("Attach {kinds}.", kinds=", ".join(KINDS)),
        )
    file.seek(0)
    is_it = kind.is_it(file)
    file.seek(0)
    if not is_it:
        raise AttachedRefused(
            Words("The file is not what its name says, or it has macros: {ending}.", ending=kind.ending),
            way=Words("Open it, save it anew in that form and without macros, and attach what was saved."),
        )
    return kind
