"""One decision by delegation: the row it was decided by, where it was told, and the vouchers that it stands behind."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import Action, may_read_register, may_register, registration_matter
from spelregler.apps.delegation.models import DelegatedDecision
from spelregler.apps.delegation.pages.decided import presenters
from spelregler.apps.delegation.pages.register.forms import VouchersForm
from spelregler.apps.delegation.pages.words import body_page
from spelregler.apps.delegation.queries import register
from spelregler.domain.vouchers import read_vouchers
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def decided(request: Request, pk: int) -> HttpResponse:
    """What is registered of it, and the way to the row of the order that it was decided by."""
    acting_role, found = request.acting_role, _registered(request, pk)
    body = found.row.order.body
    reads_all = may_read_register(acting_role, body.code)
    title = found.subject if reads_all or found.is_open else _("Decision by delegation")
    named = register.vouchers_of(found)
    context = {
        "page": body_page(request, body, title, below=[_listed(body.code)]),
        "pk": pk,
        "facts": presenters.facts_of(acting_role, found, named, reads_all=reads_all),
        "may_name": found.ended_on is None and _may_change(acting_role, found),
        "may_withdraw": found.ended_on is None and found.told_id is None and _may_change(acting_role, found),
        "has_vouchers": bool(named),
    }
    return render(request, "delegation/decided.html", context)


def vouchers(request: Request, pk: int) -> HttpResponse:
    """Whoever keeps the register, or registered it, names the vouchers; those that are named no more go."""
    acting_role, found = request.acting_role, _registered(request, pk)
    body = found.row.order.body
    if not _is_own(acting_role, found):
        must(acting_role, Action.REGISTER, registration_matter(body.code))
    typed = ", ".join(map(str, register.vouchers_of(found)))
    form, back = VouchersForm(sent(request), initial={"vouchers": typed}), reverse("delegation:decided", args=[pk])
    if form.carried_out(
        lambda said: operations.name_vouchers(
            decided=found,
            vouchers=read_vouchers(said["vouchers"], year=found.decided_on.year),
            who=acting_role.who,
        )
    ):
        return done(request, _("The vouchers are named."), back)
    lead = _("Whoever reads the ledger then finds the decision from the voucher.")
    page = body_page(request, body, _("Name the vouchers"), lead=lead, below=[_listed(body.code)], can_travel=False)
    return form_page(request, page, form, button=_("Save"), back=back)


def _registered(request: Request, pk: int) -> DelegatedDecision:
    found = register.decided_by_pk(pk)
    if found is None or found.recorded_on > request.acting_role.as_of:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    return found


def _listed(code: str) -> tuple[str, str]:
    return _("Delegated decisions"), reverse("delegation:register", args=[code])


def _may_change(acting_role: ActingRole, found: DelegatedDecision) -> bool:
    now = acting_role.as_of == acting_role.today
    return now and (_is_own(acting_role, found) or may_register(acting_role, found.row.order.body.code))


def _is_own(acting_role: ActingRole, found: DelegatedDecision) -> bool:
    """Whether the one who acts decided it and acts in the role that it was registered in."""
    return bool(acting_role.person_code) and (acting_role.person_code, acting_role.role) == (
        found.person.code,
        found.role,
    )
