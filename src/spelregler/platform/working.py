"""The worker: takes works from the queue one at a time, and takes up those whose worker has died (ADR 44).

A work is lent to the worker that it names last, for as long as that one is heard of. A work whose worker has died is
taken up once more, from its beginning: what it would have stored was rolled back. If that one dies too, the work is
what kills them: it is failed, in words.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Timer
from time import monotonic, sleep
from types import FrameType
from typing import Any
from uuid import uuid4

from django.db import InterfaceError, OperationalError, connections, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from spelregler.domain.words import Words
from spelregler.platform import collecting, heartbeat, own_words, processes, request_id
from spelregler.platform.errors import DomainError

MOST_TRIES = 2
MOST_WAITING = 200
"""Works in the queue; a page refuses to add to more."""
SILENCE = 30
"""Seconds without a beat, by the watch of the one who waits: no clock is compared with another machine's."""
SECONDS_BETWEEN_LOOKS = 5
LONGEST_WORK = timedelta(hours=1)
"""A work that takes longer has lost its way."""
GRACE = 7
"""Seconds that a work in hand has to end when the worker is told to stop. Then it is left, and taken up anew."""
LARGEST = 300 * 1024 * 1024
"""Bytes that a worker may still hold after a work; a larger one ends and is started anew."""
LONGEST_PAUSE = 30
OUT_OF_DATABASE = (OperationalError, InterfaceError)
LOST_DATABASE = {f"{error.__module__}.{error.__qualname__}" for error in OUT_OF_DATABASE}
logger = logging.getLogger(__name__)


class WorkerDied(Exception):
    """The worker was ended from outside each time that the work was tried: killed, or out of memory."""


DIED = f"{WorkerDied.__module__}.{WorkerDied.__qualname__}"


class QueueFull(DomainError):
    """More work waits than the worker can be expected to reach."""

    code, status = "queue-full", 503


class Worker(db_worker.Worker):
    """The library's worker. What a work writes carries its name in the trail, and it has a longest time."""

    def __init__(self, name: str) -> None:
        super().__init__(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )

    def run_task(self, db_task_result: Any) -> None:
        """Do one work."""
        why = f"{db_task_result.task_path} has taken {LONGEST_WORK}"
        lost = Timer(LONGEST_WORK.total_seconds(), _end, [self.worker_id, why])
        lost.daemon = True
        lost.start()
        try:
            with request_id.one_work(db_task_result.id):
                own_words.say_own_words()
                super().run_task(db_task_result)
            if db_task_result.exception_class_path in LOST_DATABASE and len(db_task_result.worker_ids) < MOST_TRIES:
                _put_back(db_task_result)
        finally:
            lost.cancel()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Told to stop: the work in hand may end if it does so soon."""
        if self.running and self.running_task:
            why = "told to stop; the work in hand will be taken up anew"
            late = Timer(GRACE, _end, [self.worker_id, why])
            late.daemon = True
            late.start()
        super().shutdown(signum, frame)


class Lenders:
    """Which workers have fallen silent, as seen by one who has watched them."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[float, float]] = {}

    def is_dead(self, name: str) -> bool:
        """Known to have ended, or without a beat for as long as we have watched."""
        beat, now = heartbeat.beat_of(name), monotonic()
        if beat is None:
            return True
        last, since = self._seen.get(name, (None, now))
        if beat != last:
            self._seen[name] = (beat, now)
            return False
        return now - since > SILENCE


def name_of_worker() -> str:
    """A name that no other worker has had."""
    return f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid4().hex[:8]}"


def work(name: str, *, looks: Sequence[Callable[[], None]] = ()) -> None:
    """Work until told to stop. A database that goes away is waited for, under a new name: the work in hand was lost.

    `looks` are done between works, every few seconds: they put into the queue what nobody has put there.
    """
    collecting.search_seldom()
    pause = 1
    while True:
        try:
            with heartbeat.beating(name):
                _work_on(Worker(name), looks)
            return
        except OUT_OF_DATABASE as error:
            logger.warning("The database does not answer, trying again in %s s: %s", pause, str(error).strip())
            connections.close_all()
            sleep(pause)
            name, pause = name_of_worker(), min(2 * pause, LONGEST_PAUSE)


def _work_on(worker: Worker, looks: Sequence[Callable[[], None]]) -> None:
    worker.configure_signals()
    lenders, looked = Lenders(), 0.0
    while worker.running:
        if monotonic() - looked > SECONDS_BETWEEN_LOOKS:
            take_up(lenders)
            for look in looks:
                look()
            looked = monotonic()
        worker.run()
        if processes.resident() > LARGEST:
            logger.warning("The worker holds %s MB and ends, to be started anew.", processes.resident() // 1024**2)
            sys.exit(1)
        if worker.running:
            sleep(1)


def must_have_room() -> None:
    """The queue has an end; whoever comes after it is told to come back.

    Refuses with `QueueFull` a work after `MOST_WAITING` that wait.
    """
    if DBTaskResult.objects.ready().count() >= MOST_WAITING:
        raise QueueFull(
            Words(
                "{most_waiting} works wait already, so this one was not taken. Nothing is stored.",
                most_waiting=MOST_WAITING,
            ),
            way=Words("Try again in a while. If it happens often, tell whoever runs the system."),
        )


def take_up(lenders: Lenders) -> int:
    """Works whose worker is dead lie in the queue again, or are failed in words; how many there were."""
    heartbeat.forget_old()
    found = 0
    for each in DBTaskResult.objects.running():
        holder = each.worker_ids[-1] if each.worker_ids else ""
        if not lenders.is_dead(holder):
            continue
        with transaction.atomic():
            held = DBTaskResult.objects.select_for_update().get(pk=each.pk)
            if held.status != TaskResultStatus.RUNNING or held.worker_ids != each.worker_ids:
                continue
            found += 1
            if len(held.worker_ids) < MOST_TRIES:
                _put_back(held)
            else:
                held.set_failed(WorkerDied(f"{len(held.worker_ids)} workers died of it"))
        logger.warning("%s lost its worker (%s); it is %s now.", held.task_path, holder, held.status)
    return found


def _put_back(work: Any) -> None:
    work.status, work.started_at, work.finished_at = TaskResultStatus.READY, None, None
    work.save(update_fields=["status", "started_at", "finished_at"])


def _end(name: str, why: str) -> None:
    """From beside the work, which may not be listening. The database rolls back what it had not committed."""
    logger.warning("The worker ends: %s.", why)
    heartbeat.forget(name)
    os._exit(1)
