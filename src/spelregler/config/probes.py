"""What probes ask: is the process alive, can it serve, does a worker work. No sign-in, no secret, no redirect.

They are answered before everything else (session, host names, HTTPS), so that a proxy or a container's own probe on the
loopback gets its answer whatever name it asks by.

    /halsa/         200 as long as the process answers; asks nothing of anybody
    /halsa/klar/    200 when the database answers and is at this version, else 503; tells of the worker too
    /halsa/arbete/  200 when a worker has been heard of in the last minute, else 503: for the alarm, not for a balancer
    /matvarden/     measured values, for whoever holds the key (metrics)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse

from spelregler.config import metrics
from spelregler.platform import heartbeat

READY, NOT_READY = 200, 503


class ProbesMiddleware:
    """Answers the addresses of the probes, and lets all else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only what is read: a probe never writes."""
        answer = PROBES.get(request.path)
        if answer is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = answer(request)
        if response is None:
            return self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> HttpResponse:
    """Requests can be served. Without a worker pages can still be read, so that alone takes nobody out of service."""
    database, migrations = _database()
    is_ready = database and migrations
    told = {
        "status": "ok" if is_ready else "not ready",
        "database": database,
        "migrations": migrations,
        "worker": heartbeat.is_heard(),
        "worker_seconds": _rounded(heartbeat.age()),
    }
    return JsonResponse(told, status=READY if is_ready else NOT_READY)


def working(request: HttpRequest) -> HttpResponse:
    """A worker lives."""
    is_heard = heartbeat.is_heard()
    told = {"status": "ok" if is_heard else "no worker", "worker_seconds": _rounded(heartbeat.age())}
    return JsonResponse(told, status=READY if is_heard else NOT_READY)


Probe = Callable[[HttpRequest], HttpResponse | None]
PROBES: dict[str, Probe] = {
    "/halsa/": alive,
    "/halsa/klar/": ready,
    "/halsa/arbete/": working,
    "/matvarden/": metrics.values,
}


def _database() -> tuple[bool, bool]:
    """Whether the database answers, and whether every migration of this version has been applied: two questions."""
    try:
        return True, _wanted() <= MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        connection.close()
        return False, False


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    """Every step: one that replaces others is noted the next time something is migrated."""
    known = MigrationLoader(None).disk_migrations
    return frozenset(key for key, migration in known.items() if not migration.replaces)


def _rounded(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)
