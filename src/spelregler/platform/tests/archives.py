"""A copy as an archive, for whoever changes it at random."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from spelregler.exchange.tests.mutated import Reader
from spelregler.platform.backup import archive
from spelregler.platform.errors import DomainError


def backups() -> Reader:
    """The reader of copies."""
    return Reader("backup", (_backup(),), _checked, (DomainError,))


def _backup() -> bytes:
    out = io.BytesIO()
    with archive.Writer(out, about={"product": "1", "made_at": "2026-11-01"}) as writer:
        writer.add("database/a.b/000001.jsonl", b'[1, "a"]\n[2, "b"]')
        writer.finish({"tables": [], "migrations": []})
    return out.getvalue()


def _checked(data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".tar.gz") as file:
        file.write(data)
        file.flush()
        return archive.checked(Path(file.name))
