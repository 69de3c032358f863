"""The field of units."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.autonomy.access.visibility import FieldTally, seen_field, seen_units
from spelregler.apps.autonomy.pages.field import presenters
from spelregler.apps.autonomy.queries import unit_states
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.unit_counts import unit_codes
from spelregler.ui.page import Pager, page_asked

ROWS = 50


def field(request: Request) -> HttpResponse:
    """The organisation as a field: every unit a tile of the same size, and the same as a table; fifty at a time."""
    acting_role, every = request.acting_role, seen_field(request.acting_role)
    asked, per = request.GET.get("forvaltning", ""), request.GET.get("per", "")
    shown = {each.code: tally for each, tally in every.items() if asked in ("", each.code)}
    whole = sum(shown.values(), FieldTally())
    pager = Pager.of(page_asked(request.GET.get("sida", "")), total=whole.units, most=ROWS, forvaltning=asked, per=per)
    codes = unit_codes(as_of=acting_role.as_of, department=asked, start=pager.start, most=ROWS)
    units = seen_units(acting_role, unit_states.unit_states(as_of=acting_role.as_of, units=codes))
    page = page_shell(
        request,
        title=_("Units"),
        lead=presenters.summary(whole),
        current="autonomy:field",
        modules=("UNIT", "ORG"),
    )
    context = {
        "page": page,
        "bodies": [body for body in bodies(as_of=acting_role.as_of) if body.kind != "auditors"],
        "groups": presenters.tile_groups(units, shown),
        "pager": pager,
        "departments": presenters.department_ways(every, asked, per) if asked or pager.pages > 1 else (),
        "asked": asked,
        "rows": presenters.field_rows(units, acting_role.language),
        "states_are_seen": whole.seen > 0,
        "states_are_hidden": whole.seen < whole.units,
        "shows_state": whole.seen + whole.told > 0,
        "not_shown": "–",
        "autonomous": _("autonomous"),
        "dialogue": _("in dialogue"),
        "intervention": _("intervention"),
    }
    return render(request, "autonomy/field.html", context)
