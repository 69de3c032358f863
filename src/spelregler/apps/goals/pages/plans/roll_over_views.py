"""Carrying a plan into the next year: preview, carry, take back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.models import RollOver
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.plans.presenters import rolled_rows
from spelregler.apps.goals.pages.plans.shared import owner_asked, right_to_propose, year_asked
from spelregler.apps.goals.queries import plans
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.goals.planning import CARRIED
from spelregler.platform.errors import DomainError


def roll_over(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """What would be carried and what left; whoever plans here chooses, carries, and may take it back."""
    acting_role = request.acting_role
    owner, into = owner_asked(request, kind, code), year_asked(request, str(year))
    must(acting_role, *right_to_propose(request, owner))
    mine, done = plan_owner(owner), plans.last_roll_over(owner, year=into)
    fault = None
    if request.method == "POST":
        try:
            return _carried(request, mine, into, done)
        except DomainError as refused:
            fault = refused.text(acting_role.language)
    lines = operations.preview(mine, into=into)
    page = page_shell(
        request,
        title=_("Carry into %(year)s") % {"year": into},
        lead=_("What is carried becomes proposals for the year; the decisions do not go along."),
        crumbs=[
            (_("Plans"), f"{reverse('goals:chain')}?ar={into}"),
            (owner.name, reverse("goals:owner_plan", args=[into, kind, code])),
            (_("Carry over"), ""),
        ],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    context = {
        "page": page,
        "fault": fault,
        "carried": rolled_rows([line for line in lines if line.fate == CARRIED], acting_role),
        "left": rolled_rows([line for line in lines if line.fate != CARRIED], acting_role),
        "done": done,
    }
    return render(request, "goals/roll_over.html", context, status=400 if fault else 200)


def plan_owner(owner: plans.Owner) -> operations.PlanOwner:
    """The owner's own row."""
    if owner.kind == plans.UNIT:
        return operations.PlanOwner(unit=Unit.objects.get(code=owner.code))
    if owner.kind == plans.DEPARTMENT:
        return operations.PlanOwner(department=Department.objects.get(code=owner.code))
    return operations.PlanOwner(body=Body.objects.get(code=owner.code))


def _carried(request: Request, mine: operations.PlanOwner, into: int, done: RollOver | None) -> HttpResponse:
    acting_role = request.acting_role
    if request.POST.get("act") == "undo" and done is not None:
        operations.undo_roll_over(done=done, on=acting_role.today, who=acting_role.who)
        messages.success(request, _("The roll-over is undone."))
    else:
        chosen = request.POST.getlist("row")
        operations.roll_over(owner=mine, into=into, chosen=chosen, on=acting_role.today, who=acting_role.who)
        messages.success(request, _("It is carried over, as proposals."))
    return HttpResponseRedirect(request.path)
