"""Approving or returning reported values."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.approval.presenters import approved_words, awaiting_rows
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.queries import reporting
from spelregler.platform.errors import DomainError


def approve(request: Request) -> HttpResponse:
    """What waits for the acting role's approval, beside last year's value and the target."""
    found = reporting.awaiting(request.acting_role)
    if not found:
        must(request.acting_role, reporting.APPROVE, reporting.to_approve(request.acting_role.role_assignment))
    page = page_shell(
        request,
        title=_("Approve values"),
        lead=_("Submitted values, beside last year's and the target. Nothing counts until it is approved."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Approve values"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(found, request.GET, reverse("goals:approve"))
    context = {"page": page, "rows": awaiting_rows(shown.rows, request.acting_role), "pager": shown.pager}
    return render(request, "goals/approve.html", context)


@require_POST
def decide(request: Request) -> HttpResponse:
    """Approve the chosen values, or return one with its reason."""
    acting_role, said = request.acting_role, request.POST
    returned = said.get("return", "")
    chosen = {returned} if returned else set(said.getlist("value"))
    found = [each for each in reporting.awaiting(acting_role) if each.last and str(each.last.pk) in chosen]
    values = [each.last for each in found if each.last]
    if len(values) != len(chosen) or not values:
        must(acting_role, reporting.APPROVE, reporting.to_approve(request.acting_role.role_assignment))
        raise _nothing_chosen()
    if returned:
        reason = said.get(f"reason:{returned}", "")
        operations.return_value(value=values[0], reason=reason, on=acting_role.today, who=acting_role.who)
        messages.success(request, _("The value is returned with your reason."))
    else:
        made = operations.approve_values(values=values, on=acting_role.today, who=acting_role.who)
        messages.success(request, approved_words(made, acting_role.today))
    return HttpResponseRedirect(reverse("goals:approve"))


def _nothing_chosen() -> DomainError:
    return DomainError(
        sv="Inget av värdena väntar längre på ditt godkännande.",
        en="None of the values awaits your approval any longer.",
        way_sv="Läs sidan igen och välj bland dem som står där.",
        way_en="Read the page again and choose among those shown.",
    )
