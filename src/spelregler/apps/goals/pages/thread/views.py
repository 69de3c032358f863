"""The red thread from vision to action, and each goal's own page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.goals.access.afar import seen_afar
from spelregler.apps.goals.access.file_rights import may_bring
from spelregler.apps.goals.access.lit_thread import LitThread, lit_thread
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.pages import MODULES, words
from spelregler.apps.goals.pages.reporting.presenters import links
from spelregler.apps.goals.pages.thread import lit_presenters, presenters
from spelregler.apps.goals.queries import thread
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.unit_place import UnitPlace
from spelregler.ui.page import ThreadColumn


def tree(request: Request) -> HttpResponse:
    """The whole thread from afar. With a goal in the address its thread is lit in place; with a department or a unit,
    that one's thread is seen from near.
    """
    acting_role, per = request.acting_role, request.GET.get("per", "")
    if found := lit_thread(acting_role, request.GET.get("mal", ""), scale=words.scale_on(acting_role.as_of)):
        return _lit(request, found, per=per)
    focus = presenters.Focus(unit=request.GET.get("enhet", ""), department=request.GET.get("forvaltning", ""))
    columns, places = _near(acting_role, focus) if focus.is_chosen else _afar(acting_role, per=per)
    title = _("Goals %(year)s") % {"year": acting_role.as_of.year}
    page = page_shell(
        request,
        title=title,
        lead=_("From vision to action. Choose a goal to see its thread, upwards and downwards."),
        crumbs=presenters.crumbs(focus, places, acting_role.language, title=title),
        current="goals:tree",
        modules=MODULES,
        scope_kind="unit" if focus.unit else "department" if focus.department else "",
        scope=focus.unit or focus.department,
    )
    context = {"columns": columns, "focus": focus, "is_any": focus.is_chosen or any(each.count for each in columns)}
    return render(request, "goals/tree.html", {"page": page, **context, **_ways(acting_role)})


def _lit(request: Request, found: LitThread, *, per: str) -> HttpResponse:
    """The same picture with one goal's thread lit. The rules beside it are those of the whole."""
    acting_role = request.acting_role
    language = acting_role.language
    page = page_shell(
        request,
        title=_("Goals %(year)s") % {"year": acting_role.as_of.year},
        lead=_("From vision to action. Choose a goal to see its thread, upwards and downwards."),
        current="goals:tree",
        modules=MODULES,
    )
    context = {
        "page": page,
        "per": per,
        "columns": lit_presenters.lit_columns(found, language, per=per),
        "lit": lit_presenters.lit(found, language),
        "is_any": True,
        **_ways(acting_role),
    }
    return render(request, "goals/tree.html", context)


def _ways(acting_role: ActingRole) -> dict[str, object]:
    """Where else one may go from the thread."""
    return {"may_bring": may_bring(acting_role), "links": links(acting_role)}


def _afar(acting_role: ActingRole, *, per: str) -> tuple[list[ThreadColumn], dict[str, UnitPlace]]:
    found = seen_afar(acting_role, scale=words.scale_on(acting_role.as_of))
    return presenters.columns_afar(found, acting_role.language, per=per), {}


def _near(acting_role: ActingRole, focus: presenters.Focus) -> tuple[list[ThreadColumn], dict[str, UnitPlace]]:
    """The columns of a unit or a department, and the units in them with their places."""
    as_of = acting_role.as_of
    near = {"unit": focus.unit} if focus.unit else {"department": focus.department}
    whole = thread.thread_tree(**near, year=as_of.year, as_of=as_of, scale=words.scale_on(as_of))
    found = seen_tree(acting_role, whole)
    places = {place.code: place for place in unit_places(as_of=as_of, codes=found.units | {focus.unit})}
    return presenters.columns(found, focus, places, acting_role.language), places
