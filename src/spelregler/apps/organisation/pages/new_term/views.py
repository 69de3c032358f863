"""A new term after an election: looked through first, then entered, every body at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import ELECTION, Action
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.operations import new_term as electing
from spelregler.apps.organisation.pages.new_term import presenters
from spelregler.apps.organisation.pages.new_term.forms import SEEN, NewTermForm
from spelregler.apps.organisation.pages.shell import done, room_page


def new_term(request: Request) -> HttpResponse:
    """The secretary enters an election from the council's minutes (MR-13): days once, and for each body who sits."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    bodies, first, last = presenters.bodies_to_elect(acting_role)
    council = next((each.name for each in bodies if each.body.kind == Body.Kind.COUNCIL), "")
    initial = {"first_day": first, "last_day": last, "decided_by": council}
    form = NewTermForm(sent(request), acting_role=acting_role, bodies=bodies, initial=initial)
    if form.is_bound and form.is_seen and form.carried_out(lambda _said: _enter(form)):
        return done(request, _("The term is entered. Those who are new are to be introduced."), "introductions")
    return _shown(request, form)


def _enter(form: NewTermForm) -> None:
    said, acting_role = form.cleaned_data, form.acting_role
    electing.begin_terms(
        elected=form.elected,
        first_day=said["first_day"],
        last_day=said["last_day"],
        decided=form.decided,
        today=acting_role.today,
        who=acting_role.who,
    )


def _shown(request: Request, form: NewTermForm) -> HttpResponse:
    """The form, and once it can be read what it would change."""
    is_read = form.is_bound and form.is_valid()
    changes = presenters.changes(form.elected, form.cleaned_data["first_day"], request.acting_role) if is_read else []
    lead = _("Enter who the council elected. Take away those who leave and add those who come; nothing is stored yet.")
    context = {
        "page": room_page(request, _("New term after an election"), lead, can_travel=False),
        "form": form,
        "changes": changes,
        "seen": SEEN,
        "seal": form.seal if is_read else "",
    }
    return render(request, "organisation/new_term.html", context, status=form.status)
