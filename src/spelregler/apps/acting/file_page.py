"""The pages on which a table is brought: chosen, looked through by the worker, and stored once confirmed.

A room says who may bring it, which work it is, and what its page shows.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy
from django_tasks.base import Task

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.background_work import OF_THE_ROLE, WorkResult, begin, begun_by
from spelregler.platform import uploads
from spelregler.platform.forms import PlainForm
from spelregler.platform.table_files import MOST_BYTES, TableField


class FileForm(PlainForm):
    """The table, and nothing else to say about it."""

    file = TableField(help_text=gettext_lazy("Excel or CSV, at most 20 MB. Only the first sheet is read."))


def look_through(
    task: Task[..., WorkResult], request: Request, file: UploadedFile[Any], *, command: str, **more: Any
) -> UUID:
    """The table is put aside, and the worker looks it through: nothing is stored. A larger one is for `command`."""
    key, name = uploads.keep(file, most_bytes=MOST_BYTES, command=command)
    return begin(task, request, key=key, file_name=name, store=False, **more)


def store_again(task: Task[..., WorkResult], request: Request, begun: UUID) -> UUID:
    """The table that was looked through is tried once more, with what was said about it, and stored: all or nothing."""
    said = begun_by(task, request, begun).kwargs
    kept = {name: each for name, each in said.items() if name not in {*OF_THE_ROLE, "store"}}
    return begin(task, request, store=True, **kept)


@dataclass(frozen=True)
class HeldFile:
    """A file that the session looks at under a name: put aside, shown with what it would change, gone once stored."""

    request: Request
    name: str

    @property
    def said(self) -> dict[str, Any]:
        """Its key, its name as it was sent, and what was said about it; without a file there is nothing to bring."""
        found = self.request.session.get(self.name)
        return found if isinstance(found, dict) else {"key": "", "name": ""}

    def put(self, file: UploadedFile[Any], *, most_bytes: int, command: str, **more: Any) -> None:
        """The file takes the place of the one before."""
        key, name = uploads.keep(file, most_bytes=most_bytes, command=command)
        uploads.forget(self.said["key"])
        self.request.session[self.name] = {"key": key, "name": name, **more}

    def opened(self) -> AbstractContextManager[BinaryIO]:
        """The file; refused where it has been taken away."""
        return uploads.opened(self.said["key"])

    def drop(self) -> None:
        """It has done what it was brought for."""
        uploads.forget(self.said["key"])
        del self.request.session[self.name]
