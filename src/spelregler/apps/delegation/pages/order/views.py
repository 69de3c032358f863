"""A body's delegation order: the one in force, its versions and how they differ, and a new version begun (MR-37)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import may, must
from spelregler.apps.decisions.pages.versions import by_decision
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, may_register, order_matter
from spelregler.apps.delegation.files.order_table import write_order
from spelregler.apps.delegation.models import DelegationOrder
from spelregler.apps.delegation.pages.order import presenters
from spelregler.apps.delegation.pages.order.forms import NewVersionForm, OrderSearch
from spelregler.apps.delegation.pages.words import body_page, index_words, may_pass_on
from spelregler.apps.delegation.queries import orders, register
from spelregler.apps.delegation.queries.passing import passed_on_of
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.delegation import compare, index_of
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.table_files import FORMS, as_file
from spelregler.ui.page import Pager, page_asked

PER_PAGE = 100


def order(request: Request, code: str) -> HttpResponse:
    """The order in force, row by row, and its versions."""
    acting_role, day = request.acting_role, request.acting_role.as_of
    body = body_by_code(code, as_of=day)
    held = orders.order_of(body=code, as_of=day)
    rows = orders.rows_of(held) if held else []
    search = OrderSearch(request.GET)
    words = search.said("q").lower().split()
    chosen = [each for each in rows if all(word in each.words for word in words)]
    here = page_asked(request.GET.get("sida", ""))
    pager = Pager.of(here, total=len(chosen), most=PER_PAGE, q=search.said("q"), per=request.GET.get("per", ""))
    shown = chosen[pager.start : pager.start + PER_PAGE]
    enters = day == acting_role.today and may(acting_role, Action.ENTER_ORDER, order_matter(code))
    context = {
        "page": body_page(request, body, "", lead=by_decision(acting_role, held) if held else ""),
        "code": code,
        "held": held,
        "search": search,
        "index": index_words(index_of(each.fact for each in rows)),
        "rows": presenters.row_views(
            acting_role, shown, decided=register.counts_by_type(body=code, year=day.year, as_of=day)
        ),
        "keeps": day == acting_role.today and may_register(acting_role, code),
        "year": day.year,
        "pager": pager,
        "versions": presenters.version_views(acting_role, orders.versions_of(body=code, as_of=day)),
        "passed": passed_on_of(body=code, as_of=day),
        "passes": day == acting_role.today and may_pass_on(acting_role, body),
        "can_pass": any(each.may_subdelegate for each in rows),
        "enters": enters,
        "written": orders.written_of(body=code) if enters else None,
    }
    return render(request, "delegation/order.html", context)


def table(request: Request, code: str, form: str) -> HttpResponse:
    """The order in force as a table that can be brought back as a new version; the headings alone where there is
    none."""
    acting_role = request.acting_role
    body_by_code(code, as_of=acting_role.as_of)
    held = orders.order_of(body=code, as_of=acting_role.as_of)
    rows = orders.rows_of(held) if held else []
    data = write_order(rows, form=FORMS[form][0], language=acting_role.language)
    return as_file(data, f"delegationsordning-{code}.{form}")


def new(request: Request, code: str) -> HttpResponse:
    """The secretary begins a version that the body has decided."""
    acting_role = request.acting_role
    body = body_by_code(code, as_of=acting_role.today)
    must(acting_role, Action.ENTER_ORDER, order_matter(code))
    held, made = orders.order_of(body=code, as_of=acting_role.today), list[DelegationOrder]()
    form = NewVersionForm(sent(request), today=acting_role.today, body=body)
    if held is None:
        del form.fields["begins_with"]

    def act(said: dict[str, Any]) -> None:
        begin_with = held if said.get("begins_with") else None
        made.append(
            operations.open_order(
                body=body,
                minutes=form.minuted,
                start=said["start"],
                begin_with=begin_with,
                today=acting_role.today,
                who=acting_role.who,
            )
        )

    if form.carried_out(act):
        return done(request, _("The version is begun."), reverse("delegation:version", args=[made[0].pk]))
    lead = _("Write what the body has decided. The version counts once you have entered it.")
    page = body_page(request, body, _("New version"), lead=lead, can_travel=False)
    back = reverse("delegation:order", args=[code])
    return form_page(request, page, form, button=_("Begin the version"), back=back)


def differs(request: Request, pk: int) -> HttpResponse:
    """What a version says otherwise than the one before it."""
    acting_role, order = request.acting_role, orders.order_by_pk(pk)
    if order is None or order.entered_on is None or order.entered_on > acting_role.as_of:
        raise NotVisible(Words("There is no such version."), way=Words("Go to Delegation and choose there."))
    earlier = orders.before(order)
    rows = orders.facts_of([each for each in (order, earlier) if each])
    found = compare(rows[earlier.pk] if earlier else (), rows[order.pk])
    context = {
        "page": body_page(request, order.body, _("What is changed"), lead=by_decision(acting_role, order)),
        "code": order.body.code,
        "found": found,
        "earlier": by_decision(acting_role, earlier) if earlier else "",
        "differences": presenters.differences(found, acting_role.language),
        "before": index_words(index_of(rows[earlier.pk])) if earlier else "",
        "now": index_words(index_of(rows[order.pk])),
    }
    return render(request, "delegation/differs.html", context)
