"""What held before the start day, and the ways to bring it in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.start import queries
from spelregler.apps.start.access.actions import must_set_up
from spelregler.apps.start.pages.earlier.presenters import sections
from spelregler.apps.start.pages.shell import page_of


def earlier(request: Request) -> HttpResponse:
    """What held before the start day: how much of it is in, and where the rest is brought in with its true days."""
    acting_role = request.acting_role
    must_set_up(acting_role)
    lead = _("Everything is entered with the day on which it was decided. Duties count from the start day.")
    page = page_of(request, _("What held before the start day"), lead)
    shown = sections(queries.facts(today=acting_role.today), acting_role)
    return render(request, "start/earlier.html", {"page": page, "sections": shown})
