"""What probes are answered, whatever name they ask by and whoever they are."""

from __future__ import annotations

import os
import time

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext

from spelregler.config import probes
from spelregler.platform import heartbeat


@pytest.fixture(autouse=True)
def production(settings, tmp_path):
    """As behind a proxy, where another name and plain http are turned away."""
    settings.HOME, settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = tmp_path, ["kommun.example"], True


def ask(path: str):
    return Client(HTTP_HOST="127.0.0.1:8000").get(path)


def test_elsewhere_the_loopback_is_turned_away():
    assert ask("/tillganglighet/").status_code in (301, 400)


def test_a_process_that_answers_is_alive_and_asks_the_database_nothing():
    answer = ask("/halsa/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.django_db
def test_ready_when_the_database_is_at_this_version_in_two_questions():
    probes._wanted()
    from django.db import connection

    with CaptureQueriesContext(connection) as asked:
        answer = ask("/halsa/klar/")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": True,
        "migrations": True,
        "worker": False,
        "worker_seconds": None,
    }
    assert len(asked) <= 2


@pytest.mark.django_db
def test_not_ready_while_the_database_is_behind():
    MigrationRecorder.Migration.objects.filter(app="mail", name="0001_outbox").delete()
    answer = ask("/halsa/klar/")
    assert answer.status_code == 503
    assert (answer.json()["database"], answer.json()["migrations"]) == (True, False)


@pytest.mark.django_db
def test_not_ready_while_the_database_does_not_answer(monkeypatch):
    from django.db import OperationalError

    def away(self: object) -> None:
        raise OperationalError("password=secret refused")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", away)
    monkeypatch.setattr(probes.connection, "close", lambda: None)
    answer = ask("/halsa/klar/")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert "secret" not in answer.content.decode()


def test_a_worker_is_heard_while_it_lives_and_missed_when_it_has_been_silent(settings):
    assert ask("/halsa/arbete/").status_code == 503
    with heartbeat.beating("one"):
        assert ask("/halsa/arbete/").json() == {"status": "ok", "worker_seconds": 0}
        long_ago = time.time() - 2 * heartbeat.SILENT_AFTER
        os.utime(settings.HOME / heartbeat.FOLDER / "one", (long_ago, long_ago))
        answer = ask("/halsa/arbete/")
        assert (answer.status_code, answer.json()["worker_seconds"]) == (503, 2 * heartbeat.SILENT_AFTER)
    assert ask("/halsa/arbete/").json()["worker_seconds"] is None


def test_a_probe_only_reads():
    assert Client(HTTP_HOST="127.0.0.1").post("/halsa/").status_code != 200
