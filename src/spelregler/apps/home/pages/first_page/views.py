"""Each role's own first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting import work_list
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.near_tasks import note_near
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.home.pages.first_page import presenters
from spelregler.apps.home.pages.trail import presenters as trail_presenters
from spelregler.apps.home.pages.trail import whole


def home(request: Request) -> HttpResponse:
    """What is expected of me, how is it going, what can I decide now, and whose matter the rest is."""
    acting_role = request.acting_role
    if not acting_role.is_begun:
        page = page_shell(request, title=_("Here a municipality can begin"), can_travel=False)
        return render(request, "home/empty.html", {"page": page})
    picture = presenters.picture(acting_role)
    note_near(request, work_list.tasks(acting_role))
    page = page_shell(
        request,
        title=picture.title,
        lead=picture.lead,
        current="home:home",
        who=picture.who,
        scope_kind=picture.scope_kind,
        scope=picture.scope,
    )
    trails = {"trail_url": trail_presenters.address(acting_role), "whole_trail_url": whole.address(acting_role)}
    return render(request, "home/home.html", {"page": page, "picture": picture, **trails})
