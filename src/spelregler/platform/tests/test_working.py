"""A work whose worker dies is taken up again, once, and then failed in words."""

from __future__ import annotations

import os
import time
from uuid import uuid4

import pytest
from django.db import OperationalError
from django_tasks_db.models import DBTaskResult

from spelregler.platform import bounds, heartbeat, processes, request_id, working
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM, record
from spelregler.platform.mail.background import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


def lent(*workers: str) -> DBTaskResult:
    work = deliver.enqueue()
    DBTaskResult.objects.filter(pk=work.id).update(status="RUNNING", worker_ids=list(workers))
    return DBTaskResult.objects.get(pk=work.id)


@pytest.mark.once  # the worker closes its connection, and with it this test's transaction
def test_a_work_whose_worker_has_ended_lies_in_the_queue_again_and_another_does_it():
    work = lent("dead")
    assert working.take_up(working.Lenders()) == 1
    work.refresh_from_db()
    assert work.status == "READY"
    working.Worker("another").run()
    work.refresh_from_db()
    assert (work.status, work.worker_ids) == ("SUCCESSFUL", ["dead", "another"])


def test_a_work_that_two_workers_have_died_of_is_failed_in_words():
    work = lent("dead", "dead too")
    working.take_up(working.Lenders())
    work.refresh_from_db()
    assert (work.status, work.exception_class_path) == ("FAILED", working.DIED)


def test_a_worker_that_beats_keeps_its_work_however_its_clock_goes():
    work, lenders = lent("alive"), working.Lenders()
    with heartbeat.beating("alive"):
        long_ago = time.time() - 10 * heartbeat.SILENT_AFTER
        os.utime(heartbeat._path("alive"), (long_ago, long_ago))
        assert working.take_up(lenders) == 0
        assert heartbeat.is_silent("alive")
    work.refresh_from_db()
    assert work.status == "RUNNING"


def test_a_worker_without_a_beat_is_dead_after_half_a_minute_of_the_watch_of_whoever_waits(monkeypatch):
    watch = 0.0
    monkeypatch.setattr(working, "monotonic", lambda: watch)
    lent("silent")
    with heartbeat.beating("silent", seconds=3600):
        lenders = working.Lenders()
        assert working.take_up(lenders) == 0
        watch = working.SILENCE - 1.0
        assert working.take_up(lenders) == 0
        watch = working.SILENCE + 1.0
        assert working.take_up(lenders) == 1


def test_what_a_work_writes_carries_its_name_in_the_trail():
    work = uuid4()
    with request_id.one_work(work):
        assert record(who=SYSTEM, act="test", subject="x").request_id == work.hex
    assert request_id.current_work() == ""
    assert record(who=SYSTEM, act="test", subject="x").request_id != work.hex
    assert AuditRow.objects.filter(request_id=work.hex).count() == 1


@pytest.mark.once  # the worker closes its connection, and with it this test's transaction
def test_a_work_that_lost_the_database_is_tried_once_more(monkeypatch):
    def away():
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("spelregler.platform.mail.delivery.deliver", away)
    work = deliver.enqueue()
    working.Worker("one").run()
    found = DBTaskResult.objects.get(pk=work.id)
    assert (found.status, found.worker_ids) == ("FAILED", ["one", "one"])


def test_a_worker_waits_for_a_database_that_is_away_and_goes_on_under_a_new_name(monkeypatch):
    names, pauses = [], []

    def on(worker, _looks):
        names.append(worker.worker_id)
        if len(names) < 4:
            raise OperationalError("away")

    monkeypatch.setattr(working, "_work_on", on)
    monkeypatch.setattr(working, "sleep", pauses.append)
    monkeypatch.setattr(working.connections, "close_all", lambda: None)
    working.work("first")
    assert len(set(names)) == 4
    assert pauses == [1, 2, 4]
    assert not heartbeat.is_heard()


def test_the_queue_has_an_end(monkeypatch):
    monkeypatch.setattr(working, "MOST_WAITING", 1)
    working.must_have_room()
    deliver.enqueue()
    with pytest.raises(working.QueueFull) as told:
        working.must_have_room()
    assert told.value.status == 503


def test_files_of_workers_that_died_long_ago_are_taken_away():
    heartbeat._folder().mkdir()
    for name, age in (("old", 2 * heartbeat.FORGOTTEN_AFTER), ("new", 0)):
        heartbeat._path(name).touch()
        os.utime(heartbeat._path(name), (time.time() - age,) * 2)
    working.take_up(working.Lenders())
    assert [path.name for path in heartbeat._folder().iterdir()] == ["new"]


def test_so_many_are_let_in_so_many_wait_and_the_rest_are_sent_away():
    turns = bounds.Turns(2, waiting=1, patience=0.01)
    assert [turns.take() for _ in range(2)] == [True, True]
    assert turns.take() is False
    turns.give_back()
    assert turns.take() is True
    assert bounds.Turns(1, waiting=0).take()
    assert bounds.threads_for(8) == 48


def test_a_process_knows_what_it_holds():
    assert 10**7 < processes.resident() < 10**10
