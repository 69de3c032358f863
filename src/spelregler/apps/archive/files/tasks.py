"""Long work of this room: the own archive is made, and one from elsewhere looked through, by the worker (ADR 29)."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any, BinaryIO

from django_tasks import task

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.background_work import WorkResult
from spelregler.apps.acting.rights import must
from spelregler.apps.archive import operations
from spelregler.apps.archive.access import ARCHIVES, Action
from spelregler.apps.archive.pages.brought.presenters import fault_lines
from spelregler.domain.words import Words
from spelregler.exchange.bounded import TooMuch
from spelregler.platform import clock
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage


class TooLarge(DomainError):
    """A municipality with more than an archive holds."""

    code = "archive-too-large"


@task()
def make_archive(*, file_name: str, **role: Any) -> WorkResult:
    """Make the municipality's own archive, to be fetched.

    Refuses with `Refused` a role that may not have it, with `TooLarge` a municipality with more than an archive holds.
    """

    def make(acting_role: ActingRole, out: IO[bytes], stage: Stage) -> None:
        must(acting_role, Action.TAKE_OUT, ARCHIVES)
        try:
            operations.taken_out(
                own=out, as_of=acting_role.today, made_at=clock.now(), who=acting_role.who, stage=stage
            )
        except TooMuch as error:
            way = Words("Take a copy of the whole home instead: spelregler backup.")
            raise TooLarge(error.words, way=way) from error

    return background_work.make(make, **role)


@task()
def bring_archive(*, file_name: str, **role: Any) -> WorkResult:
    """Look an archive from elsewhere through, row by row, and keep it as it is. With a fault nothing is kept."""

    def bring(acting_role: ActingRole, file: BinaryIO, stage: Stage) -> WorkResult:
        must(acting_role, Action.BRING, ARCHIVES)
        try:
            row = operations.bring_archive(
                path=Path(file.name),
                today=acting_role.today,
                role=acting_role.role,
                who=acting_role.who,
                stage=stage,
            )
        except operations.BringRefused as refused:
            language = acting_role.language
            lines = fault_lines(refused.faults, language) or [refused.text(language)]
            return {"shown": {"lines": lines}, "stored": False}
        return {"shown": {"archive": row.pk}, "stored": True}

    return background_work.do(bring, **role)
