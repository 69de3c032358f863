"""When the entries are kept true: after each write at once, else by the worker, and each night."""

from __future__ import annotations

import logging

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from spelregler.platform.search import filling
from spelregler.platform.search.models import Known

logger = logging.getLogger(__name__)


def be_found() -> None:
    """After a write: what was written is found from the next page on.

    It never fails: what was written is stored whatever happens here, and the worker looks too.
    """
    try:
        if not filling.follow():
            leave_to_worker()
    except Exception:
        logger.exception("What was written is stored, but it is found as it was until the worker has looked")


def take_up() -> None:
    """What was written by a command, by the worker itself or by a process that died: the worker looks now and then."""
    if not Known.objects.exists() or (filling.is_behind() and not filling.follow()):
        leave_to_worker()


def wake() -> None:
    """When a worker starts: what nobody has made yet is made, and what this version of the product says otherwise."""
    leave_to_worker()


def leave_to_worker() -> None:
    """Everything is made anew, once for many writes."""
    if not DBTaskResult.objects.filter(task_path=make.module_path, status=TaskResultStatus.READY).exists():
        make.enqueue()


@task()
def make() -> int:
    """Every entry is held against its thing; how many differed."""
    return filling.make_anew()


def is_true_so_far() -> bool:
    """Whether the entries should be what the rooms say, so that a difference is a fault and not a write to follow."""
    return Known.objects.exists() and filling.follow()
