"""The pages on which a table is brought: chosen, looked through by the worker, and stored once confirmed.

A room says who may bring it, which work it is, and what its page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django_tasks.base import Task

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.background_work import OF_THE_ROLE, WorkResult, begin, begun_by
from spelregler.apps.acting.form_page import done
from spelregler.exchange.bounded import whole
from spelregler.exchange.sheets import ABOUT, Column, explained
from spelregler.platform import uploads
from spelregler.platform.errors import DomainError, NotVisible, Refused
from spelregler.platform.forms import PlainForm
from spelregler.platform.table_files import FORMS, MOST_BYTES, TableField
from spelregler.platform.tables import Brought, LookedThrough
from spelregler.ui.formatting import days_in_words
from spelregler.ui.page import Page

FILE = "file"
"""The field that the table is chosen in."""
MOST_SHOWN = 100
"""Of a table's rows; the rest are counted."""


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

    def put(
        self,
        file: UploadedFile[Any],
        *,
        most_bytes: int,
        command: str = "",
        look: Callable[[], object] | None = None,
        **more: Any,
    ) -> None:
        """The file takes the place of the one before. A larger one is for `command`, where there is one.

        `look` reads it once put aside. What it refuses as a whole is told at the file's field, so that what was typed
        beside stays, and the file is gone.
        """
        key, name = uploads.keep(file, most_bytes=most_bytes, command=command)
        uploads.forget(self.said["key"])
        self.request.session[self.name] = {"key": key, "name": name, **more}
        try:
            if look is not None:
                look()
        except (NotVisible, Refused):
            raise
        except DomainError as refused:
            self.drop()
            refused.field = refused.field or FILE
            raise

    def opened(self) -> AbstractContextManager[BinaryIO]:
        """The file; refused where it has been taken away."""
        return uploads.opened(self.said["key"])

    def given(self) -> dict[str, Any]:
        """What a room's reader of small tables is given: all that is in the file, and its name as it was sent."""
        with self.opened() as file:
            return {"data": whole(file), "file_name": self.said["name"]}

    def drop(self) -> None:
        """It has done what it was brought for."""
        uploads.forget(self.said["key"])
        del self.request.session[self.name]


@dataclass(frozen=True)
class TablePages:
    """The pages of a table that is looked through while its reader waits: chosen, shown with what it says, stored.

    It is chosen at the address called `name`, sent to `name_upload`, shown at `name_plan` and stored at `name_store`,
    each with `args`. `page` is their shell, given the page's own address where it answers at another. The room's
    template goes on from `ui/brought.html`, and `words` are what the room says in it. The table to fetch is at the
    address called `fetched_at`, and what its `columns` hold is told beside it.
    """

    request: Request
    name: str
    template: str
    page: Callable[[str], Page]
    words: Mapping[str, str]
    fetched_at: str
    args: tuple[str, ...] = ()
    columns: Sequence[Column] = ()

    def address(self, step: str = "") -> str:
        """Where the table is chosen, or where a step further on is."""
        return reverse(f"{self.name}_{step}" if step else self.name, args=self.args)

    @property
    def held(self) -> HeldFile:
        """The table that is put aside."""
        return HeldFile(self.request, self.address())

    def start(self, form: PlainForm) -> HttpResponse:
        """The table is fetched and chosen here; a form that was sent and is wrong says so."""
        fetched_at = {each: reverse(self.fetched_at, args=[*self.args, each]) for each in FORMS}
        context = {"form": form, "action": self.address("upload"), "fetched_at": fetched_at}
        language = self.request.acting_role.language
        context["headings"] = [each.title(language) for each in ABOUT]
        context["about"] = list(explained(self.columns, language))
        return self._shown(context, status=form.status, path=self.address() if form.is_bound else "")

    def upload(
        self,
        form: PlainForm,
        kept: Callable[[dict[str, Any]], dict[str, Any]] = dict,
        *,
        look: Callable[[], object],
    ) -> HttpResponse:
        """The table is put aside, and shown with what it says; nothing is stored. `kept` is what is said about it.

        `look` reads what was put aside.
        """
        if not form.carried_out(lambda said: self.held.put(most_bytes=MOST_BYTES, look=look, **kept(said))):
            return self.start(form)
        return self.plan_again()

    def plan(self, context: Mapping[str, Any]) -> HttpResponse:
        """What the table says; storing it is one button further on."""
        steps = {"file_name": self.held.said["name"], "action": self.address("store"), "back": self.address()}
        return self._shown({"is_shown": True, **steps, **context})

    def plan_again(self) -> HttpResponseRedirect:
        """To what the table says: it was just put aside, or has a fault and was not stored."""
        return HttpResponseRedirect(self.address("plan"))

    def stored(self, message: str, address: str) -> HttpResponse:
        """All of it is stored, and the file has done what it was brought for."""
        self.held.drop()
        return done(self.request, message, address)

    def _shown(self, context: Mapping[str, Any], *, status: int = 200, path: str = "") -> HttpResponse:
        return render(self.request, self.template, {"page": self.page(path), **self.words, **context}, status=status)


def as_shown(found: LookedThrough[Any], language: str) -> dict[str, Any]:
    """A table's first rows and faults, how many there are beside them, and whether it may be stored."""
    return {
        "found": found,
        "rows": found.rows[:MOST_SHOWN],
        "left": max(0, len(found.rows) - MOST_SHOWN),
        "faults": [days_in_words(each.text(language), language) for each in found.faults],
        "faults_left": found.faults_in_all - len(found.faults),
        "may_store": bool(found.rows) and not found.faults_in_all,
    }


def as_tried(found: Brought, language: str) -> dict[str, Any]:
    """A table whose rows were tried by doing them: what is new and each fault, some of them, and whether it may be
    stored."""
    told = found.as_dict(language, most=MOST_SHOWN)
    return {
        "rows": [days_in_words(each["text"], language) for each in told["rows"]],
        "left": told["rows_left"],
        "remarks": told["remarks"],
        "same": told["same"],
        "faults": [days_in_words(each["text"], language) for each in told["faults"]],
        "faults_left": told["faults_left"],
        "may_store": found.new and not found.faults,
    }
