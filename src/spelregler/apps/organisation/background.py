"""Long work of this room: the organisation as a file, looked through or stored by the worker (ADR 29)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, BinaryIO

from django_tasks import task

from spelregler.apps.organisation import importing, work
from spelregler.apps.organisation.file_presenters import preview
from spelregler.apps.organisation.importing import parts
from spelregler.apps.organisation.work import Answer
from spelregler.apps.organisation.worn import Worn
from spelregler.domain import reading
from spelregler.exchange.bounded import whole
from spelregler.exchange.sheets import SheetRefused
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage


class FileRefused(DomainError):
    """The file cannot be used at all."""

    code = "file-refused"


@task()
def bring_organisation(*, file_name: str, on: str, end_missing: bool, store: bool, **role: Any) -> Answer:
    """Look the file of an organisation through, or store what it says."""

    def bring(worn: Worn, file: BinaryIO, stage: Stage) -> Answer:
        parts.must_bring(worn)
        try:
            plan = importing.import_organisation(
                data=whole(file),
                file_name=file_name,
                on=reading.day(on),
                today=worn.today,
                end_missing=end_missing,
                store=store,
                may=parts.asker(worn),
                who=worn.who,
                stage=stage,
            )
        except SheetRefused as error:
            raise FileRefused(sv=error.sv, en=error.en, way_sv=error.todo_sv, way_en=error.todo_en) from error
        return {"shown": asdict(preview(plan, worn.language)), "stored": plan.stored}

    return work.do(bring, **role)
