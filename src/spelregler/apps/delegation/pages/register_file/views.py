"""Many delegated decisions by file: shown with what it would register, and stored."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import FileForm, TablePages, as_tried
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.rights import must
from spelregler.apps.delegation.access.rights import Action, registration_matter
from spelregler.apps.delegation.files.decided_table import COLUMNS, bring_decided
from spelregler.apps.delegation.files.decided_table import template as headings
from spelregler.apps.delegation.pages.words import body_page
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.platform.table_files import FORMS, as_file
from spelregler.platform.tables import Brought
from spelregler.ui.page import Page


def start(request: Request, code: str) -> HttpResponse:
    """Fetch the headings, or choose the table that is filled in."""
    return _pages(request, _body(request, code)).start(FileForm())


def template(request: Request, code: str, form: str) -> HttpResponse:
    """The headings of the table."""
    _body(request, code)
    data = headings(form=FORMS[form][0], language=request.acting_role.language)
    return as_file(data, f"delegationsbeslut-{code}.{form}")


@only_sent
def upload(request: Request, code: str) -> HttpResponse:
    """The table is put aside, and shown. Nothing is stored."""
    body = _body(request, code)
    form = FileForm(request.POST, request.FILES)
    return _pages(request, body).upload(form, look=lambda: _bring(request, body, store=False))


def plan(request: Request, code: str) -> HttpResponse:
    """What the table says; storing it is one button further on."""
    body = _body(request, code)
    return _pages(request, body).plan(as_tried(_bring(request, body, store=False), request.acting_role.language))


@require_POST
def store(request: Request, code: str) -> HttpResponse:
    """The decisions that were shown are registered, all of them or none."""
    body = _body(request, code)
    found, pages = _bring(request, body, store=True), _pages(request, body)
    if not found.stored:
        return pages.plan_again()
    count = len(found.new)
    words = ngettext("%(n)d decision is registered.", "%(n)d decisions are registered.", count) % {"n": count}
    return pages.stored(words, reverse("delegation:register", args=[code]))


def _bring(request: Request, body: Body, *, store: bool) -> Brought:
    acting_role = request.acting_role
    return bring_decided(
        **_pages(request, body).held.given(),
        body=body,
        store=store,
        today=acting_role.today,
        role=acting_role.role,
        who=acting_role.who,
    )


def _body(request: Request, code: str) -> Body:
    must(request.acting_role, Action.REGISTER, registration_matter(code))
    return body_by_code(code, as_of=request.acting_role.today)


def _pages(request: Request, body: Body) -> TablePages:
    def page(path: str) -> Page:
        lead = _("One row for each decision. Nothing is stored before you have seen it.")
        return body_page(request, body, _("Many decisions by file"), lead=lead, can_travel=False, path=path)

    return TablePages(
        request,
        name="delegation:register_file",
        args=(body.code,),
        template="delegation/register_file.html",
        page=page,
        words={
            "fetched": _(
                "It has the headings. The type is the code in the delegation order, the post its code in the "
                "organisation."
            ),
            "note": _("Without a person it is whoever held the post that day. At most 500 rows at a time."),
            "store": _("Register the decisions"),
        },
        fetched_at="delegation:register_file_template",
        columns=COLUMNS,
    )
