"""The field of units."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.autonomy.access.visibility import seen_units
from spelregler.apps.autonomy.pages import words
from spelregler.apps.autonomy.pages.field import presenters
from spelregler.apps.autonomy.queries import unit_states
from spelregler.apps.organisation.queries.bodies import bodies


def field(request: Request) -> HttpResponse:
    """The organisation as a field: every unit a tile of the same size, and the same as a table."""
    acting_role = request.acting_role
    units = seen_units(acting_role, unit_states.unit_states(as_of=acting_role.as_of))
    page = page_shell(
        request,
        title=_("Units"),
        lead=presenters.summary(units),
        current="autonomy:field",
        modules=("UNIT", "ORG"),
    )
    context = {
        "page": page,
        "bodies": [body for body in bodies(as_of=acting_role.as_of) if body.kind != "auditors"],
        "groups": presenters.tile_groups(units),
        "rows": presenters.field_rows(units, acting_role.language),
        "states_are_seen": any(unit.state for unit in units),
        "states_are_hidden": any(unit.state is None for unit in units),
        "shows_state": any(words.unit_status(unit) for unit in units),
        "not_shown": "–",
        "autonomous": _("autonomous"),
        "dialogue": _("in dialogue"),
        "intervention": _("intervention"),
    }
    return render(request, "autonomy/field.html", context)
