"""What many units have gone through, as a table: fetched with a row a unit, filled in and brought back (MR-4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from spelregler.apps.knowledge.models import UnitInformation
from spelregler.apps.knowledge.operations import Informed, inform_units
from spelregler.apps.knowledge.operations.unit_information import refused_of
from spelregler.apps.organisation.models import Unit
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Fault, Form, Kind, Row, Table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.tables import LookedThrough, read_bounded

MEETING = UnitInformation.Kind.MEETING
MOST_ROWS = 2_000
HOW = {
    str(MEETING): Words("workplace meeting"),
    str(UnitInformation.Kind.COURSE): Words("course"),
    str(UnitInformation.Kind.CATCH_UP): Words("catch-up"),
}
COLUMNS = (
    Column("unit", Words("Unit"), needed=True, longest=60),
    Column("name", Words("Name of the unit"), lacking=True),
    Column("how", Words("How"), kind=Kind.CHOICE, choices=HOW, lacking=True),
    Column("held_on", Words("Day"), kind=Kind.DAY),
    Column("took_part", Words("Took part"), kind=Kind.INTEGER),
    Column("of_how_many", Words("Work in the unit"), kind=Kind.INTEGER, lacking=True),
)


InformedFile: TypeAlias = LookedThrough[tuple[UnitPlace, Informed]]
"""The units of a table, and what it says of each."""


def template(places: Sequence[UnitPlace], *, form: Form, language: str) -> bytes:
    """A row for each unit, with its code and name; the rest is to be filled in."""
    rows = [{"unit": each.code, "name": each.name, "how": str(MEETING)} for each in places]
    blank = dict.fromkeys((each.name for each in COLUMNS), None)
    return write_table(
        COLUMNS, [{**blank, **row} for row in rows], form=form, language=language, title="Policyn", is_explained=True
    )


def bring(
    *, data: bytes, file_name: str, places: Sequence[UnitPlace], store: bool, today: date, role: str, who: Who
) -> InformedFile:
    """What the table says of the units that may be recorded for; stored, all or nothing, when no row has a fault.

    A row without day and number is left out. Refuses with `TableRefused` what is no such table, or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    known = {each.code: each for each in places}
    rows = [row for row in table.rows if row["held_on"] is not None or row["took_part"] is not None]
    faults, fit = list(table.faults), list[Row]()
    for row in rows:
        fault = _fault(table, row, known)
        if fault is None:
            fit.append(row)
        else:
            faults.append(fault)
    units = {each.code: each for each in Unit.objects.filter(code__in={row["unit"] for row in fit})}
    said = [(units[row["unit"]], _informed(row)) for row in fit]
    for number, refused in refused_of(said, today=today).items():
        faults.append(table.fault(fit[number], refused.field, words=refused.words, todo=refused.way))
    if store and not faults:
        inform_units(said=said, today=today, role=role, who=who)
    return InformedFile.of(table, rows=[(known[row["unit"]], _informed(row)) for row in fit], faults=faults)


def _fault(table: Table, row: Row, known: Mapping[str, Any]) -> Fault | None:
    if row["unit"] not in known:
        words = Words("{code} is no unit that you record for.", code=row["unit"])
        return table.fault(row, "unit", words=words, todo=Words("Check the code against the table you fetched."))
    for name in ("held_on", "took_part"):
        if row[name] is None:
            words = Words("The cell is empty, and the row has the other one.")
            todo = Words("Fill in both the day and how many took part, or leave both empty.")
            return table.fault(row, name, words=words, todo=todo)
    return None


def _informed(row: Row) -> Informed:
    return Informed(
        kind=row["how"] or str(MEETING),
        held_on=row["held_on"],
        took_part=row["took_part"],
        of_how_many=row["of_how_many"],
    )
