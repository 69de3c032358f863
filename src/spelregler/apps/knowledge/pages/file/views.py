"""Many units by file: the table is fetched with a row for each unit, shown with what it says, and stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages, as_shown
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.knowledge.access.recorded_for import must_record_somewhere
from spelregler.apps.knowledge.files import informed_file
from spelregler.apps.knowledge.files.informed_file import COLUMNS
from spelregler.apps.knowledge.pages.words import HERE, MODULES
from spelregler.platform.table_files import FORMS, as_file
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the table, or choose the one that is filled in."""
    must_record_somewhere(request.acting_role)
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """A row for each unit that the role records for."""
    places = must_record_somewhere(request.acting_role)
    data = informed_file.template(places, form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"policyn.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown with what it says. Nothing is stored."""
    must_record_somewhere(request.acting_role)
    return _pages(request).upload(FileForm(request.POST, request.FILES), look=lambda: _bring(request, store=False))


def plan(request: Request) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    found = _bring(request, store=False)
    return _pages(request).plan(as_shown(found, request.acting_role.language))


@require_POST
def store(request: Request) -> HttpResponse:
    """The table that was shown is recorded, all of it or nothing."""
    found, pages = _bring(request, store=True), _pages(request)
    if found.faults_in_all:
        return pages.plan_again()
    count = len(found.rows)
    words = ngettext("%(n)d unit is recorded.", "%(n)d units are recorded.", count) % {"n": count}
    return pages.stored(words, pages.address())


def _bring(request: Request, *, store: bool) -> informed_file.InformedFile:
    acting_role = request.acting_role
    places = must_record_somewhere(acting_role)
    return informed_file.bring(
        **_pages(request).held.given(),
        places=places,
        store=store,
        today=acting_role.today,
        role=acting_role.role,
        who=acting_role.who,
    )


def _pages(request: Request) -> TablePages:
    title = _("Many units by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_(
                "Fetch the table, fill in day and numbers, and bring it back. "
                "Nothing is stored before you have seen it."
            ),
            crumbs=[(title, "")],
            current=HERE,
            modules=MODULES,
            can_travel=False,
            path=path,
        )

    words = {
        "fetched": _("It has a row for each unit that you record for. A row without day and number is left out."),
        "note": _("Without a number of how many work in the unit, the register of employments tells it."),
        "store": _("Record the units"),
    }
    return TablePages(
        request,
        name="knowledge:file",
        template="knowledge/file.html",
        page=page,
        words=words,
        fetched_at="knowledge:file_template",
        columns=COLUMNS,
    )
