"""A body's register of delegated decisions: what was decided, what is registered, and what the body is told (P22)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import may, must
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import (
    Action,
    may_read_register,
    may_register,
    registration_matter,
    row_matter,
)
from spelregler.apps.delegation.models import OrderRow
from spelregler.apps.delegation.pages.register import presenters
from spelregler.apps.delegation.pages.register.forms import DecidedForm, RegisterSearch, TellForm, WithdrawForm
from spelregler.apps.delegation.pages.tasks import days_to_tell
from spelregler.apps.delegation.pages.words import body_page
from spelregler.apps.delegation.queries import orders, register
from spelregler.apps.delegation.queries.delegates import Delegates, Holding, holders_of_posts, holdings_of, own_holdings
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.delegation import Level
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Pager, page_asked


def listed(request: Request, code: str) -> HttpResponse:
    """The register, newest first; what it says of persons is read by those who keep it, are told, or review."""
    acting_role, asked, day = request.acting_role, request.GET, request.acting_role.as_of
    body = body_by_code(code, as_of=day)
    search = RegisterSearch(asked)
    reads_all, keeps = may_read_register(acting_role, code), may_register(acting_role, code)
    words = search.said("q") if reads_all else ""
    found = register.register_page(
        body=code, as_of=day, words=words, waits=search.said("visa") == "vantar", page=page_asked(asked.get("sida", ""))
    )
    kept = {"q": words, "visa": search.said("visa"), "per": asked.get("per", "")}
    if not reads_all:
        del search.fields["q"]
    now = day == acting_role.today
    context = {
        "page": body_page(request, body, _("Delegated decisions")),
        "code": code,
        "search": search,
        "rows": presenters.decided_rows(acting_role, found.rows, reads_all=reads_all, days=days_to_tell(acting_role)),
        "pager": Pager.of(found.page, total=found.total, most=register.PER_PAGE, **kept),
        "waits": next(iter(register.waiting(as_of=day, body=code)), None),
        "told": [
            (presenters.told_words(each, acting_role.language), each.pk, count)
            for each, count in register.told_of(body=code, as_of=day)
        ],
        "keeps": now and keeps,
        "may_record": now and (keeps or bool(_own(request, body))),
    }
    return render(request, "delegation/register.html", context)


def new(request: Request, code: str) -> HttpResponse:
    """The secretary registers what anybody decided; a delegate what they decided themselves."""
    acting_role = request.acting_role
    body = body_by_code(code, as_of=acting_role.today)
    keeps, asked = may_register(acting_role, code), Delegates.of(body)
    own = [] if keeps else _own(request, body)
    if not keeps and not own:
        must(acting_role, Action.REGISTER, registration_matter(code))
    holdings = holdings_of(body=body, as_of=acting_role.today) if keeps else own
    order = orders.order_of(body=code, as_of=acting_role.today)
    rows = _delegated(orders.rows_of(order)) if order else []
    form = DecidedForm(
        sent(request),
        rows=rows if keeps else _those_of(request, asked, rows, own),
        holdings=_narrowed(request, asked, rows, holdings),
        acting_role=acting_role,
        initial={"decided_on": acting_role.today, "code": request.GET.get("typ", "")},
    )

    def act(_told: dict[str, Any]) -> None:
        operations.record_delegated(
            body=body,
            said=form.said(),
            today=acting_role.today,
            role=acting_role.role,
            who=acting_role.who,
            known=asked,
        )

    back = reverse("delegation:register", args=[code])
    if form.carried_out(act):
        return done(request, _("The decision is registered."), back)
    lead = _("Whoever decided must have had the decision delegated that day. That is checked when you register it.")
    page = body_page(request, body, _("Register a delegated decision"), lead=lead, can_travel=False)
    return form_page(request, page, form, button=_("Register"), back=back)


def tell(request: Request, code: str) -> HttpResponse:
    """All that is not told yet goes under one paragraph of the body's minutes."""
    acting_role = request.acting_role
    body = body_by_code(code, as_of=acting_role.today)
    must(acting_role, Action.REGISTER, registration_matter(code))
    form = TellForm(sent(request), today=acting_role.today, body=body)
    back = reverse("delegation:register", args=[code])
    if form.carried_out(
        lambda _said: operations.tell_body(
            body=body, minutes=form.minuted, today=acting_role.today, who=acting_role.who
        )
    ):
        count = form.result[1]
        words = ngettext("%(n)d decision is reported.", "%(n)d decisions are reported.", count) % {"n": count}
        return done(request, words, back)
    waits = next(iter(register.waiting(as_of=acting_role.today, body=code)), None)
    count = waits.count if waits else 0
    lead = ngettext("%(n)d decision waits.", "%(n)d decisions wait.", count) % {"n": count}
    page = body_page(request, body, _("Report to the body"), lead=lead, can_travel=False)
    return form_page(request, page, form, button=_("Report them"), back=back)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was registered by mistake counts no longer."""
    acting_role, found = request.acting_role, register.decided_by_pk(pk)
    if found is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    body = found.row.order.body
    if acting_role.person_code != found.person.code or found.role != acting_role.role:
        must(acting_role, Action.REGISTER, registration_matter(body.code))
    form, back = WithdrawForm(sent(request)), reverse("delegation:register", args=[body.code])
    if form.carried_out(
        lambda said: operations.withdraw_delegated(decided=found, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = body_page(request, body, _("Take back what was registered"), can_travel=False)
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _delegated(rows: list[OrderRow]) -> list[OrderRow]:
    return [each for each in rows if each.level > Level.BODY]


def _own(request: Request, body: Body) -> list[Holding]:
    """What the acting role holds itself; nothing for whoever has nothing delegated by the body."""
    acting_role = request.acting_role
    own = own_holdings(
        body=body, person=acting_role.person_code, assignment=acting_role.role_assignment.code, on=acting_role.today
    )
    order = orders.order_of(body=body.code, as_of=acting_role.today) if own else None
    rows = _delegated(orders.rows_of(order)) if order else []
    return own if rows and _those_of(request, Delegates.of(body), rows, own) else []


def _narrowed(request: Request, asked: Delegates, rows: list[OrderRow], holdings: list[Holding]) -> list[Holding]:
    """Those who may have decided on the type that the address names; all where it names none, or none of them may.

    What is sent is tried by the operation, which says why somebody may not have. Four queries, however many hold.
    """
    day, code = request.acting_role.today, request.GET.get("typ", "")
    row = next((each for each in rows if each.code == code), None)
    if row is None or request.method == "POST":
        return holdings
    asked.place([each.post for each in holdings if each.post], on=day)
    found = [
        each
        for each in holdings
        if asked.is_delegate(row, each.post, on=day) or asked.has_it_passed_on(row, each.post, on=day)
    ]
    return found or holdings


def _those_of(request: Request, asked: Delegates, rows: list[OrderRow], own: list[Holding]) -> list[OrderRow]:
    """The types that the role has by the role rules, or has had passed on. A few queries, however many rows."""
    acting_role, day = request.acting_role, request.acting_role.today
    people = holders_of_posts([each.post for each in rows if each.post], on=day)
    return [
        row
        for row in rows
        if may(
            acting_role,
            Action.DECIDE,
            row_matter(row, asked.body, holders=people.get(row.post_id or 0, frozenset())),
        )
        or any(asked.has_it_passed_on(row, each.post, on=day) for each in own)
    ]
