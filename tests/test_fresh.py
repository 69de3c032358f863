"""What is written is asked about again at once: by the page where that is quick, else by the worker (MR-52)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from spelregler.apps.policy.findings import recounting, turns
from spelregler.apps.policy.models import Asked, Finding
from spelregler.apps.policy.operations import findings
from spelregler.apps.policy.operations.findings import TooManyToAsk
from spelregler.platform import clock, working
from spelregler.platform.audit import operations as audit_operations
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM, record
from spelregler.platform.audit.queries import last_number
from tests.test_plan_pages import HEADING, ROW


@pytest.fixture
def asked(monkeypatch):
    """How many units were asked about at most (None: however many), one entry for each time."""
    found: list[int | None] = []
    monkeypatch.setattr(
        recounting, "ask_what_was_touched", lambda *, as_of, wanted, most_units: found.append(most_units) or 0
    )
    return found


def set_periods(client, act="lock"):
    said = {"period_start": "2026-01", "period_end": "2026-10", "act": act, "reason": "Sammanställningen är gjord"}
    return client.post(reverse("goals:set_period"), said)


def test_a_write_asks_once_and_no_more_than_a_page_has_time_for(wearing, asked):
    assert set_periods(wearing("CT")).status_code == 302
    assert asked == [recounting.MOST_UNITS_AT_ONCE]


def test_what_is_refused_or_only_read_asks_nothing(wearing, asked):
    assert set_periods(wearing("N")).status_code == 403
    wearing("CT").get(reverse("goals:tree"))
    assert asked == []


def test_what_the_worker_stores_is_asked_about_too(wearing, asked, the_worker_works, settings, tmp_path):
    settings.HOME = tmp_path
    client = wearing("CT")
    file = SimpleUploadedFile("plan.csv", (HEADING + ROW).encode())
    address = client.post(reverse("goals:plan_try"), {"file": file}).headers["Location"]
    the_worker_works()
    assert asked == []
    client.post(f"{address}lagra/")
    the_worker_works()
    assert asked == [recounting.MOST_UNITS_AT_ONCE]


def test_where_too_many_units_are_touched_nobody_waits_and_two_writes_are_one_question(
    wearing, the_worker_works, monkeypatch
):
    asked: list[object] = []

    def asks(*, most_units, **_more):
        if most_units is not None:
            raise TooManyToAsk
        asked.append(most_units)

    monkeypatch.setattr(recounting, "ask_what_was_touched", asks)
    client = wearing("CT")
    set_periods(client, "lock")
    set_periods(client, "open")
    assert asked == []
    assert "räknas om" in client.get(reverse("policy:documents")).content.decode()
    the_worker_works()
    assert asked == [None]


def test_a_directory_that_provisions_many_does_not_wait_either(db, asked, the_worker_works):
    for _number in range(3):
        recounting.ask_again({"organisation"}, is_read_next=False)
    assert asked == []
    the_worker_works()
    assert asked == [None]


@pytest.fixture
def a_check_that_fails(monkeypatch):
    """Every check answers with a fault of the program."""

    def fails(**_asked):
        raise RuntimeError("a check is broken")

    monkeypatch.setattr(findings, "evaluate", fails)
    return monkeypatch


@pytest.mark.both
def test_what_is_stored_is_never_told_as_a_fault_when_a_check_fails(wearing, a_check_that_fails, the_worker_works):
    client, before = wearing("CT"), last_number()
    assert set_periods(client).status_code == 302
    assert AuditRow.objects.filter(id__gt=before, subject_key__startswith="goals.").exists()
    page = client.get(reverse("policy:documents"))
    assert "räknas om" in page.content.decode()
    # The worker meets the same fault, tries again later, and the pages go on saying so.
    the_worker_works()
    assert "räknas om" in client.get(reverse("policy:documents")).content.decode()
    (later,) = DBTaskResult.objects.filter(task_path=recounting.ask_later.module_path, status=TaskResultStatus.READY)
    assert later.run_after > clock.now()
    a_check_that_fails.undo()
    recounting.ask_later.call("goals")
    assert "räknas om" not in client.get(reverse("policy:documents")).content.decode()


def test_a_database_that_fails_after_the_write_is_no_fault_of_the_write(wearing, monkeypatch):
    def fails(*_asked, **_more):
        raise OperationalError("the connection was lost")

    monkeypatch.setattr(recounting, "ask_what_was_touched", fails)
    monkeypatch.setattr(recounting, "leave_to_worker", fails)
    assert set_periods(wearing("CT")).status_code == 302


def test_a_write_that_another_answer_knows_of_asks_nothing(wearing, monkeypatch):
    set_periods(wearing("CT"))
    monkeypatch.setattr(findings, "evaluate", lambda **_asked: pytest.fail("asked though it is known"))
    assert recounting.ask() == 0


def test_an_older_answer_never_replaces_a_newer_one(db):
    stored = {row.pk: row.status for row in Finding.objects.filter(seen_to=None)}
    assert stored
    Asked.objects.update_or_create(room="frames", defaults={"known": last_number() + 1_000})
    Finding.objects.filter(pk__in=stored).update(status="attention", digest="of another")
    findings.evaluate_and_store(as_of=clock.today())
    assert set(Finding.objects.filter(pk__in=stored).values_list("status", flat=True)) == {"attention"}


def test_an_answer_tells_what_it_was_computed_from(db):
    Finding.objects.filter(seen_to=None).update(status="attention", digest="of another")
    before = last_number()
    findings.evaluate_and_store(as_of=clock.today())
    changed = Finding.objects.filter(seen_to=None).exclude(status="attention")
    assert set(changed.values_list("trail_number", flat=True)) == {before}


def test_what_was_wanted_when_a_process_died_is_asked_when_the_worker_starts(db, the_worker_works):
    turns.want(last_number() + 1)
    assert turns.is_recounting()
    record(who=SYSTEM, act="try", subject="a row to know of")
    recounting.wake()
    the_worker_works()
    assert not turns.is_recounting()


def written_without_asking(monkeypatch, *, seconds_ago: int) -> None:
    """A row of the goals' room whose process died before it asked."""
    when = clock.now() - timedelta(seconds=seconds_ago)
    with monkeypatch.context() as then:
        then.setattr(audit_operations.clock, "now", lambda: when)
        record(who=SYSTEM, act="set-value", subject="x", subject_key="goals.Measurement:1")


def test_what_was_written_and_never_asked_about_is_taken_up_by_the_worker(db, the_worker_works, monkeypatch):
    recounting.ask()
    written_without_asking(monkeypatch, seconds_ago=60)
    recounting.take_up()
    assert turns.is_recounting()
    the_worker_works()
    assert not turns.is_recounting()
    assert turns.known()["goals"] == last_number()


def test_a_write_has_time_to_ask_itself_and_a_question_to_be_answered(db, asked, monkeypatch):
    findings.evaluate_and_store(as_of=clock.today())
    written_without_asking(monkeypatch, seconds_ago=5)
    record(who=SYSTEM, act="sign-in", subject="x", subject_key="accounts.Account:1")
    recounting.take_up()
    assert not DBTaskResult.objects.filter(task_path=recounting.ask_later.module_path).exists()
    written_without_asking(monkeypatch, seconds_ago=60)
    recounting.take_up()
    recounting.take_up()
    assert DBTaskResult.objects.filter(task_path=recounting.ask_later.module_path).count() == 1


def test_the_worker_looks_between_its_works(monkeypatch):
    looked = []
    worker = working.Worker("prov")
    monkeypatch.setattr(worker, "configure_signals", lambda: None)
    monkeypatch.setattr(worker, "run", lambda: setattr(worker, "running", False))
    monkeypatch.setattr(working, "take_up", lambda _lenders: 0)
    # A worker that holds much ends after a work; what runs the tests may hold more.
    monkeypatch.setattr(working.processes, "resident", lambda: 0)
    working._work_on(worker, [lambda: looked.append(1)])
    assert looked == [1]
