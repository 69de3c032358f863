"""Requests counted and timed for monitoring, by several processes at once (prometheus-client's own files under HOME).

Nothing is counted, and the library not loaded, where no key is set. What is told is the pattern of an address and how
it went: no person, no address of a visitor, no text.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from spelregler.platform import logs

FOLDER = "measured"
SHARED = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def is_on() -> bool:
    """Whether somebody holds a key to read it with."""
    return bool(settings.SPELREGLER_METRICS_KEY)


def begin_anew() -> None:
    """When a server starts: its processes count together from nothing. Before any of them has loaded the library."""
    if not is_on():
        return
    folder = Path(settings.HOME) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.environ[SHARED] = str(folder)


def count(request: HttpRequest, response: HttpResponse, *, began: float) -> None:
    """One more request."""
    if not is_on():
        return
    counted, timed = _counters()
    route = logs.path_of(request) if request.resolver_match else "-"
    counted.labels(route=route, method=request.method or "", status=str(response.status_code)).inc()
    timed.labels(route=route).observe(perf_counter() - began)


@cache
def _counters() -> tuple[Any, Any]:
    from prometheus_client import Counter, Histogram

    return (
        Counter("spelregler_requests", "Requests answered.", ["route", "method", "status"]),
        Histogram("spelregler_request_seconds", "Time to answer a request.", ["route"], buckets=SECONDS),
    )


def all_processes() -> Any:
    """A registry with what every process of this server has counted."""
    from prometheus_client import REGISTRY, CollectorRegistry
    from prometheus_client.multiprocess import MultiProcessCollector

    _counters()
    if SHARED not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library has no types here
    return registry
