"""The chain of plans: an overview of a year, and each owner's plan where goals are proposed and decided."""

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
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.plans import presenters
from spelregler.apps.goals.pages.plans.shared import (
    number_or_none,
    owner_asked,
    right_to_propose,
    year_asked,
    years_offered,
)
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import idle as idle_queries
from spelregler.apps.goals.queries import lookups, plans
from spelregler.apps.organisation.models import Body, Department, Post, Unit
from spelregler.apps.organisation.queries.posts import post_by_code
from spelregler.platform.errors import DomainError, NotVisible
from spelregler.platform.numbers import read_day


def chain(request: Request) -> HttpResponse:
    """Who owns each level of the year's chain, and what has been decided and what is proposed."""
    acting_role = request.acting_role
    year = year_asked(request, request.GET.get("ar", ""))
    steps = plans.chain(acting_role, year=year, scale=scale_on(acting_role.as_of))
    page = page_shell(
        request,
        title=_("Plans %(year)s") % {"year": year},
        lead=_("From the council to the unit. What no decision carries is a proposal and does not count."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Plans"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    levels = [
        (level.heading, paged(level.rows, request.GET, reverse("goals:chain"), word=level.word))
        for level in presenters.levels(steps, year)
    ]
    context = {"page": page, "levels": levels, "year": year, "years": years_offered(request)}
    return render(request, "goals/chain.html", context)


def plan(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """One owner's plan of a year: what is decided, what is proposed, and what the acting role may do with it."""
    owner = owner_asked(request, kind, code)
    fault = None
    if request.method == "POST":
        must(request.acting_role, *right_to_propose(request, owner))
        try:
            _propose(request, owner, year_asked(request, str(year)))
        except DomainError as refused:
            fault = refused.text(request.acting_role.language)
        else:
            messages.success(request, _("It is proposed. It counts when it has been decided."))
            return HttpResponseRedirect(request.path)
    return _render(request, owner, year_asked(request, str(year)), fault)


def _render(request: Request, owner: plans.Owner, year: int, fault: str | None) -> HttpResponse:
    acting_role = request.acting_role
    found = plans.owner_plan(acting_role, owner, year=year, scale=scale_on(acting_role.as_of))
    page = page_shell(
        request,
        title=presenters.name_of(owner, year),
        lead=presenters.decided_by(owner),
        crumbs=[
            (_("Goals"), reverse("goals:tree")),
            (_("Plans"), f"{reverse('goals:chain')}?ar={year}"),
            (owner.name, ""),
        ],
        current="goals:tree",
        modules=MODULES,
        can_travel=False,
    )
    heads = owner.kind == plans.DEPARTMENT and plans.may_settle(acting_role, owner)
    shown = presenters.plan_page(found, acting_role)
    minutes = idle_queries.minutes_by_unit(department=owner.code, year=year, as_of=acting_role.as_of) if heads else []
    context = {
        "page": page,
        "minutes": paged(minutes, request.GET, request.path, word="minuter"),
        "shown": shown,
        "goals": paged(shown.goals, request.GET, request.path),
        "actions": paged(shown.actions, request.GET, request.path, word="atgarder"),
        "typed": request.POST,
        "chosen": request.POST.get("indicator", request.GET.get("matt", "")),
        "fault": fault,
        "measures": plans.measures(),
        "entered_late": plans.entered_late(year),
        "first": f"{year}-01-01",
        "last": f"{year}-12-31",
    }
    return render(request, "goals/owner_plan.html", context, status=400 if fault else 200)


def _propose(request: Request, owner: plans.Owner, year: int) -> None:
    """A goal, or in a manager's plan an action; each with a post near that answers for it."""
    found = plans.owner_plan(request.acting_role, owner, year=year, scale=scale_on(request.acting_role.today))
    near = {post.code for post in found.posts}
    answers_for = request.POST.get("owner", "")
    post = post_by_code(answers_for) if answers_for in near else None
    served = {goal.code for goal in (found.above if owner.kind == plans.DEPARTMENT else found.goals)}
    if request.POST.get("what") == "action":
        _propose_action(request, found, post, served)
    else:
        _propose_goal(request, found, post)


def _propose_goal(request: Request, found: plans.OwnerPlan, post: Post | None) -> None:
    said, owner = request.POST, found.owner
    indicator = lookups.indicator_by_code(code=said.get("indicator", ""))
    above = {goal.code for goal in found.above}
    operations.propose_in_plan(
        level=owner.level,
        title=said.get("title", ""),
        why=said.get("why", ""),
        year=found.year,
        parents=list(Goal.objects.filter(code__in=above & set(said.getlist("parent")))),
        owner=post,
        body=Body.objects.get(code=owner.code) if owner.is_political else None,
        unit=Unit.objects.get(code=owner.code) if owner.kind == plans.UNIT else None,
        indicator=indicator,
        target=number_or_none(said.get("target", "")),
        on=request.acting_role.today,
        who=request.acting_role.who,
    )


def _propose_action(request: Request, found: plans.OwnerPlan, post: Post | None, served: set[str]) -> None:
    said, owner = request.POST, found.owner
    operations.plan_action(
        title=said.get("title", ""),
        department=Department.objects.get(code=owner.department),
        unit=Unit.objects.get(code=owner.code) if owner.kind == plans.UNIT else None,
        goals=list(Goal.objects.filter(code__in=served & set(said.getlist("parent")))),
        responsible=post,
        year=found.year,
        due_on=read_day(said.get("due_on", "")),
        on=request.acting_role.today,
        who=request.acting_role.who,
    )


@require_POST
def decide(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """The secretary enters the body's decision with date and §; a manager decides the plan of their own level."""
    acting_role, said = request.acting_role, request.POST
    owner = owner_asked(request, kind, code)
    must(acting_role, owner.settle, owner.settled)
    if owner.is_political:
        chosen = said.getlist("goal")
        goals = Goal.objects.filter(code__in=chosen, body__code=owner.code, level=owner.level, decision__isnull=True)
        operations.decide_proposals(
            body=Body.objects.get(code=owner.code),
            goals=list(goals.order_by("code")),
            decided_on=read_day(said.get("decided_on", "")),
            paragraph=said.get("paragraph", ""),
            on=acting_role.today,
            who=acting_role.who,
        )
        messages.success(request, _("The decision is entered, and its goals count."))
    else:
        operations.decide_plan(
            department=Department.objects.get(code=owner.department),
            unit=Unit.objects.get(code=owner.code) if owner.kind == plans.UNIT else None,
            year=year_asked(request, str(year)),
            decided_on=read_day(said["decided_on"]) if said.get("decided_on") else acting_role.today,
            entered_on=acting_role.today,
            who=acting_role.who,
        )
        messages.success(request, _("The plan is decided."))
    return HttpResponseRedirect(reverse("goals:owner_plan", args=[year, kind, code]))


@require_POST
def reopen(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """A manager takes the own decided plan up again, with a reason: a proposal until it is decided anew."""
    acting_role, owner = request.acting_role, owner_asked(request, kind, code)
    must(acting_role, owner.settle, owner.settled)
    plan = plans.plan_of(owner, year=year, as_of=acting_role.today)
    if plan is None:
        raise NotVisible(
            sv="Planen är inte beslutad.",
            en="The plan is not decided.",
            way_sv="Ändra i den som den är.",
            way_en="Change it as it is.",
        )
    operations.reopen_plan(plan=plan, reason=request.POST.get("reason", ""), on=acting_role.today, who=acting_role.who)
    messages.success(request, _("The plan is taken up again. It is a proposal until it is decided anew."))
    return HttpResponseRedirect(reverse("goals:owner_plan", args=[year, kind, code]))


def idle(request: Request) -> HttpResponse:
    """What has never had a value, and what nobody has used for a year: candidates to end."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Never updated or not used"),
        lead=_("Few measures are kept alive. What stands here needs a value, a use or an end."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Never updated or not used"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    found = {
        "sida": idle_queries.never_updated(as_of=acting_role.as_of),
        "oanvanda": idle_queries.unused(as_of=acting_role.as_of),
    }
    pages = [paged(rows, request.GET, reverse("goals:idle"), word=word) for word, rows in found.items()]
    lists = presenters.idle_lists(*pages, acting_role=acting_role)
    return render(request, "goals/idle.html", {"page": page, "lists": lists})
