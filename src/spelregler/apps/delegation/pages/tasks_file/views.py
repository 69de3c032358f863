"""Many tasks of posts by file: shown with what it would enter, and stored (CP-26)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages, as_tried
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.delegation.files.tasks_table import COLUMNS, bring_tasks
from spelregler.apps.delegation.files.tasks_table import template as headings
from spelregler.apps.delegation.pages.tasks_of_posts.shared import must_enter
from spelregler.apps.delegation.pages.words import HERE
from spelregler.platform.table_files import FORMS, as_file
from spelregler.platform.tables import Brought
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the headings, or choose the table that is filled in."""
    must_enter(request)
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """The headings of the table."""
    must_enter(request)
    return as_file(headings(form=FORMS[form][0], language=request.acting_role.language), f"uppgifter.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown. Nothing is stored."""
    must_enter(request)
    form = FileForm(request.POST, request.FILES)
    return _pages(request).upload(form, look=lambda: _bring(request, store=False))


def plan(request: Request) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    return _pages(request).plan(as_tried(_bring(request, store=False), request.acting_role.language))


@require_POST
def store(request: Request) -> HttpResponse:
    """What was shown is entered, all of it or nothing."""
    found, pages = _bring(request, store=True), _pages(request)
    if not found.stored:
        return pages.plan_again()
    count = len(found.new)
    words = ngettext("%(n)d task is entered.", "%(n)d tasks are entered.", count) % {"n": count}
    return pages.stored(words, reverse("delegation:tasks"))


def _bring(request: Request, *, store: bool) -> Brought:
    acting_role, own = request.acting_role, must_enter(request)
    held = _pages(request).held.given()
    return bring_tasks(**held, places=own, store=store, today=acting_role.today, who=acting_role.who)


def _pages(request: Request) -> TablePages:
    title = _("Tasks that decide, by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("One row for each post and task. Nothing is stored before you have seen it."),
            crumbs=[
                (_("Delegation"), reverse(HERE)),
                (_("Posts that are to decide"), reverse("delegation:tasks")),
                (title, ""),
            ],
            current=HERE,
            modules=("WORK", "DEL"),
            can_travel=False,
            path=path,
        )

    words = {
        "fetched": _("It has the headings, and says what each column holds."),
        "note": _("At most 500 rows at a time."),
        "store": _("Enter the tasks"),
    }
    return TablePages(
        request,
        name="delegation:tasks_file",
        template="delegation/register_file.html",
        page=page,
        words=words,
        fetched_at="delegation:tasks_file_template",
        columns=COLUMNS,
    )
