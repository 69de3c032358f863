"""Whose each code of the ledger is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames.access.actions import LEDGER, Action
from spelregler.apps.frames.operations import name_responsibility_codes
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.ledger import presenters
from spelregler.apps.frames.queries import ledger_batches
from spelregler.apps.organisation.queries.units import units_of_year
from spelregler.platform.errors import DomainError


def ledger_codes(request: Request) -> HttpResponse:
    """Ansvar codes of the ledger that no unit stands behind, and the units to choose among."""
    acting_role = request.acting_role
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    page = page_shell(
        request,
        title=_("Codes without a unit"),
        lead=_("Say which unit a responsibility code stands for. What is imported under it is given to the unit."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("The ledger"), reverse("frames:ledger")),
            (_("Codes without a unit"), ""),
        ],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
    )
    codes = presenters.code_page(
        ledger_batches.unnamed_responsibility_codes(as_of=acting_role.today), asked=request.GET.get("sida", "")
    )
    units = presenters.units_to_name(units_of_year(acting_role.today.year), acting_role.language)
    return render(request, "frames/ledger_codes.html", {"page": page, "codes": codes, "units": units})


@require_POST
def ledger_name_code(request: Request) -> HttpResponse:
    """Codes stand for units, in the ledgers imported so far and in those to come; a row left empty is left alone."""
    acting_role = request.acting_role
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    known = {each.code: each for each in units_of_year(acting_role.today.year)}
    rows = zip(request.POST.getlist("code"), request.POST.getlist("unit"), strict=False)
    chosen = {code: known[unit] for code, unit in rows if code and unit in known}
    if not chosen:
        raise DomainError(
            sv="Välj en enhet för minst en kod.",
            en="Choose a unit for at least one code.",
            way_sv="Gå tillbaka och välj enheten i listan.",
            way_en="Go back and choose the unit in the list.",
        )
    name_responsibility_codes(chosen, who=acting_role.who)
    words = ngettext("%(n)d code now stands for its unit.", "%(n)d codes now stand for their units.", len(chosen))
    messages.success(request, words % {"n": len(chosen)})
    return HttpResponseRedirect(reverse("frames:ledger_codes"))
