"""/matvarden/: measured values in Prometheus' text format, for whoever holds the key (SPELREGLER_METRICS_KEY).

`Authorization: Bearer KEY`. Without the setting there is no such address; with another key it is refused.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, Q
from django.http import HttpRequest, HttpResponse
from django_tasks_db.models import DBTaskResult

from spelregler import __version__
from spelregler.apps.policy.queries.findings import open_findings_by_status
from spelregler.config.nightly import night
from spelregler.config.preflight import database_size
from spelregler.platform import clock, heartbeat, measured
from spelregler.platform.backup import making
from spelregler.platform.mail import queries as mail

NO_SUCH, WRONG = 404, 403


def values(request: HttpRequest) -> HttpResponse | None:
    """Every value; None, so that the address is nobody's, where no key is set."""
    if not measured.is_on():
        return None
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), settings.SPELREGLER_METRICS_KEY.encode()):
        return HttpResponse("wrong key\n", status=WRONG, content_type="text/plain")
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

    told = CollectorRegistry()
    told.register(_Installation())
    text = generate_latest(measured.all_processes()) + generate_latest(told)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


class _Installation:
    """What is the same whichever process is asked: read from the database when it is asked for."""

    def collect(self) -> Iterator[Any]:
        """The values, in a number of questions that does not grow."""
        from prometheus_client.core import GaugeMetricFamily as Gauge

        now = clock.now()
        version = Gauge("spelregler_info", "The product's version.", labels=["version"])
        version.add_metric([__version__], 1)
        yield version
        waiting = DBTaskResult.objects.ready()
        yield Gauge("spelregler_queue_waiting", "Works that wait for a worker.", value=waiting.count())
        # What is to be done at once has a day far ahead as its own; what was put off has waited from its day on.
        at_once = waiting.filter(run_after__gt=now).aggregate(at=Min("enqueued_at"))["at"]
        put_off = waiting.filter(run_after__lte=now).aggregate(at=Min("run_after"))["at"]
        oldest = max(((now - at).total_seconds() for at in (at_once, put_off) if at), default=0)
        yield Gauge("spelregler_queue_oldest_seconds", "How long the oldest of them has waited.", value=oldest)
        ended = DBTaskResult.objects.filter(~Q(finished_at=None), task_path=night.module_path)
        last = ended.aggregate(at=Max("finished_at"))["at"]
        yield _moment("spelregler_night_ended", "When the last night's work ended.", last)
        yield Gauge("spelregler_worker_silent_seconds", "Since a worker was heard of.", value=_silence())
        yield Gauge("spelregler_database_bytes", "Size of the database.", value=database_size())
        yield _moment("spelregler_backup_made", "When the last backup was made here.", making.last_made())
        yield Gauge("spelregler_letters_stuck", "Letters that wait for the mail server.", value=mail.stuck(now=now))
        yield Gauge("spelregler_letters_given_up", "Given up in two weeks.", value=mail.given_up(now=now))
        findings = Gauge("spelregler_findings", "Answers of the rules that hold now.", labels=["status"])
        for status, many in open_findings_by_status().items():
            findings.add_metric([status], many)
        yield findings


def _moment(name: str, words: str, at: datetime | None) -> Any:
    from prometheus_client.core import GaugeMetricFamily as Gauge

    return Gauge(f"{name}_timestamp_seconds", words, value=at.timestamp() if at else 0)


def _silence() -> float:
    age = heartbeat.age()
    return float("inf") if age is None else age
