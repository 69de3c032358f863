"""Upgrading with a pre-flight and a way back; the home is behind by one step, as after an earlier version."""

from __future__ import annotations

import fcntl
import json
import shutil
from pathlib import Path

import pytest

from spelregler.cli.tests.homes import STEP, program_on, put_back_a_step, python_on
from spelregler.demo.tests.built import empty_home

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def earlier(tmp_path_factory) -> Path:
    """An SQLite home of an earlier version, with something in it."""
    home = Path(shutil.copytree(empty_home(), tmp_path_factory.mktemp("earlier") / "home"))
    python_on(home, "from spelregler.platform.audit.operations import *; record(who=SYSTEM, act='act', subject='x')")
    put_back_a_step(home)
    return home


@pytest.fixture
def home(earlier, tmp_path) -> Path:
    return Path(shutil.copytree(earlier, tmp_path / "home"))


def test_the_way_forward_and_back(home, tmp_path):
    told = program_on(home, "upgrade", "--check")
    assert (told.returncode, told.stdout) == (2, f"{STEP}\n")
    assert "Ingen säkerhetskopia är gjord här." in told.stderr
    assert "är 1 steg" not in told.stderr
    assert program_on(home, "upgrade").returncode == 2
    told = program_on(home, "upgrade", "--backup", str(tmp_path))
    assert told.returncode == 0, told.stderr
    assert "Vägen tillbaka" in told.stderr
    [copy] = tmp_path.glob("spelregler-*.tar.gz")
    last = "from spelregler.platform.audit.models import AuditRow; print(AuditRow.objects.latest('id').act)"
    assert python_on(home, last) == "upgrade\n"
    assert "redan på version" in program_on(home, "upgrade").stderr
    told = program_on(home, "restore", str(copy), "--replace")
    assert told.returncode == 0, told.stderr
    assert python_on(home, last) == "restore\n"


def test_a_fresh_copy_is_a_way_back_and_an_old_one_is_not(home, tmp_path):
    assert program_on(home, "backup", str(tmp_path)).returncode == 0
    assert program_on(home, "upgrade", "--check").returncode == 0
    kept = home / "last-backup.json"
    kept.write_text(json.dumps({**json.loads(kept.read_text()), "at": "2026-01-01T00:00:00+00:00"}))
    told = program_on(home, "upgrade", "--check")
    assert told.returncode == 2
    assert "2026-01-01 00:00 UTC" in told.stderr


def test_nothing_is_upgraded_under_a_running_server(home, tmp_path):
    with (home / ".running").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        told = program_on(home, "upgrade", "--backup", str(tmp_path))
    assert told.returncode == 2
    assert "är igång" in told.stderr
    assert not list(tmp_path.glob("spelregler-*"))


@pytest.mark.parametrize("command", [["upgrade"], ["evaluate"], ["backup", "x.tar.gz"]])
def test_a_database_of_a_later_version_is_refused(home, command, tmp_path):
    python_on(
        home,
        "from django.db import connection; from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder(connection).record_applied('goals', '9999_later')",
    )
    told = program_on(home, *command)
    assert told.returncode == 2
    assert "senare version av Spelregler (goals.9999_later)" in told.stderr


def test_an_sqlite_home_that_is_upgraded_without_being_asked_leaves_a_copy(home):
    assert program_on(home, "mail", "list").returncode == 0
    [copy] = (home / "backups").iterdir()
    assert program_on(home, "restore", str(copy), "--check").returncode == 0


def test_no_copy_no_upgrade(home):
    (home / "backups").touch()
    told = program_on(home, "mail", "list")
    assert told.returncode == 2
    assert "ingen säkerhetskopia går att skriva" in told.stderr
