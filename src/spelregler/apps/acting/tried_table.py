"""A table whose rows are tried by doing them, each a fact as by hand: its five pages, the same in every room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages, as_tried
from spelregler.apps.acting.form_page import only_sent
from spelregler.platform.table_files import FORMS, as_file
from spelregler.platform.tables import Brought


@dataclass(frozen=True, kw_only=True)
class TriedTable(TablePages):
    """What a room says of such a table, beside its pages.

    `headings` makes the table to fetch, which is `called` so. `bring` tries what was put aside, or stores all of it;
    `told` says of how many facts that was, and `after` is where they are then read.
    """

    headings: Callable[..., bytes]
    called: str
    bring: Callable[..., Brought]
    told: Callable[[int], str]
    after: str

    def brought(self, *, store: bool) -> Brought:
        """What was put aside, tried or stored by the acting role today."""
        acting_role = self.request.acting_role
        return self.bring(**self.held.given(), store=store, today=acting_role.today, who=acting_role.who)


class TableViews(NamedTuple):
    """The table fetched and chosen, sent, shown and stored."""

    start: Callable[..., HttpResponse]
    template: Callable[..., HttpResponse]
    upload: Callable[..., HttpResponse]
    plan: Callable[..., HttpResponse]
    store: Callable[..., HttpResponse]


def table_views(of: Callable[..., TriedTable]) -> TableViews:
    """The views of a room's table: `of` is given the request and what the address says, and refuses who may not."""

    def start(request: Request, /, **at: Any) -> HttpResponse:
        return of(request, **at).start(FileForm())

    def template(request: Request, /, form: str, **at: Any) -> HttpResponse:
        table = of(request, **at)
        data = table.headings(form=FORMS[form][0], language=request.acting_role.language)
        return as_file(data, f"{table.called}.{form}")

    @only_sent
    def upload(request: Request, /, **at: Any) -> HttpResponse:
        table = of(request, **at)
        return table.upload(FileForm(request.POST, request.FILES), look=lambda: table.brought(store=False))

    def plan(request: Request, /, **at: Any) -> HttpResponse:
        table = of(request, **at)
        return table.plan(as_tried(table.brought(store=False), request.acting_role.language))

    @require_POST
    def store(request: Request, /, **at: Any) -> HttpResponse:
        table = of(request, **at)
        found = table.brought(store=True)
        return table.stored(table.told(len(found.new)), table.after) if found.stored else table.plan_again()

    return TableViews(start, template, upload, plan, store)
