"""Meetings by file: the table is fetched, shown with what it plans, and stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages, as_shown
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.meetings.access.planned_for import must_plan_somewhere
from spelregler.apps.meetings.files import calendar_file
from spelregler.apps.meetings.files.calendar_file import COLUMNS
from spelregler.apps.meetings.pages.words import HERE
from spelregler.apps.meetings.queries import calendar
from spelregler.platform.table_files import FORMS, as_file
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    must_plan_somewhere(request.acting_role)
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """A row for each body that the role plans for."""
    bodies = must_plan_somewhere(request.acting_role)
    data = calendar_file.template(bodies, form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"sammantraden.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown with what it says. Nothing is stored."""
    must_plan_somewhere(request.acting_role)
    return _pages(request).upload(FileForm(request.POST, request.FILES), look=lambda: _bring(request, store=False))


def plan(request: Request) -> HttpResponse:
    """What the table plans; storing it is one button further on."""
    found = _bring(request, store=False)
    return _pages(request).plan(as_shown(found, request.acting_role.language))


@require_POST
def store(request: Request) -> HttpResponse:
    """The table that was shown is stored, all of it or nothing."""
    found, pages = _bring(request, store=True), _pages(request)
    if found.faults_in_all:
        return pages.plan_again()
    count = len(found.rows)
    words = ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", count) % {"n": count}
    return pages.stored(words, reverse(HERE))


def _bring(request: Request, *, store: bool) -> calendar_file.CalendarFile:
    acting_role = request.acting_role
    bodies = must_plan_somewhere(acting_role)
    return calendar_file.bring(
        **_pages(request).held.given(),
        bodies=bodies,
        lists_a_year=calendar.lists_a_year(as_of=acting_role.today),
        store=store,
        today=acting_role.today,
        who=acting_role.who,
    )


def _pages(request: Request) -> TablePages:
    title = _("Plan from a file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("A row for each meeting. Nothing is stored before you have seen it."),
            crumbs=[(_("Meetings"), reverse(HERE)), (title, "")],
            current=HERE,
            can_travel=False,
            path=path,
        )

    words = {"store": _("Plan the meetings")}
    return TablePages(
        request,
        name="meetings:file",
        template="meetings/file.html",
        page=page,
        words=words,
        fetched_at="meetings:file_template",
        columns=COLUMNS,
    )
