"""Findings are kept fresh: what a write can have touched is asked anew, so that the next page is true (MR-52).

A room imports only from rooms below it. So what is written in a room can change the answers of its own checks and of
those above it, and of no others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from spelregler.apps.organisation.models import Unit
from spelregler.apps.policy.engine import clauses_of
from spelregler.apps.policy.operations import evaluate_and_store
from spelregler.apps.policy.packages import NoPackageInForce, package_on
from spelregler.platform import clock

MOST_UNITS_AT_ONCE = 400
"""So many units are asked about in less than a second; above that nobody waits, and the worker asks (ADR 29)."""


def rooms() -> tuple[str, ...]:
    """The rooms, lowest first, as the settings list them."""
    return tuple(app.rpartition(".")[2] for app in settings.INSTALLED_APPS if app.startswith("spelregler.apps."))


def rooms_from(lowest: str) -> tuple[str, ...]:
    """A room and those above it."""
    known = rooms()
    return known[known.index(lowest) :]


def ask_again(written: Iterable[str], *, is_read_next: bool = True) -> None:
    """Ask the checks of the lowest room that was written in and of all above it, today; other names are no rooms.

    At once where a page is read next and the municipality is small, else by the worker, once for many writes. Where no
    package is in force yet, or no rule belongs to the rooms, there is nothing to ask.
    """
    known = rooms()
    places = [known.index(room) for room in written if room in known]
    lowest = known[min(places)] if places else ""
    if not lowest or not _is_judged(rooms_from(lowest)):
        return
    if is_read_next and Unit.objects.count() <= MOST_UNITS_AT_ONCE:
        ask(lowest)
    elif not _is_waiting(lowest):
        ask_later.enqueue(lowest)


def _is_judged(asked: Collection[str]) -> bool:
    try:
        return bool(clauses_of(package_on(clock.today()), asked))
    except NoPackageInForce:
        return False


def ask(lowest: str) -> int:
    """The number of answers. From the lowest room everything is asked, and what no room's check answers with it."""
    asked = None if lowest == rooms()[0] else rooms_from(lowest)
    return len(evaluate_and_store(as_of=clock.today(), rooms=asked))


@task()
def ask_later(lowest: str) -> int:
    """The worker asks, while the one who wrote goes on."""
    return ask(lowest)


def _is_waiting(lowest: str) -> bool:
    """The same question lies in the queue already and has not begun, so it will see this write too."""
    waiting = DBTaskResult.objects.filter(task_path=ask_later.module_path, status=TaskResultStatus.READY)
    return any(each.args_kwargs["args"] == [lowest] for each in waiting)


@receiver(task_finished)
def after_work(sender: object, task_result: TaskResult[Any], **_more: object) -> None:
    """A work of a room that has stored something is a write in that room."""
    said = task_result.return_value if task_result.status == TaskResultStatus.SUCCESSFUL else None
    if isinstance(said, dict) and said.get("stored"):
        ask_again(task_result.task.module_path.split("."))
