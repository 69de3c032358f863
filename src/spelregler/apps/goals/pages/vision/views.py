"""The vision, open to all: what it says, the dialogue behind it and what was before; and what the secretary enters."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import may, must
from spelregler.apps.goals import operations
from spelregler.apps.goals.pages.vision.forms import DialogueForm, FeedbackForm, VisionForm
from spelregler.apps.goals.queries import visions
from spelregler.apps.goals.queries.plans import ENTER_COUNCIL
from spelregler.apps.organisation.queries.bodies import the_council
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page

ENTERED = Resource(kind="minutes", id="vision")
"""What the council decides on the vision, and the dialogue behind it, on its way from the minutes into the register."""


def vision(request: Request) -> HttpResponse:
    """What the municipality wants to become, the dialogue with residents behind it, and the visions before it."""
    acting_role = request.acting_role
    held = visions.vision_on(acting_role.as_of)
    words = acting_role.say(held.text, held.text_en) if held else ""
    context = {
        "page": _page(request, _("The vision"), words, can_travel=True),
        "vision": held,
        "dialogues": visions.dialogues(as_of=acting_role.as_of),
        "earlier": visions.earlier_visions(as_of=acting_role.as_of),
        "may_enter": acting_role.as_of == acting_role.today and may(acting_role, ENTER_COUNCIL, ENTERED),
    }
    return render(request, "goals/vision.html", context)


def adopt(request: Request) -> HttpResponse:
    """The secretary enters the council's decision on a vision."""
    acting_role = request.acting_role
    must(acting_role, ENTER_COUNCIL, ENTERED)
    council = the_council(as_of=acting_role.today) or _no_council()
    form = VisionForm(sent(request), today=acting_role.today)

    def act(said: dict[str, Any]) -> None:
        operations.enter_vision(
            council=council,
            vision=said["vision"],
            vision_en=said["vision_en"],
            decided_on=said["decided_on"],
            paragraph=said["paragraph"],
            meant=form.meant,
            start=said["start"] or said["decided_on"],
            on=acting_role.today,
            who=acting_role.who,
        )
        messages.success(request, _("The vision is entered."))

    if form.carried_out(act):
        return HttpResponseRedirect(reverse("goals:vision"))
    lead = _("The council decides, in dialogue with residents. The vision before ends where this one begins.")
    return _form_page(request, _page(request, _("Enter a vision"), lead), form, _("Enter the decision"))


def _no_council() -> NoReturn:
    raise NotVisible(
        Words("The council is not entered yet."),
        way=Words("Enter the organisation first."),
    )


def dialogue(request: Request) -> HttpResponse:
    """The secretary notes a dialogue with residents on the vision."""
    acting_role = request.acting_role
    must(acting_role, ENTER_COUNCIL, ENTERED)
    form = DialogueForm(sent(request), today=acting_role.today)

    def act(said: dict[str, Any]) -> None:
        operations.record_dialogue(**said, on=acting_role.today, who=acting_role.who)
        messages.success(request, _("The dialogue is noted."))

    if form.carried_out(act):
        return HttpResponseRedirect(reverse("goals:vision"))
    lead = _("Note the dialogue and what it gave, never who said what.")
    return _form_page(request, _page(request, _("Note a dialogue"), lead), form, _("Note the dialogue"))


def feedback(request: Request, pk: int) -> HttpResponse:
    """What residents were told came of a dialogue."""
    acting_role = request.acting_role
    must(acting_role, ENTER_COUNCIL, ENTERED)
    held = visions.dialogue_by_pk(pk=pk)
    if held is None:
        raise NotVisible(Words("No such dialogue."))
    form = FeedbackForm(sent(request), initial={"taken_in": held.taken_in, "feedback_on": acting_role.today})

    def act(said: dict[str, Any]) -> None:
        operations.publish_feedback(dialogue=held, **said, on=acting_role.today, who=acting_role.who)
        messages.success(request, _("The feedback is entered."))

    if form.carried_out(act):
        return HttpResponseRedirect(reverse("goals:vision"))
    return _form_page(request, _page(request, _("Feedback on the dialogue"), str(held)), form, _("Enter the feedback"))


def _form_page(request: Request, page: Page, form: PlainForm, words: str) -> HttpResponse:
    return form_page(request, page, form, button=words, back=reverse("goals:vision"))


def _page(request: Request, title: str, lead: str = "", *, can_travel: bool = False) -> Page:
    here = reverse("goals:vision")
    crumbs = [(_("Goals"), reverse("goals:tree")), (_("The vision"), "" if request.path == here else here)]
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=crumbs if request.path == here else [*crumbs, (title, "")],
        current="goals:tree",
        modules=("GOAL", "CIT"),
        can_travel=can_travel,
    )
