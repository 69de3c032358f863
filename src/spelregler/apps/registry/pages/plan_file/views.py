"""A whole disposal plan by file: the table with its decision, shown, and stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import TablePages, as_shown
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.decisions.pages.versions import VersionFileForm, said_with
from spelregler.apps.organisation.models import Body
from spelregler.apps.registry import operations
from spelregler.apps.registry.files.plan_table import COLUMNS, PlanFile, read_plan
from spelregler.apps.registry.pages.about_disposal import disposal_page, entered_for, plan_at
from spelregler.ui.page import Page


def start(request: Request, code: str) -> HttpResponse:
    """The decision and its table."""
    return _pages(request, entered_for(request, code)).start(VersionFileForm(today=request.acting_role.today))


@only_sent
def upload(request: Request, code: str) -> HttpResponse:
    """The table is put aside with its decision, and shown. Nothing is stored."""
    body = entered_for(request, code)
    form = VersionFileForm(request.POST, request.FILES, today=request.acting_role.today, body=body)

    def kept(said: dict[str, Any]) -> dict[str, Any]:
        operations.refuse_plan(body=body, minutes=form.minuted, start=said["start"])
        return form.kept

    return _pages(request, body).upload(form, kept, look=lambda: _read(request, body))


def plan(request: Request, code: str) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    body = entered_for(request, code)
    return _pages(request, body).plan(as_shown(_read(request, body), request.acting_role.language))


@require_POST
def store(request: Request, code: str) -> HttpResponse:
    """The plan that was shown is entered, all of it or nothing."""
    acting_role, body = request.acting_role, entered_for(request, code)
    found, pages = _read(request, body), _pages(request, body)
    if found.faults_in_all:
        return pages.plan_again()
    minutes, first_day = said_with(pages.held.said)
    operations.bring_plan(
        body=body,
        minutes=minutes,
        start=first_day,
        rows=found.rows,
        today=acting_role.today,
        who=acting_role.who,
    )
    return pages.stored(_("The disposal plan is entered."), plan_at(body))


def _read(request: Request, body: Body) -> PlanFile:
    return read_plan(**_pages(request, body).held.given())


def _pages(request: Request, body: Body) -> TablePages:
    def page(path: str) -> Page:
        lead = _("The whole plan in one table. Nothing is stored before you have seen it.")
        return disposal_page(request, body, _("Disposal plan by file"), lead=lead, path=path)

    return TablePages(
        request,
        name="registry:plan_file",
        args=(body.code,),
        template="registry/plan_file.html",
        page=page,
        words={
            "fetched": _("It holds the plan in force, or only the headings where there is none."),
            "note": _("Years are whole years after the year in which the case was closed. Empty is preserved."),
            "store": _("Enter the plan"),
        },
        fetched_at="registry:plan_table",
        columns=COLUMNS,
    )
