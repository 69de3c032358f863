"""Who waits for an introduction to the rules of the game, and recording that introductions and trainings were held."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import BODIES, Action
from spelregler.apps.organisation.operations import introductions as introducing
from spelregler.apps.organisation.pages.introductions import presenters
from spelregler.apps.organisation.pages.introductions.forms import HeldForm, TrainingForm
from spelregler.apps.organisation.pages.shell import done, form_page, room_page
from spelregler.apps.organisation.queries import introductions, seats

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
    context = {"page": page, "form": form, "waiting": presenters.waiting_members(form, acting_role)}
    return render(request, "organisation/introductions.html", context, status=form.status)


def training(request: Request, code: str) -> HttpResponse:
    """The secretary records that a body was trained in the governing documents at the beginning of its term."""
    acting_role = request.acting_role
    must(acting_role, Action.RECORD_INTRODUCTION, BODIES)
    body = seats.body_by_code(code, as_of=acting_role.today)
    form = TrainingForm(sent(request), acting_role=acting_role)
    if form.carried_out(
        lambda said: introducing.record_training(
            body=body, held_on=said["held_on"], today=acting_role.today, who=acting_role.who
        )
    ):
        return done(request, _("The training is recorded."), "body", code)
    name = acting_role.say(body.name, body.name_en)
    return form_page(
        request,
        form,
        title=_("Training of %(body)s") % {"body": name},
        lead=_("Record a training in the governing documents with the rules of the game in its programme."),
        button=_("Record the training"),
        below=[(name, reverse("organisation:body", args=[code]))],
    )
