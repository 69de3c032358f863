"""The head of the chain, kept outside the database: a file to which one line is added for each committed row.

The chain alone cannot show that its last rows were cut off. The file can, because whoever alters the database does not
alter it, and it may lie on another disk or be shipped to a log server.

- A line is written after the commit and never before it. A crash in between leaves the file *behind* the database by
  those rows; it is never ahead, so a line whose row is missing always means that a row which was committed is gone.
  (With SQLite a power failure may itself lose the last committed rows. They are then lost, and that is what is said.)
- Several worker processes add lines at once. Each is one `write` to a file opened for appending, which the operating
  system puts whole at the end. Lines may come in another order than the numbers; nothing here depends on the order.
- A line torn by a full disk spoils only itself: every line begins on a new one.
- Rows without a line (a crash between commit and line, or lines removed) are a fault until somebody answers for them
  (`spelregler audit accept`): the two look alike.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from spelregler.platform.audit.chain import moment

FILE = "audit-heads.jsonl"
HASH_LENGTH = 64
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Head:
    """One row of the chain as told outside the database."""

    number: int
    hash: str


def path() -> Path:
    """Where the heads are kept: under SPELREGLER_HOME."""
    return Path(settings.HOME) / FILE


def are_kept() -> bool:
    """Whether anything stands in the file: a database has been here. It may be torn; that is not asked."""
    return path().exists() and path().stat().st_size > 0


def note(*, number: int, hash: str, at: datetime) -> None:
    """Add one line."""
    note_many([(number, hash, at)])


def note_many(rows: Iterable[tuple[int, str, datetime]]) -> None:
    """Add a line each. A full disk must not make a committed act look failed, so it is logged and seen by `verify`."""
    lines = "".join(f"\n{json.dumps({'number': number, 'at': moment(at), 'hash': hash})}" for number, hash, at in rows)
    try:
        handle = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, lines.encode())
        finally:
            os.close(handle)
    except OSError:
        log.exception("The head of the audit trail could not be written to %s; make room and check rights.", path())


def noted() -> Iterator[Head | None]:
    """Every line in the file's order; None for one that cannot be read."""
    if not path().exists():
        return
    with path().open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.strip():
                yield head_of(line)


def noted_lines(*, up_to: int) -> Iterator[str]:
    """The readable lines of the rows up to a number, as they are to be written to another file."""
    if not path().exists():
        return
    with path().open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            head = head_of(line)
            if head is not None and head.number <= up_to:
                yield f"\n{line.strip()}"


def head_of(line: str) -> Head | None:
    """One line of the file, or None where it is torn."""
    try:
        told = json.loads(line)
        head = Head(number=int(told["number"]), hash=str(told["hash"]))
    except (ValueError, TypeError, KeyError):
        return None
    return head if len(head.hash) == HASH_LENGTH and head.number > 0 else None
