"""Long work that waits, or that a page still asks for, is found by the new name of its module.

The rooms' files were given other places; a work is queued by the path of what does it, with the role that began it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import migrations

NEW = {
    "spelregler.apps.goals.background.bring_values": "spelregler.apps.goals.files.tasks.bring_values",
    "spelregler.apps.goals.background.bring_plan": "spelregler.apps.goals.files.tasks.bring_plan",
    "spelregler.apps.start.background.bring_file": "spelregler.apps.start.files.tasks.bring_file",
    "spelregler.apps.organisation.background.bring_organisation": "spelregler.apps.organisation.files.tasks.bring_organisation",
    "spelregler.apps.policy.fresh.ask_later": "spelregler.apps.policy.findings.recounting.ask_later",
}
OLD_ROLE, NEW_ROLE = "hat", "role_assignment"


def forwards(apps: Any, _editor: Any) -> None:
    """From the old places to the new."""
    rename(apps, NEW, OLD_ROLE, NEW_ROLE)


def backwards(apps: Any, _editor: Any) -> None:
    """And back."""
    rename(apps, {new: old for old, new in NEW.items()}, NEW_ROLE, OLD_ROLE)


def rename(apps: Any, paths: Mapping[str, str], role: str, new_role: str) -> None:
    """Each work's path, and the word for the role that began it."""
    works = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for work in works.filter(task_path__in=paths):
        said = work.args_kwargs["kwargs"]
        if role in said:
            said[new_role] = said.pop(role)
        work.task_path = paths[work.task_path]
        work.save(update_fields=["task_path", "args_kwargs"])


class Migration(migrations.Migration):
    initial = True
    dependencies = [("django_tasks_database", "0021_conditional_partial_index_ordering")]
    operations = [migrations.RunPython(forwards, backwards)]
