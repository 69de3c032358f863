"""A version of a delegation order while it is being written: its rows, and that it is entered or thrown away."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.decisions.pages.versions import by_decision
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, order_matter
from spelregler.apps.delegation.models import DelegationOrder, OrderRow
from spelregler.apps.delegation.pages.order.presenters import row_views
from spelregler.apps.delegation.pages.version.forms import EnterForm, RowForm, begun
from spelregler.apps.delegation.pages.words import body_page, index_words
from spelregler.apps.delegation.queries import orders
from spelregler.apps.delegation.queries.delegates import delegate_posts
from spelregler.domain.delegation import Level, Matter, TypeOfDecision, index_of
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm

EMPTY = TypeOfDecision("", "", Level.UNIT_MANAGER, Level.UNIT_MANAGER, matter=Matter.DELEGABLE)


def version(request: Request, pk: int) -> HttpResponse:
    """What is written so far."""
    order = _written(request, pk)
    return _shown(request, order, EnterForm())


def enter(request: Request, pk: int) -> HttpResponse:
    """The version is whole, and counts."""
    acting_role, order = request.acting_role, _written(request, pk)
    form = EnterForm(sent(request))
    if form.carried_out(
        lambda _said: operations.enter_order(order=order, today=acting_role.today, who=acting_role.who)
    ):
        return done(request, _("The delegation order is entered."), reverse("delegation:order", args=[order.body.code]))
    return _shown(request, order, form)


def drop(request: Request, pk: int) -> HttpResponse:
    """The version is thrown away."""
    acting_role, order = request.acting_role, _written(request, pk)
    form, back = PlainForm(sent(request)), reverse("delegation:version", args=[pk])
    if form.carried_out(lambda _said: operations.drop_order(order=order, who=acting_role.who)):
        return done(request, _("The version is thrown away."), reverse("delegation:order", args=[order.body.code]))
    lead = _("All its rows go with it. The order in force stays.")
    page = body_page(request, order.body, _("Throw the version away"), lead=lead, can_travel=False)
    return form_page(request, page, form, button=_("Throw it away"), back=back)


def new_row(request: Request, pk: int) -> HttpResponse:
    """A type of decision is added."""
    return _row_form(request, _written(request, pk), None)


def row(request: Request, pk: int) -> HttpResponse:
    """A type of decision is changed."""
    found = _row(request, pk)
    return _row_form(request, found.order, found)


@require_POST
def drop_row(request: Request, pk: int) -> HttpResponse:
    """A type of decision is taken out."""
    found = _row(request, pk)
    operations.drop_row(row=found, who=request.acting_role.who)
    return done(request, _("The row is taken out."), reverse("delegation:version", args=[found.order.pk]))


def _row_form(request: Request, order: DelegationOrder, was: OrderRow | None) -> HttpResponse:
    acting_role, back = request.acting_role, reverse("delegation:version", args=[order.pk])
    form = RowForm(
        sent(request),
        posts=delegate_posts(as_of=acting_role.today),
        acting_role=acting_role,
        initial=begun(was.fact if was else EMPTY),
    )
    if form.carried_out(lambda _told: operations.put_row(order=order, said=form.said(), was=was, who=acting_role.who)):
        return done(request, _("The row is written."), back)
    title = was.title if was else _("New type of decision")
    page = body_page(request, order.body, title, can_travel=False)
    return form_page(request, page, form, button=_("Write the row"), back=back)


def _shown(request: Request, order: DelegationOrder, form: EnterForm) -> HttpResponse:
    acting_role = request.acting_role
    rows = orders.rows_of(order)
    page = body_page(
        request,
        order.body,
        _("Version being written"),
        lead=by_decision(acting_role, order),
        can_travel=False,
        path=reverse("delegation:version", args=[order.pk]),
    )
    context = {
        "page": page,
        "order": order,
        "rows": row_views(acting_role, rows),
        "index": index_words(index_of(each.fact for each in rows)) if rows else "",
        "form": form,
    }
    return render(request, "delegation/version.html", context, status=form.status)


def _written(request: Request, pk: int) -> DelegationOrder:
    """A version, for whoever enters the body's order. One that is entered has nothing to write in."""
    order = orders.order_by_pk(pk)
    if order is None:
        raise NotVisible(Words("There is no such version."), way=Words("Go to Delegation and choose there."))
    must(request.acting_role, Action.ENTER_ORDER, order_matter(order.body.code))
    if order.entered_on is not None:
        raise NotVisible(
            Words("The version is entered, and is changed no more."),
            way=Words("Begin a new version when the body has decided one."),
        )
    return order


def _row(request: Request, pk: int) -> OrderRow:
    found = orders.row_by_pk(pk)
    if found is None:
        raise NotVisible(Words("There is no such row."), way=Words("Go to Delegation and choose there."))
    _written(request, found.order.pk)
    return found
