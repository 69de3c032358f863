"""One owner's plan of a year: the page and the forms on it, of which one may have been sent."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access.key_measures import KeyPlace
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.key_measures import presenters as key_measures
from spelregler.apps.goals.pages.plans import presenters
from spelregler.apps.goals.pages.plans.forms import ActionForm, DecideForm, EnterForm, GoalForm, ReopenForm
from spelregler.apps.goals.pages.plans.shared import owner_asked, planned_year
from spelregler.apps.goals.pages.post_search import shown_search, sought_by
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import idle, plans
from spelregler.platform.forms import PlainForm
from spelregler.ui.formatting import long_date

GOAL, ACTION, ENTER, DECIDE, REOPEN = "goal", "action", "enter", "decide", "reopen"


@dataclass(frozen=True)
class PlanForms:
    """What may be done with a plan, a form for each."""

    goal: GoalForm
    action: ActionForm
    enter: EnterForm
    decide: DecideForm
    reopen: ReopenForm

    @property
    def sent(self) -> PlainForm:
        """The one that was sent; else any of them, and nothing is wrong in it."""
        every: tuple[PlainForm, ...] = (self.goal, self.action, self.enter, self.decide, self.reopen)
        return next((each for each in every if each.is_bound), self.goal)


@dataclass(frozen=True)
class PlanAsked:
    """The plan that an address names, as the acting role sees it, with its forms."""

    found: plans.OwnerPlan
    shown: presenters.PlanPage
    forms: PlanForms

    @property
    def owner(self) -> plans.Owner:
        """Whose plan it is."""
        return self.found.owner


def plan_asked(request: Request, year: int, kind: str, code: str, *, was_sent: str = "") -> PlanAsked:
    """The plan that the address names, or not found; what was typed stands in the form that was sent."""
    acting_role, owner = request.acting_role, owner_asked(request, kind, code)
    asked = planned_year(request, str(year))
    scale, sought = scale_on(acting_role.as_of), sought_by(request)
    found = plans.owner_plan(acting_role, owner, year=asked, scale=scale, sought=sought)
    shown = presenters.plan_page(found, acting_role)
    return PlanAsked(found, shown, _forms(request, found, shown, was_sent))


def _forms(request: Request, found: plans.OwnerPlan, shown: presenters.PlanPage, was_sent: str) -> PlanForms:
    typed, acting_role = {was_sent: sent(request)}, request.acting_role
    measures = [(each.code, f"{each.title} ({each.unit_of_measure})") for each in plans.measures()]
    late = plans.entered_late(found.year)
    return PlanForms(
        goal=GoalForm(
            typed.get(GOAL),
            above=shown.above,
            posts=shown.posts,
            measures=measures,
            is_highest=found.owner.level == Goal.Level.MUNICIPAL,
            initial={"indicator": request.GET.get("matt", "")},
        ),
        action=ActionForm(typed.get(ACTION), above=shown.served, posts=shown.posts, year=found.year),
        enter=EnterForm(
            typed.get(ENTER),
            proposals=[(goal.code, goal.title) for goal in shown.proposals],
            today=acting_role.today,
        ),
        decide=DecideForm(typed.get(DECIDE), before=long_date(late, acting_role.language) if late else ""),
        reopen=ReopenForm(typed.get(REOPEN)),
    )


def shown_plan(request: Request, asked: PlanAsked) -> HttpResponse:
    """The page of the plan."""
    acting_role, owner, year, shown = request.acting_role, asked.owner, asked.found.year, asked.shown
    here = reverse("goals:owner_plan", args=[year, owner.kind, owner.code])
    page = page_shell(
        request,
        title=presenters.name_of(owner, year, acting_role.language),
        lead=presenters.decided_by(owner, acting_role.language),
        crumbs=[
            (_("Goals"), reverse("goals:tree")),
            (_("Plans"), f"{reverse('goals:chain')}?ar={year}"),
            (owner.named(acting_role.language), ""),
        ],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    heads = owner.kind == plans.DEPARTMENT and plans.may_settle(acting_role, owner)
    minutes = idle.minutes_by_unit(department=owner.code, year=year, as_of=acting_role.as_of) if heads else []
    context = {
        "page": page,
        "shown": shown,
        "key": key_measures.shown(acting_role, KeyPlace.of_owner(owner)),
        "forms": asked.forms,
        "post_search": shown_search(request, has_more=asked.found.has_more_posts),
        "minutes": paged(minutes, request.GET, here, word="minuter"),
        "goals": paged(shown.goals, request.GET, here),
        "actions": paged(shown.actions, request.GET, here, word="atgarder"),
    }
    return render(request, "goals/owner_plan.html", context, status=asked.forms.sent.status)
