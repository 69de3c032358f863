"""Reports: what waits for me, what is reported now, and to open what the year asks for (MR-31)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.followup import operations
from spelregler.apps.followup.access.reports import NEW, Action, may_open
from spelregler.apps.followup.pages.reports import presenters
from spelregler.apps.followup.pages.reports.forms import OccasionForm
from spelregler.apps.followup.pages.tasks import own_reports, reports_got, reports_to_enter
from spelregler.apps.followup.pages.words import MODULES, reports_page
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.for_checks import GETTING
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies

TOPS = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD)


def every(request: Request) -> HttpResponse:
    """My own reports, every occasion, and what is to be opened."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("Reports"),
        lead=_("What each unit and department tells of its results, and what its body said of it."),
        current="followup:reports",
        modules=MODULES,
    )
    found = queries.occasions(as_of=acting_role.as_of)
    opens = may_open(acting_role)
    context = {
        "page": page,
        "own": [task for source in (own_reports, reports_got, reports_to_enter) for task in source(acting_role)],
        "rows": presenters.rows(found, acting_role),
        "bodies": [
            (each.code, acting_role.say(each.name, each.name_en))
            for each in bodies(as_of=acting_role.as_of)
            if each.kind in GETTING
        ],
        "opens": opens,
        "proposed": presenters.proposed(acting_role, [each for each, _all, _in in found]) if opens else [],
    }
    return render(request, "followup/reports.html", context)


def open_occasion(request: Request) -> HttpResponse:
    """An occasion is opened for every unit and department at once."""
    acting_role = request.acting_role
    must(acting_role, Action.OPEN, NEW)
    begun = presenters.begun_from(request.GET.get("tillfalle", ""), request.GET.get("dag", ""), acting_role)
    tops = [each for each in bodies(as_of=acting_role.today) if each.kind in TOPS]
    form = OccasionForm(sent(request), tops=tops, begun=begun, language=acting_role.language)
    if form.carried_out(
        lambda _told: operations.open_occasion(said=form.said(), today=acting_role.today, who=acting_role.who)
    ):
        words = _("It is open. Every unit and department has its report to write.")
        return done(request, words, reverse("followup:occasion", args=[form.result.pk]))
    page = reports_page(
        request,
        _("Open an occasion of reporting"),
        lead=_("Every unit and department gets a report to write, at once. The sections begin as the last time."),
        can_travel=False,
    )
    return form_page(request, page, form, button=_("Open the occasion"), back=reverse("followup:reports"))
