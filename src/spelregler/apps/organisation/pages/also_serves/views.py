"""The further bodies that a department works for: entered from a day, and ended after one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import ADMINISTRATION, Action
from spelregler.apps.organisation.operations import also_serves
from spelregler.apps.organisation.pages.bodies.forms import LastDayForm
from spelregler.apps.organisation.pages.departments.forms import ServeForm
from spelregler.apps.organisation.pages.shell import done, form_page
from spelregler.apps.organisation.queries import bodies as queries
from spelregler.apps.organisation.queries import places, seats


def serve_also(request: Request, code: str) -> HttpResponse:
    """HR enters that the department works for a further body from a day, by a decision."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    department = places.department_by_code(code, as_of=acting_role.today, ahead=True)
    bodies = [
        (each.code, acting_role.say(each.name, each.name_en))
        for each in queries.bodies(as_of=acting_role.today, ahead=True)
        if each.pk != department.body_id
    ]
    form = ServeForm(sent(request), acting_role=acting_role, bodies=bodies)

    def enter(said: dict[str, Any]) -> None:
        also_serves.serve_also(
            department=department,
            body=seats.body_by_code(said["body"], as_of=acting_role.today, ahead=True),
            first_day=said["first_day"],
            last_day=said["last_day"],
            decided=form.decided,
            who=acting_role.who,
        )

    if form.carried_out(enter):
        return done(request, _("The department works for a further body."), "department", code)
    lead = _("The head answers to the department's own body alone (CP-6), and sits in none that it works for (MR-34).")
    below = [(acting_role.say(department.name, department.name_en), reverse("organisation:department", args=[code]))]
    title = _("Works also for another body")
    return form_page(request, form, title=title, lead=lead, button=_("Enter the body"), below=below)


def end_serving(request: Request, pk: int) -> HttpResponse:
    """HR enters that the department works for a further body no more after a last day."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    serves = places.also_served(pk)
    department, body = serves.department, serves.body
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: also_serves.end_serving(serves=serves, who=acting_role.who, **said)):
        return done(
            request, _("The department stops working for the body after the last day."), "department", department.code
        )
    below = [
        (
            acting_role.say(department.name, department.name_en),
            reverse("organisation:department", args=[department.code]),
        )
    ]
    title = _("Works for %(body)s no more") % {"body": acting_role.say(body.name, body.name_en)}
    return form_page(request, form, title=title, button=_("End"), below=below)
