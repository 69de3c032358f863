"""Approving or returning reported values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.approval.forms import RETURN, ApprovalForm, reason_of
from spelregler.apps.goals.pages.approval.presenters import approval_form, approved_words, awaiting_rows
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.queries import reporting


def approve(request: Request) -> HttpResponse:
    """What waits for the acting role's approval, beside last year's value and the target."""
    waiting = _waiting(request)
    return _page(request, waiting, approval_form(waiting, request.acting_role))


@only_sent
def decide(request: Request) -> HttpResponse:
    """Approve the chosen values, or return one with its reason."""
    acting_role, waiting = request.acting_role, _waiting(request)
    form, told = approval_form(waiting, acting_role, sent(request)), []

    def act(said: dict[str, Any]) -> None:
        if said[RETURN]:
            value, reason = form.waiting[said[RETURN]], said[reason_of(said[RETURN])]
            operations.return_value(value=value, reason=reason, on=acting_role.today, who=acting_role.who)
            told.append(_("The value is returned with your reason."))
        else:
            values = [form.waiting[key] for key in said["value"]]
            made = operations.approve_values(values=values, on=acting_role.today, who=acting_role.who)
            told.append(approved_words(made, acting_role.today))

    if form.carried_out(act):
        return done(request, told[0], reverse("goals:approve"))
    return _page(request, waiting, form)


def _waiting(request: Request) -> list[reporting.Asked]:
    """What waits; whoever approves nothing anywhere is told by the rules."""
    acting_role = request.acting_role
    found = reporting.awaiting(acting_role)
    if not found:
        must(acting_role, reporting.APPROVE, reporting.to_approve(acting_role.role_assignment))
    return found


def _page(request: Request, waiting: Sequence[reporting.Asked], form: ApprovalForm) -> HttpResponse:
    page = page_shell(
        request,
        title=_("Approve values"),
        lead=_("Submitted values, beside last year's and the target. Nothing counts until it is approved."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Approve values"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(awaiting_rows(waiting, form, request.acting_role), request.GET, reverse("goals:approve"))
    context = {"page": page, "rows": shown.rows, "pager": shown.pager, "form": form}
    return render(request, "goals/approve.html", context, status=form.status)
