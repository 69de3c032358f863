"""Writes an archive: a part after the other, each with its digest; last the manifest, which names them all."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from spelregler.domain.words import Words
from spelregler.exchange import limits
from spelregler.exchange.archive.form import FORMAT, MANIFEST, VERSION, About, Contents, is_part, is_table, written
from spelregler.exchange.bounded import TooMuch
from spelregler.exchange.package.packed import SAME_DAY

UNIX = 3


def write(out: IO[bytes], contents: Contents) -> None:
    """The archive. The same contents are always the same bytes, but for the time that the manifest says.

    Nothing is held whole: a row is written when it is given, a file in pieces. Parts with no rows are left out.

    Refuses with `TooMuch` what no reader would take, with `ValueError` a part that the format has not.
    """
    parts: list[dict[str, Any]] = []
    size = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as archive:
        for name, pieces in _parts(contents):
            told = _put(archive, name, pieces)
            if told is None:
                continue
            parts.append({"name": name, **told})
            size += told["bytes"]
            if len(parts) > limits.ARCHIVE_PARTS or size > limits.ARCHIVE_UNPACKED:
                raise TooMuch(Words("The archive would be larger than one that can be read."))
        archive.writestr(_entry(MANIFEST), manifest_of(contents.about, parts))


def manifest_of(about: About, parts: list[dict[str, Any]]) -> bytes:
    """What the archive is, whose, and each part."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "municipality": {"code": about.code, "name": about.name},
        "as_of": about.as_of.isoformat(),
        "made_at": about.made_at,
        "product": about.product,
        "parts": parts,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _parts(contents: Contents) -> Iterable[tuple[str, Iterable[bytes]]]:
    for name, rows in contents.tables:
        yield name, map(written, rows)
    yield from contents.files


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> dict[str, Any] | None:
    """A part as the manifest tells it; a table without rows says nothing, and is not made."""
    if not is_part(name):
        raise ValueError(name)
    found = iter(pieces)
    first = next(found, None)
    if first is None and is_table(name):
        return None
    sha, size, rows = hashlib.sha256(), 0, 0
    with archive.open(_entry(name), "w") as stream:
        while first is not None:
            sha.update(first)
            size, rows = size + len(first), rows + 1
            stream.write(first)
            first = next(found, None)
    return {"bytes": size, "sha256": sha.hexdigest(), "rows": rows if is_table(name) else None}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=SAME_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, 0o600 << 16
    return entry
