"""Work that was queued before the rooms' files were given other places is still done, and may be carried back."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

MIGRATION = import_module("spelregler.apps.acting.migrations.0001_work_by_its_new_names")
SAID = {"key": "a", "file_name": "plan.csv", "person": "anna", "hat": "post-1", "account": "1", "language": "sv"}


def queued(path: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path=path,
        args_kwargs={"args": [], "kwargs": dict(SAID)},
        priority=0,
        queue_name="default",
        backend_name="default",
        enqueued_at=timezone.now(),
    )


@pytest.mark.parametrize("path", sorted(MIGRATION.NEW))
def test_a_work_that_waits_is_found_by_its_new_name_with_the_role_that_began_it(db, path):
    work = queued(path)
    MIGRATION.forwards(apps, None)
    work.refresh_from_db()
    assert work.task.module_path == MIGRATION.NEW[path]
    assert work.args_kwargs["kwargs"]["role_assignment"] == "post-1"
    assert "hat" not in work.args_kwargs["kwargs"]
    MIGRATION.backwards(apps, None)
    work.refresh_from_db()
    assert (work.task_path, work.args_kwargs["kwargs"]) == (path, SAID)


def test_another_work_is_left_alone(db):
    work = queued("spelregler.platform.mail.background.deliver")
    MIGRATION.forwards(apps, None)
    work.refresh_from_db()
    assert (work.task_path, work.args_kwargs["kwargs"]) == ("spelregler.platform.mail.background.deliver", SAID)
