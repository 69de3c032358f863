"""A copy of a whole municipality, and its way back: while people work, or not at all."""

from __future__ import annotations

import fcntl
import gzip
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from spelregler.cli.tests.copies import (
    back_up,
    remade,
    restored,
    same_but_for_the_trail,
    tables,
    with_a_row_too_few,
    writing,
)
from spelregler.cli.tests.homes import environment_of, program_on, put_back_a_step, python_on
from spelregler.demo.tests.built import empty_home
from spelregler.platform.backup import archive

pytestmark = pytest.mark.once


def everything_in(home: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def test_a_town_comes_back_whole_in_another_home(town, copy, again, tmp_path):
    home = again
    same_but_for_the_trail(copy, back_up(home, tmp_path))
    for name in ("secret_key", "audit_key", "policies/own/policy.yaml", "demo-today"):
        assert (home / name).read_bytes() == (town / name).read_bytes(), name
    assert "Kedjan är hel" in program_on(home, "audit", "verify").stdout
    acts = python_on(
        home,
        "from spelregler.platform.audit.models import AuditRow;"
        "print(*AuditRow.objects.order_by('-id').values_list('act', 'subject').first())",
    )
    assert acts.split() == ["backup", next(tmp_path.glob("spelregler-*.gz")).name]
    assert not (home / "static").exists()


def test_the_file_is_for_its_owner_alone_and_the_trail_tells_of_it(town, copy):
    assert copy.stat().st_mode & 0o777 == 0o600
    row = python_on(
        town,
        "from spelregler.platform.audit.models import AuditRow;"
        "print(AuditRow.objects.filter(act='backup').order_by('id').first().details['sha256'])",
    )
    assert row.strip() == archive.digest_of(copy)


def test_a_copy_that_cannot_be_made_says_so_and_nothing_more(tmp_path):
    home, out = Path(shutil.copytree(empty_home(), tmp_path / "home")), tmp_path / "out"
    (home / "audit-heads.jsonl").unlink(missing_ok=True)
    (home / "audit-heads.jsonl").mkdir()
    out.mkdir()
    told = program_on(home, "backup", str(out))
    assert (told.returncode, list(out.iterdir())) == (2, [])
    assert told.stderr.startswith("Det gick inte: ")
    assert "audit-heads.jsonl" in told.stderr
    assert told.stderr.count("\n") == 1, told.stderr


def test_no_session_no_queue_and_no_letter_comes_along(copy, again):
    assert not {"sessions.session", "usersessions.usersession", "django_tasks_database.dbtaskresult"} & set(
        tables(copy)
    )
    for part in archive.parts(copy):
        assert b"one-time" not in part.whole(), part.name
    assert "restored from a backup" in program_on(again, "mail", "list").stdout


def test_a_number_that_was_given_is_not_given_again(town, again):
    make = (
        "from spelregler.apps.organisation.models import Person; from django.db import transaction\n"
        "with transaction.atomic():\n"
        "    print(Person.objects.create(code='next', name='Next').pk); transaction.set_rollback(True)"
    )
    assert python_on(again, make) == python_on(town, make)


def test_a_copy_made_while_people_write_is_of_one_moment(town, copy, tmp_path):
    home = Path(shutil.copytree(town, tmp_path / "busy"))
    with writing(home):
        file = back_up(home, tmp_path)
    again = restored(file, tmp_path / "new")
    told = program_on(again, "audit", "verify")
    assert told.returncode == 0, told.stdout
    assert "står inte i audit-heads" not in told.stderr
    held = tables(file)["audit.auditrow"]["rows"]
    assert held > tables(copy)["audit.auditrow"]["rows"]
    assert archive.checked(file)["head"] == held


def torn(copy: Path, to: Path) -> Path:
    to.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    return to


def changed(copy: Path, to: Path) -> Path:
    data = bytearray(gzip.decompress(copy.read_bytes()))
    data[data.index(b"Byn")] = ord("X")
    to.write_bytes(gzip.compress(bytes(data)))
    return to


def foreign(copy: Path, to: Path) -> Path:
    with tarfile.open(to, "w:gz") as new:
        new.addfile(tarfile.TarInfo("readme.txt"))
    return to


def not_even_a_tar(copy: Path, to: Path) -> Path:
    to.write_text("Hej")
    return to


def of_a_later_format(copy: Path, to: Path) -> Path:
    return remade(copy, to, format=2, product="9.0")


def of_a_later_version(copy: Path, to: Path) -> Path:
    migrations = [*archive.checked(copy)["migrations"], "goals.9999_later"]
    return remade(copy, to, migrations=migrations, product="9.0")


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (torn, {"sv": "Kopian är skadad", "en": "The backup is damaged"}),
        (changed, {"sv": "Kopian är skadad"}),
        (foreign, {"sv": "är ingen säkerhetskopia"}),
        (not_even_a_tar, {"sv": "är ingen säkerhetskopia", "en": "is no backup of Spelregler"}),
        (of_a_later_format, {"sv": "senare version av Spelregler (9.0)"}),
        (of_a_later_version, {"en": "later version of Spelregler (9.0)"}),
        (with_a_row_too_few, {"sv": "passar inte i databasen"}),
    ],
)
def test_what_is_not_a_whole_copy_of_ours_is_refused_and_nothing_is_touched(hamlet_copy, tmp_path, spoilt, told):
    """Each refusal once in either language; the last takes long, and is told in English on PostgreSQL."""
    file, home = spoilt(hamlet_copy, tmp_path / "spoilt.tar.gz"), tmp_path / "home"
    home.mkdir()
    for name in ("secret_key", "audit_key"):
        (home / name).write_text(name)
    before = everything_in(home)
    for language, words in told.items():
        ran = program_on(home, "restore", str(file), SPELREGLER_LANGUAGE=language)
        assert ran.returncode == 2
        assert words in ran.stderr, ran.stderr
        assert "Traceback" not in ran.stderr
    after = everything_in(home)
    after.pop(str(home / ".running"), None)
    assert after == before


@pytest.mark.parametrize("spoilt", [not_even_a_tar, torn, with_a_row_too_few])
def test_what_cannot_be_read_replaces_nothing(hamlet, hamlet_copy, tmp_path, spoilt):
    file, before = spoilt(hamlet_copy, tmp_path / "spoilt.tar.gz"), everything_in(hamlet)
    ran = program_on(hamlet, "restore", str(file), "--replace")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    after = everything_in(hamlet)
    assert {name: data for name, data in after.items() if not name.endswith(".running")} == {
        name: data for name, data in before.items() if not name.endswith(".running")
    }


def test_a_running_server_is_never_restored_over(hamlet, hamlet_copy):
    before = everything_in(hamlet)
    with (hamlet / ".running").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        ran = program_on(hamlet, "restore", str(hamlet_copy), "--replace")
    assert ran.returncode == 2
    assert "är igång" in ran.stderr
    assert everything_in(hamlet) == before | {str(hamlet / ".running"): b""}


def test_whoever_works_holds_the_lock_that_a_restore_asks_for(again, copy):
    worker = subprocess.Popen([sys.executable, "-m", "spelregler", "work"], env=environment_of(again))
    try:
        deadline = time.monotonic() + 120
        while worker.poll() is None and _is_free(again):
            assert time.monotonic() < deadline
            time.sleep(0.2)
        ran = program_on(again, "restore", str(copy), "--replace")
    finally:
        worker.terminate()
        worker.wait()
    assert "är igång" in ran.stderr


def _is_free(home: Path) -> bool:
    with (home / ".running").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_a_home_in_use_is_kept_and_with_replace_put_aside(copy, again, tmp_path):
    home = again
    python_on(home, "from spelregler.apps.organisation.models import Person; Person.objects.create(code='x', name='X')")
    ran = program_on(home, "restore", str(copy))
    assert ran.returncode == 2
    assert "Databasen används redan" in ran.stderr
    restored(copy, home, "--replace")
    same_but_for_the_trail(copy, back_up(home, tmp_path))
    [aside] = [each for each in home.glob("before-restore-*") if (each / "spelregler.sqlite3").exists()]
    find = "from spelregler.apps.organisation.models import Person; print(*Person.objects.filter(name='X').values())"
    assert "'code': 'x'" in python_on(aside, find)


def test_without_keys_the_trail_needs_the_old_ones(hamlet, tmp_path):
    file = back_up(hamlet, tmp_path, "--without-keys")
    assert not any(part.name.startswith("keys/") for part in archive.parts(file))
    ran = program_on(tmp_path / "new", "restore", str(file))
    assert ran.returncode == 2
    assert "utan nycklar" in ran.stderr
    for name in ("secret_key", "audit_key"):
        shutil.copy(hamlet / name, tmp_path / "new" / name)
    restored(file, tmp_path / "new")
    assert program_on(tmp_path / "new", "audit", "verify").returncode == 0


def test_another_key_in_the_environment_is_told_before_anything_is_done(hamlet_copy, tmp_path):
    ran = program_on(tmp_path / "new", "restore", str(hamlet_copy), SPELREGLER_AUDIT_KEY="another")
    assert ran.returncode == 2
    assert "SPELREGLER_AUDIT_KEY" in ran.stderr
    assert not (tmp_path / "new" / "spelregler.sqlite3").exists()


def test_a_restore_that_is_killed_leaves_nothing_and_can_be_run_again(hamlet_copy, tmp_path):
    home = tmp_path / "new"
    process = subprocess.Popen(
        [sys.executable, "-m", "spelregler", "restore", str(hamlet_copy)],
        env=environment_of(home),
        start_new_session=True,
    )
    while not list(home.glob(".restored-*/spelregler.sqlite3")):
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not (home / "spelregler.sqlite3").exists()
    (home / ".restoring").touch()  # as if it had been killed between two files
    restored(hamlet_copy, home)
    assert not list(home.glob(".restor*"))
    assert program_on(home, "audit", "verify").returncode == 0


def test_a_home_between_two_is_not_started_on(again):
    (again / ".restoring").touch()
    assert "avbröts" in program_on(again, "evaluate").stderr
    (again / ".restoring").unlink()


def test_a_copy_from_before_an_upgrade_is_brought_to_this_version(hamlet, tmp_path):
    old = Path(shutil.copytree(hamlet, tmp_path / "old"))
    put_back_a_step(old)
    file = back_up(old, tmp_path)
    assert "evaluation.surveyresult" not in tables(file)
    home = restored(file, tmp_path / "new")
    counted = "from spelregler.apps.evaluation.models import Evaluation; print(Evaluation.objects.count())"
    assert python_on(home, counted) == "0\n"


def test_check_says_whether_a_copy_is_whole_and_only_the_latest_are_kept(hamlet, hamlet_copy, tmp_path):
    ran = program_on(tmp_path / "new", "restore", str(hamlet_copy), "--check")
    assert (ran.returncode, ran.stderr[:14]) == (0, "Kopian är hel:")
    for number in range(3):
        (tmp_path / f"spelregler-2026010{number + 1}-000000.tar.gz").touch()
    file = back_up(hamlet, tmp_path, "--keep", "2")
    assert sorted(tmp_path.glob("*.gz")) == [tmp_path / "spelregler-20260103-000000.tar.gz", file]
