"""The chain of plans: an overview of a year, and each owner's plan where goals are proposed and decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, only_sent, sent_with
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.goals import operations
from spelregler.apps.goals.access import running_year
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.plans import presenters, roll_over_presenters
from spelregler.apps.goals.pages.plans.plan_page import (
    ACTION,
    DECIDE,
    ENTER,
    GOAL,
    REOPEN,
    PlanAsked,
    plan_asked,
    shown_plan,
)
from spelregler.apps.goals.pages.plans.shared import (
    owner_asked,
    planned_year,
    right_to_propose,
    years_offered,
)
from spelregler.apps.goals.pages.reporting.presenters import PageOf, page_of, paged
from spelregler.apps.goals.queries import idle as idle_queries
from spelregler.apps.goals.queries import lookups, plans
from spelregler.apps.organisation.models import Body, Department, Post, Unit
from spelregler.apps.organisation.queries.posts import post_by_code
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def chain(request: Request) -> HttpResponse:
    """Who owns each level of the year's chain, and what has been decided and what is proposed."""
    year = planned_year(request, request.GET.get("ar", ""))
    page = page_shell(
        request,
        title=_("Plans %(year)s") % {"year": year},
        lead=_("From the council to the unit. What no decision carries is a proposal and does not count."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Plans"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    levels = [
        (heading, presenters.step_rows(found, year, request.acting_role.language))
        for heading, found in _levels(request, year)
    ]
    context = {"page": page, "levels": levels, "year": year, "years": years_offered(request)}
    return render(request, "goals/chain.html", context)


def _levels(request: Request, year: int) -> list[tuple[str, PageOf[plans.ChainLink]]]:
    """A page of each level; units are read for theirs alone."""
    acting_role, here = request.acting_role, reverse("goals:chain")

    def units(start: int, most: int) -> list[plans.ChainLink]:
        return plans.chain_of_units(acting_role, year=year, start=start, most=most)

    above = presenters.levels(plans.chain(acting_role, year=year))
    found = [(level.heading, paged(level.rows, request.GET, here, word=level.word)) for level in above]
    count = plans.units_in_chain(as_of=acting_role.as_of)
    return [*found, (_("Units: unit plans"), page_of(count, units, request.GET, here))]


def plan(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """One owner's plan of a year: what is decided, what is proposed, and what the acting role may do with it."""
    acting_role, is_action = request.acting_role, sent_with(request, "what") is not None
    asked = plan_asked(request, year, kind, code, was_sent=ACTION if is_action else GOAL)
    if request.method == "POST":
        must(acting_role, *right_to_propose(request, asked.owner))

    def act(said: dict[str, Any]) -> None:
        given = {"serves": running_year.goals_of([said.get("parents", "")]), "owner": post_by_code(said["owner"])}
        (_propose_action if is_action else _propose_goal)(request, asked.found, **said | given)

    form = asked.forms.action if is_action else asked.forms.goal
    if form.carried_out(act):
        return done(request, _("It is proposed. It counts when it has been decided."), request.path)
    return shown_plan(request, asked)


def _propose_goal(
    request: Request,
    found: plans.OwnerPlan,
    *,
    title: str,
    title_en: str,
    why: str,
    serves: list[Goal],
    owner: Post | None,
    indicator: str,
    target: Decimal | None,
    **_more: Any,
) -> None:
    whose = found.owner
    operations.propose_in_plan(
        level=whose.level,
        title=title,
        title_en=title_en,
        why=why,
        year=found.year,
        parents=serves,
        owner=owner,
        body=Body.objects.get(code=whose.code) if whose.is_political else None,
        unit=Unit.objects.get(code=whose.code) if whose.kind == plans.UNIT else None,
        indicator=lookups.indicator_by_code(code=indicator),
        target=target,
        on=request.acting_role.today,
        who=request.acting_role.who,
    )


def _propose_action(
    request: Request,
    found: plans.OwnerPlan,
    *,
    title: str,
    title_en: str,
    serves: list[Goal],
    owner: Post | None,
    due_on: date,
    **_more: Any,
) -> None:
    whose = found.owner
    operations.plan_action(
        title=title,
        title_en=title_en,
        department=Department.objects.get(code=whose.department),
        unit=Unit.objects.get(code=whose.code) if whose.kind == plans.UNIT else None,
        parents=serves,
        owner=owner,
        year=found.year,
        due_on=due_on,
        on=request.acting_role.today,
        who=request.acting_role.who,
    )


@only_sent
def decide(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """The secretary enters the body's decision with date and §; a manager decides the plan of their own level."""
    owner = owner_asked(request, kind, code)
    must(request.acting_role, owner.settle, owner.settled)
    asked = plan_asked(request, year, kind, code, was_sent=ENTER if owner.is_political else DECIDE)
    if owner.is_political:
        is_done, words = _enter(request, asked), _("The decision is entered, and its goals count.")
    else:
        is_done, words = _decide(request, asked), _("The plan is decided.")
    return done(request, words, _address(year, kind, code)) if is_done else shown_plan(request, asked)


def _enter(request: Request, asked: PlanAsked) -> bool:
    acting_role, owner, form = request.acting_role, asked.owner, asked.forms.enter
    proposed = Goal.objects.filter(body__code=owner.code, level=owner.level, decision__isnull=True).order_by("code")
    return form.carried_out(
        lambda said: operations.decide_proposals(
            body=Body.objects.get(code=owner.code),
            goals=list(proposed.filter(code__in=said["goals"])),
            **form.minutes,
            on=acting_role.today,
            who=acting_role.who,
        )
    )


def _decide(request: Request, asked: PlanAsked) -> bool:
    acting_role, owner = request.acting_role, asked.owner
    return asked.forms.decide.carried_out(
        lambda said: operations.decide_plan(
            department=Department.objects.get(code=owner.department),
            unit=Unit.objects.get(code=owner.code) if owner.kind == plans.UNIT else None,
            year=asked.found.year,
            decided_on=said["decided_on"] or acting_role.today,
            entered_on=acting_role.today,
            who=acting_role.who,
        )
    )


@only_sent
def reopen(request: Request, year: int, kind: str, code: str) -> HttpResponse:
    """A manager takes the own decided plan up again, with a reason: a proposal until it is decided anew."""
    acting_role, owner = request.acting_role, owner_asked(request, kind, code)
    must(acting_role, owner.settle, owner.settled)
    held = plans.plan_of(owner, year=year, as_of=acting_role.today)
    if held is None:
        raise NotVisible(
            Words("The plan is not decided."),
            way=Words("Change it as it is."),
        )
    asked = plan_asked(request, year, kind, code, was_sent=REOPEN)
    if asked.forms.reopen.carried_out(
        lambda said: operations.reopen_plan(plan=held, **said, on=acting_role.today, who=acting_role.who)
    ):
        words = _("The plan is taken up again. It is a proposal until it is decided anew.")
        return done(request, words, _address(year, kind, code))
    return shown_plan(request, asked)


def _address(year: int, kind: str, code: str) -> str:
    return reverse("goals:owner_plan", args=[year, kind, code])


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
    lists = roll_over_presenters.idle_lists(*pages, acting_role=acting_role)
    return render(request, "goals/idle.html", {"page": page, "lists": lists})
