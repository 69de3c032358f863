"""Long work of this room: the organisation as a file, looked through or stored by the worker (ADR 29)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, BinaryIO

from django_tasks import task

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.background_work import WorkResult
from spelregler.apps.organisation.access import file_rights
from spelregler.apps.organisation.files import organisation_import
from spelregler.apps.organisation.pages.file.presenters import preview
from spelregler.domain import reading
from spelregler.exchange.bounded import whole
from spelregler.exchange.sheets import SheetRefused
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage


class FileRefused(DomainError):
    """The file cannot be used at all."""

    code = "file-refused"


@task()
def bring_organisation(*, file_name: str, on: str, end_missing: bool, store: bool, **role: Any) -> WorkResult:
    """Look the file of an organisation through, or store what it says.

    Refuses with `FileRefused` a file that is no table of an organisation; each row's faults are in the answer.
    """

    def bring(acting_role: ActingRole, file: BinaryIO, stage: Stage) -> WorkResult:
        file_rights.must_bring(acting_role)
        try:
            plan = organisation_import.import_organisation(
                data=whole(file),
                file_name=file_name,
                on=reading.day(on),
                today=acting_role.today,
                end_missing=end_missing,
                store=store,
                may=file_rights.asker(acting_role),
                who=acting_role.who,
                stage=stage,
            )
        except SheetRefused as error:
            raise FileRefused(error.words, way=error.todo) from error
        return {"shown": asdict(preview(plan, acting_role.language)), "stored": plan.stored}

    return background_work.do(bring, **role)
