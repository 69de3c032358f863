"""The plan as a file: fetched, edited in a spreadsheet, looked through in the background and stored once confirmed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access import file_rights
from spelregler.apps.goals.access.visibility import hidden_goals, seen_rows
from spelregler.apps.goals.files import plan_table, tasks
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.queries.thread import goal_tree
from spelregler.platform import uploads
from spelregler.platform.table_files import FORMS, MOST_BYTES


def plan(request: Request) -> HttpResponse:
    """Fetch the plan, or choose the edited one."""
    file_rights.must_bring(request.acting_role)
    return _page(request, {})


def download(request: Request, form: str) -> HttpResponse:
    """The year's plan with the rows that the role sees on the page."""
    acting_role = request.acting_role
    file_rights.must_bring(acting_role)
    as_of = acting_role.as_of
    kind, content_type = FORMS[form]
    shown = seen_rows(acting_role, goal_tree(year=as_of.year, as_of=as_of))
    data = plan_table.export_plan(
        year=as_of.year,
        as_of=as_of,
        form=kind,
        language=acting_role.language,
        is_shown=shown,
        hidden=hidden_goals(acting_role),
    )
    name = f'attachment; filename="plan-{as_of.year}.{form}"'
    return HttpResponse(data, content_type=content_type, headers={"Content-Disposition": name})


@require_POST
def try_plan(request: Request) -> HttpResponse:
    """The file is put aside, and the worker looks it through. Nothing is stored."""
    file_rights.must_bring(request.acting_role)
    key, name = uploads.keep(request.FILES.get("file"), most_bytes=MOST_BYTES, command="import plan FIL")
    return _begun(request, key=key, file_name=name, store=False)


def follow(request: Request, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would change or has changed."""
    file_rights.must_bring(request.acting_role)
    return _page(request, background_work.shown(background_work.begun_by(tasks.bring_plan, request, begun)))


@require_POST
def store_plan(request: Request, begun: UUID) -> HttpResponse:
    """The file that was looked through is tried once more by the worker and stored: all or nothing."""
    file_rights.must_bring(request.acting_role)
    said = background_work.begun_by(tasks.bring_plan, request, begun).kwargs
    return _begun(request, key=said["key"], file_name=said["file_name"], store=True)


def _begun(request: Request, *, key: str, file_name: str, store: bool) -> HttpResponse:
    begun = background_work.begin(tasks.bring_plan, request, key=key, file_name=file_name, store=store)
    return HttpResponseRedirect(reverse("goals:plan_work", args=[begun]))


def _page(request: Request, context: dict[str, object]) -> HttpResponse:
    title = _("The plan as a file")
    page = page_shell(
        request,
        title=title,
        lead=_("Fetch the plan, edit it in a spreadsheet and bring it back. You see what changes before it is stored."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    return render(
        request,
        "goals/plan_file.html",
        {"page": page, "start": reverse("goals:plan_file"), "year": request.acting_role.as_of.year, **context},
    )
