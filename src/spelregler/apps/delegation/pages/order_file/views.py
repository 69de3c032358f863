"""A whole version by file: the table with its decision, shown with what it would change, and stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.file_page import HeldFile
from spelregler.apps.acting.form_page import done, only_sent
from spelregler.apps.acting.rights import must
from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, order_matter
from spelregler.apps.delegation.files.order_table import OrderFile, read_order
from spelregler.apps.delegation.pages.order.presenters import differences
from spelregler.apps.delegation.pages.order_file.forms import OrderFileForm
from spelregler.apps.delegation.pages.words import body_page, index_words
from spelregler.apps.delegation.queries import orders
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.delegation import compare, index_of
from spelregler.domain.reading import day
from spelregler.exchange.bounded import whole
from spelregler.platform.table_files import MOST_BYTES
from spelregler.ui.formatting import days_in_words


def start(request: Request, code: str) -> HttpResponse:
    """The decision and its table."""
    body = _body(request, code)
    return _page(request, body, {"form": OrderFileForm(today=request.acting_role.today)})


@only_sent
def upload(request: Request, code: str) -> HttpResponse:
    """The table is put aside with its decision, and shown. Nothing is stored."""
    body = _body(request, code)
    form = OrderFileForm(request.POST, request.FILES, today=request.acting_role.today)

    def act(said: dict[str, Any]) -> None:
        operations.refuse_version(body=body, minutes=form.minutes, start=said["start"])
        kept = {"decided_on": said["decided_on"].isoformat(), "start": said["start"].isoformat()}
        kept |= {name: said[name] for name in ("paragraph", "text")}
        _held(request, code).put(said["file"], most_bytes=MOST_BYTES, command="", **kept)

    if not form.carried_out(act):
        return _page(
            request, body, {"form": form}, status=form.status, path=reverse("delegation:order_file", args=[code])
        )
    return HttpResponseRedirect(reverse("delegation:order_file_plan", args=[code]))


def plan(request: Request, code: str) -> HttpResponse:
    """What the table would change; storing it is one button further on."""
    acting_role, body = request.acting_role, _body(request, code)
    found, language = _read(request, code), request.acting_role.language
    held = orders.order_of(body=code, as_of=acting_role.today)
    before = orders.facts_of([held])[held.pk] if held else ()
    compared = compare(before, found.rows)
    context = {
        "found": found,
        "file_name": _held(request, code).said["name"],
        "compared": compared,
        "differences": differences(compared, language),
        "index": index_words(index_of(found.rows)),
        "faults": [days_in_words(each.text(language), language) for each in found.faults],
        "faults_left": found.faults_in_all - len(found.faults),
        "may_store": bool(found.rows) and not found.faults_in_all,
    }
    return _page(request, body, context)


@require_POST
def store(request: Request, code: str) -> HttpResponse:
    """The version that was shown is entered, all of it or nothing."""
    acting_role, body = request.acting_role, _body(request, code)
    found, held = _read(request, code), _held(request, code)
    if found.faults_in_all:
        return HttpResponseRedirect(reverse("delegation:order_file_plan", args=[code]))
    said = held.said
    operations.bring_order(
        body=body,
        minutes=Minutes(_day(said["decided_on"]), said["paragraph"], said["text"]),
        start=_day(said["start"]),
        rows=found.rows,
        today=acting_role.today,
        who=acting_role.who,
    )
    held.drop()
    return done(request, _("The delegation order is entered."), reverse("delegation:order", args=[code]))


def _day(text: str) -> date:
    return day(text)


def _read(request: Request, code: str) -> OrderFile:
    held = _held(request, code)
    with held.opened() as file:
        return read_order(data=whole(file), file_name=held.said["name"])


def _held(request: Request, code: str) -> HeldFile:
    return HeldFile(request, f"delegation-order-{code}")


def _body(request: Request, code: str) -> Body:
    must(request.acting_role, Action.ENTER_ORDER, order_matter(code))
    return body_by_code(code, as_of=request.acting_role.today)


def _page(
    request: Request, body: Body, context: dict[str, object], *, status: int = 200, path: str = ""
) -> HttpResponse:
    lead = _("The whole order in one table. Nothing is stored before you have seen it.")
    page = body_page(request, body, _("New version by file"), lead=lead, can_travel=False, path=path)
    return render(request, "delegation/order_file.html", {"page": page, "code": body.code, **context}, status=status)
