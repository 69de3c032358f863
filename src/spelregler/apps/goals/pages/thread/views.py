"""The red thread from vision to action, and each goal's own page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access.file_rights import may_bring
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.pages import MODULES, words
from spelregler.apps.goals.pages.reporting.presenters import links
from spelregler.apps.goals.pages.thread import presenters
from spelregler.apps.goals.queries import thread
from spelregler.apps.organisation.queries.units import unit_places


def tree(request: Request) -> HttpResponse:
    """The whole thread from afar; with a department or a unit in the address, that one's thread from near."""
    acting_role = request.acting_role
    scale = words.scale_on(acting_role.as_of)
    focus = presenters.Focus(unit=request.GET.get("enhet", ""), department=request.GET.get("forvaltning", ""))
    year = acting_role.as_of.year
    if focus.unit:
        whole = thread.thread_tree(unit=focus.unit, year=year, as_of=acting_role.as_of, scale=scale)
    else:
        whole = thread.goal_tree(year=year, as_of=acting_role.as_of, scale=scale)
    found = seen_tree(acting_role, whole)
    units = found.units | {focus.unit}
    places = {place.code: place for place in unit_places(as_of=acting_role.as_of, codes=units)}
    title = _("Goals %(year)s") % {"year": acting_role.as_of.year}
    page = page_shell(
        request,
        title=title,
        lead=_("From vision to action. Choose a goal to see its thread, upwards and downwards."),
        crumbs=presenters.crumbs(focus, places, title=title),
        current="goals:tree",
        modules=MODULES,
        scope_kind="unit" if focus.unit else "department" if focus.department else "",
        scope=focus.unit or focus.department,
    )
    columns = presenters.columns(found, focus, places, acting_role.language)
    context = {
        "columns": columns,
        "focus": focus,
        "found": found,
        "may_bring": may_bring(acting_role),
        "links": links(acting_role),
    }
    return render(request, "goals/tree.html", {"page": page, **context})
