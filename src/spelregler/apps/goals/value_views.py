"""Reporting and approving values, and opening periods. Each page offers only what the worn role may do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.goals import grid, living, operations, reporting
from spelregler.apps.goals.value_presenters import (
    approved_words,
    awaiting_rows,
    grid_rows,
    paged,
    period_choices,
    period_rows,
    read_period,
)
from spelregler.apps.organisation.access import may, must
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.models import Department
from spelregler.apps.organisation.queries import departments
from spelregler.apps.organisation.worn import Request
from spelregler.domain.roles import Resource
from spelregler.platform.errors import DomainError, NotVisible

MODULES = ("GOAL",)


def report(request: Request) -> HttpResponse:
    """What is asked of the worn role in an open period, and the form to report it in."""
    period, rows = _asked(request)
    faults: list[str] = []
    if request.method == "POST":
        grid.fill(rows, request.POST)
        faults = grid.paste(rows, request.POST.get("pasted", ""))
        if not faults and request.POST.get("act") != "fill" and _saved(request, rows):
            return HttpResponseRedirect(f"{reverse('goals:report')}?{request.GET.urlencode()}")
    page = frame(
        request,
        title=_("Report"),
        lead=_("The values asked of you in the periods that are open. Leave a row empty where there is no value."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Report"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(rows, request.GET, reverse("goals:report"))
    context = {
        "page": page,
        "period": period,
        "periods": period_choices(reporting.open_periods(as_of=request.worn.today), period),
        "rows": grid_rows(shown.rows, request.worn),
        "pager": shown.pager,
        "faults": faults,
        "minutes": living.minutes_asked(request.worn),
        "pasted": request.POST.get("pasted", "") if faults else "",
    }
    has_faults = bool(faults) or any(row.faults for row in rows)
    return render(request, "goals/report.html", context, status=400 if has_faults else 200)


def _asked(request: Request) -> tuple[reporting.PeriodState | None, list[grid.GridRow]]:
    """The chosen period, else the latest; whoever may report nothing anywhere is told by the rules."""
    worn = request.worn
    opened = reporting.open_periods(as_of=worn.today)
    wanted = request.GET.get("period", "")
    period = next((each for each in opened if each.key == wanted), opened[0] if opened else None)
    rows = grid.grid(reporting.asked_of(worn, period)) if period else []
    if not rows:
        must(worn, reporting.ENTER, reporting.own_value(worn.hat))
    return period, rows


def _saved(request: Request, rows: list[grid.GridRow]) -> bool:
    """Everything that was typed is stored, or nothing is and each fault stands at its row and column."""
    submit = request.POST.get("act") == "submit"
    pairs = grid.entries(rows)
    if any(row.faults for row in rows):
        return False
    try:
        stored = operations.save_values(
            entries=[entry for _row, entry in pairs], submit=submit, on=request.worn.today, who=request.worn.who
        )
    except operations.ValuesRefused as refused:
        grid.blame([row for row, _entry in pairs], refused.faults, request.worn.language)
        return False
    words = _("%(count)s values are submitted.") if submit else _("%(count)s values are saved as drafts.")
    messages.success(request, words % {"count": len(stored)})
    return True


def approve(request: Request) -> HttpResponse:
    """What waits for the worn role's approval, beside last year's value and the target."""
    found = reporting.awaiting(request.worn)
    if not found:
        must(request.worn, reporting.APPROVE, reporting.to_approve(request.worn.hat))
    page = frame(
        request,
        title=_("Approve values"),
        lead=_("Submitted values, beside last year's and the target. Nothing counts until it is approved."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Approve values"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(found, request.GET, reverse("goals:approve"))
    context = {"page": page, "rows": awaiting_rows(shown.rows, request.worn), "pager": shown.pager}
    return render(request, "goals/approve.html", context)


@require_POST
def decide(request: Request) -> HttpResponse:
    """Approve the chosen values, or return one with its reason."""
    worn, said = request.worn, request.POST
    returned = said.get("return", "")
    chosen = {returned} if returned else set(said.getlist("value"))
    found = [each for each in reporting.awaiting(worn) if each.last and str(each.last.pk) in chosen]
    values = [each.last for each in found if each.last]
    if len(values) != len(chosen) or not values:
        must(worn, reporting.APPROVE, reporting.to_approve(request.worn.hat))
        raise _nothing_chosen()
    if returned:
        reason = said.get(f"reason:{returned}", "")
        operations.return_value(value=values[0], reason=reason, on=worn.today, who=worn.who)
        messages.success(request, _("The value is returned with your reason."))
    else:
        made = operations.approve_values(values=values, on=worn.today, who=worn.who)
        messages.success(request, approved_words(made, worn.today))
    return HttpResponseRedirect(reverse("goals:approve"))


def _nothing_chosen() -> DomainError:
    return DomainError(
        sv="Inget av värdena väntar längre på ditt godkännande.",
        en="None of the values awaits your approval any longer.",
        way_sv="Läs sidan igen och välj bland dem som står där.",
        way_en="Read the page again and choose among those shown.",
    )


def period_list(request: Request) -> HttpResponse:
    """Which periods are open, to whom and why; whoever may opens and locks them here."""
    worn = request.worn
    allowed = _may_open(request)
    page = frame(
        request,
        title=_("Periods"),
        lead=_("A period is locked until the controller opens it. Every opening and locking has a reason and a day."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Periods"), "")],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    shown = paged(period_rows(reporting.periods(as_of=worn.today), worn), request.GET, reverse("goals:periods"))
    context = {"page": page, "rows": shown.rows, "pager": shown.pager, "allowed": allowed, "year": worn.today.year}
    return render(request, "goals/periods.html", context)


def _may_open(request: Request) -> list[tuple[str, str]]:
    """The scopes that the worn role may open for: all, or a department."""
    worn = request.worn
    scopes = [("", _("all departments")), *((each.code, each.name) for each in departments(as_of=worn.today))]
    return [(code, name) for code, name in scopes if may(worn, reporting.OPEN, _scope(request, code))]


def _scope(request: Request, code: str) -> Resource:
    # The whole municipality lies outside whoever is tied to one department, so it is named as what it is.
    bodies = {each.code: each.body for each in departments(as_of=request.worn.today)} if code else {}
    return Resource(kind="period", id=code or "all", body=bodies.get(code), department=code or "all")


@require_POST
def set_period(request: Request) -> HttpResponse:
    """Open or lock a period, for all or for one department."""
    worn, said = request.worn, request.POST
    code = said.get("department", "")
    must(worn, reporting.OPEN, _scope(request, code))
    department = Department.objects.on(worn.today).filter(code=code).first() if code else None
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
        on=worn.today,
        who=worn.who,
        department=department,
    )
    messages.success(request, _("The period is open.") if opens else _("The period is locked."))
    if said.get("back") == "rattelser":
        return HttpResponseRedirect(f"{reverse('goals:corrections')}?ar={start.year}")
    return HttpResponseRedirect(reverse("goals:periods"))
