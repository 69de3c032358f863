"""The work of sending, done by the worker (ADR 29)."""

from __future__ import annotations

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from spelregler.platform.mail import delivery


@task()
def deliver() -> dict[str, int]:
    """Send what is due, and come back when the next letter is."""
    sent, failed = delivery.deliver()
    wake()
    return {"sent": sent, "failed": failed}


def wake() -> None:
    """A work that sends lies in the queue where a letter waits, no later than the letter is due."""
    due = delivery.next_due()
    if due is None:
        return
    waiting = DBTaskResult.objects.filter(task_path=deliver.module_path, status="READY")
    if waiting.ready().exists() or waiting.filter(run_after__lte=due).exists():
        return
    deliver.using(run_after=due).enqueue()
