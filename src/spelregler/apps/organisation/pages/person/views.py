"""A person: what they hold, and what they held."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.organisation.access.leaving_rights import may_see_leaving
from spelregler.apps.organisation.pages import presenters
from spelregler.apps.organisation.pages.shell import room_page
from spelregler.apps.organisation.queries import people
from spelregler.apps.organisation.queries import people as holdings_queries
from spelregler.platform.audit.operations import record_reading

POSTS_HELD = "Tjänster och förordnanden"
"""What the trail calls this record, to the person who sees that it was read."""


def person(request: Request, code: str) -> HttpResponse:
    """What somebody holds and has held: seats and leading posts for everybody, the rest for those who fill them."""
    acting_role = request.acting_role
    found = people.person_by_code(code)
    lines = presenters.held_lines(holdings_queries.held_by(found, as_of=acting_role.as_of), found, acting_role)
    if not lines:
        raise presenters.nothing_to_show()
    if any(line.is_private for line in lines):
        record_reading(who=acting_role.who, person=found.code, what=POSTS_HELD)
    leaves = may_see_leaving(request, found)
    context = {"page": room_page(request, found.name), "person": found, "lines": lines, "may_see_leaving": leaves}
    return render(request, "organisation/person.html", context)
