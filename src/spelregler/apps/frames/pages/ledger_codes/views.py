"""Whose each code of the ledger is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames.access.actions import LEDGER, Action
from spelregler.apps.frames.operations import name_responsibility_codes
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.ledger import presenters
from spelregler.apps.frames.pages.ledger_codes.forms import CodesForm, codes_sent
from spelregler.apps.frames.queries import ledger_batches
from spelregler.apps.organisation.queries.units import units_of_year


def ledger_codes(request: Request) -> HttpResponse:
    """Ansvar codes of the ledger that no unit stands behind, and the units to choose among."""
    must(request.acting_role, Action.IMPORT_LEDGER, LEDGER)
    return _whole(request)


def _whole(request: Request, form: CodesForm | None = None) -> HttpResponse:
    acting_role = request.acting_role
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
        path=reverse("frames:ledger_codes"),
    )
    codes = presenters.code_page(asked=request.GET.get("sida", ""), as_of=acting_role.today)
    units = presenters.units_to_name(units_of_year(acting_role.today.year), acting_role.language)
    form = form or CodesForm(rows=codes.rows, units=units)
    return render(request, "frames/ledger_codes.html", {"page": page, "codes": codes, "form": form}, status=form.status)


@require_POST
def ledger_name_code(request: Request) -> HttpResponse:
    """Codes stand for units, in the ledgers imported so far and in those to come; a row left empty is left alone."""
    acting_role = request.acting_role
    must(acting_role, Action.IMPORT_LEDGER, LEDGER)
    units = units_of_year(acting_role.today.year)
    # Only what the page that was sent showed: others may have been named, or come, since.
    shown = ledger_batches.unnamed_responsibility_codes(as_of=acting_role.today, codes=codes_sent(request.POST))
    rows = presenters.code_rows(shown)
    form = CodesForm(request.POST, rows=rows, units=presenters.units_to_name(units, acting_role.language))
    known = {each.code: each for each in units}
    if not form.carried_out(lambda _said: name_responsibility_codes(form.chosen(known), who=acting_role.who)):
        return _whole(request, form)
    count = len(form.chosen(known))
    words = ngettext("%(n)d code now stands for its unit.", "%(n)d codes now stand for their units.", count)
    return done(request, words % {"n": count}, reverse("frames:ledger_codes"))
