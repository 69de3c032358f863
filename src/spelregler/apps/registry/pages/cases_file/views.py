"""Open cases by file, for a municipality that moves in: shown with what it would register, and stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.registry.access.rights import NEW, Action
from spelregler.apps.registry.files.open_cases import COLUMNS, bring_open_cases
from spelregler.apps.registry.files.open_cases import template as headings
from spelregler.apps.registry.queries.settings import pattern
from spelregler.platform.table_files import FORMS, as_file
from spelregler.platform.tables import MOST_SHOWN, Brought
from spelregler.ui.formatting import days_in_words
from spelregler.ui.page import Page


def start(request: Request) -> HttpResponse:
    """Fetch the headings, or choose the table that is filled in."""
    return _pages(request).start(FileForm())


def template(request: Request, form: str) -> HttpResponse:
    """The headings of the table."""
    must(request.acting_role, Action.REGISTER, NEW)
    return as_file(headings(form=FORMS[form][0], language=request.acting_role.language), f"oppna-arenden.{form}")


@only_sent
def upload(request: Request) -> HttpResponse:
    """The table is put aside, and shown. Nothing is stored."""
    pages = _pages(request)
    return pages.upload(FileForm(request.POST, request.FILES), look=lambda: _bring(request, pages, store=False))


def plan(request: Request) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    pages, language = _pages(request), request.acting_role.language
    found = _bring(request, pages, store=False)
    told = found.as_dict(language, most=MOST_SHOWN)
    context = {
        "rows": [days_in_words(each["text"], language) for each in told["rows"]],
        "left": told["rows_left"],
        "remarks": told["remarks"],
        "faults": [days_in_words(each["text"], language) for each in told["faults"]],
        "faults_left": told["faults_left"],
        "may_store": found.new and not found.faults,
        "same": found.same,
    }
    return pages.plan(context)


@require_POST
def store(request: Request) -> HttpResponse:
    """The cases that were shown are registered, all of them or none."""
    pages = _pages(request)
    found = _bring(request, pages, store=True)
    if not found.stored:
        return pages.plan_again()
    count = len(found.new)
    words = ngettext("%(n)d row is registered.", "%(n)d rows are registered.", count) % {"n": count}
    return pages.stored(words, reverse("registry:list"))


def _bring(request: Request, pages: TablePages, *, store: bool) -> Brought:
    acting_role = request.acting_role
    return bring_open_cases(
        **pages.held.given(),
        store=store,
        today=acting_role.today,
        who=acting_role.who,
    )


def _pages(request: Request) -> TablePages:
    must(request.acting_role, Action.REGISTER, NEW)

    def page(path: str) -> Page:
        title = _("Open cases by file")
        return page_shell(
            request,
            title=title,
            lead=_("For a municipality that moves in with its open cases. Each keeps its number."),
            crumbs=[(_("Registry"), reverse("registry:list")), (title, "")],
            current="registry:list",
            can_travel=False,
            path=path,
        )

    return TablePages(
        request,
        name="registry:cases_file",
        template="registry/cases_file.html",
        page=page,
        words={
            "fetched": _(
                "It has the headings. Numbers are written as %(pattern)s, which is changed under Numbers and "
                "template. The post is its code in the organisation."
            )
            % {"pattern": pattern()},
            "note": _(
                "Write the last number that each body gave in the year in a row of its own, so that no number is given "
                "twice. At most 5 000 rows at a time."
            ),
            "store": _("Register the cases"),
        },
        fetched_at="registry:cases_file_template",
        columns=COLUMNS,
    )
