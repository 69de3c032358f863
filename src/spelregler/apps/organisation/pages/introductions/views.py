"""Who waits for an introduction to the rules of the game, and recording that introductions were held."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import BODIES, Action
from spelregler.apps.organisation.operations import introductions as introducing
from spelregler.apps.organisation.pages.introductions import presenters
from spelregler.apps.organisation.pages.introductions.forms import HeldForm
from spelregler.apps.organisation.pages.shell import done, room_page
from spelregler.apps.organisation.queries import introductions

MODULES = ("POL",)


def members(request: Request) -> HttpResponse:
    """The elected who wait, the first last day first; the secretary records who took part in an introduction."""
    acting_role = request.acting_role
    must(acting_role, Action.RECORD_INTRODUCTION, BODIES)
    waiting = {
        str(each.membership.pk): each.membership for each in introductions.members_waiting(as_of=acting_role.today)
    }
    among = [(key, each.person.name) for key, each in waiting.items()]
    form = HeldForm(sent(request), acting_role=acting_role, among=among)
    held = form.carried_out(
        lambda said: introducing.introduce_members(
            memberships=[waiting[key] for key in said["took_part"]],
            held_on=said["held_on"],
            today=acting_role.today,
            who=acting_role.who,
        )
    )
    if held:
        return done(request, _("The introduction is recorded."), "introductions")
    lead = _("New elected members are to learn the rules of the game when the seat begins. Whoever goes on is not new.")
    page = room_page(request, _("Introductions"), lead, can_travel=False, modules=MODULES)
    waiting_lines = presenters.waiting_members(form, acting_role)
    context = {"page": page, "form": form, "waiting": waiting_lines, "course_url": address_of("course")}
    return render(request, "organisation/introductions.html", context, status=form.status)
