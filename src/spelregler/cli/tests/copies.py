"""Copies and restored homes for the tests of backup."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

from spelregler.cli.tests.homes import environment_of, program_on
from spelregler.platform.backup import archive

WRITE = """
from spelregler.platform.audit.operations import SYSTEM, record
print("begun", flush=True)
while True:
    record(who=SYSTEM, act="write", subject="x")
"""
GROWS = {"audit.auditrow"}
"""A copy and a restore leave a row each."""


def back_up(home: Path, to: Path, *options: str, **environment: str) -> Path:
    ran = program_on(home, "backup", str(to), *options, **environment)
    assert ran.returncode == 0, ran.stderr
    return Path(ran.stdout.strip())


def restored(file: Path, home: Path, *options: str, **environment: str) -> Path:
    ran = program_on(home, "restore", str(file), *options, **environment)
    assert ran.returncode == 0, ran.stderr
    return home


def tables(file: Path) -> dict[str, Any]:
    return {each["label"]: each for each in archive.checked(file)["tables"]}


def same_but_for_the_trail(one: Path, other: Path) -> None:
    first, second = tables(one), tables(other)
    assert first.keys() == second.keys()
    assert {label for label in first if first[label] != second[label]} <= GROWS
    assert first["audit.auditrow"]["rows"] > 1000


class writing:
    """Somebody writes as fast as they can."""

    def __init__(self, home: Path, **environment: str) -> None:
        code = f"from spelregler.cli.base import start_django; start_django()\n{WRITE}"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], env=environment_of(home, **environment), stdout=subprocess.PIPE
        )

    def __enter__(self) -> None:
        assert self.process.stdout.readline() == b"begun\n"

    def __exit__(self, *_: object) -> None:
        assert self.process.poll() is None, "the writer was stopped by the copy"
        self.process.kill()
        self.process.wait()


def remade(copy: Path, to: Path, **changes: Any) -> Path:
    """A copy whose manifest says something else, whole in itself."""
    with tarfile.open(copy, "r:gz") as old, tarfile.open(to, "w:gz") as new:
        for member in old:
            data = old.extractfile(member).read()
            if member.name in {archive.MANIFEST, archive.ABOUT}:
                told = {**json.loads(data), **changes}
                data = json.dumps(told).encode()
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return to


def with_a_row_too_few(copy: Path, to: Path) -> Path:
    told = archive.checked(copy)["tables"]
    told[3] = {**told[3], "rows": told[3]["rows"] + 1}
    return remade(copy, to, tables=told)
