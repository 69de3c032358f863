"""Who waits for an introduction to the rules of the game, and recording that introductions and trainings were held."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation import introducing, introduction_presenters, introductions, people
from spelregler.apps.organisation.access import BODIES, Action, must
from spelregler.apps.organisation.introduction_forms import HeldForm, TrainingForm
from spelregler.apps.organisation.pages import done, form_page, room_page
from spelregler.apps.organisation.worn import Request

MODULES = ("POL",)


def members(request: Request) -> HttpResponse:
    """The elected who wait, the first last day first; the secretary records who took part in an introduction."""
    worn = request.worn
    must(worn, Action.RECORD_INTRODUCTION, BODIES)
    waiting = {str(each.membership.pk): each.membership for each in introductions.members_waiting(as_of=worn.today)}
    among = [(key, each.person.name) for key, each in waiting.items()]
    form = HeldForm(request.POST or None, worn=worn, among=among)
    held = form.carried_out(
        lambda said: introducing.introduce_members(
            memberships=[waiting[key] for key in said["took_part"]],
            held_on=said["held_on"],
            today=worn.today,
            who=worn.who,
        )
    )
    if held:
        return done(request, _("The introduction is recorded."), "introductions")
    lead = _("New elected members are to learn the rules of the game when the seat begins. Whoever goes on is not new.")
    page = room_page(request, _("Introductions"), lead, can_travel=False, modules=MODULES)
    context = {"page": page, "form": form, "waiting": introduction_presenters.waiting_members(form, worn)}
    return render(request, "organisation/introductions.html", context, status=form.status)


def training(request: Request, code: str) -> HttpResponse:
    """The secretary records that a body was trained in the governing documents at the beginning of its term."""
    worn = request.worn
    must(worn, Action.RECORD_INTRODUCTION, BODIES)
    body = people.body_by_code(code, as_of=worn.today)
    form = TrainingForm(request.POST or None, worn=worn)
    if form.carried_out(
        lambda said: introducing.record_training(body=body, held_on=said["held_on"], today=worn.today, who=worn.who)
    ):
        return done(request, _("The training is recorded."), "body", code)
    name = worn.say(body.name, body.name_en)
    return form_page(
        request,
        form,
        title=_("Training of %(body)s") % {"body": name},
        lead=_("Record a training in the governing documents with the rules of the game in its programme."),
        button=_("Record the training"),
        below=[(name, reverse("organisation:body", args=[code]))],
    )
