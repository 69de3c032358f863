"""The red thread from vision to action, and each goal's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.goals import ownership, presenters, queries, working
from spelregler.apps.goals.doors import seen_owned, seen_tree
from spelregler.apps.goals.file_access import may_bring
from spelregler.apps.goals.indicator_presenters import sums_of_goal
from spelregler.apps.goals.unit_sums import UnitsTogether, units_together
from spelregler.apps.goals.value_presenters import links
from spelregler.apps.organisation.access import must
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.people import posts_being_left
from spelregler.apps.organisation.queries import unit_places
from spelregler.apps.organisation.worn import Request, Worn
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import page_asked

MODULES = ("GOAL",)


def tree(request: Request) -> HttpResponse:
    """The whole thread from afar; with a department or a unit in the address, that one's thread from near."""
    worn = request.worn
    scale = presenters.scale_on(worn.as_of)
    found = seen_tree(worn, queries.goal_tree(year=worn.as_of.year, as_of=worn.as_of, scale=scale))
    places = {place.code: place for place in unit_places(as_of=worn.as_of)}
    focus = presenters.Focus(unit=request.GET.get("enhet", ""), department=request.GET.get("forvaltning", ""))
    title = _("Goals %(year)s") % {"year": worn.as_of.year}
    page = frame(
        request,
        title=title,
        lead=_("From vision to action. Choose a goal to see its thread, upwards and downwards."),
        crumbs=presenters.crumbs(focus, places, title=title),
        current="goals:tree",
        modules=MODULES,
        scope_kind="unit" if focus.unit else "department" if focus.department else "",
        scope=focus.unit or focus.department,
    )
    columns = presenters.columns(found, focus, places, worn.language)
    context = {"columns": columns, "focus": focus, "found": found, "may_bring": may_bring(worn), "links": links(worn)}
    return render(request, "goals/tree.html", {"page": page, **context})


def goal(request: Request, code: str) -> HttpResponse:
    """One goal: its measures with their series, and its thread lit both ways."""
    worn = request.worn
    scale = presenters.scale_on(worn.as_of)
    detail = queries.goal_detail(code=code, as_of=worn.as_of, scale=scale)
    year = detail.year if detail else worn.as_of.year
    found = seen_tree(worn, queries.goal_tree(year=year, as_of=worn.as_of, scale=scale))
    state = found.goal(code)
    if detail is None or state is None:
        raise NotVisible(
            sv="Målet gäller inte på den dagen.",
            en="The goal does not hold on that day.",
            way_sv="Gå till Mål och välj där.",
            way_en="Go to Goals and choose there.",
        )
    title = presenters.title(state, worn.language)
    page = frame(
        request,
        title=title,
        lead=presenters.carried_by(state, worn.language),
        crumbs=[(_("Goals"), reverse("goals:tree")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        scope_kind=state.owner_kind,
        scope=state.owner,
    )
    places = {place.code: place for place in unit_places(as_of=worn.as_of)}
    rows = presenters.indicator_rows(state, scale, worn.language, {each.code: each for each in detail.series})
    context = {
        "page": page,
        "state": state,
        "mark": presenters.MARKS[state.judged.status],
        "words": presenters.status_words(state.judged.status),
        "rows": rows,
        "has_hidden": presenters.has_hidden(rows),
        "sums": sums_of_goal(_together(state, worn), state, worn),
        "rejudged": presenters.rejudged_rows(detail.rejudged),
        "measured": presenters.measured(rows, worn.language),
        "threaded": presenters.thread_picture(found, code, places, worn.language),
        "columns": presenters.columns(found, presenters.Focus(goal=code), {}, worn.language),
        "offered": working.offered(worn, state),
    }
    return render(request, "goals/goal.html", context)


def _together(state: queries.GoalNode, worn: Worn) -> dict[str, UnitsTogether]:
    """What units make of the measures of a body's goal; a unit's own goal has nothing below it."""
    if state.owner_kind == "unit":
        return {}
    return units_together(queries.indicators_by_code(each.code for each in state.indicators), as_of=worn.as_of)


def owners(request: Request) -> HttpResponse:
    """Who answers for each indicator and open action; what nobody answers for stands first."""
    worn = request.worn
    shown = presenters.owner_page(
        seen_owned(worn, ownership.owned(as_of=worn.as_of)),
        ownership.posts_held(as_of=worn.as_of),
        worn,
        which=request.GET.get("visa", ""),
        page=page_asked(request.GET.get("sida", "")),
    )
    page = frame(
        request,
        title=_("Owners"),
        lead=_("Every indicator and open action has a post as its owner. What is left behind is handed on."),
        crumbs=[(_("Goals"), reverse("goals:tree")), (_("Owners"), "")],
        current="goals:tree",
        modules=MODULES,
    )
    return render(request, "goals/owners.html", {"page": page, "shown": shown})


@require_POST
def hand_on(request: Request) -> HttpResponse:
    """A manager hands an indicator or an action on to another post."""
    worn, said = request.worn, request.POST
    kind, code = said.get("kind", ""), said.get("code", "")
    thing = next((each for each in ownership.owned(as_of=worn.today) if (each.kind, each.code) == (kind, code)), None)
    if thing is None:
        raise NotVisible(sv="Måttet eller åtgärden finns inte.", en="No such indicator or action.")
    must(worn, *ownership.right(worn, thing, left=posts_being_left(as_of=worn.today)))
    ownership.hand_on(kind=kind, code=code, to=said.get("to", ""), on=worn.today, who=worn.who)
    messages.success(request, _("It has a new owner."))
    return HttpResponseRedirect(reverse("goals:owners"))
