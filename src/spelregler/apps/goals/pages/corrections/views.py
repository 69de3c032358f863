"""Correcting a year that is over: one page for what was put right, and for whoever may put it right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.goals import operations
from spelregler.apps.goals.pages import MODULES
from spelregler.apps.goals.pages.corrections import presenters
from spelregler.apps.goals.pages.plans.shared import number_typed
from spelregler.apps.goals.pages.reporting.presenters import paged
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries import corrections, lookups, reporting
from spelregler.apps.organisation.access import must
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.worn import Request
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day


def corrected(request: Request) -> HttpResponse:
    """What was put right in a year that is over, open to all; and for some roles, how to put more right."""
    worn = request.worn
    year = year_asked(request, request.GET.get("ar", ""))
    found = corrections.closed_year(worn, year=year, scale=scale_on(worn.as_of))
    shown = paged(found.corrected, request.GET, reverse("goals:corrections"))
    page = frame(
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
        "years": corrections.years_closed(as_of=worn.as_of),
        "rows": presenters.corrected_rows(shown.rows, worn),
        "pager": shown.pager,
        **(_offered(request, found) if worn.as_of == worn.today else {}),
    }
    return render(request, "goals/corrections.html", context)


def _offered(request: Request, found: corrections.ClosedYear) -> dict[str, object]:
    """The forms for what the worn role may put right."""
    worn = request.worn
    judged = corrections.may_judge(worn, found.goals)
    return {
        "scopes": corrections.scopes_to_open(worn),
        "opened": presenters.opened_again(reporting.periods(as_of=worn.today), found.year, worn),
        "targets": presenters.target_choices(corrections.may_move(worn, found.targets), worn),
        "goals": presenters.goal_choices(judged, worn),
        "needs_decision": any(goal.level != "unit" for goal in judged),
        "levels": presenters.level_choices(),
    }


@require_POST
def correct_target(request: Request) -> HttpResponse:
    """The secretary enters the body's decision that moves a target of a year that is over."""
    worn, said = request.worn, request.POST
    target = lookups.political_target(said.get("target", ""))
    if target is None:
        raise NotVisible(sv="Målvärdet finns inte.", en="No such target.")
    must(worn, *corrections.entering(target))
    operations.correct_target(
        target=target,
        value=number_typed(said.get("value", "")),
        reason=said.get("reason", ""),
        decided_on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        on=worn.today,
        who=worn.who,
    )
    messages.success(request, _("The target is changed, and what it was is shown beside it."))
    return _back(target.year)


@require_POST
def correct_judgement(request: Request) -> HttpResponse:
    """How a goal went is judged anew: a unit's by its head, a body's entered from its minutes."""
    worn, said = request.worn, request.POST
    year = year_asked(request, said.get("year", ""))
    found = corrections.closed_year(worn, year=year, scale=scale_on(worn.as_of))
    node = next((each for each in found.goals if each.code == said.get("goal", "")), None)
    goal = lookups.goal_by_code(code=node.code) if node else None
    asked = corrections.judging(worn, [node]) if node else []
    if goal is None or not asked:
        raise NotVisible(sv="Målet finns inte det året.", en="No such goal in that year.")
    must(worn, *asked[0][1:])
    day = said.get("decided_on", "")
    operations.correct_judgement(
        goal=goal,
        year=year,
        level=said.get("level", ""),
        reason=said.get("reason", ""),
        decided_on=read_day(day) if day else None,
        paragraph=said.get("paragraph", ""),
        on=worn.today,
        who=worn.who,
    )
    messages.success(request, _("The judgement is changed, and what it was is shown beside it."))
    return _back(year)


def year_asked(request: Request, text: str) -> int:
    """One of the years that are over; the last one where none is named."""
    years = corrections.years_closed(as_of=request.worn.as_of)
    return next((year for year in years if str(year) == text), years[0])


def _back(year: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('goals:corrections')}?ar={year}")
