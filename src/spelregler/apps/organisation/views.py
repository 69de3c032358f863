"""Who holds what on a date, and the changes of holders, each by a decision."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spelregler.apps.organisation import acts, handover, holding, people, presenters, queries
from spelregler.apps.organisation.access import ELECTION, Action, may, may_fill, must, must_fill, right_to_hand_on
from spelregler.apps.organisation.framing import frame
from spelregler.apps.organisation.holding import Decided
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.worn import Request
from spelregler.platform.audit.operations import record_reading
from spelregler.platform.errors import NotVisible
from spelregler.platform.numbers import read_day
from spelregler.ui.page import Page

MODULES = ("ORG",)
HERE = "organisation:overview"
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
    shown = presenters.overview(worn, queries.bodies(as_of=worn.as_of))
    is_now = worn.as_of == worn.today
    context = {"page": page, "shown": shown, "acts": acts.on_the_whole(worn) if is_now else []}
    return render(request, "organisation/overview.html", context)


def body(request: Request, code: str) -> HttpResponse:
    """A body with its seats and substitutes on the day."""
    worn = request.worn
    found = people.body_by_code(code, as_of=worn.as_of)
    title = worn.say(found.name, found.name_en)
    now = worn.as_of == worn.today
    may_register = now and may(worn, Action.REGISTER_SEAT, ELECTION)
    context = {
        "page": _page(request, title),
        "body": found,
        "seats": presenters.seat_lines(people.seats_of(found, as_of=worn.as_of), worn),
        "departments": [each for each in queries.departments(as_of=worn.as_of) if each.body == code],
        "may_register": may_register,
        "people": people.people_to_choose() if may_register else [],
    }
    return render(request, "organisation/body.html", context)


def _page(request: Request, title: str, lead: str = "", *, can_travel: bool = True) -> Page:
    crumbs = [(_("The organisation"), reverse(HERE)), (title, "")]
    return frame(request, title=title, lead=lead, crumbs=crumbs, current=HERE, modules=MODULES, can_travel=can_travel)


def department(request: Request, code: str) -> HttpResponse:
    """A department: its head, its units with their managers, and its other posts to those who may see them."""
    worn = request.worn
    found = people.department_by_code(code, as_of=worn.as_of)
    lines = presenters.post_lines(people.posts(as_of=worn.as_of, department=code), worn)
    context = {
        "page": _page(request, found.name, _("Answers to %(body)s.") % {"body": found.body.name}),
        "department": found,
        "posts": lines,
        "units": presenters.units_of(code, worn.as_of),
    }
    return render(request, "organisation/department.html", context)


def post(request: Request, code: str) -> HttpResponse:
    """A post: who holds it, who comes after, and for those who may, filling it."""
    worn = request.worn
    found = people.post_now(code, as_of=worn.as_of)
    if not presenters.sees(worn, found):
        raise _not_visible()
    line = presenters.post_line(found, worn)
    context = {
        "page": _page(request, line.title, found.unit_name),
        "post": line,
        "may_fill": line.may_fill and worn.as_of == worn.today,
        "people": people.people_to_choose() if line.may_fill else [],
        # Whoever decides names themselves; HR enters what another has decided.
        "decided_by": worn.hat.label(worn.language) if may(worn, Action.APPOINT, found.matter) else "",
    }
    return render(request, "organisation/post.html", context)


def person(request: Request, code: str) -> HttpResponse:
    """What somebody holds and has held: seats and leading posts for everybody, the rest for those who fill them."""
    worn = request.worn
    found = people.person_by_code(code)
    lines = presenters.held_lines(people.held_by(found, as_of=worn.as_of), found, worn)
    if not lines:
        raise _not_visible()
    if any(line.is_private for line in lines):
        record_reading(who=worn.who, person=found.code, what=POSTS_HELD)
    leaves = _may_see_leaving(request, found)
    context = {"page": _page(request, found.name), "person": found, "lines": lines, "may_see_leaving": leaves}
    return render(request, "organisation/person.html", context)


def _not_visible() -> NotVisible:
    return NotVisible(
        sv="Här finns inget att visa för den rollen.",
        en="There is nothing to show to that role here.",
        way_sv="Gå till Organisationen och välj där.",
        way_en="Go to The organisation and choose there.",
    )


# Changes of holders ---------------------------------------------------------------------------------------------------


def _decided(request: Request) -> Decided:
    """The decision that the form names."""
    said = request.POST
    return Decided(
        by=said.get("decided_by", ""),
        on=read_day(said.get("decided_on", "")),
        paragraph=said.get("paragraph", ""),
        today=request.worn.today,
    )


def _last_day(request: Request) -> date | None:
    text = request.POST.get("last_day", "").strip()
    return read_day(text) if text else None


def _done(request: Request, message: str, name: str, code: str) -> HttpResponse:
    messages.success(request, message)
    return HttpResponseRedirect(reverse(f"organisation:{name}", args=[code]))


@require_POST
def give_seat(request: Request, code: str) -> HttpResponse:
    """The secretary enters an election: seat, person, function, days and the council's decision."""
    worn, said = request.worn, request.POST
    must(worn, Action.REGISTER_SEAT, ELECTION)
    found = people.body_by_code(code, as_of=worn.today)
    holding.elect(
        seat=people.seat_of(found, said.get("seat", "")),
        person=people.person_by_code(said.get("person", "")),
        function=said.get("function", ""),
        first_day=read_day(said.get("first_day", "")),
        last_day=_last_day(request),
        decided=_decided(request),
        who=worn.who,
    )
    return _done(request, _("The seat is given."), "body", code)


@require_POST
def call_in(request: Request, code: str) -> HttpResponse:
    """The secretary enters that a substitute serves in a member's seat."""
    worn, said = request.worn, request.POST
    must(worn, Action.REGISTER_SEAT, ELECTION)
    found = people.body_by_code(code, as_of=worn.today)
    first_day = read_day(said.get("first_day", ""))
    holding.call_in(
        seat=people.seat_of(found, said.get("seat", "")),
        substitute=people.membership(said.get("substitute", ""), body=code),
        first_day=first_day,
        last_day=_last_day(request) or first_day,
        who=worn.who,
    )
    return _done(request, _("The substitute is called in."), "body", code)


@require_POST
def end_seat(request: Request, code: str) -> HttpResponse:
    """The secretary enters that somebody leaves a seat after a last day."""
    worn, said = request.worn, request.POST
    must(worn, Action.REGISTER_SEAT, ELECTION)
    held = people.membership(said.get("membership", ""), body=code)
    holding.leave_seat(membership=held, last_day=read_day(said.get("last_day", "")), who=worn.who)
    return _done(request, _("The membership ends."), "body", code)


@require_POST
def appoint(request: Request, code: str) -> HttpResponse:
    """Whoever decides on a post, or HR by their decision, lets somebody take over or act in it for some days."""
    worn, said = request.worn, request.POST
    matter = people.post_now(code, as_of=worn.today).matter
    chosen = said.get("person", "")
    must_fill(worn, matter, person=chosen)
    named, chair = people.person_by_code(chosen), people.post_itself(code)
    first_day, last_day, decided = read_day(said.get("first_day", "")), _last_day(request), _decided(request)
    if said.get("how") == "acting":
        holding.stand_in(
            post=chair, person=named, first_day=first_day, last_day=last_day, decided=decided, who=worn.who
        )
    else:
        holding.take_over(
            post=chair, person=named, first_day=first_day, last_day=last_day, decided=decided, who=worn.who
        )
    return _done(request, _("The appointment is entered."), "post", code)


@require_POST
def end_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever decides on a post, or HR, ends an appointment after a last day."""
    worn = request.worn
    held = people.appointment(pk)
    must_fill(worn, people.post_now(held.post.code, as_of=worn.today).matter, person=held.person.code)
    holding.leave_post(appointment=held, last_day=read_day(request.POST.get("last_day", "")), who=worn.who)
    return _done(request, _("The appointment ends."), "post", held.post.code)


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
        raise _not_visible()
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
    context = {"page": _page(request, title, lead, can_travel=False), "person": found, "shown": shown}
    return render(request, "organisation/leaving.html", context)


@require_POST
def begin_leaving(request: Request, code: str) -> HttpResponse:
    """Somebody leaves after a last day: every right of the posts ends then, and with them the way in."""
    found, _codes = _leaver(request, code)
    worn = request.worn
    last_day = read_day(request.POST.get("last_day", ""))
    holding.begin_leaving(person=found, last_day=last_day, today=worn.today, who=worn.who)
    return _done(request, _("The leaving has begun."), "leaving", code)


@require_POST
def hand_on(request: Request, code: str) -> HttpResponse:
    """One thing that the leaver owned goes to another post."""
    _found, left = _leaver(request, code)
    worn, said = request.worn, request.POST
    owned = handover.owned_by(left, as_of=worn.today)
    thing = next((each for each in owned if f"{each.room}/{each.kind}/{each.code}" == said.get("thing")), None)
    if thing is None:
        raise _not_visible()
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
        raise _not_visible()
    holding.close_leaving(leaving=shown.leaving, ownerless=shown.ownerless, today=worn.today, who=worn.who)
    messages.success(request, _("The leaving is closed: everything has an owner."))
    return HttpResponseRedirect(reverse(HERE))
