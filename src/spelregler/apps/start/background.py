"""Long work of this room: a table of the beginning, looked through or stored by the worker (ADR 29)."""

from __future__ import annotations

from typing import Any, BinaryIO

from django_tasks import task

from spelregler.apps.organisation import work
from spelregler.apps.organisation.work import Answer
from spelregler.apps.organisation.worn import Worn
from spelregler.apps.start.files import KINDS
from spelregler.exchange.bounded import whole
from spelregler.platform.progress import Stage
from spelregler.platform.tables import MOST_SHOWN


@task()
def bring_file(*, kind: str, file_name: str, store: bool, **role: Any) -> Answer:
    """Look a table through, or store it, in the role that began the work."""

    def bring(worn: Worn, file: BinaryIO, stage: Stage) -> Answer:
        chosen = KINDS[kind]
        chosen.must(worn)
        data = whole(file)
        brought = chosen.bring(data=data, file_name=file_name, store=store, today=worn.today, who=worn.who)
        return {"shown": brought.as_dict(worn.language, most=MOST_SHOWN), "stored": brought.stored}

    return work.do(bring, **role)
