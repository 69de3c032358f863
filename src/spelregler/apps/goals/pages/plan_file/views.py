"""The plan as a file: fetched, edited in a spreadsheet, looked through in the background and stored once confirmed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting import background_work
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import look_through, store_again
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access import file_rights
from spelregler.apps.goals.access.visibility import hidden_goals, seen_rows
from spelregler.apps.goals.files import plan_table, tasks
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.forms import TableForm
from spelregler.platform.table_files import FORMS, as_file


def plan(request: Request) -> HttpResponse:
    """Fetch the plan, or choose the edited one."""
    file_rights.must_bring(request.acting_role)
    return _page(request, {"form": TableForm()})


def download(request: Request, form: str) -> HttpResponse:
    """The year's plan with the rows that the role sees on the page."""
    acting_role = request.acting_role
    file_rights.must_bring(acting_role)
    as_of = acting_role.as_of
    data = plan_table.export_plan(
        year=as_of.year,
        as_of=as_of,
        form=FORMS[form][0],
        language=acting_role.language,
        is_shown=seen_rows(acting_role, year=as_of.year),
        hidden=hidden_goals(acting_role),
    )
    return as_file(data, f"plan-{as_of.year}.{form}")


@only_sent
def try_plan(request: Request) -> HttpResponse:
    """The file is put aside, and the worker looks it through. Nothing is stored."""
    file_rights.must_bring(request.acting_role)
    form = TableForm(request.POST, request.FILES)
    if form.carried_out(lambda said: look_through(tasks.bring_plan, request, command="import plan FIL", **said)):
        return redirect("goals:plan_work", form.result)
    return _page(request, {"form": form}, path=reverse("goals:plan_file"), status=form.status)


def follow(request: Request, begun: UUID) -> HttpResponse:
    """How far the work has come, and once it is done what the file would change or has changed."""
    file_rights.must_bring(request.acting_role)
    return _page(request, background_work.shown(background_work.begun_by(tasks.bring_plan, request, begun)))


@require_POST
def store_plan(request: Request, begun: UUID) -> HttpResponse:
    """The file that was looked through is tried once more by the worker and stored: all or nothing."""
    file_rights.must_bring(request.acting_role)
    return redirect("goals:plan_work", store_again(tasks.bring_plan, request, begun))


def _page(request: Request, context: dict[str, object], *, path: str = "", status: int = 200) -> HttpResponse:
    title = _("The plan as a file")
    page = page_shell(
        request,
        title=title,
        lead=_("Fetch the plan, edit it in a spreadsheet and bring it back. You see what changes before it is stored."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
        path=path,
    )
    shown = {"page": page, "start": reverse("goals:plan_file"), "year": request.acting_role.as_of.year}
    return render(request, "goals/plan_file.html", {**shown, **context}, status=status)
