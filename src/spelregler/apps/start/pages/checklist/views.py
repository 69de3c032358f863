"""How a municipality begins: the checklist, the start day and who runs the system."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.start import queries
from spelregler.apps.start.access.actions import must_set_up
from spelregler.apps.start.operations import beginning
from spelregler.apps.start.pages.checklist import presenters
from spelregler.apps.start.pages.forms import StartDayForm
from spelregler.apps.start.pages.shell import page_of
from spelregler.domain.beginning import is_complete


def checklist(request: Request) -> HttpResponse:
    """Every step of the beginning with what is in, what is missing and where it is brought in."""
    acting_role = request.acting_role
    must_set_up(acting_role)
    facts = queries.facts(today=acting_role.today)
    page = page_shell(
        request,
        title=_("The municipality's start"),
        lead=_("What a beginning needs, in order. You may leave it and come back: the list tells what is in."),
        can_travel=False,
    )
    shown = presenters.steps(facts, acting_role.language, acting_role)
    return render(request, "start/checklist.html", {"page": page, "steps": shown, "is_complete": is_complete(facts)})


def day(request: Request) -> HttpResponse:
    """Choose the day from which the municipality's duties count, or change it with a reason."""
    acting_role, place = request.acting_role, queries.place_here()
    must_set_up(acting_role)
    form = StartDayForm(sent(request), initial={"day": place.start_day if place else None})
    if place is not None and form.carried_out(
        lambda said: beginning.set_start_day(place=place, today=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("The start day is stored."), reverse("start:checklist"))
    page = page_of(request, _("Start day"), presenters.start_day_lead())
    context = {"page": page, "form": form, "held": place and place.start_day}
    return render(request, "start/day.html", context, status=form.status)
