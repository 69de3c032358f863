"""Opening and locking the periods in which values may be reported."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.periods.presenters import period_rows, read_period
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.queries import reporting
from spelregler.apps.organisation.models import Department
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible


def period_list(request: Request) -> HttpResponse:
    """Which periods are open, to whom and why; whoever may opens and locks them here."""
    acting_role = request.acting_role
    allowed = _may_open(request)
    page = page_shell(
        request,
        title=_("Periods"),
        lead=_("A period is locked until the controller opens it. Every opening and locking has a reason and a day."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Periods"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(
        period_rows(reporting.periods(as_of=acting_role.today), acting_role), request.GET, reverse("goals:periods")
    )
    context = {
        "page": page,
        "rows": shown.rows,
        "pager": shown.pager,
        "allowed": allowed,
        "year": acting_role.today.year,
    }
    return render(request, "goals/periods.html", context)


def _may_open(request: Request) -> list[tuple[str, str]]:
    """The scopes that the acting role may open for: all, or a department."""
    acting_role = request.acting_role
    scopes = [("", _("all departments")), *((each.code, each.name) for each in departments(as_of=acting_role.today))]
    return [(code, name) for code, name in scopes if may(acting_role, reporting.OPEN, _scope(request, code))]


def _scope(request: Request, code: str) -> Resource:
    # The whole municipality lies outside whoever is tied to one department, so it is named as what it is.
    bodies = {each.code: each.body for each in departments(as_of=request.acting_role.today)} if code else {}
    return Resource(kind="period", id=code or "all", body=bodies.get(code), department=code or "all")


@require_POST
def set_period(request: Request) -> HttpResponse:
    """Open or lock a period, for all or for one department."""
    acting_role, said = request.acting_role, request.POST
    code = said.get("department", "")
    must(acting_role, reporting.OPEN, _scope(request, code))
    department = Department.objects.on(acting_role.today).filter(code=code).first() if code else None
    if code and department is None:
        raise NotVisible(sv="Förvaltningen finns inte.", en="No such department.")
    start, end = read_period(said)
    opens = said.get("act") == "open"
    reason = said.get("reason", "")
    operations.set_period(
        period_start=start,
        period_end=end,
        opens=opens,
        reason=reason,
        on=acting_role.today,
        who=acting_role.who,
        department=department,
    )
    messages.success(request, _("The period is open.") if opens else _("The period is locked."))
    if said.get("back") == "rattelser":
        return HttpResponseRedirect(f"{reverse('goals:corrections')}?ar={start.year}")
    return HttpResponseRedirect(reverse("goals:periods"))
