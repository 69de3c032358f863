"""A row of a manager's plan is changed on a page: an action, or what a unit's goal serves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.access import running_year
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages import words
from spelregler.apps.goals.pages.running_year.forms import RevisedActionForm, RevisedForm
from spelregler.apps.goals.pages.running_year.shared import action_asked, form_page, goal_asked, missing, year_of
from spelregler.apps.goals.queries import plans
from spelregler.platform.forms import PlainForm


def change_action(request: Request, code: str) -> HttpResponse:
    """An action gets other words, another day or other goals."""
    acting_role, (action, owner) = request.acting_role, action_asked(request, code)
    is_decided, year = bool(operations.action_plans(action)), action.due_on.year
    must(acting_role, *running_year.right_to_revise(acting_role, owner, is_decided=is_decided))
    plan, served = _plan(request, owner, year), list(action.goals.all())
    above = running_year.to_serve(acting_role, served, plan.above if owner.kind == plans.DEPARTMENT else plan.goals)
    initial = {
        "title": action.title,
        "title_en": action.title_en,
        "due_on": action.due_on,
        "parents": [each.code for each in served],
    }
    form = RevisedActionForm(
        sent(request), above=list(above.items()), initial=initial, is_decided=is_decided, action=action
    )

    def act(said: dict[str, Any]) -> None:
        to = {"title": said["title"].strip(), "title_en": said["title_en"].strip(), "due_on": said["due_on"]}
        goals, reason = _serves(form, served), _reason(form)
        operations.revise_action(
            action=action, to=to, goals=goals, reason=reason, on=acting_role.today, who=acting_role.who
        )

    back = (owner.named(request.acting_role.language), reverse("goals:owner_plan", args=[year, owner.kind, owner.code]))
    return _revise(request, form, act, title=_("Change the action"), back=back)


def change_threads(request: Request, code: str) -> HttpResponse:
    """A unit's goal comes to serve other goals above it."""
    acting_role, (goal, node) = request.acting_role, goal_asked(request, code)
    owner = running_year.owner_of(acting_role, node) or missing()
    if owner.is_political:
        missing()
    is_decided = bool(operations.goal_plans(goal))
    must(acting_role, *running_year.right_to_revise(acting_role, owner, is_decided=is_decided))
    served = list(goal.parents.all())
    above = running_year.to_serve(acting_role, served, _plan(request, owner, year_of(request, goal)).above)
    initial = {"parents": [each.code for each in served]}
    form = RevisedForm(sent(request), above=list(above.items()), is_decided=is_decided, initial=initial)

    def act(said: dict[str, Any]) -> None:
        serves, reason = _serves(form, served), _reason(form)
        operations.revise_threads(goal=goal, serves=serves, reason=reason, on=acting_role.today, who=acting_role.who)

    back = (words.title(node, acting_role.language), reverse("goals:goal", args=[goal.code]))
    return _revise(request, form, act, title=_("Change what the goal serves"), back=back)


def _plan(request: Request, owner: plans.Owner, year: int) -> plans.OwnerPlan:
    return plans.owner_plan(request.acting_role, owner, year=year, scale=words.scale_on(request.acting_role.today))


def _serves(form: PlainForm, held: Sequence[Goal]) -> list[Goal]:
    """The goals chosen; what is served already where there was nothing to choose among."""
    said = form.cleaned_data
    return running_year.goals_of(said["parents"]) if "parents" in said else list(held)


def _reason(form: PlainForm) -> str:
    reason: str = form.cleaned_data.get("reason", "")
    return reason


def _revise(
    request: Request, form: PlainForm, act: Callable[[dict[str, Any]], object], *, title: str, back: tuple[str, str]
) -> HttpResponse:
    """The row is changed and its page shown, or the form with what has to be put right."""
    if form.carried_out(act):
        messages.success(request, _("It is changed, and the plan holds as changed."))
        return HttpResponseRedirect(back[1])
    lead = _("The plan is decided. It is decided anew with the change, today and by you. The reason is shown in it.")
    if "reason" not in form.fields:
        lead = _("The plan is a proposal, and is changed until it is decided.")
    return form_page(request, form, title, lead, back, _("Change it"))
