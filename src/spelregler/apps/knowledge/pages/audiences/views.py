"""How far it has come that everybody knows the policy, for those who lead it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.knowledge.access.recorded_for import RECORDED_FOR
from spelregler.apps.knowledge.access.rights import AUDIENCES, Action
from spelregler.apps.knowledge.pages.audiences import presenters
from spelregler.apps.knowledge.pages.words import HERE, MODULES
from spelregler.apps.knowledge.queries import audiences as queries
from spelregler.apps.organisation.queries.introductions import steering_bodies
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.ui.page import Pager, page_asked

PER_PAGE = 50


def audiences(request: Request) -> HttpResponse:
    """The audiences with their last days, then each body and each unit; a department's people see their own units."""
    acting_role = request.acting_role
    must(acting_role, Action.SEE_AUDIENCES, AUDIENCES)
    day = acting_role.as_of
    places = unit_places(as_of=day, department="" if acting_role.is_central else acting_role.department)
    here = page_asked(request.GET.get("sida", ""))
    pager = Pager.of(here, total=len(places), most=PER_PAGE, per=request.GET.get("per", ""))
    bodies = [(each.code, each.name, each.name_en) for each, _term in steering_bodies(as_of=day)]
    shown = places[pager.start : pager.start + PER_PAGE]
    page = page_shell(
        request,
        title=_("Who knows the policy"),
        lead=_("What each audience is to get, by when, and how far it has come. In numbers, never by name."),
        crumbs=[(_("Who knows the policy"), "")],
        current=HERE,
        modules=MODULES,
    )
    context = {
        "page": page,
        "audiences": presenters.audiences(acting_role, queries.counted_people(as_of=day)),
        "bodies": presenters.body_rows(acting_role, bodies),
        "units": presenters.unit_rows(acting_role, shown),
        "pager": pager,
        "records_many": day == acting_role.today and len(RECORDED_FOR.let_through(acting_role, places[:2])) > 1,
    }
    return render(request, "knowledge/audiences.html", context)
