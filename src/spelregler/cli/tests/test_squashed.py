"""A database that went step by step and one that was made at once are the same (ADR 40)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from spelregler.cli.tests.copies import restored
from spelregler.cli.tests.homes import program_on, python_on
from spelregler.demo.tests.built import empty_home

LANDED = {
    "accounts": "0003_failed_sign_ins_are_counted",
    "audit": "0006_each_row_is_sealed",
    "autonomy": "0001_initial",
    "comparison": "0001_initial",
    "decisions": "0001_initial",
    "frames": "0018_ledgerbatch_add_closing",
    "goals": "0011_definitions_are_dated",
    "identity": "0001_initial",
    "organisation": "0004_people_in_use",
    "policy": "0001_initial",
}
"""Where the build of 24 November 2026 left a database: some rooms at what is now one step, some in the middle of it."""

BRING_THERE = f"""
from django.apps import apps
from spelregler.platform.squashed import step_by_step
ours = [each.label for each in apps.get_app_configs() if each.name.startswith("spelregler.")]
landed, executor = {LANDED}, step_by_step()
others = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours]
executor.migrate([*landed.items(), *others])
"""
WAITS = """
from django_tasks_db.models import DBTaskResult
said = {"key": "a", "file_name": "plan.csv", "person": "anna", "hat": "post-1", "account": "1", "language": "sv"}
names = {"priority": 0, "queue_name": "default", "backend_name": "default"}
path = "spelregler.apps.goals.background.bring_plan"
DBTaskResult.objects.create(task_path=path, args_kwargs={"args": [], "kwargs": said}, **names)
"""
"""A work of then in the queue: its file has another place now, and the role another word."""
FOUND = """
from django_tasks_db.models import DBTaskResult
[work] = DBTaskResult.objects.filter(task_path__contains="bring_plan")
print(work.task.module_path, work.args_kwargs["kwargs"]["role_assignment"])
"""
WRITE = "from spelregler.platform.audit.operations import SYSTEM, record; record(who=SYSTEM, act='x', subject='x')"
LAST = "from spelregler.platform.audit.models import AuditRow; print(AuditRow.objects.latest('id').act)"
SCHEMA = """
import json
from django.core.management import call_command
from spelregler.cli.tests.schema import schema
call_command("migrate", check_unapplied=True, verbosity=0)
print(json.dumps(schema()))
"""
"""What the database knows of itself, when nothing is left to do in it."""


def schema_of(home: Path, **where: str) -> dict[str, list[Any]]:
    return json.loads(python_on(home, SCHEMA, **where))


@pytest.mark.both
def test_the_landed_build_is_upgraded_to_what_a_new_database_is(request, tmp_path):
    on_postgres = connection.vendor == "postgresql"
    nothing = request.getfixturevalue("postgres") if on_postgres else dict
    home, there, of_new = tmp_path / "home", nothing(), nothing()
    python_on(home, BRING_THERE + WRITE + WAITS, **there)
    told = program_on(home, "upgrade", "--backup", str(tmp_path), **there)
    assert told.returncode == 0, told.stderr
    assert "goals.0012_vision_in_dialogue" in told.stdout.splitlines()
    assert python_on(home, FOUND, **there) == "spelregler.apps.goals.files.tasks.bring_plan post-1\n"
    new = tmp_path / "new" if on_postgres else empty_home()
    if on_postgres:
        assert program_on(new, "mail", "list", **of_new).returncode == 0
    made = schema_of(new, **of_new)
    assert len(made) > 4
    assert schema_of(home, **there) == made
    if not on_postgres:  # the way back; a copy takes the same steps on either
        [copy] = tmp_path.glob("spelregler-*.tar.gz")
        back = restored(copy, tmp_path / "back")
        assert schema_of(back) == made
        assert python_on(back, LAST) == "restore\n"
