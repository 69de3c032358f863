"""Long work of this room: a table of the beginning, looked through or stored by the worker (ADR 29)."""

from __future__ import annotations

from typing import Any, BinaryIO

from django_tasks import task

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.background_work import WorkResult
from spelregler.apps.start.files.kinds import KINDS
from spelregler.exchange.bounded import whole
from spelregler.platform.progress import Stage
from spelregler.platform.tables import MOST_SHOWN


@task()
def bring_file(*, kind: str, file_name: str, store: bool, **role: Any) -> WorkResult:
    """Look a table through, or store it, in the role that began the work."""

    def bring(acting_role: ActingRole, file: BinaryIO, stage: Stage) -> WorkResult:
        chosen = KINDS[kind]
        chosen.must(acting_role)
        data = whole(file)
        brought = chosen.bring(
            data=data, file_name=file_name, store=store, today=acting_role.today, who=acting_role.who
        )
        return {"shown": brought.as_dict(acting_role.language, most=MOST_SHOWN), "stored": brought.stored}

    return background_work.do(bring, **role)
