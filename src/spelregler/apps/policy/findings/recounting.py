"""Findings are kept fresh: what a write can have touched is asked anew, so that the next page is true (MR-52).

That something was written, and in which rooms, is told by whoever answered the request; what it touched is read in the
trail when it is asked (`touched`). A room imports only from rooms below it, so answers wait in its own and those above.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from spelregler.apps.policy.findings import turns
from spelregler.apps.policy.findings.turns import rooms, rooms_from
from spelregler.apps.policy.operations.findings import TooManyToAsk, ask_what_was_touched
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.platform import clock
from spelregler.platform.audit.queries import last_number, rooms_written_in

MOST_UNITS_AT_ONCE = 400
"""So many units are asked about in less than a second; where a write touches more the worker asks (ADR 29, 56)."""
AGAIN_AFTER = timedelta(minutes=5)
"""When the worker tries anew after a check that failed."""
TIME_TO_ASK = timedelta(seconds=30)
"""How long a write may be without answers before the worker sees to it."""
logger = logging.getLogger(__name__)


def ask_again(written: Iterable[str], *, is_read_next: bool = True) -> None:
    """Ask the checks that rest on what was written in some rooms, today; other names are no rooms.

    At once where a page is read next and no more units are touched than it has time for, else by the worker, once for
    many writes. Where no package is in force yet, or no rule belongs to the rooms or those above, there is nothing to
    ask. It never fails: what was written is stored whatever happens here, and whoever wrote must not be told otherwise
    (ADR 43).
    """
    known = rooms()
    places = [known.index(room) for room in written if room in known]
    if not places:
        return
    lowest = known[min(places)]
    try:
        if _is_judged(lowest) and not (is_read_next and _is_asked_at_once()):
            leave_to_worker()
    except Exception:
        logger.exception("What was written in %s is stored, but its rules are not asked until the night", lowest)


def _is_judged(lowest: str) -> bool:
    """Whether a clause's check belongs to the room or one above; its name begins with its room's."""
    above, package = rooms_from(lowest), package_or_none(clock.today())
    return any(each.check.partition(".")[0] in above for each in package.clauses) if package else False


def _is_asked_at_once() -> bool:
    try:
        ask(most_units=MOST_UNITS_AT_ONCE)
    except TooManyToAsk:
        return False
    except Exception:
        logger.exception("The rules could not be asked after a write; the worker asks")
        return False
    return True


def ask(*, most_units: int | None = None) -> int:
    """What was written up to now has its rules asked, today. The number of answers.

    Refuses with `TooManyToAsk` what touches more units than are asked about at once.
    """
    return ask_what_was_touched(as_of=clock.today(), wanted=last_number(), most_units=most_units)


def leave_to_worker() -> None:
    """Until the worker has asked, every page says that the answers are being recounted."""
    turns.want(last_number())
    if not _is_waiting():
        ask_later.enqueue()


def wake() -> None:
    """What should be asked and lies in no queue, because the process died between or a copy was put in place."""
    if turns.is_recounting() and not _is_waiting():
        ask_later.enqueue()


def take_up() -> None:
    """What was written and never asked about: by a process that died in between, or by a command.

    The worker looks. The one who wrote has half a minute to ask, and what does not help is not done more often than
    every fifth minute.
    """
    now = clock.now()
    asked = DBTaskResult.objects.filter(task_path=ask_later.module_path)
    going_on = Q(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    if asked.filter(going_on | Q(enqueued_at__gt=now - AGAIN_AFTER)).exists():
        return
    written = rooms_written_in(after=turns.known(), before=now - TIME_TO_ASK)
    lowest = next((room for room in rooms() if room in written), None)
    if turns.is_recounting() or (lowest is not None and _is_judged(lowest)):
        leave_to_worker()


@task()
def ask_later(*_rooms: str) -> int:
    """The worker asks, while the one who wrote goes on; and again in a while where a check fails.

    Earlier versions named the room that was written in, and such a question may still lie in the queue.
    """
    try:
        return ask()
    except Exception:
        logger.exception("The rules could not be asked after a write; they are asked again")
        ask_later.using(run_after=clock.now() + AGAIN_AFTER).enqueue()
        return 0


def _is_waiting() -> bool:
    """The question lies in the queue already and has not begun, so it will see this write too."""
    return DBTaskResult.objects.filter(task_path=ask_later.module_path, status=TaskResultStatus.READY).exists()


@receiver(task_finished)
def after_work(sender: object, task_result: TaskResult[Any], **_more: object) -> None:
    """A work of a room that has stored something is a write in that room."""
    said = task_result.return_value if task_result.status == TaskResultStatus.SUCCESSFUL else None
    if isinstance(said, dict) and said.get("stored"):
        ask_again(task_result.task.module_path.split("."))
