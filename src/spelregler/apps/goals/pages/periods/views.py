"""Opening and locking the periods in which values may be reported."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.periods.forms import PeriodForm
from spelregler.apps.goals.pages.periods.presenters import period_rows
from spelregler.apps.goals.pages.periods.shared import period_is_set
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.queries import corrections, reporting

EIGHT_MONTHS = 8
"""What is followed up during the year reaches through August."""


def period_list(request: Request) -> HttpResponse:
    """Which periods are open, to whom and why; whoever may opens and locks them here."""
    return _page(request, _form(request))


@only_sent
def set_period(request: Request) -> HttpResponse:
    """Open or lock a period, for all or for one department."""
    form = _form(request)
    return HttpResponseRedirect(reverse("goals:periods")) if period_is_set(request, form) else _page(request, form)


def _form(request: Request) -> PeriodForm:
    acting_role = request.acting_role
    scopes = corrections.scopes_to_open(acting_role)
    return PeriodForm(sent(request), scopes=scopes, year=acting_role.today.year, last=EIGHT_MONTHS)


def _page(request: Request, form: PeriodForm) -> HttpResponse:
    acting_role, here = request.acting_role, reverse("goals:periods")
    page = page_shell(
        request,
        title=_("Periods"),
        lead=_("A period is locked until the controller opens it. Every opening and locking has a reason and a day."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Periods"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(period_rows(reporting.periods(as_of=acting_role.today), acting_role), request.GET, here)
    context = {"page": page, "rows": shown.rows, "pager": shown.pager, "form": form}
    return render(request, "goals/periods.html", context, status=form.status)
