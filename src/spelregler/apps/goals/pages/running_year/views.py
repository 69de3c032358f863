"""A goal and an action while the year runs: judged, aimed at, coordinated, reworded while proposed, and done."""

from __future__ import annotations

from collections.abc import Callable
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
from spelregler.apps.goals.pages import words
from spelregler.apps.goals.pages.corrections.presenters import level_choices
from spelregler.apps.goals.pages.running_year.forms import AimForm, CoordinatorForm, FinishForm, JudgeForm, ProposalForm
from spelregler.apps.goals.pages.running_year.shared import action_asked, form_page, goal_asked, missing, year_of
from spelregler.apps.goals.queries import plans
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.platform.forms import PlainForm


def judge(request: Request, code: str) -> HttpResponse:
    """How the goal goes this year, judged by whoever owns it, with a reason."""
    acting_role, (goal, node) = request.acting_role, goal_asked(request, code)
    must(acting_role, *(running_year.right_to_judge(acting_role, node) or missing()))
    minutes = "none" if goal.body is None else "needed"
    form = JudgeForm(sent(request), levels=level_choices(), today=acting_role.today, minutes=minutes)

    def act(said: dict[str, Any]) -> None:
        judged = {"level": said["level"], "reason": said["reason"], **form.minutes}
        today = acting_role.today
        operations.judge_year(goal=goal, year=today.year, on=today, who=acting_role.who, **judged)

    lead = _("The judgement stands beside what the figures say, with its reason.")
    return _answer(request, node, form, act, title=_("Judge the goal"), lead=lead, button=_("Enter the judgement"))


def aim(request: Request, code: str) -> HttpResponse:
    """Another indicator of a goal that exists, or another target."""
    acting_role, (goal, node) = request.acting_role, goal_asked(request, code)
    must(
        acting_role,
        *running_year.right_to_aim(acting_role, running_year.owner_of(acting_role, node) or missing(), node),
    )
    minutes = "none" if goal.body is None or not node.is_decided else "offered"
    known = {each.code: each for each in plans.measures()}
    measures = [(each.code, acting_role.say(each.title, each.title_en)) for each in known.values()]
    form = AimForm(sent(request), measures=measures, today=acting_role.today, minutes=minutes)

    def act(said: dict[str, Any]) -> None:
        aimed = {"indicator": known[said["indicator"]], "value": said["value"], **form.minutes}
        year = year_of(request, goal)
        operations.aim(goal=goal, year=year, on=acting_role.today, who=acting_role.who, **aimed)

    lead = _("The first target of a decided goal fills a gap. Another target is a new decision, with date and §.")
    return _answer(request, node, form, act, title=_("Measure and target"), lead=lead, button=_("Set the target"))


def coordinate(request: Request, code: str) -> HttpResponse:
    """The body that holds a shared goal together, as the council or the board decided."""
    acting_role, (goal, node) = request.acting_role, goal_asked(request, code)
    must(acting_role, *running_year.COORDINATE)
    found = {"coordinators": running_year.coordinators(acting_role), "deciders": running_year.deciders(acting_role)}
    bodies = {each.code: each for some in found.values() for each in some}
    choices = {
        name: [(each.code, acting_role.say(each.name, each.name_en)) for each in some] for name, some in found.items()
    }
    form = CoordinatorForm(sent(request), today=acting_role.today, **choices)

    def act(said: dict[str, Any]) -> None:
        coordinator, decider = bodies[said["coordinator"]], bodies[said["decider"]]
        operations.name_coordinator(
            goal=goal,
            coordinator=coordinator,
            decider=decider,
            on=acting_role.today,
            who=acting_role.who,
            **form.minutes,
        )

    lead = _("A goal that several committees serve has one body that holds it together.")
    return _answer(request, node, form, act, title=_("Coordinating body"), lead=lead, button=_("Enter the decision"))


def change(request: Request, code: str) -> HttpResponse:
    """A proposed goal gets other words, and other goals above it."""
    acting_role, (goal, node) = request.acting_role, goal_asked(request, code)
    owner = running_year.owner_of(acting_role, node) or missing()
    must(acting_role, *running_year.right_to_write(acting_role, owner))
    plan = plans.owner_plan(acting_role, owner, year=year_of(request, goal), scale=words.scale_on(acting_role.as_of))
    served = list(goal.parents.all())
    above = running_year.to_serve(acting_role, served, plan.above)
    initial = {
        "title": goal.title,
        "title_en": goal.title_en,
        "why": goal.why,
        "parents": [each.code for each in served],
    }
    form = ProposalForm(sent(request), above=list(above.items()), initial=initial)

    def act(said: dict[str, Any]) -> None:
        serves = running_year.goals_of(said["parents"]) if "parents" in said else None
        words_given = {name: said[name] for name in ("title", "title_en", "why")}
        operations.reword_proposal(goal=goal, serves=serves, who=acting_role.who, **words_given)

    lead = _("A proposal is reworded. What has been decided stands until there is a new decision.")
    return _answer(request, node, form, act, title=_("Change the proposal"), lead=lead, button=_("Change the proposal"))


def finish(request: Request, code: str) -> HttpResponse:
    """An action is done on a day, and what it led to is said."""
    acting_role, (action, owner) = request.acting_role, action_asked(request, code)
    must(acting_role, *running_year.right_to_write(acting_role, owner))
    form = FinishForm(sent(request), today=acting_role.today, initial={"done_on": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        operations.finish_action(action=action, who=acting_role.who, **said)

    back = reverse("goals:owner_plan", args=[acting_role.today.year, owner.kind, owner.code])
    if form.carried_out(act):
        messages.success(request, _("The action is done."))
        return HttpResponseRedirect(back)
    lead = acting_role.say(action.title, action.title_en)
    return form_page(
        request, form, _("Finish the action"), lead, (owner.named(acting_role.language), back), _("It is done")
    )


def _answer(
    request: Request,
    node: GoalNode,
    form: PlainForm,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    lead: str,
    button: str,
) -> HttpResponse:
    """The act is done and the goal shown, or the form with what has to be put right."""
    here = reverse("goals:goal", args=[node.code])
    if form.carried_out(act):
        messages.success(request, _("It is entered, and stands on the goal's page."))
        return HttpResponseRedirect(here)
    return form_page(request, form, title, lead, (words.title(node, request.acting_role.language), here), button)
