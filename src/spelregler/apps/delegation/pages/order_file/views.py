"""A whole version by file: the table with its decision, shown with what it would change, and stored."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import TablePages, as_shown
from spelregler.apps.acting.form_page import only_sent
from spelregler.apps.acting.rights import must
from spelregler.apps.decisions.pages.versions import VersionFileForm, said_with
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, order_matter
from spelregler.apps.delegation.files.order_table import COLUMNS, OrderFile, read_order
from spelregler.apps.delegation.pages.order.presenters import differences
from spelregler.apps.delegation.pages.words import body_page, index_words
from spelregler.apps.delegation.queries import orders
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.delegation import compare, index_of
from spelregler.ui.page import Page


def start(request: Request, code: str) -> HttpResponse:
    """The decision and its table."""
    return _pages(request, _body(request, code)).start(VersionFileForm(today=request.acting_role.today))


@only_sent
def upload(request: Request, code: str) -> HttpResponse:
    """The table is put aside with its decision, and shown. Nothing is stored."""
    body = _body(request, code)
    form = VersionFileForm(request.POST, request.FILES, today=request.acting_role.today, body=body)

    def kept(said: dict[str, Any]) -> dict[str, Any]:
        operations.refuse_version(body=body, minutes=form.minuted, start=said["start"])
        return form.kept

    return _pages(request, body).upload(form, kept, look=lambda: _read(request, body))


def plan(request: Request, code: str) -> HttpResponse:
    """What the table would change; storing it is one button further on."""
    acting_role, body = request.acting_role, _body(request, code)
    found, language = _read(request, body), request.acting_role.language
    held = orders.order_of(body=code, as_of=acting_role.today)
    before = orders.facts_of([held])[held.pk] if held else ()
    compared = compare(before, found.rows)
    context = {
        "compared": compared,
        "differences": differences(compared, language),
        "index": index_words(index_of(found.rows)),
    }
    return _pages(request, body).plan(as_shown(found, language) | context)


@require_POST
def store(request: Request, code: str) -> HttpResponse:
    """The version that was shown is entered, all of it or nothing."""
    acting_role, body = request.acting_role, _body(request, code)
    found, pages = _read(request, body), _pages(request, body)
    if found.faults_in_all:
        return pages.plan_again()
    minutes, first_day = said_with(pages.held.said)
    operations.bring_order(
        body=body,
        minutes=minutes,
        start=first_day,
        rows=found.rows,
        today=acting_role.today,
        who=acting_role.who,
    )
    return pages.stored(_("The delegation order is entered."), reverse("delegation:order", args=[code]))


def _read(request: Request, body: Body) -> OrderFile:
    return read_order(**_pages(request, body).held.given())


def _body(request: Request, code: str) -> Body:
    must(request.acting_role, Action.ENTER_ORDER, order_matter(code))
    return body_by_code(code, as_of=request.acting_role.today)


def _pages(request: Request, body: Body) -> TablePages:
    def page(path: str) -> Page:
        lead = _("The whole order in one table. Nothing is stored before you have seen it.")
        return body_page(request, body, _("New version by file"), lead=lead, can_travel=False, path=path)

    return TablePages(
        request,
        name="delegation:order_file",
        args=(body.code,),
        template="delegation/order_file.html",
        page=page,
        words={
            "fetched": _("It holds the order in force, or only the headings where there is none."),
            "store": _("Enter the version"),
        },
        fetched_at="delegation:table",
        columns=COLUMNS,
    )
