"""Many records of what was held with unions by file: shown, and stored (CP-32)."""

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
from spelregler.apps.delegation.files.union_table import COLUMNS, bring_union
from spelregler.apps.delegation.files.union_table import template as headings
from spelregler.apps.delegation.pages.union.shared import must_record
from spelregler.apps.delegation.pages.words import HERE
from spelregler.platform.table_files import FORMS, as_file
from spelregler.platform.tables import Brought
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the headings, or choose the table that is filled in."""
    must_record(request)
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """The headings of the table."""
    must_record(request)
    return as_file(headings(form=FORMS[form][0], language=request.acting_role.language), f"fackliga-kontakter.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown. Nothing is stored."""
    must_record(request)
    form = FileForm(request.POST, request.FILES)
    return _pages(request).upload(form, look=lambda: _bring(request, store=False))


def plan(request: Request) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    return _pages(request).plan(as_tried(_bring(request, store=False), request.acting_role.language))


@require_POST
def store(request: Request) -> HttpResponse:
    """What was shown is recorded, all of it or nothing."""
    found, pages = _bring(request, store=True), _pages(request)
    if not found.stored:
        return pages.plan_again()
    count = len(found.new)
    words = ngettext("%(n)d record is stored.", "%(n)d records are stored.", count) % {"n": count}
    return pages.stored(words, reverse("delegation:union"))


def _bring(request: Request, *, store: bool) -> Brought:
    acting_role, own = request.acting_role, must_record(request)
    held = _pages(request).held.given()
    return bring_union(**held, places=own, store=store, today=acting_role.today, who=acting_role.who)


def _pages(request: Request) -> TablePages:
    title = _("Records by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("One row for each time. Nothing is stored before you have seen it."),
            crumbs=[
                (_("Delegation"), reverse(HERE)),
                (_("Information and negotiation with unions"), reverse("delegation:union")),
                (title, ""),
            ],
            current=HERE,
            modules=("COOP", "DEL"),
            can_travel=False,
            path=path,
        )

    words = {
        "fetched": _("It has the headings, and says what each column holds."),
        "note": _("At most 500 rows at a time."),
        "store": _("Record them"),
    }
    return TablePages(
        request,
        name="delegation:union_file",
        template="delegation/register_file.html",
        page=page,
        words=words,
        fetched_at="delegation:union_file_template",
        columns=COLUMNS,
    )
