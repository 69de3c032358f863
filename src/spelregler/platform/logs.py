"""Lines for whoever runs the system: one per request and per work, with the id that the trail's rows carry too.

A line says what was asked, how it went and how long it took; the role, never the person. An address is told as its
pattern, because real ones hold people's codes and one-time keys; what stands after ? is never told.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django_tasks import TaskResult
from django_tasks.signals import task_finished

from spelregler.platform import request_id

requests, works = logging.getLogger("spelregler.request"), logging.getLogger("spelregler.work")
LONGEST_PATH = 200


class RequestId(logging.Filter):
    """Each line knows which request it belongs to; outside a request, which run of the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Nothing is left out."""
        record.request_id = request_id.current()
        return True


class NotOurThreads(logging.Filter):
    """The server warns of many threads; most of ours only wait, or say that there is no room (platform/bounds.py)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """All but that warning."""
        return "spawning up to" not in str(record.msg)


class JsonLines(logging.Formatter):
    """One object per line, whatever was logged; a trace is a field of it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request_id": getattr(record, "request_id", ""),
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        elif trace := getattr(record, "trace", ""):
            told["trace"] = trace
        return json.dumps(told, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    """A line for a person; a work's trace comes after it, as an error's does."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the trace where there is one."""
        trace = getattr(record, "trace", "")
        return super().format(record) + (f"\n{trace}" if trace else "")


def tell_request(request: HttpRequest, response: HttpResponse, *, began: float) -> None:
    """The line of a request that has been answered."""
    told = {
        "method": request.method,
        "path": path_of(request),
        "status": response.status_code,
        "ms": round((perf_counter() - began) * 1000),
        "role": role_of(request),
    }
    requests.info("%(method)s %(path)s %(status)s %(ms)s ms %(role)s", told, extra={"told": told})


def path_of(request: HttpRequest) -> str:
    """The pattern of the address; the address itself where it is nobody's page."""
    match = request.resolver_match
    return f"/{match.route}" if match else request.path[:LONGEST_PATH]


def role_of(request: HttpRequest) -> str:
    """The code of the acting role, such as UM."""
    acting_role = getattr(request, "acting_role", None)
    return str(acting_role.role) if acting_role else "-"


@receiver(task_finished)
def tell_work(sender: object, task_result: TaskResult[Any], **_more: object) -> None:
    """The line of a work that has ended, with the trace where it failed."""
    began, ended = task_result.started_at, task_result.finished_at
    told = {
        "task": task_result.task.module_path,
        "status": str(task_result.status).lower(),
        "ms": round((ended - began).total_seconds() * 1000) if began and ended else None,
    }
    level = logging.ERROR if task_result.errors else logging.INFO
    trace = "".join(error.traceback for error in task_result.errors)
    works.log(level, "%(task)s %(status)s %(ms)s ms", told, extra={"told": told, "trace": trace})


def configuration(form: str) -> dict[str, Any]:
    """LOGGING: text tells warnings and errors; json tells each request and work too."""
    told = "INFO" if form == "json" else "WARNING"
    text = "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": RequestId}, "not_our_threads": {"()": NotOurThreads}},
        "formatters": {"text": {"()": TextLines, "fmt": text}, "json": {"()": JsonLines}},
        "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": form}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "spelregler": {"level": told},
            # Django's own handlers would tell the same once more, in a form of their own.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "_granian": {"handlers": ["console"], "filters": ["not_our_threads"], "level": "INFO", "propagate": False},
        },
    }
