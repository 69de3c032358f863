"""What the pages of a unit share: the unit that an address names, and what is told when something is done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import unit_by_code, unit_place
from spelregler.domain.period import ONE_DAY
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.errors import NotVisible

MODULES = ("UNIT", "BUD")
STATEMENT = "statement"


def place_asked(request: Request, code: str) -> UnitPlace:
    place = unit_place(code=code, as_of=request.acting_role.as_of)
    ended = unit_by_code(code=code) if place is None else None
    if ended is not None and ended.end is not None and ended.end <= request.acting_role.as_of:
        raise _ended(ended)
    if place is None:
        raise NotVisible(
            sv="Enheten finns inte på den dagen.",
            en="The unit does not exist on that day.",
            way_sv="Gå till Enheter och välj där.",
            way_en="Go to Units and choose there.",
        )
    return place


def _ended(unit: Unit) -> NotVisible:
    """Its history is there on the days when it was."""
    last = unit.end - ONE_DAY if unit.end else None
    after_sv = f" {unit.succeeded_by} tog över." if unit.succeeded_by else ""
    after_en = f" {unit.succeeded_by} took over." if unit.succeeded_by else ""
    return NotVisible(
        sv=f"{unit} fanns till och med {last}.{after_sv}",
        en=f"{unit} was there to and with {last}.{after_en}",
        way_sv=f"Välj en dag då den fanns, till exempel med ?per={last} i adressen, så visas den som den var.",
        way_en=f"Choose a day when it was there, for example with ?per={last} in the address, to see it as it was.",
    )


def done(request: Request, code: str, message: str) -> HttpResponse:
    messages.success(request, message)
    page = "autonomy:lines" if request.POST.get("next") == "lines" else "autonomy:unit"
    return HttpResponseRedirect(reverse(page, args=[code]))
