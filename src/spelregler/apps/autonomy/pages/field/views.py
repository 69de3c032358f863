"""The field of units."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.autonomy.access.visibility import FieldTally, seen_field, seen_units
from spelregler.apps.autonomy.pages.field import presenters
from spelregler.apps.autonomy.pages.field.shared import whole
from spelregler.apps.autonomy.queries.unit_states import Told, unit_states
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.unit_counts import unit_codes
from spelregler.ui.page import Pager, page_asked

ROWS = 50


def field(request: Request) -> HttpResponse:
    """The organisation as a field: what each body owns, and every unit a tile of the same size; fifty at a time."""
    acting_role, every = request.acting_role, seen_field(request.acting_role)
    asked, per = request.GET.get("forvaltning", ""), request.GET.get("per", "")
    tallies = {each.code: tally for each, tally in every.items() if asked in ("", each.code)}
    counted = sum(tallies.values(), FieldTally())
    pager = Pager.of(
        page_asked(request.GET.get("sida", "")), total=counted.units, most=ROWS, forvaltning=asked, per=per
    )
    page = page_shell(
        request,
        title=_("Units"),
        lead=_(
            "Who owns what: the goals and the money, from the council out to each unit. Tiles of one size: no ranking."
        ),
        current="autonomy:field",
        modules=("UNIT", "ORG"),
    )
    shown, tiles = _tiles(acting_role, tallies, asked, pager)
    context = {
        "page": page,
        "pager": pager,
        "asked": asked,
        "counted": presenters.summary(counted),
        "states_are_seen": counted.seen > 0,
        "states_are_hidden": counted.seen < counted.units,
        "shows_state": counted.seen + counted.told > 0,
        "not_shown": "–",
        **tiles,
        "departments": presenters.department_ways(every, asked, per, shown) if asked or pager.pages > 1 else (),
    }
    return render(request, "autonomy/field.html", context)


def _tiles(
    acting_role: ActingRole, tallies: Mapping[str, FieldTally], asked: str, pager: Pager
) -> tuple[presenters.Shown, dict[str, object]]:
    """The bodies, the units of the page with their departments, and the same as rows."""
    codes = unit_codes(as_of=acting_role.as_of, department=asked, start=pager.start, most=ROWS)
    states = unit_states(as_of=acting_role.as_of, units=codes, told=Told.STATUSES)
    units = seen_units(acting_role, states)
    found = bodies(as_of=acting_role.as_of)
    shown = presenters.Shown(
        whole=whole(acting_role, [unit.place for unit in units]),
        bodies={body.code: acting_role.say(body.name, body.name_en) for body in found},
        language=acting_role.language,
    )
    return shown, {
        "bodies": presenters.body_boxes(found, shown.whole, acting_role),
        "groups": presenters.tile_groups(units, tallies, shown),
        "rows": presenters.field_rows(units, shown),
    }
