"""The municipality's year, for anybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.policy.access import must_move_occasions
from spelregler.apps.policy.files.year_calendar import calendar_of_year
from spelregler.apps.policy.operations.moving import move_occasion
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.apps.policy.pages.shell import room_page
from spelregler.apps.policy.pages.year import presenters
from spelregler.apps.policy.pages.year.forms import MoveForm
from spelregler.domain.cycle import Occurrence, occurrences
from spelregler.domain.reading import Unreadable
from spelregler.domain.reading import day as iso_day
from spelregler.domain.words import Words
from spelregler.exchange.calendar import MEDIA_TYPE
from spelregler.exchange.package.year import TRACK, events_of
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import moved_occasions
from spelregler.ui import formatting
from spelregler.ui.page import year_asked


def year(request: Request) -> HttpResponse:
    """The municipality's year: what comes, whose it is, and by which rule, as the package in force has it."""
    acting_role = request.acting_role
    package = package_on(acting_role.as_of)
    chosen = year_asked(request.GET.get("ar", ""), range(2000, 2100), acting_role.as_of.year)
    lead = _("The last day of each occasion, and whose it is.")
    page = room_page(request, _("The municipality's year"), lead)
    beside = request.GET.get("bredvid", "")
    if beside in (presenters.WHOSE, presenters.YEARS):
        told = presenters.wheels_view(package, acting_role, year=chosen, asked=beside)
        return render(request, "policy/wheels.html", {"page": page, "shown": told})
    context = {
        "page": page,
        "year": chosen,
        "shown": presenters.year_view(package, acting_role, year=chosen, asked=request.GET.get("vems", "")),
    }
    return render(request, "policy/year.html", context)


def move(request: Request, event: str, planned: str) -> HttpResponse:
    """An occasion is moved to another day of its year."""
    acting_role = request.acting_role
    must_move_occasions(acting_role)
    found = _occasion(request, event, planned)
    name = acting_role.say(found.event.name_sv, found.event.name_en)
    back = f"{reverse('policy:year')}?ar={found.on.year}#manad-{found.on.month}"
    form = MoveForm(sent(request), initial={"to": found.on})
    if form.carried_out(
        lambda said: move_occasion(occasion=found, today=acting_role.today, who=acting_role.who, **said)
    ):
        to = form.cleaned_data["to"]
        return done(request, _("The day is moved."), f"{reverse('policy:year')}?ar={to.year}#manad-{to.month}")
    page = room_page(request, _("Move the day"), _lead(found, name, acting_role.language))
    return form_page(request, page, form, button=_("Move the day"), back=back)


def _lead(found: Occurrence, name: str, language: str) -> str:
    """Which occasion, its day now, and the law that may hold it."""
    words = _("%(name)s, last day %(day)s.") % {"name": name, "day": formatting.long_date(found.on, language)}
    law = ", ".join(found.event.law)
    more = _("Look in %(law)s before you choose a later day.") % {"law": law} if law else ""
    return f"{words} {more}".strip()


def _occasion(request: Request, event: str, planned: str) -> Occurrence:
    """The occasion by the package's own day, on the day that it has now."""
    acting_role = request.acting_role
    try:
        day = iso_day(planned)
    except Unreadable:
        raise _no_such() from None
    moves = moved_occasions(as_of=acting_role.as_of)
    events = [each for each in events_of(package_on(acting_role.as_of)) if each.id == event]
    found = occurrences(events, year=day.year, as_of=acting_role.as_of, track=TRACK, moves=moves)
    chosen = next((each for each in found if each.planned_on == day), None)
    if chosen is None:
        raise _no_such()
    return chosen


def _no_such() -> NotVisible:
    return NotVisible(Words("The year has no such occasion."), way=Words("Choose it in the municipality's year."))


@require_safe
def calendar(request: Request, role: str) -> HttpResponse:
    """The occasions of this year and the next that a role sees to or takes part in, or all, for a calendar program."""
    content = calendar_of_year(role, today=request.acting_role.today)
    return HttpResponse(content, content_type=MEDIA_TYPE, headers={"Cache-Control": "public, max-age=3600"})
