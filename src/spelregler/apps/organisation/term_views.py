"""A new term after an election: looked through first, then entered, every body at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.organisation import electing, term_presenters
from spelregler.apps.organisation.access import ELECTION, Action, must
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.pages import done, room_page
from spelregler.apps.organisation.term_forms import SEEN, NewTermForm
from spelregler.apps.organisation.worn import Request


def new_term(request: Request) -> HttpResponse:
    """The secretary enters an election from the council's minutes (MR-13): days once, and for each body who sits."""
    worn = request.worn
    must(worn, Action.REGISTER_SEAT, ELECTION)
    bodies, first, last = term_presenters.bodies_to_elect(worn)
    council = next((each.name for each in bodies if each.body.kind == Body.Kind.COUNCIL), "")
    initial = {"first_day": first, "last_day": last, "decided_by": council}
    form = NewTermForm(request.POST or None, worn=worn, bodies=bodies, initial=initial)
    if form.is_bound and form.is_seen and form.carried_out(lambda _said: _enter(form)):
        return done(request, _("The term is entered. Those who are new are to be introduced."), "introductions")
    return _shown(request, form)


def _enter(form: NewTermForm) -> None:
    said, worn = form.cleaned_data, form.worn
    electing.begin_terms(
        elected=form.elected,
        first_day=said["first_day"],
        last_day=said["last_day"],
        decided=form.decided,
        today=worn.today,
        who=worn.who,
    )


def _shown(request: Request, form: NewTermForm) -> HttpResponse:
    """The form, and once it can be read what it would change."""
    is_read = form.is_bound and form.is_valid()
    changes = term_presenters.changes(form.elected, form.cleaned_data["first_day"], request.worn) if is_read else []
    lead = _("Enter who the council elected. Take away those who leave and add those who come; nothing is stored yet.")
    context = {
        "page": room_page(request, _("New term after an election"), lead, can_travel=False),
        "form": form,
        "changes": changes,
        "seen": SEEN,
        "seal": form.seal if is_read else "",
    }
    return render(request, "organisation/new_term.html", context, status=form.status)
