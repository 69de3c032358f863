"""Everything that waits for the role, and for those who lead all that is late."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting import work_list
from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.answer_tasks import LEADING
from spelregler.apps.acting.near_tasks import note_near
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.home.pages.work_list import presenters
from spelregler.apps.notices.queries import watched_lists
from spelregler.ui.page import Pager, page_asked

OTHERS = "andras"
PER_PAGE = 50


def tasks(request: Request) -> HttpResponse:
    """The role's own tasks, or with `vems=andras` what is late among those that it leads or oversees."""
    acting_role = request.acting_role
    leads = acting_role.role in LEADING
    of_others = leads and request.GET.get("vems") == OTHERS
    found = work_list.late_tasks_of_others(acting_role) if of_others else work_list.tasks(acting_role)
    if not of_others:
        note_near(request, found)
    pager = Pager.of(
        page_asked(request.GET.get("sida", "")), total=len(found), most=PER_PAGE, vems=OTHERS if of_others else ""
    )
    title = _("All that is late") if of_others else _("What waits for me")
    page = page_shell(
        request,
        title=title,
        lead=_("What others were to do or are to put right, where you lead or oversee, and who is to do it.")
        if of_others
        else _("The most urgent first. What lies more than 60 days ahead is not shown."),
        crumbs=[(_("Home"), reverse("home:home")), (title, "")],
        current="home:home",
    )
    context = {
        "page": page,
        "groups": presenters.groups(found[pager.start : pager.start + PER_PAGE], acting_role),
        "pager": pager,
        "leads": leads,
        "of_others": of_others,
        "watched": [] if of_others else presenters.watched(watched_lists(acting_role), acting_role),
    }
    return render(request, "home/tasks.html", context)
