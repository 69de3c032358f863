"""A post: who holds it and who comes after; filling it, and ending what somebody holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation import acts, holding, people, presenters
from spelregler.apps.organisation.access import Action, may, must_fill
from spelregler.apps.organisation.body_forms import LastDayForm
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.pages import done, form_page, room_page
from spelregler.apps.organisation.people import PostNow
from spelregler.apps.organisation.post_forms import ACTING, AppointForm
from spelregler.apps.organisation.presenters import nothing_to_show
from spelregler.apps.organisation.undo_views import UndoForm
from spelregler.apps.organisation.worn import Request


def post(request: Request, code: str) -> HttpResponse:
    """A post: who holds it, who comes after, and what the worn role may enter about it."""
    worn = request.worn
    found = people.post_now(code, as_of=worn.as_of)
    if not presenters.sees(worn, found):
        raise nothing_to_show()
    line = presenters.post_line(found, worn)
    is_now = worn.as_of == worn.today
    context = {
        "page": room_page(request, line.title, found.unit_name, below=_below(found)),
        "post": line,
        "may_fill": line.may_fill and is_now,
        "acts": acts.on_post(worn, found) if is_now else [],
    }
    return render(request, "organisation/post.html", context)


def _below(found: PostNow) -> list[tuple[str, str]]:
    if not found.department:
        return []
    return [(found.department_name, reverse("organisation:department", args=[found.department]))]


def _around(found: PostNow, title: str) -> list[tuple[str, str]]:
    return [*_below(found), (title, reverse("organisation:post", args=[found.code]))]


def appoint(request: Request, code: str) -> HttpResponse:
    """Whoever decides on a post, or HR by their decision, lets somebody take over or act in it for some days."""
    worn = request.worn
    found = people.post_now(code, as_of=worn.today)
    must_fill(worn, found.matter)
    # Whoever decides names themselves; HR enters what another has decided.
    by = worn.hat.label(worn.language) if may(worn, Action.APPOINT, found.matter) else ""
    address = reverse("organisation:find_people", args=["tjanst", code])
    form = AppointForm(request.POST or None, worn=worn, address=address, initial={"decided_by": by})
    if form.carried_out(lambda said: _appoint(found, said, form)):
        return done(request, _("The appointment is entered."), "post", code)
    title = worn.say(found.title, found.title_en)
    lead = _("To and with: the last day belongs to the appointment. At midnight after it the right is gone.")
    around = _around(found, title)
    return form_page(request, form, title=_("Appoint"), lead=lead, button=_("Enter the appointment"), below=around)


def _appoint(found: PostNow, said: dict[str, Any], form: AppointForm) -> None:
    person = said["person"]
    must_fill(form.worn, found.matter, person=person.code)
    chair: Post = people.post_itself(found.code)
    enter = holding.stand_in if said["how"] == ACTING else holding.take_over
    enter(
        post=chair,
        person=person,
        first_day=said["first_day"],
        last_day=said["last_day"],
        decided=form.decided,
        who=form.worn.who,
    )


def end_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever decides on a post, or HR, ends an appointment after a last day."""
    worn = request.worn
    held = people.appointment(pk)
    found = people.post_now(held.post.code, as_of=worn.today)
    must_fill(worn, found.matter, person=held.person.code)
    form = LastDayForm(request.POST or None, worn=worn)
    if form.carried_out(lambda said: holding.leave_post(appointment=held, who=worn.who, **said)):
        return done(request, _("The appointment ends."), "post", held.post.code)
    title = _("End the appointment of %(name)s") % {"name": held.person.name}
    around = _around(found, worn.say(found.title, found.title_en))
    return form_page(request, form, title=title, button=_("End"), below=around)


def undo_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever may fill the post takes back an appointment entered by mistake, until something rests on it."""
    worn = request.worn
    held = people.appointment(pk)
    found = people.post_now(held.post.code, as_of=worn.today)
    must_fill(worn, found.matter, person=held.person.code)
    form = UndoForm(request.POST or None, worn=worn)
    today, who = worn.today, worn.who
    if form.carried_out(lambda said: holding.undo_appointment(appointment=held, today=today, who=who, **said)):
        return done(request, _("%(what)s is undone.") % {"what": held}, "post", held.post.code)
    title = _("Undo: %(what)s") % {"what": held.person.name}
    lead = _("Taken away as if it had never been entered, and whoever held the post before has it again.")
    around = _around(found, worn.say(found.title, found.title_en))
    return form_page(request, form, title=title, lead=lead, button=_("Undo"), below=around)
