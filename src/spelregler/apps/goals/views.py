"""The red thread from vision to action, and each goal's own page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.goals import presenters, queries
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.queries import unit_places
from spelregler.apps.organisation.worn import Request
from spelregler.platform.errors import NotVisible

MODULES = ("GOAL",)


def tree(request: Request) -> HttpResponse:
    """The whole thread from afar; with a department or a unit in the address, that one's thread from near."""
    worn = request.worn
    scale = presenters.scale_on(worn.as_of)
    found = queries.goal_tree(year=worn.as_of.year, as_of=worn.as_of, scale=scale)
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
    )
    columns = presenters.columns(found, focus, places, worn.language)
    return render(request, "goals/tree.html", {"page": page, "columns": columns, "focus": focus, "found": found})


def goal(request: Request, code: str) -> HttpResponse:
    """One goal: its measures with their series, and its thread lit both ways."""
    worn = request.worn
    scale = presenters.scale_on(worn.as_of)
    detail = queries.goal_detail(code=code, as_of=worn.as_of, scale=scale)
    if detail is None:
        raise NotVisible(
            sv="Målet gäller inte på den dagen.",
            en="The goal does not hold on that day.",
            way_sv="Gå till Mål och välj där.",
            way_en="Go to Goals and choose there.",
        )
    state, found = detail.goal, queries.goal_tree(year=detail.year, as_of=worn.as_of, scale=scale)
    title = presenters.title(state, worn.language)
    page = frame(
        request,
        title=title,
        lead=" · ".join(part for part in (state.owner_name, state.decision) if part),
        crumbs=[(_("Goals"), reverse("goals:tree")), (title, "")],
        current="goals:tree",
        modules=MODULES,
        scope_kind=state.owner_kind,
        scope=state.owner,
    )
    context = {
        "page": page,
        "state": state,
        "mark": presenters.MARKS[state.judged.status],
        "words": presenters.status_words(state.judged.status),
        "rows": presenters.indicator_rows(state, scale, worn.language, {each.code: each for each in detail.series}),
        "columns": presenters.columns(found, presenters.Focus(goal=code), {}, worn.language),
    }
    return render(request, "goals/goal.html", context)
