"""Reporting and approving values, and opening periods. Each page offers only what the acting role may do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, only_sent, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.periods.presenters import period_choices
from spelregler.apps.goals.pages.reporting import forms, presenters
from spelregler.apps.goals.pages.reporting.presenters import faults_at, grid_rows, page_of
from spelregler.apps.goals.queries import reporting, reporting_left

OK = 200


def report(request: Request) -> HttpResponse:
    """What is asked of the acting role in an open period, and the form to report it in."""
    period, asked = _asked(request)
    grid = forms.grid(asked, sent(request))
    act = forms.ActForm(request.POST).said("act") if request.method == "POST" else None
    is_for_storing = act in (forms.ActForm.SAVE, forms.ActForm.SUBMIT)
    if is_for_storing and grid.status == OK and _saved(request, grid, submit=act == forms.ActForm.SUBMIT):
        return HttpResponseRedirect(f"{reverse('goals:report')}?{request.GET.urlencode()}")
    return _page(request, period, grid)


@only_sent
def take_back(request: Request) -> HttpResponse:
    """What was submitted by mistake becomes a draft again."""
    acting_role, (period, asked) = request.acting_role, _asked(request)
    form = forms.TakeBackForm(sent(request), asked=asked)

    def act(said: dict[str, Any]) -> None:
        value = form.waiting[said["value"]].last
        assert value is not None  # noqa: S101 - what waits has been submitted
        operations.take_back_value(value=value, on=acting_role.today, who=acting_role.who)

    if form.carried_out(act):
        told = _("The value is a draft again. Change it and submit it anew.")
        return done(request, told, presenters.period_address("goals:report", period))
    return _page(request, period, forms.grid(asked, None), back=form)


def _page(
    request: Request, period: reporting.PeriodState | None, grid: forms.Grid, back: forms.TakeBackForm | None = None
) -> HttpResponse:
    page = page_shell(
        request,
        title=_("Report"),
        lead=_("The values asked of you in the periods that are open. Leave a row empty where there is no value."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Report"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = page_of(len(grid.asked), grid.rows, request.GET, reverse("goals:report"))
    drawn = grid_rows(shown.rows, request.acting_role)
    back = back or forms.TakeBackForm(asked=grid.asked)
    context = {
        "page": page,
        "period": period,
        "periods": period_choices(reporting.open_periods(as_of=request.acting_role.today), period),
        "rows": drawn,
        "paste": grid.paste,
        "faults_at": faults_at(drawn, grid.paste),
        "pager": shown.pager,
        "back": back,
        "waiting": presenters.waiting_rows(back, request.acting_role),
        "take_back_url": presenters.period_address("goals:take_back_value", period),
        "minutes": reporting_left.minutes_asked(request.acting_role),
    }
    return render(request, "goals/report.html", context, status=max(grid.status, back.status))


def _asked(request: Request) -> tuple[reporting.PeriodState | None, list[reporting.Asked]]:
    """The chosen period, else the latest; whoever may report nothing anywhere is told by the rules."""
    acting_role = request.acting_role
    opened = reporting.open_periods(as_of=acting_role.today)
    wanted = request.GET.get("period", "")
    period = next((each for each in opened if each.key == wanted), opened[0] if opened else None)
    found = reporting.asked_of(acting_role, period) if period else []
    if not found:
        must(acting_role, reporting.ENTER, reporting.own_value(acting_role.role_assignment))
    return period, found


def _saved(request: Request, grid: forms.Grid, *, submit: bool) -> bool:
    """Everything that was typed is stored, or nothing is and each fault stands at its row and column."""
    pairs = grid.entries()
    try:
        stored = operations.save_values(
            entries=[entry for _row, entry in pairs],
            submit=submit,
            on=request.acting_role.today,
            who=request.acting_role.who,
        )
    except operations.ValuesRefused as refused:
        forms.blame([row for row, _entry in pairs], refused.faults, request.acting_role.language)
        return False
    messages.success(request, presenters.saved_words(len(stored), is_submitted=submit))
    return True
