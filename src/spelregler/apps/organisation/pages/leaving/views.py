"""Somebody leaves: begun, handed on and closed, so that nothing is left without an owner."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import only_sent, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import must_fill, right_to_hand_on
from spelregler.apps.organisation.access.leaving_rights import posts_left_by
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.operations import leavers
from spelregler.apps.organisation.pages import presenters as pages_presenters
from spelregler.apps.organisation.pages.bodies.forms import LastDayForm
from spelregler.apps.organisation.pages.leaving import presenters as leaving_presenters
from spelregler.apps.organisation.pages.leaving.forms import HandOnForm, ThingForm
from spelregler.apps.organisation.pages.shell import HERE, done, room_page
from spelregler.apps.organisation.queries import leavings, people, posts_now
from spelregler.apps.organisation.registries import post_belongings
from spelregler.platform.audit.operations import record_reading
from spelregler.platform.forms import PlainForm

LEAVING = "Avslut och överlämning"
"""What the trail calls this record, to the person who sees that it was read."""


def _leaver(request: Request, code: str) -> tuple[Person, list[str]]:
    """The person and the posts, for whoever may fill every one of them. To a stranger there is nothing here."""
    acting_role, found = request.acting_role, people.person_by_code(code)
    left = posts_left_by(request, found)
    if not acting_role.person_code or not left:
        raise pages_presenters.nothing_to_show()
    for each in posts_now.posts(as_of=acting_role.today, codes=left):
        must_fill(acting_role, each.matter, person=found.code)
    return found, left


def leaving(request: Request, code: str) -> HttpResponse:
    """What somebody who leaves owns, who has it after, and whether anything is without an owner."""
    found, left = _leaver(request, code)
    return _page(request, found, left)


def _page(request: Request, found: Person, left: list[str], typed: PlainForm | None = None) -> HttpResponse:
    """The page with its forms; one that was sent and is wrong stands in its place."""
    acting_role, here = request.acting_role, reverse("organisation:leaving", args=[found.code])
    title = _("%(name)s leaves") % {"name": found.name}
    lead = _("Everything that the posts own is listed. The leaving is closed when nothing is without an owner.")
    record_reading(who=acting_role.who, person=found.code, what=LEAVING)
    context = {
        "page": room_page(request, title, lead, can_travel=False, path=here),
        "person": found,
        "shown": leaving_presenters.leaving_page(found, left, acting_role, typed=typed),
        "begin": typed if isinstance(typed, LastDayForm) else LastDayForm(acting_role=acting_role),
        "typed": typed,
    }
    return render(request, "organisation/leaving.html", context, status=typed.status if typed else 200)


@only_sent
def begin_leaving(request: Request, code: str) -> HttpResponse:
    """Somebody leaves after a last day: every right of the posts ends then, and with them the way in."""
    found, left = _leaver(request, code)
    acting_role = request.acting_role
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(
        lambda said: leavers.begin_leaving(person=found, today=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("The leaving has begun."), "leaving", code)
    return _page(request, found, left, form)


@only_sent
def hand_on(request: Request, code: str) -> HttpResponse:
    """One thing that the leaver owned goes to another post."""
    found, left = _leaver(request, code)
    acting_role, wanted = request.acting_role, ThingForm(request.POST).said("thing")
    owned = post_belongings.owned_by(left, as_of=acting_role.today)
    thing = next((each for each in owned if leaving_presenters.key_of(each) == wanted), None)
    if thing is None:
        raise pages_presenters.nothing_to_show()
    if thing.asks is not None:
        left_now = leavings.posts_being_left(as_of=acting_role.today)
        must(acting_role, *right_to_hand_on(acting_role, thing.asks, post=thing.post, left=left_now))
    title, takers = acting_role.say(thing.title, thing.title_en), leaving_presenters.takers_now(left, acting_role)
    form = HandOnForm(sent(request), key=wanted, title=title, takers=takers)
    if form.carried_out(
        lambda said: post_belongings.hand_on(thing, to=said["to"], on=acting_role.today, who=acting_role.who)
    ):
        return done(request, _("It has a new owner."), "leaving", code)
    return _page(request, found, left, form)


@only_sent
def close_leaving(request: Request, code: str) -> HttpResponse:
    """The leaving is closed when nothing is without an owner."""
    found, left = _leaver(request, code)
    acting_role, form = request.acting_role, PlainForm(sent(request))
    shown = leaving_presenters.leaving_page(found, left, acting_role)
    under_way, ownerless = shown.leaving, shown.ownerless
    if under_way is None:
        raise pages_presenters.nothing_to_show()
    if form.carried_out(
        lambda _said: leavers.close_leaving(
            leaving=under_way, ownerless=ownerless, today=acting_role.today, who=acting_role.who
        )
    ):
        messages.success(request, _("The leaving is closed: everything has an owner."))
        return HttpResponseRedirect(reverse(HERE))
    return _page(request, found, left, form)
