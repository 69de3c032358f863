"""Long work that a role begins on a page: a worker does it, and the page tells how far it has come (ADR 29).

What is queued are words, never objects: the file's key, and who began the work in which role. The worker takes up the
role anew, so that whoever has left it since stores nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import IO, Any, BinaryIO, Protocol
from uuid import UUID

from django.utils import timezone, translation
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks_db.models import DBTaskResult

from spelregler.apps.acting.acting_role import ActingRole, Request, acting_role_again
from spelregler.domain.words import Words
from spelregler.platform import clock, heartbeat, made_files, progress, request_id, uploads, working
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.errors import DomainError, NotVisible, Refused
from spelregler.platform.working import MOST_WAITING

OF_THE_ROLE = ("person", "role_assignment", "account", "language")
"""What a work is told of whoever began it; the rest is the work's own."""
MINUTE = timedelta(minutes=1)
"""A worker takes up a work within seconds, unless it is busy with another or is not there."""
WorkResult = dict[str, Any]
"""What the page shows: plain data. `stored` tells that the file has done what it was brought for."""


class Doing(Protocol):
    """What a work does with the file, in the role that began it, telling its progress."""

    def __call__(self, acting_role: ActingRole, file: BinaryIO, stage: progress.Stage) -> WorkResult:
        """Look the file through, or store what it says."""


class Making(Protocol):
    """What a work writes in a file that somebody asked for, in the role that asked, telling its progress."""

    def __call__(self, acting_role: ActingRole, out: IO[bytes], stage: progress.Stage) -> None:
        """Write all of it."""


def begin(task: Task[..., WorkResult], request: Request, *, key: str, file_name: str, **more: Any) -> UUID:
    """Put the work in the queue; answer with the name by which its page asks for it.

    Refuses with `QueueFull` what comes after the queue's end.
    """
    acting_role = request.acting_role
    working.must_have_room()
    begun = task.enqueue(
        key=key,
        file_name=file_name,
        person=acting_role.person_code,
        role_assignment=acting_role.role_assignment.code,
        account=acting_role.account,
        language=acting_role.language,
        **more,
    )
    return UUID(begun.id)


def do(doing: Doing, *, key: str, **role: str) -> WorkResult:
    """Carry out a work in the role that began it. A refusal is an answer; a file that did its work is taken away."""
    if has_stored():
        # The worker was ended after it had stored and before it could say so.
        uploads.forget(key)
        return {"stored": True, "shown": None}

    def step(acting_role: ActingRole, stage: progress.Stage) -> WorkResult:
        with uploads.opened(key) as file:
            return doing(acting_role, file, stage)

    answer = _carried_out(step, key=key, **role)
    if answer["stored"]:
        uploads.forget(key)
    return answer


def make(making: Making, *, key: str, **role: str) -> WorkResult:
    """Make a file in the role that asked for it. It is there under the key for a day, once all of it is made.

    A worker that was ended in the middle makes it anew.
    """

    def step(acting_role: ActingRole, stage: progress.Stage) -> WorkResult:
        with made_files.being_made(key) as out:
            making(acting_role, out, stage)
        return {"stored": True, "shown": {"key": key}}

    return _carried_out(step, key=key, **role)


def _carried_out(
    step: Callable[[ActingRole, progress.Stage], WorkResult],
    *,
    key: str,
    person: str,
    role_assignment: str,
    account: str,
    language: str,
) -> WorkResult:
    try:
        with translation.override(language):
            acting_role = acting_role_again(
                person_code=person,
                assignment_code=role_assignment,
                account=account,
                language=language,
                today=clock.today(),
            )
            if acting_role is None:
                raise _role_is_gone()
            return step(acting_role, progress.told_of(key))
    except DomainError as error:
        return {"error": error.text(language), "stored": False}
    finally:
        progress.forget(key)


def has_stored() -> bool:
    """Whether this work, tried before, has told the trail of something: then all of it is stored."""
    work = request_id.current_work()
    return bool(work) and AuditRow.objects.filter(request_id=work).exists()


def begun_by(task: Task[..., WorkResult], request: Request, work: UUID) -> TaskResult[WorkResult]:
    """The work behind an address, for whoever began it, in the role in which it was begun.

    Refuses with `NotVisible` anybody else's, and one that is not there.
    """
    try:
        found = task.get_result(str(work))
    except TaskResultDoesNotExist:
        found = None
    role_assignment = request.acting_role.role_assignment
    if found is None or (found.kwargs["person"], found.kwargs["role_assignment"]) != (
        role_assignment.person_code,
        role_assignment.code,
    ):
        raise NotVisible(
            Words("There is no such work."),
            way=Words("Change to the role that you began in, or choose the file again."),
        )
    return found


def unfinished(task: Task[..., WorkResult], request: Request) -> UUID | None:
    """The work of the kind that the same person began in the same role and that is not done; the latest. One query."""
    assignment = request.acting_role.role_assignment
    works = DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=[TaskResultStatus.RUNNING, TaskResultStatus.READY]
    )
    for each in works.order_by("-enqueued_at")[:MOST_WAITING]:
        begun = each.args_kwargs["kwargs"]
        if (begun["person"], begun["role_assignment"]) == (assignment.person_code, assignment.code):
            return UUID(str(each.pk))
    return None


def shown(found: TaskResult[WorkResult]) -> dict[str, object]:
    """How far the work has come, for `ui/work.html`; `result` once it is done."""
    return {
        "work": found,
        "file_name": found.kwargs["file_name"],
        "is_over": found.is_finished,
        "is_broken": found.status == TaskResultStatus.FAILED,
        "is_stuck": _has_waited(found),
        "is_without_worker": _has_waited(found) and not heartbeat.is_heard(),
        "is_left": found.status == TaskResultStatus.RUNNING and heartbeat.is_silent(found.worker_ids[-1]),
        "is_again": not found.is_finished and len(found.worker_ids) > (found.status == TaskResultStatus.RUNNING),
        "is_fatal": any(error.exception_class_path == working.DIED for error in found.errors),
        "progress": progress.progress_of(found.kwargs["key"]) if found.status == TaskResultStatus.RUNNING else None,
        "result": found.return_value if found.status == TaskResultStatus.SUCCESSFUL else None,
    }


def _has_waited(found: TaskResult[WorkResult]) -> bool:
    since = found.enqueued_at
    return found.status == TaskResultStatus.READY and since is not None and timezone.now() - since > MINUTE


def _role_is_gone() -> Refused:
    return Refused(
        Words("The role in which the work began is no longer yours."),
        clause="MR-24",
        way=Words("Choose a role that you hold today."),
    )
