"""Carrying a plan into the next year: preview, carry, take back."""

from __future__ import annotations

from collections.abc import Sequence

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
from spelregler.apps.goals.pages.plans.forms import RollOverForm
from spelregler.apps.goals.pages.plans.roll_over_presenters import rolled_rows, row_choices
from spelregler.apps.goals.pages.plans.shared import owner_asked, planned_year, right_to_propose
from spelregler.apps.goals.queries import plans
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.goals.planning import CARRIED
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm


def roll_over(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """What would be carried and what left; whoever plans here chooses, carries, and may take it back."""
    acting_role, (owner, into) = request.acting_role, _asked(request, year, kind, code)
    mine = plan_owner(owner)
    rows = operations.preview(mine, into=into)
    form = RollOverForm(sent(request), rows=row_choices(rows, acting_role))
    if form.carried_out(
        lambda said: operations.roll_over(
            owner=mine, into=into, chosen=said["row"], on=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("It is carried over, as proposals."), request.path)
    return _page(request, owner, into, form, rows)


@only_sent
def undo(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """What was carried over is taken away again."""
    acting_role, (owner, into) = request.acting_role, _asked(request, year, kind, code)
    held, form = plans.last_roll_over(owner, year=into), PlainForm(sent(request))
    if held is None:
        raise NotVisible(Words("Nothing has been carried over."))
    if form.carried_out(lambda _said: operations.undo_roll_over(done=held, on=acting_role.today, who=acting_role.who)):
        return done(request, _("The roll-over is undone."), reverse("goals:roll_over", args=[year, kind, code]))
    return _page(request, owner, into, form, operations.preview(plan_owner(owner), into=into))


def _asked(request: Request, year: int, kind: str, code: str) -> tuple[plans.Owner, int]:
    owner = owner_asked(request, kind, code)
    must(request.acting_role, *right_to_propose(request, owner))
    return owner, planned_year(request, str(year))


def _page(
    request: Request, owner: plans.Owner, into: int, form: PlainForm, rows: Sequence[operations.RollOverRow]
) -> HttpResponse:
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Carry into %(year)s") % {"year": into},
        lead=_("What is carried becomes proposals for the year; the decisions do not go along."),
        crumbs=[
            (_("Plans"), f"{reverse('goals:chain')}?ar={into}"),
            (
                owner.named(request.acting_role.language),
                reverse("goals:owner_plan", args=[into, owner.kind, owner.code]),
            ),
            (_("Carry over"), ""),
        ],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    context = {
        "page": page,
        "form": form,
        "chosen": form if isinstance(form, RollOverForm) else RollOverForm(rows=row_choices(rows, acting_role)),
        "left": rolled_rows([each for each in rows if each.fate != CARRIED], acting_role),
        "done": plans.last_roll_over(owner, year=into),
        "address": [into, owner.kind, owner.code],
    }
    return render(request, "goals/roll_over.html", context, status=form.status)


def plan_owner(owner: plans.Owner) -> operations.PlanOwner:
    """The owner's own row."""
    if owner.kind == plans.UNIT:
        return operations.PlanOwner(unit=Unit.objects.get(code=owner.code))
    if owner.kind == plans.DEPARTMENT:
        return operations.PlanOwner(department=Department.objects.get(code=owner.code))
    return operations.PlanOwner(body=Body.objects.get(code=owner.code))
