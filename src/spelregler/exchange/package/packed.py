"""A package's files as they are sent: one by one, or together in a zip. Only a package's own files are taken.

Nothing is written by the names in a zip: a file is known by the last part of its name, and its size is counted while
it is unpacked.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spelregler.domain.roles.source import POLICY_FILE, SCHEMA_FILE
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.package.reader import FILES

NAMES = (*FILES, POLICY_FILE)
"""What a package cannot be without."""
TAKEN = (*NAMES, SCHEMA_FILE)
"""What a package may consist of; the schema only in an older one."""
MOST_SENT = limits.PACKAGE_FILE * len(TAKEN)
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can hold. Every file has it, so that the same package is always the same zip."""
HOW = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How a file may be packed: the other ways may ask for any amount of memory."""
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)


class PackedRefused(Exception):
    """What was sent is no package: says what, and what to send instead."""

    def __init__(self, words: Bilingual, *, way: Bilingual) -> None:
        super().__init__(words.en)
        self.words, self.way = words, way


@dataclass(frozen=True)
class Unpacked:
    """A package's files by name, and the names of what else was sent, which is no part of a package."""

    files: Mapping[str, bytes]
    passed_over: tuple[str, ...] = ()


def unpacked(sent: Iterable[tuple[str, bytes]]) -> Unpacked:
    """The package's files out of what was sent by name, a zip among them opened.

    Refuses with `PackedRefused` a zip that cannot be opened, too many or too large files, the same file twice, and
    what has none of a package's files.
    """
    found: dict[str, bytes] = {}
    others: list[str] = []
    for name, data in _one_by_one(sent):
        last = _last_part(name)
        if last not in TAKEN:
            others.append(name)
        elif last in found:
            raise PackedRefused(
                Words("The file {name} was sent twice.", name=last), way=Words("Send the files of one package.")
            )
        else:
            found[last] = data
    if not found:
        names = ", ".join(NAMES)
        raise PackedRefused(
            Words("What was sent is no package: it has none of {names}.", names=names),
            way=Words("Choose the package's files, or a zip of them."),
        )
    return Unpacked(found, tuple(sorted(others)))


def _one_by_one(sent: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, data in sent:
        if data.startswith(b"PK"):
            yield from _opened(data)
        else:
            _refuse_size(name, len(data))
            yield name, data


def _opened(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [each for each in archive.infolist() if not each.is_dir()]
            if len(inside) > limits.PARTS:
                raise PackedRefused(
                    Words("The zip has more than {most} files.", most=limits.PARTS),
                    way=Words("Send the files of one package."),
                )
            for each in inside:
                if _last_part(each.filename) not in TAKEN:
                    yield each.filename, b""  # what is no part of a package is not unpacked
                    continue
                if each.compress_type not in HOW:
                    raise ValueError(each.compress_type)
                with archive.open(each) as file:
                    content = file.read(limits.PACKAGE_FILE + 1)
                _refuse_size(each.filename, len(content))
                yield each.filename, content
    except BROKEN as error:
        raise PackedRefused(
            Words("The zip cannot be opened."), way=Words("Pack the files anew, without a password.")
        ) from error


def _last_part(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _refuse_size(name: str, size: int) -> None:
    if size > limits.PACKAGE_FILE:
        raise PackedRefused(
            Words("The file {name} is larger than {size} MB.", name=name, size=limits.PACKAGE_FILE // limits.MB),
            way=Words("Send the files of one package."),
        )


def packed(files: Mapping[str, bytes], *, folder: str) -> bytes:
    """The files in a zip, in a folder of their own; the same files are always the same zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", date_time=SAME_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}
