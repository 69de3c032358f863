"""The file of a copy: a tar in gzip. First a word on what it is, then the parts, last a manifest with each digest.

Nothing is held whole in memory: a part of the database is a few megabytes, a file passes in pieces. A file that was cut
off has no manifest, and one that was changed has a digest that does not fit; both are told before anything is restored.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.bounded import Unfit, read_json
from spelregler.platform.errors import DomainError

FORMAT = 1
ABOUT, MANIFEST = "spelregler-backup.json", "manifest.json"
PIECE = 1024 * 1024
BROKEN = (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, TypeError)
"""How the libraries say that a file is not what it should be; a head that is cut off is no letter to one of them."""


class NotABackup(DomainError):
    """Something else than a copy of ours."""

    code = "not-a-backup"


class Damaged(DomainError):
    """A copy of ours that is not whole."""

    code = "backup-damaged"


class NoRoom(DomainError):
    """A copy that unpacks to more than the disk has room for."""

    code = "backup-no-room"


class BackupIsNewer(DomainError):
    """A copy in a form, or of a version, that this product does not know."""

    code = "backup-is-newer"


class Writer:
    """Writes the parts one after the other."""

    def __init__(self, out: IO[bytes], *, about: dict[str, Any]) -> None:
        self._gzip = gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=5)
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115  closed at the end
        self._parts: list[dict[str, Any]] = []
        self.about = {"format": FORMAT, **about}
        self._put(ABOUT, _json(self.about))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_said: object) -> None:
        """What holds the file is closed before it, the inner first; where something failed, that is what is told."""
        with suppress(Exception) if kind else nullcontext(), self._gzip, self._tar:
            pass

    def add(self, name: str, data: bytes) -> None:
        """A part from memory."""
        self._put(name, data)
        self._parts.append({"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})

    def add_file(self, name: str, path: Path) -> None:
        """A part from a file, piece by piece."""
        with path.open("rb") as file:
            read = _Hashed(file)
            member = tarfile.TarInfo(name)
            member.size, member.mode = path.stat().st_size, 0o600
            self._tar.addfile(member, read)
        self._parts.append({"name": name, "size": member.size, "sha256": read.sha.hexdigest()})

    def finish(self, manifest: dict[str, Any]) -> None:
        """The manifest tells what has been written, and nothing comes after it."""
        self._put(MANIFEST, _json({**self.about, **manifest, "parts": self._parts}))

    def _put(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self._tar.addfile(member, io.BytesIO(data))


class _Hashed:
    """Reads a stream and remembers the digest of what was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.sha = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        piece = self._stream.read(size)
        self.sha.update(piece)
        return piece


@dataclass(frozen=True)
class Part:
    """One part as it comes; it must be read before the next one is asked for."""

    name: str
    size: int
    stream: IO[bytes]

    def read(self, size: int = -1) -> bytes:
        """The next piece. Refuses with `Damaged` a file that was cut off."""
        try:
            return self.stream.read(size)
        except BROKEN as error:
            raise _damaged(self.name) from error

    def whole(self) -> bytes:
        """All of it. Refuses with `Damaged` a part that is too large to be held."""
        if self.size > limits.BACKUP_HELD:
            raise _damaged(f"{self.name}: {self.size}")
        return self.read()


class _Header(tarfile.TarInfo):
    """What the archive says of a part. Long names and the like stand in parts of their own, which are held whole."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        """Refused where it announces more than names are."""
        found: _Header = super().frombuf(buf, encoding, errors)
        if not found.isfile() and found.size > limits.BACKUP_NAME:
            raise tarfile.ReadError(f"{found.size}")
        return found


def parts(path: Path) -> Iterator[Part]:
    """Every part in the order of the file, the word on what it is and the manifest included.

    Refuses with `Damaged` what is no archive, a part that is no plain file or has a way out of the folder, and too
    many.
    """
    try:
        with tarfile.open(path, mode="r|gz", tarinfo=_Header) as tar:
            for number, member in enumerate(tar):
                if number > limits.BACKUP_PARTS:
                    raise _damaged(str(number))
                stream = tar.extractfile(member) if member.isreg() else None
                if stream is None or not _is_plain(member.name):
                    raise _damaged(member.name)
                yield Part(member.name, member.size, stream)
    except BROKEN as error:
        raise _damaged(str(error)) from error


def checked(path: Path, *, room: int | None = None) -> dict[str, Any]:
    """The manifest, when every part is there with the digest that it names.

    `room` is what there is on the disk that it is to be restored to, in bytes.

    Refuses with `NotABackup` a foreign file, with `BackupIsNewer` one of a later format, with `NoRoom` a copy that
    unpacks to more than there is room for, with `Damaged` all else.
    """
    found: list[dict[str, Any]] = []
    unpacked = 0
    manifest: dict[str, Any] = {}
    _must_be_ours(path)
    for part in parts(path):
        if manifest:
            raise _damaged(part.name)
        if part.name == MANIFEST:
            manifest = _read(part)
            continue
        unpacked += part.size
        if room is not None and unpacked > room:
            raise _no_room(path)
        sha = hashlib.sha256()
        while piece := part.read(PIECE):
            sha.update(piece)
        found.append({"name": part.name, "size": part.size, "sha256": sha.hexdigest()})
    if not manifest:
        raise _damaged(MANIFEST)
    if not all(isinstance(manifest.get(name), list) for name in ("parts", "tables", "migrations")):
        raise _damaged(MANIFEST)
    if found[1:] != manifest["parts"]:
        told = {json.dumps(each, sort_keys=True) for each in manifest["parts"]}
        other = [each["name"] for each in found[1:] if json.dumps(each, sort_keys=True) not in told]
        raise _damaged(other[0] if other else MANIFEST)
    return manifest


def digest_of(path: Path) -> str:
    """SHA-256 of the whole file, for whoever keeps it elsewhere."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _must_be_ours(path: Path) -> None:
    """The first part tells what the file is, so a foreign file is told at once and by that name."""
    try:
        found = parts(path)  # held, for the file is closed with it
        first = next(found, None)
        about = _read(first) if first is not None and first.name == ABOUT else {}
    except Damaged:
        about = {}
    if not isinstance(about.get("format"), int):
        raise NotABackup(
            Words("{path} is no backup of Spelregler.", path=path.name),
            way=Words("Give a file that spelregler backup has written."),
        )
    if about["format"] > FORMAT:
        raise newer(str(about.get("product", "?")))


def newer(product: str) -> BackupIsNewer:
    """The refusal of a copy that only a later version can read."""
    return BackupIsNewer(
        Words("The backup was made by a later version of Spelregler ({product}).", product=product),
        way=Words("Install that version, and restore with it."),
    )


def _no_room(path: Path) -> NoRoom:
    return NoRoom(
        Words("{path} is larger unpacked than the room that is free. Nothing has been restored.", path=path.name),
        way=Words("Free some room, or give a home folder on another disk by SPELREGLER_HOME."),
    )


def _damaged(where: str) -> Damaged:
    return Damaged(
        Words("The backup is damaged or changed ({where}). Nothing has been restored.", where=where),
        way=Words("Use another backup."),
    )


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _read(part: Part) -> dict[str, Any]:
    try:
        data = read_json(part.whole())
    except Unfit as error:
        raise _damaged(part.name) from error
    if not isinstance(data, dict):
        raise _damaged(part.name)
    return data
