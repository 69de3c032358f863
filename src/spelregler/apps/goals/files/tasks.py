"""Long work of this room: files with values and with plans, looked through or stored by the worker (ADR 29)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, BinaryIO

from django_tasks import task

from spelregler.apps.goals.access import file_rights
from spelregler.apps.goals.access.visibility import hidden_goals
from spelregler.apps.goals.files import plan_file, requested_values
from spelregler.apps.goals.files.dry_run import FilePlan
from spelregler.apps.goals.files.plan_table import COLUMNS
from spelregler.apps.goals.pages.plan_file.presenters import preview
from spelregler.apps.organisation import work
from spelregler.apps.organisation.work import Answer
from spelregler.apps.organisation.worn import Worn
from spelregler.exchange.bounded import whole
from spelregler.exchange.sheets import Column
from spelregler.platform.progress import Stage


@task()
def bring_values(*, file_name: str, store: bool, **role: Any) -> Answer:
    """Look a file of values through, or submit it."""

    def bring(worn: Worn, file: BinaryIO, stage: Stage) -> Answer:
        plan = requested_values.bring_values(data=whole(file), file_name=file_name, worn=worn, store=store, stage=stage)
        return _answer(plan, worn, columns=requested_values.COLUMNS)

    return work.do(bring, **role)


@task()
def bring_plan(*, file_name: str, store: bool, **role: Any) -> Answer:
    """Look a file of goals, indicators, targets and actions through, or store it."""

    def bring(worn: Worn, file: BinaryIO, stage: Stage) -> Answer:
        file_rights.must_bring(worn)
        plan = plan_file.import_plan(
            data=whole(file),
            file_name=file_name,
            today=worn.today,
            who=worn.who,
            store=store,
            may=file_rights.asker(worn),
            hidden=hidden_goals(worn),
            stage=stage,
        )
        return _answer(plan, worn, columns=COLUMNS)

    return work.do(bring, **role)


def _answer(plan: FilePlan, worn: Worn, *, columns: tuple[Column, ...]) -> Answer:
    return {"shown": asdict(preview(plan, worn.language, columns=columns)), "stored": plan.stored}
