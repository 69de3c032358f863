"""The field of units: shape, words and colour for each state, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext

from spelregler.apps.autonomy.access.visibility import FieldTally, SeenUnit
from spelregler.apps.autonomy.pages.words import state_word, unit_status, unit_words
from spelregler.apps.organisation.queries.unit_counts import DepartmentOnField
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.ui import formatting
from spelregler.ui.page import Tile, TileGroup


def tile_groups(units: Iterable[SeenUnit], tallies: Mapping[str, FieldTally]) -> list[TileGroup]:
    """Departments as people know them, each unit a tile of the same size; no ranking. The note counts every unit."""
    return [
        TileGroup(
            label=members[0].place.department_name,
            note=summary(tallies[code]),
            tiles=[
                Tile(
                    label=unit.place.name,
                    status=unit_status(unit),
                    status_text=unit_words(unit),
                    url=reverse("autonomy:unit", args=[unit.place.code]),
                )
                for unit in members
            ],
        )
        for code, each in groupby(units, key=lambda unit: unit.place.department)
        for members in [list(each)]
    ]


def department_ways(field: Mapping[DepartmentOnField, FieldTally], asked: str, per: str) -> list[TileGroup]:
    """The departments by name, each with how its units stand and the way to them alone; the one asked has no way."""
    return [
        TileGroup(
            label=department.name,
            tiles=(),
            note=summary(tally),
            url=""
            if department.code == asked
            else f"?{urlencode({'forvaltning': department.code, **({'per': per} if per else {})})}",
        )
        for department, tally in field.items()
    ]


def summary(tally: FieldTally) -> str:
    """How many units there are in each state, of those seen: 9 autonomous, 1 in dialogue. Else how many there are."""
    counts = tally.states + Counter({State.INTERVENTION: tally.told})
    words = [_counted(state, counts[state]) for state in State if counts[state]]
    if tally.seen:
        return ", ".join(words)
    count = ngettext("%(count)s unit", "%(count)s units", tally.units) % {"count": tally.units}
    return ", ".join([count, *words])


def _counted(state: State, count: int) -> str:
    """Several units that are free are called so in the plural, which Swedish shows."""
    if state is State.AUTONOMOUS:
        return ngettext("%(count)s autonomous", "%(count)s autonomous", count) % {"count": count}
    return f"{count} {state_word(state)}"


@dataclass(frozen=True)
class FieldRow:
    """One unit in the table under the field; None for what the reader does not see."""

    name: str
    url: str
    department: str
    status: Status | str
    state: str
    conditions: str
    signals: int | None
    unanswered: int | None


def field_rows(units: Iterable[SeenUnit], language: str) -> list[FieldRow]:
    """The same field as a table."""
    return [
        FieldRow(
            name=unit.place.name,
            url=reverse("autonomy:unit", args=[unit.place.code]),
            department=unit.place.department_name,
            status=unit_status(unit),
            state=unit_words(unit),
            conditions=formatting.share(
                sum(condition.status == "kept" for condition in unit.conditions), len(unit.conditions), language
            ),
            signals=sum(ground.open_signals for ground in unit.state.picture.grounds) if unit.state else None,
            unanswered=unit.state.unanswered if unit.state else None,
        )
        for unit in units
    ]
