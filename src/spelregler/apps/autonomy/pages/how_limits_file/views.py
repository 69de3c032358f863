"""Many limits on how units work by file: shown with what it would enter, and stored (MR-26)."""

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
from spelregler.apps.autonomy import files
from spelregler.apps.autonomy.pages.how_limits.shared import MODULES, limited_places
from spelregler.platform.table_files import FORMS, as_file
from spelregler.platform.tables import Brought
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the headings, or choose the table that is filled in."""
    limited_places(request)
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """The headings of the table."""
    limited_places(request)
    data = files.template(form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"begransningar.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown. Nothing is stored."""
    limited_places(request)
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
    words = ngettext("%(n)d limit is entered.", "%(n)d limits are entered.", count) % {"n": count}
    return pages.stored(words, reverse("autonomy:limits"))


def _bring(request: Request, *, store: bool) -> Brought:
    acting_role = request.acting_role
    return files.bring(
        **_pages(request).held.given(),
        places={code for code, _name in limited_places(request)},
        store=store,
        today=acting_role.today,
        role=acting_role.role,
        who=acting_role.who,
    )


def _pages(request: Request) -> TablePages:
    title = _("Limits by file")

    def page(path: str) -> Page:
        return page_shell(
            request,
            title=title,
            lead=_("One row for each rule, instruction or routine. Nothing is stored before you have seen it."),
            crumbs=[
                (_("Units"), reverse("autonomy:field")),
                (_("Limits on freedom"), reverse("autonomy:limits")),
                (title, ""),
            ],
            current="autonomy:field",
            modules=MODULES,
            can_travel=False,
            path=path,
        )

    return TablePages(
        request,
        name="autonomy:how_limits_file",
        template="autonomy/file.html",
        page=page,
        words={
            "fetched": _("It has the headings, and says what each column holds."),
            "note": _("At most 500 rows at a time."),
            "store": _("Enter the limits"),
        },
        fetched_at="autonomy:how_limits_file_template",
        columns=files.COLUMNS,
    )
