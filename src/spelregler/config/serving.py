"""`spelregler serve`: the web server's processes and a worker, started anew when they die (ADR 44).

The server itself starts a process anew that dies; where they die over and over it gives up, and is begun again here,
after longer and longer pauses. The worker is a program of its own, kept going in the same way.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection, connections
from granian import Granian
from granian.constants import Interfaces

from spelregler.domain.words import Words
from spelregler.platform import bounds, heartbeat, measured, working
from spelregler.platform.errors import DomainError

GRACE = working.GRACE
"""Seconds that requests in hand have to end."""
LARGEST = working.LARGEST // 1024**2
"""MB that a process of the web server may hold; a larger one is replaced."""
CONNECTIONS_LEFT = 10
"""For the worker, the nightly copy, commands and whoever looks after the database."""
LONGEST_PAUSE = 30
STEADY = 60
"""Seconds; whoever has lived so long and dies is started at once."""
logger = logging.getLogger(__name__)


class PortTaken(DomainError):
    """Somebody answers there already."""

    code = "port-taken"


class TooManyThreads(DomainError):
    """More threads than the database has connections for."""

    code = "too-many-threads"


class Pauses:
    """How long to wait before something that died is started again: twice as long each time, up to half a minute."""

    def __init__(self) -> None:
        self._next, self._began = 1, monotonic()

    def begin(self) -> None:
        """It is started now."""
        self._began = monotonic()

    def after_death(self) -> int:
        """Seconds to wait."""
        pause = 1 if monotonic() - self._began > STEADY else self._next
        self._next = min(2 * pause, LONGEST_PAUSE)
        return pause


def serve(*, host: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Until told to stop."""
    measured.begin_anew()
    # The web server's processes are forks of this one: nothing that is open here may be shared with them.
    connections.close_all()
    close_pool = getattr(connection, "close_pool", None)
    if close_pool is not None:
        close_pool()
    told = Event()
    with _kept_working(told) if with_worker else nullcontext():
        keep_serving(lambda: _server(host, port, workers, threads, told))


def must_be_possible(*, host: str, port: int, workers: int, threads: int) -> None:
    """Refuses with `PortTaken` a port where somebody answers, with `TooManyThreads` more than there are connections
    for.
    """
    must_be_free(host, port)
    must_have_connections(workers * threads)


def must_be_free(host: str, port: int) -> None:
    """The server's own processes share one port, so a second server would share it too, without a word.

    Refuses with `PortTaken` a port where somebody answers, and an address that cannot be listened at.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        # As the server binds: what a server that has just ended left behind is no hindrance.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise PortTaken(
                    Words(
                        "It is not possible to listen at {host}:{port}: {told}.",
                        host=host,
                        port=port,
                        told=error.strerror,
                    ),
                    way=Words("Give another address by --host or --port."),
                ) from error
            raise PortTaken(
                Words(
                    "Another program answers at {host}:{port} already, perhaps a server that you started before.",
                    host=host,
                    port=port,
                ),
                way=Words("Stop it, or give another port by --port."),
            ) from error


def must_have_connections(wanted: int) -> None:
    """Each thread may hold a connection; PostgreSQL has only so many, and others need some of them.

    Refuses with `TooManyThreads` more than are left.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
        )
        most = int(cursor.fetchone()[0]) - CONNECTIONS_LEFT
    if wanted > most:
        raise TooManyThreads(
            Words(
                "{wanted} threads may hold a connection each, and the database has {most} to give.",
                wanted=wanted,
                most=most,
            ),
            way=Words("Lower --workers or --threads, or raise max_connections."),
        )


class _Server(Granian):  # type: ignore[misc,valid-type]  # which class this is depends on the interpreter
    """The web server. When it is told to stop, so is the worker beside it, at the same moment."""

    told: Event

    def signal_handler_interrupt(self, *arguments: Any, **named: Any) -> None:
        """Told to stop."""
        self.told.set()
        super().signal_handler_interrupt(*arguments, **named)


def _server(host: str, port: int, workers: int, threads: int, told: Event) -> Any:
    server = _Server(
        "spelregler.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # A thread that waits for its turn, or says that there is none, is not one that works (platform/bounds.py).
        blocking_threads=bounds.threads_for(threads),
        backlog=1024,
        backpressure=512,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        workers_max_rss=LARGEST,
        websockets=False,
        log_dictconfig=settings.LOGGING,
    )
    server.told = told
    return server


def keep_serving(make: Callable[[], Any]) -> None:
    """Until the server is told to stop. One that gives up because its processes die over and over is begun again."""
    pauses = Pauses()
    while True:
        server = make()
        pauses.begin()
        try:
            server.serve()
        except SystemExit:
            logger.info("The web server gave up.")
        if server.interrupt_signal:
            return
        pause = pauses.after_death()
        logger.error("The web server's processes die over and over. It is begun again in %s s.", pause)
        # The server's own handler of signals sets these, also when it does not serve.
        server.main_loop_interrupt.clear()
        server.main_loop_interrupt.wait(pause)
        if server.interrupt_signal:
            return


@contextmanager
def _kept_working(over: Event) -> Iterator[None]:
    keeper = Thread(target=keep_working, args=(over,), name="keeper-of-the-worker")
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def keep_working(over: Event) -> None:
    """A worker beside the server. One that dies is known to be dead, so that its work is taken up at once."""
    pauses = Pauses()
    environment = {name: value for name, value in os.environ.items() if name != "SPELREGLER_THREADS"}
    while not over.is_set():
        name = working.name_of_worker()
        pauses.begin()
        command = [sys.executable, "-m", "spelregler", "work", "--kept-as", name, "--kept-by", str(os.getpid())]
        worker = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603  ourselves
        while not over.wait(0.5) and worker.poll() is None:
            pass
        if worker.poll() is None:
            _stop(worker)
        heartbeat.forget(name)
        if not over.is_set():
            pause = pauses.after_death()
            logger.error("The worker died (%s). It is started anew in %s s.", worker.returncode, pause)
            over.wait(pause)


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(GRACE + 1)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
