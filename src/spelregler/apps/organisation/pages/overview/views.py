"""Who holds what on a date, and the changes of holders, each by a decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.organisation.pages import acts, presenters
from spelregler.apps.organisation.pages.later_changes import presenters as later_changes_presenters
from spelregler.apps.organisation.pages.shell import HERE, MODULES, room_page
from spelregler.apps.organisation.queries import bodies, departments
from spelregler.apps.organisation.queries import seats as people


def overview(request: Request) -> HttpResponse:
    """Bodies, departments, and what nobody holds on the day."""
    acting_role = request.acting_role
    page = page_shell(
        request,
        title=_("The organisation"),
        lead=_("Who holds what on the day. Choose another day at the top of the page."),
        current=HERE,
        modules=MODULES,
    )
    is_now = acting_role.as_of == acting_role.today
    shown = presenters.overview(acting_role, bodies.bodies(as_of=acting_role.as_of, ahead=is_now))
    context = {"page": page, "shown": shown, "acts": acts.on_the_whole(acting_role) if is_now else []}
    return render(request, "organisation/overview.html", context)


def body(request: Request, code: str) -> HttpResponse:
    """A body with its seats and substitutes on the day, its terms, and what the acting role may enter about it."""
    acting_role = request.acting_role
    is_now = acting_role.as_of == acting_role.today
    found = people.body_by_code(code, as_of=acting_role.as_of, ahead=is_now)
    day = max(acting_role.as_of, found.start)
    seats = presenters.seat_lines(people.seats_of(found, as_of=day), acting_role)
    context = {
        "page": room_page(request, acting_role.say(found.name, found.name_en)),
        "body": found,
        "knowledge_url": address_of("body_knowledge", code) if found.start <= acting_role.as_of else "",
        "seats": seats,
        "columns": {"serving": any(s.serving for s in seats), "coming": any(s.coming for s in seats)},
        "waiting": later_changes_presenters.waiting(acting_role, body=found) if is_now else [],
        "begins": found.start if day > acting_role.as_of else None,
        "departments": [
            each for each in departments.departments(as_of=acting_role.as_of, ahead=is_now) if each.body == code
        ],
        "terms": presenters.term_lines(people.terms_of(found, as_of=acting_role.as_of), acting_role),
        "acts": acts.on_body(acting_role, found) if is_now else [],
    }
    return render(request, "organisation/body.html", context)
