"""A decision is passed on to a post further out, by the order's row; and it ends (MR-37)."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, may_register, registration_matter
from spelregler.apps.delegation.pages.passing.forms import EndForm, PassOnForm
from spelregler.apps.delegation.pages.words import body_page
from spelregler.apps.delegation.queries import orders
from spelregler.apps.delegation.queries.delegates import delegate_posts, own_holdings
from spelregler.apps.delegation.queries.passing import passing_by_pk
from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.organisation.queries.seats import body_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def pass_on(request: Request, code: str) -> HttpResponse:
    """The secretary enters what anybody passes on; whoever has a decision, what they pass on themselves."""
    acting_role = request.acting_role
    body, day = body_by_code(code, as_of=acting_role.today), acting_role.today
    givers = _givers(request, body)
    order = orders.order_of(body=code, as_of=day)
    rows = [each for each in orders.rows_of(order) if each.may_subdelegate] if order else []
    form = PassOnForm(
        sent(request),
        rows=rows,
        givers=givers,
        takers=delegate_posts(as_of=day),
        acting_role=acting_role,
        initial={"start": day},
    )
    back = reverse("delegation:order", args=[code])
    if form.carried_out(lambda _told: operations.pass_decision_on(body=body, who=acting_role.who, **form.said)):
        return done(request, _("The decision is passed on."), back)
    lead = _("By the order's row: further out, and no further than the lowest level allowed.")
    page = body_page(request, body, _("Pass a decision on"), lead=lead, can_travel=False)
    return form_page(request, page, form, button=_("Pass it on"), back=back)


def end(request: Request, pk: int) -> HttpResponse:
    """It holds no longer from a day."""
    acting_role, found = request.acting_role, passing_by_pk(pk)
    if found is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    if found.giver.pk not in {each.pk for each in _givers(request, found.body)}:
        must(acting_role, Action.REGISTER, registration_matter(found.body.code))
    form, back = (
        EndForm(sent(request), initial={"end": acting_role.today}),
        reverse("delegation:order", args=[found.body.code]),
    )
    if form.carried_out(lambda said: operations.end_passing(passing=found, who=acting_role.who, **said)):
        return done(request, _("It holds no longer."), back)
    lead = _("What is decided before that day stands.")
    page = body_page(request, found.body, _("End what is passed on"), lead=lead, can_travel=False)
    return form_page(request, page, form, button=_("End it"), back=back)


def _givers(request: Request, body: Body) -> list[Post]:
    """The posts that the role may pass on for. Refuses whoever keeps no register and holds no post of its own."""
    acting_role = request.acting_role
    if may_register(acting_role, body.code):
        return delegate_posts(as_of=acting_role.today)
    own = own_holdings(
        body=body, person=acting_role.person_code, assignment=acting_role.role_assignment.code, on=acting_role.today
    )
    posts = [each.post for each in own if each.post]
    if not posts:
        must(acting_role, Action.REGISTER, registration_matter(body.code))
    return posts
