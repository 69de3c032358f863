"""How a municipality begins: the checklist, the start day and who runs the system."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import frame
from spelregler.apps.start import operations, presenters, queries
from spelregler.apps.start.access import must_open_accounts, must_set_up
from spelregler.apps.start.earlier import sections
from spelregler.apps.start.forms import AdministratorForm, EndForm, StartDayForm, refuse, status_of
from spelregler.apps.start.pages import page_of
from spelregler.domain.beginning import is_complete
from spelregler.platform.accounts.operations import password_address
from spelregler.platform.errors import DomainError


def checklist(request: Request) -> HttpResponse:
    """Every step of the beginning with what is in, what is missing and where it is brought in."""
    acting_role = request.acting_role
    must_set_up(acting_role)
    facts = queries.facts(today=acting_role.today)
    page = frame(
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
    form = StartDayForm(request.POST or None, initial={"day": place.start_day if place else None})
    if place is not None and form.is_valid():
        try:
            operations.set_start_day(place=place, today=acting_role.today, who=acting_role.who, **form.cleaned_data)
        except DomainError as error:
            refuse(form, "reason" if isinstance(error, operations.ReasonMissing) else "day", error)
        else:
            messages.success(request, _("The start day is stored."))
            return HttpResponseRedirect(reverse("start:checklist"))
    page = page_of(request, _("Start day"), presenters.start_day_lead())
    context = {"page": page, "form": form, "held": place and place.start_day}
    return render(request, "start/day.html", context, status=status_of(form))


def administrators(request: Request) -> HttpResponse:
    """Who runs the system, and one more of them."""
    acting_role = request.acting_role
    must_open_accounts(acting_role)
    form, link = AdministratorForm(request.POST or None), ""
    if form.is_valid():
        try:
            account = operations.make_administrator(today=acting_role.today, who=acting_role.who, **form.cleaned_data)
        except DomainError as error:
            refuse(form, "person", error)
        else:
            link = request.build_absolute_uri(password_address(account=account, who=acting_role.who))
            form = AdministratorForm()
    page = page_of(request, _("Who runs the system"), presenters.administrators_lead())
    shown = queries.administrators(today=acting_role.today)
    context = {"page": page, "form": form, "administrators": shown, "link": link}
    return render(request, "start/administrators.html", context, status=status_of(form))


def end_administrator(request: Request, code: str) -> HttpResponse:
    """Somebody runs the system no more, asked about once before it is done."""
    acting_role = request.acting_role
    must_open_accounts(acting_role)
    found = next((each for each in queries.administrators(today=acting_role.today) if each.code == code), None)
    if found is None:
        raise Http404
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            operations.end_administrator(person=code, today=acting_role.today, who=acting_role.who)
        except DomainError as error:
            refuse(form, None, error)
        else:
            messages.success(request, _("%(name)s runs the system no more.") % {"name": found.name})
            return HttpResponseRedirect(
                reverse("home:home" if code == acting_role.person_code else "start:administrators")
            )
    title = _("%(name)s runs the system no more") % {"name": found.name}
    lead = _("It holds at once: every session ends. Whoever holds nothing else cannot sign in any more.")
    context = {"page": page_of(request, title, lead), "form": form, "button": _("End the post")}
    context["back"] = reverse("start:administrators")
    return render(request, "ui/entering.html", context, status=status_of(form))


def earlier(request: Request) -> HttpResponse:
    """What held before the start day: how much of it is in, and where the rest is brought in with its true days."""
    acting_role = request.acting_role
    must_set_up(acting_role)
    lead = _("Everything is entered with the day on which it was decided. Duties count from the start day.")
    page = page_of(request, _("What held before the start day"), lead)
    shown = sections(queries.facts(today=acting_role.today), acting_role)
    return render(request, "start/earlier.html", {"page": page, "sections": shown})
