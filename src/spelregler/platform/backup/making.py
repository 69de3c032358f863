"""Making a copy of everything, while people work."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection

from spelregler import __version__
from spelregler.platform import clock
from spelregler.platform.audit import heads
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.backup import archive, database, home

NAME = "spelregler-{:%Y%m%d-%H%M%S}.tar.gz"
PATTERN = "spelregler-????????-??????.tar.gz"
LAST = "last-backup.json"
Stage = Callable[[int], AbstractContextManager[database.Progress]]


@dataclass(frozen=True)
class Made:
    """A copy: where, how large, how many rows, and the digest to keep elsewhere."""

    path: Path
    size: int
    rows: int
    sha256: str


def make(*, to: Path, with_keys: bool, stage: Stage, who: Who | None) -> Made:
    """One file with the database as of one moment, the files, the head of the trail and, unless refused, the keys.

    The file has its name only when it is whole, and only its owner reads it. `who` is None where the database is of
    another version, so that no row can be written; the copy is made all the same.
    """
    now = clock.now()
    path = to / NAME.format(now) if to.is_dir() else to
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            about = {"product": __version__, "made_at": now.isoformat(), "database": connection.vendor}
            with archive.Writer(file, about=about) as out:
                rows = _write(out, with_keys=with_keys, stage=stage)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    made = Made(path=path, size=path.stat().st_size, rows=rows, sha256=archive.digest_of(path))
    if who is not None:
        record(who=who, act="backup", subject=path.name, details={"sha256": made.sha256, "keys": with_keys})
    _remember(made, now)
    return made


def _write(out: archive.Writer, *, with_keys: bool, stage: Stage) -> int:
    for name, path in home.files():
        out.add_file(f"home/{name}", path)
    if with_keys:
        for name, text in home.secrets().items():
            out.add(f"keys/{name}", text.encode())
    with database.snapshot():
        with stage(database.size()) as step:
            tables = database.dump(out, step=step)
        head = database.head()
        applied = database.migrations()
    for number, piece in enumerate(_heads(up_to=head), start=1):
        out.add(f"heads/{number:06}.jsonl", piece)
    told = {"migrations": applied, "head": head, "has_keys": with_keys, "marks": home.marks()}
    out.finish({**told, "tables": [table.as_dict() for table in tables]})
    return sum(table.rows for table in tables)


def _heads(*, up_to: int) -> Iterator[bytes]:
    """The heads of the rows that the copy holds. Those of later rows would say that the copy has lost them."""
    lines: list[str] = []
    for head in heads.noted_lines(up_to=up_to):
        lines.append(head)
        if len(lines) == 20_000:
            yield "".join(lines).encode()
            lines = []
    if lines:
        yield "".join(lines).encode()


def _remember(made: Made, now: datetime) -> None:
    """For whoever asks how old the last copy is."""
    told = {"at": now.isoformat(), "file": str(made.path), "bytes": made.size, "sha256": made.sha256}
    (home.home() / LAST).write_text(json.dumps(told), encoding="utf-8")


def last_made() -> datetime | None:
    """When the last copy was made here."""
    try:
        told = json.loads((home.home() / LAST).read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_older(folder: Path, *, keep: int) -> int:
    """Of the copies that were named by us, only the latest are kept; how many are gone."""
    old = sorted(folder.glob(PATTERN))[:-keep]
    for path in old:
        path.unlink()
    return len(old)
