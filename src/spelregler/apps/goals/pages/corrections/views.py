"""Correcting a year that is over: one page for what was put right, and for whoever may put it right."""

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
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.corrections import presenters
from spelregler.apps.goals.pages.plans.shared import number_typed
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import corrections, lookups, reporting
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day


def corrected(request: Request) -> HttpResponse:
    """What was put right in a year that is over, open to all; and for some roles, how to put more right."""
    acting_role = request.acting_role
    year = year_asked(request, request.GET.get("ar", ""))
    found = corrections.closed_year(acting_role, year=year, scale=scale_on(acting_role.as_of))
    shown = paged(found.corrected, request.GET, reverse("goals:corrections"))
    page = page_shell(
        request,
        title=_("Corrections %(year)s") % {"year": year},
        lead=_("A year that is over is put right by a role that may, with a reason. What it was is shown beside it."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Corrections"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    context = {
        "page": page,
        "year": year,
        "years": corrections.years_closed(as_of=acting_role.as_of),
        "rows": presenters.corrected_rows(shown.rows, acting_role),
        "pager": shown.pager,
        **(_offered(request, found) if acting_role.as_of == acting_role.today else {}),
    }
    return render(request, "goals/corrections.html", context)


def _offered(request: Request, found: corrections.ClosedYear) -> dict[str, object]:
    """The forms for what the acting role may put right."""
    acting_role = request.acting_role
    judged = corrections.may_judge(acting_role, found.goals)
    return {
        "scopes": corrections.scopes_to_open(acting_role),
        "opened": presenters.opened_again(reporting.periods(as_of=acting_role.today), found.year, acting_role),
        "targets": presenters.target_choices(corrections.may_move(acting_role, found.targets), acting_role),
        "goals": presenters.goal_choices(judged, acting_role),
        "needs_decision": any(goal.level != "unit" for goal in judged),
        "levels": presenters.level_choices(),
    }


@require_POST
def correct_target(request: Request) -> HttpResponse:
    """The secretary enters the body's decision that moves a target of a year that is over."""
    acting_role, said = request.acting_role, request.POST
    target = lookups.political_target(said.get("target", ""))
    if target is None:
        raise NotVisible(sv="Målvärdet finns inte.", en="No such target.")
    must(acting_role, *corrections.entering(target))
    operations.correct_target(
        target=target,
        value=number_typed(said.get("value", "")),
        reason=said.get("reason", ""),
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        on=acting_role.today,
        who=acting_role.who,
    )
    messages.success(request, _("The target is changed, and what it was is shown beside it."))
    return _back(target.year)


@require_POST
def correct_judgement(request: Request) -> HttpResponse:
    """How a goal went is judged anew: a unit's by its head, a body's entered from its minutes."""
    acting_role, said = request.acting_role, request.POST
    year = year_asked(request, said.get("year", ""))
    found = corrections.closed_year(acting_role, year=year, scale=scale_on(acting_role.as_of))
    node = next((each for each in found.goals if each.code == said.get("goal", "")), None)
    goal = lookups.goal_by_code(code=node.code) if node else None
    asked = corrections.judging(acting_role, [node]) if node else []
    if goal is None or not asked:
        raise NotVisible(sv="Målet finns inte det året.", en="No such goal in that year.")
    must(acting_role, *asked[0][1:])
    day = said.get("decided_on", "")
    operations.correct_judgement(
        goal=goal,
        year=year,
        level=said.get("level", ""),
        reason=said.get("reason", ""),
        decided_on=read_day(day) if day else None,
        paragraph=said.get("paragraph", ""),
        on=acting_role.today,
        who=acting_role.who,
    )
    messages.success(request, _("The judgement is changed, and what it was is shown beside it."))
    return _back(year)


def year_asked(request: Request, text: str) -> int:
    """One of the years that are over; the last one where none is named."""
    years = corrections.years_closed(as_of=request.acting_role.as_of)
    return next((year for year in years if str(year) == text), years[0])


def _back(year: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('goals:corrections')}?ar={year}")
