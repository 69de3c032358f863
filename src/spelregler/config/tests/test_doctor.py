"""What the doctor says, and that it says it whatever is wrong."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from spelregler.apps.goals.files.tasks import bring_values
from spelregler.apps.policy.models import Adoption
from spelregler.config import doctor, environment
from spelregler.config.doctor import LONGEST_WAIT, examine
from spelregler.platform import clock, heartbeat, working
from spelregler.platform.audit.operations import SYSTEM, record
from spelregler.platform.mail.background import deliver

pytestmark = pytest.mark.django_db
SQLITE = "django.db.backends.sqlite3"
TODAY = date(2026, 11, 2)
DEMO = "Demoläget är av i drift, och ingen kan logga in som någon annan."


def ok(what):
    return {each.what.sv: each.ok for each in examine()}[what]


def test_a_production_set_up_with_the_demos_log_in_on_fails(settings, monkeypatch):
    monkeypatch.delenv("SPELREGLER_DEMO", raising=False)
    settings.SPELREGLER_PRODUCTION = True
    settings.SPELREGLER_TODAY, settings.SPELREGLER_DEMO = "", True
    assert not ok(DEMO)
    settings.SPELREGLER_DEMO = False
    assert ok(DEMO)
    monkeypatch.setenv("SPELREGLER_DEMO", "1")
    assert not ok(DEMO)


def test_production_wants_a_second_step(settings):
    settings.SPELREGLER_PRODUCTION, settings.SPELREGLER_SECOND_STEP = True, False
    assert not ok("Den som har lösenord behöver också ett andra steg.")


def test_an_identity_file_that_others_can_read_is_said(settings, tmp_path):
    settings.IDENTITY_FILE = tmp_path / "identity.toml"
    settings.IDENTITY_FILE.touch(mode=0o644)
    settings.IDENTITY_FILE.chmod(0o644)
    assert not ok(f"Bara tjänstens användare läser {settings.IDENTITY_FILE}.")


@pytest.mark.once
def test_the_production_settings_say_no_to_the_demo_whatever_the_environment_says(tmp_path):
    program = (
        "import django; django.setup(); from django.conf import settings as s;"
        "print(s.SPELREGLER_DEMO, s.SESSION_COOKIE_NAME[:7], s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SPELREGLER_SECOND_STEP, s.SESSION_COOKIE_AGE <= 12 * 3600, s.SPELREGLER_SESSION_IDLE_SECONDS <= 3600)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.production",
        "SPELREGLER_HOME": str(tmp_path),
        "SPELREGLER_DEMO": "1",
    }
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "__Host-", "True", "True", "True", "True", "True"]


@pytest.mark.django_db
def test_a_work_that_waits_in_vain_is_found():
    def waits() -> bool:
        return any(row.what.sv.startswith("Inget arbete") and not row.ok for row in examine())

    assert not waits()
    begun = bring_values.enqueue(
        key="0" * 32, file_name="x", person="", role_assignment="", account="", language="sv", store=False
    )
    assert not waits()
    DBTaskResult.objects.filter(id=begun.id).update(enqueued_at=timezone.now() - 2 * LONGEST_WAIT)
    assert waits()


def test_production_wants_a_backup_of_the_last_two_days(settings, tmp_path):
    settings.SPELREGLER_PRODUCTION, settings.HOME = True, tmp_path
    words = "En säkerhetskopia yngre än två dygn finns."
    assert not ok(words)
    for hours, young in ((1, True), (49, False)):
        at = timezone.now() - timedelta(hours=hours)
        (tmp_path / "last-backup.json").write_text(json.dumps({"at": at.isoformat()}))
        assert ok(words) is young


def rows() -> dict[str, dict]:
    return {each.what.sv: each for each in examine()}


@pytest.mark.once  # doctor lets the connection go after a fault, and with it this test's transaction
def test_an_examination_that_cannot_be_made_is_a_fault_and_the_others_go_on(monkeypatch):
    def broken():
        raise ValueError("no such thing")

    monkeypatch.setattr(doctor, "verify", broken)
    told = rows()
    assert told["Det gick inte att pröva audit: no such thing"].ok is False
    assert "Inget arbete väntar förgäves." in told


def test_an_adopted_package_whose_folder_is_gone_is_said(monkeypatch):
    Adoption.objects.create(package="gone", version="1", digest="0" * 64, start=TODAY)
    assert rows()["Policypaketet gone finns inte."].way.sv.startswith("Lägg mappen under policies")


def test_a_work_that_has_lost_its_worker_is_told_and_one_that_killed_two_is_warned_of(settings, tmp_path):
    settings.HOME = tmp_path
    assert ok("Inget arbete har förlorat sin arbetare.")
    work = deliver.enqueue()
    DBTaskResult.objects.filter(id=work.id).update(status="RUNNING", worker_ids=["one", "two"])
    told = rows()["1 arbeten har förlorat sin arbetare."]
    assert (told.ok, "spelregler work" in told.way.sv) == (False, True)
    with heartbeat.beating("two"):
        assert ok("Inget arbete har förlorat sin arbetare.")
    working.take_up(working.Lenders())
    told = rows()["Arbeten som avbröts två gånger för att arbetaren dog, senaste veckan: 1."]
    assert (told.ok, told.warns) == (True, True)


def test_production_wants_a_worker(settings, tmp_path):
    settings.SPELREGLER_PRODUCTION, settings.HOME = True, tmp_path
    assert not ok("En arbetare är igång.")
    with heartbeat.beating("one"):
        assert ok("En arbetare är igång.")


def test_a_clock_behind_the_trail_is_said(monkeypatch):
    record(who=SYSTEM, act="test", subject="x")
    words = "Klockan går inte före spårets sista rad."
    assert ok(words)
    earlier = clock.now() - timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    assert not ok(words)


class TestAHomeOfOnesOwn:
    """Nobody but the service's user reads the home and the database in it."""

    def test_others_who_may_read_it_are_said_with_what_to_do(self, settings, tmp_path):
        settings.HOME = tmp_path
        for mode in (0o755, 0o750, 0o701):
            tmp_path.chmod(mode)
            assert not ok(f"Andra läser: {tmp_path}.")
        tmp_path.chmod(0o700)
        file = tmp_path / "spelregler.sqlite3"
        file.touch()
        file.chmod(0o640)
        assert not ok(f"Andra läser: {file}.")
        (todo,) = [each.way.sv for each in examine() if str(file) in each.what.sv]
        assert todo == f"Kör som ägaren: chmod go-rwx {file}."
        file.chmod(0o600)
        assert ok(f"Bara tjänstens användare läser i {tmp_path}.")

    def test_it_is_made_so_and_put_right_at_each_start(self, monkeypatch, tmp_path):
        monkeypatch.setenv("SPELREGLER_HOME", str(tmp_path / "ny"))
        folder = environment.home()
        file = folder / environment.DATABASE
        made = DatabaseWrapper({**connections["default"].settings_dict, "ENGINE": SQLITE, "NAME": file, "OPTIONS": {}})
        made.cursor().execute("CREATE TABLE t (n)")
        made.close()
        assert (mode_of(folder), mode_of(file)) == (0o700, 0o600)
        (folder / "spelregler.sqlite3-wal").touch()
        for path in (file, folder / "spelregler.sqlite3-wal"):
            path.chmod(0o644)
        folder.chmod(0o755)
        environment.home()
        assert [mode_of(each) for each in (folder, file, folder / "spelregler.sqlite3-wal")] == [0o700, 0o600, 0o600]


def mode_of(path):
    return path.stat().st_mode & 0o777
