"""Long work of this room: files with values and with plans, looked through or stored by the worker (ADR 29)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, BinaryIO

from django_tasks import task

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.background_work import WorkResult
from spelregler.apps.goals.access import file_rights
from spelregler.apps.goals.access.visibility import hidden_goals
from spelregler.apps.goals.files import plan_file, requested_values
from spelregler.apps.goals.files.dry_run import FilePlan
from spelregler.apps.goals.files.plan_table import COLUMNS
from spelregler.apps.goals.pages.plan_file.presenters import preview
from spelregler.exchange.bounded import whole
from spelregler.exchange.sheets import Column
from spelregler.platform.progress import Stage


@task()
def bring_values(*, file_name: str, store: bool, **role: Any) -> WorkResult:
    """Look a file of values through, or submit it."""

    def bring(acting_role: ActingRole, file: BinaryIO, stage: Stage) -> WorkResult:
        plan = requested_values.bring_values(
            data=whole(file), file_name=file_name, acting_role=acting_role, store=store, stage=stage
        )
        return _answer(plan, acting_role, columns=requested_values.COLUMNS)

    return background_work.do(bring, **role)


@task()
def bring_plan(*, file_name: str, store: bool, **role: Any) -> WorkResult:
    """Look a file of goals, indicators, targets and actions through, or store it."""

    def bring(acting_role: ActingRole, file: BinaryIO, stage: Stage) -> WorkResult:
        file_rights.must_bring(acting_role)
        plan = plan_file.import_plan(
            data=whole(file),
            file_name=file_name,
            today=acting_role.today,
            who=acting_role.who,
            store=store,
            may=file_rights.asker(acting_role),
            hidden=hidden_goals(acting_role),
            stage=stage,
        )
        return _answer(plan, acting_role, columns=COLUMNS)

    return background_work.do(bring, **role)


def _answer(plan: FilePlan, acting_role: ActingRole, *, columns: tuple[Column, ...]) -> WorkResult:
    return {"shown": asdict(preview(plan, acting_role.language, columns=columns)), "stored": plan.stored}
