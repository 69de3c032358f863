"""Who holds what on a date, and the changes of holders, each by a decision."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.organisation import acts, handover, holding, later_presenters, people, presenters, queries
from spelregler.apps.organisation.access import (
    may_fill,
    must,
    must_fill,
    right_to_hand_on,
)
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.pages import HERE, MODULES, done, room_page
from spelregler.apps.organisation.worn import Request
from spelregler.platform.audit.operations import record_reading
from spelregler.platform.numbers import read_day

POSTS_HELD, LEAVING = "Tjänster och förordnanden", "Avslut och överlämning"
"""What the trail calls these records, to the person who sees that they were read."""


def overview(request: Request) -> HttpResponse:
    """Bodies, departments, and what nobody holds on the day."""
    worn = request.worn
    page = frame(
        request,
        title=_("The organisation"),
        lead=_("Who holds what on the day. Choose another day at the top of the page."),
        current=HERE,
        modules=MODULES,
    )
    is_now = worn.as_of == worn.today
    shown = presenters.overview(worn, queries.bodies(as_of=worn.as_of, ahead=is_now))
    context = {"page": page, "shown": shown, "acts": acts.on_the_whole(worn) if is_now else []}
    return render(request, "organisation/overview.html", context)


def body(request: Request, code: str) -> HttpResponse:
    """A body with its seats and substitutes on the day, its terms, and what the worn role may enter about it."""
    worn = request.worn
    is_now = worn.as_of == worn.today
    found = people.body_by_code(code, as_of=worn.as_of, ahead=is_now)
    day = max(worn.as_of, found.start)
    seats = presenters.seat_lines(people.seats_of(found, as_of=day), worn)
    context = {
        "page": room_page(request, worn.say(found.name, found.name_en)),
        "body": found,
        "seats": seats,
        "columns": {"serving": any(s.serving for s in seats), "coming": any(s.coming for s in seats)},
        "waiting": later_presenters.waiting(worn, body=found) if is_now else [],
        "begins": found.start if day > worn.as_of else None,
        "departments": [each for each in queries.departments(as_of=worn.as_of, ahead=is_now) if each.body == code],
        "terms": presenters.term_lines(people.terms_of(found, as_of=worn.as_of), worn),
        "acts": acts.on_body(worn, found) if is_now else [],
    }
    return render(request, "organisation/body.html", context)


def person(request: Request, code: str) -> HttpResponse:
    """What somebody holds and has held: seats and leading posts for everybody, the rest for those who fill them."""
    worn = request.worn
    found = people.person_by_code(code)
    lines = presenters.held_lines(people.held_by(found, as_of=worn.as_of), found, worn)
    if not lines:
        raise presenters.nothing_to_show()
    if any(line.is_private for line in lines):
        record_reading(who=worn.who, person=found.code, what=POSTS_HELD)
    leaves = _may_see_leaving(request, found)
    context = {"page": room_page(request, found.name), "person": found, "lines": lines, "may_see_leaving": leaves}
    return render(request, "organisation/person.html", context)


# Leaving --------------------------------------------------------------------------------------------------------------


def _left(request: Request, found: Person) -> list[str]:
    """The posts that the leaving is about: those left, or before it begins those held."""
    under_way = people.open_leaving(found)
    return people.posts_left(under_way) if under_way else people.posts_of(found, as_of=request.worn.today)


def _may_see_leaving(request: Request, found: Person) -> bool:
    matters = [each.matter for each in people.posts(as_of=request.worn.today, codes=_left(request, found))]
    return bool(matters) and all(may_fill(request.worn, matter) for matter in matters)


def _leaver(request: Request, code: str) -> tuple[Person, list[str]]:
    """The person and the posts, for whoever may fill every one of them. To a stranger there is nothing here."""
    worn, found = request.worn, people.person_by_code(code)
    left = _left(request, found)
    if not worn.hat.person_code or not left:
        raise presenters.nothing_to_show()
    for each in people.posts(as_of=worn.today, codes=left):
        must_fill(worn, each.matter, person=found.code)
    return found, left


def leaving(request: Request, code: str) -> HttpResponse:
    """What somebody who leaves owns, who has it after, and whether anything is without an owner."""
    found, left = _leaver(request, code)
    title = _("%(name)s leaves") % {"name": found.name}
    lead = _("Everything that the posts own is listed. The leaving is closed when nothing is without an owner.")
    shown = presenters.leaving_page(found, left, request.worn)
    record_reading(who=request.worn.who, person=found.code, what=LEAVING)
    context = {"page": room_page(request, title, lead, can_travel=False), "person": found, "shown": shown}
    return render(request, "organisation/leaving.html", context)


@require_POST
def begin_leaving(request: Request, code: str) -> HttpResponse:
    """Somebody leaves after a last day: every right of the posts ends then, and with them the way in."""
    found, _codes = _leaver(request, code)
    worn = request.worn
    last_day = read_day(request.POST.get("last_day", ""))
    holding.begin_leaving(person=found, last_day=last_day, today=worn.today, who=worn.who)
    return done(request, _("The leaving has begun."), "leaving", code)


@require_POST
def hand_on(request: Request, code: str) -> HttpResponse:
    """One thing that the leaver owned goes to another post."""
    _found, left = _leaver(request, code)
    worn, said = request.worn, request.POST
    owned = handover.owned_by(left, as_of=worn.today)
    thing = next((each for each in owned if f"{each.room}/{each.kind}/{each.code}" == said.get("thing")), None)
    if thing is None:
        raise presenters.nothing_to_show()
    if thing.asks is not None:
        left_now = people.posts_being_left(as_of=worn.today)
        must(worn, *right_to_hand_on(worn, thing.asks, post=thing.post, left=left_now))
    handover.hand_on(thing, to=said.get("to", ""), on=worn.today, who=worn.who)
    messages.success(request, _("It has a new owner."))
    return HttpResponseRedirect(reverse("organisation:leaving", args=[code]))


@require_POST
def close_leaving(request: Request, code: str) -> HttpResponse:
    """The leaving is closed when nothing is without an owner."""
    found, left = _leaver(request, code)
    worn = request.worn
    shown = presenters.leaving_page(found, left, worn)
    if shown.leaving is None:
        raise presenters.nothing_to_show()
    holding.close_leaving(leaving=shown.leaving, ownerless=shown.ownerless, today=worn.today, who=worn.who)
    messages.success(request, _("The leaving is closed: everything has an owner."))
    return HttpResponseRedirect(reverse(HERE))
