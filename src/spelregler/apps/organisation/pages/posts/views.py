"""A post: who holds it and who comes after; filling it, and ending what somebody holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.access.actions import Action, must_fill
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.operations import appointments
from spelregler.apps.organisation.pages import acts, presenters
from spelregler.apps.organisation.pages.bodies.forms import LastDayForm
from spelregler.apps.organisation.pages.posts.forms import ACTING, AppointForm
from spelregler.apps.organisation.pages.presenters import nothing_to_show
from spelregler.apps.organisation.pages.shell import done, form_page, room_page
from spelregler.apps.organisation.pages.undo.forms import UndoForm
from spelregler.apps.organisation.queries import holdings as holdings_queries
from spelregler.apps.organisation.queries import posts_now
from spelregler.apps.organisation.queries.posts_now import PostNow


def post(request: Request, code: str) -> HttpResponse:
    """A post: who holds it, who comes after, and what the acting role may enter about it."""
    acting_role = request.acting_role
    found = posts_now.post_now(code, as_of=acting_role.as_of)
    if not presenters.sees(acting_role, found):
        raise nothing_to_show()
    line = presenters.post_line(found, acting_role)
    is_now = acting_role.as_of == acting_role.today
    context = {
        "page": room_page(
            request,
            line.title,
            acting_role.say(found.unit_name, found.unit_name_en),
            below=_below(found, acting_role),
        ),
        "post": line,
        "may_fill": line.may_fill and is_now,
        "acts": acts.on_post(acting_role, found) if is_now else [],
    }
    return render(request, "organisation/post.html", context)


def _below(found: PostNow, acting_role: ActingRole) -> list[tuple[str, str]]:
    if not found.department:
        return []
    name = acting_role.say(found.department_name, found.department_name_en)
    return [(name, reverse("organisation:department", args=[found.department]))]


def _around(found: PostNow, acting_role: ActingRole, title: str) -> list[tuple[str, str]]:
    return [*_below(found, acting_role), (title, reverse("organisation:post", args=[found.code]))]


def appoint(request: Request, code: str) -> HttpResponse:
    """Whoever decides on a post, or HR by their decision, lets somebody take over or act in it for some days."""
    acting_role = request.acting_role
    found = posts_now.post_now(code, as_of=acting_role.today)
    must_fill(acting_role, found.matter)
    # Whoever decides names themselves; HR enters what another has decided.
    by = (
        acting_role.role_assignment.label(acting_role.language)
        if may(acting_role, Action.APPOINT, found.matter)
        else ""
    )
    address = reverse("organisation:find_people", args=["tjanst", code])
    form = AppointForm(sent(request), acting_role=acting_role, address=address, initial={"decided_by": by})
    if form.carried_out(lambda said: _appoint(found, said, form)):
        return done(request, _("The appointment is entered."), "post", code)
    title = acting_role.say(found.title, found.title_en)
    lead = _("To and with: the last day belongs to the appointment. At midnight after it the right is gone.")
    around = _around(found, acting_role, title)
    return form_page(request, form, title=_("Appoint"), lead=lead, button=_("Enter the appointment"), below=around)


def _appoint(found: PostNow, said: dict[str, Any], form: AppointForm) -> None:
    person = said["person"]
    must_fill(form.acting_role, found.matter, person=person.code)
    chair: Post = posts_now.post_itself(found.code)
    enter = appointments.stand_in if said["how"] == ACTING else appointments.take_over
    enter(
        post=chair,
        person=person,
        first_day=said["first_day"],
        last_day=said["last_day"],
        decided=form.decided,
        who=form.acting_role.who,
    )


def end_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever decides on a post, or HR, ends an appointment after a last day."""
    acting_role = request.acting_role
    held = holdings_queries.appointment(pk)
    found = posts_now.post_now(held.post.code, as_of=acting_role.today)
    must_fill(acting_role, found.matter, person=held.person.code)
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: appointments.leave_post(appointment=held, who=acting_role.who, **said)):
        return done(request, _("The appointment ends."), "post", held.post.code)
    title = _("End the appointment of %(name)s") % {"name": held.person.name}
    around = _around(found, acting_role, acting_role.say(found.title, found.title_en))
    return form_page(request, form, title=title, button=_("End"), below=around)


def undo_appointment(request: Request, pk: int) -> HttpResponse:
    """Whoever may fill the post takes back an appointment entered by mistake, until something rests on it."""
    acting_role = request.acting_role
    held = holdings_queries.appointment(pk)
    found = posts_now.post_now(held.post.code, as_of=acting_role.today)
    must_fill(acting_role, found.matter, person=held.person.code)
    form = UndoForm(sent(request), acting_role=acting_role)
    today, who = acting_role.today, acting_role.who
    if form.carried_out(lambda said: appointments.undo_appointment(appointment=held, today=today, who=who, **said)):
        return done(request, _("%(what)s is undone.") % {"what": held}, "post", held.post.code)
    title = _("Undo: %(what)s") % {"what": held.person.name}
    lead = _("Taken away as if it had never been entered, and whoever held the post before has it again.")
    around = _around(found, acting_role, acting_role.say(found.title, found.title_en))
    return form_page(request, form, title=title, lead=lead, button=_("Undo"), below=around)
