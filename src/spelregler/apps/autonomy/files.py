"""What limits how units work as a table: many rows at once, all of them or none (MR-26)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial

from django.db import transaction

from spelregler.apps.autonomy.models import HowLimit
from spelregler.apps.autonomy.operations import HowLimitRefused, Limits, enter_how_limit
from spelregler.apps.organisation.models import Department, Placement, Unit
from spelregler.domain.autonomy.how_limits import GROUNDS
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.tables import Brought, Told, bringing, read_bounded

MOST_ROWS = 500
DEPARTMENT_CODE = Words("the department's code; empty where one unit or every unit is limited")
UNIT_CODE = Words("the unit's code; empty where a department or every unit is limited")
RESTS_ON = Words("the law and paragraph, or the policy and rule; empty for an intervention")
COLUMNS = (
    Column("department", Words("Department"), longest=60, lacking=True, help=DEPARTMENT_CODE),
    Column("unit", Words("Unit"), longest=60, lacking=True, help=UNIT_CODE),
    Column("what", Words("What limits"), longest=300, needed=True),
    Column("ground", Words("What it rests on"), kind=Kind.CHOICE, choices=GROUNDS, needed=True),
    Column("rests_on", Words("Which law or policy"), longest=300, lacking=True, help=RESTS_ON),
    Column("start", Words("Holds from"), kind=Kind.DAY, needed=True),
)


def template(*, form: Form, language: str) -> bytes:
    """The headings, with what each holds."""
    return write_table(COLUMNS, [], form=form, language=language, title="Begränsningar", is_explained=True)


def bring(
    *, data: bytes, file_name: str, places: Collection[str], store: bool, today: date, role: str, who: Who
) -> Brought:
    """Each row is a limit, entered as by hand; 500 at most.

    `places` are the codes of the departments that the role enters for, the empty one for every unit. Refuses, row by
    row, what `enter_how_limit` refuses, an unknown department or unit, both in one row, and another's. Refuses with
    `TableRefused` a file that is no such table, or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    departments = Department.objects.on(today).in_bulk(field_name="code")
    wanted = {row["unit"] for row in table.rows if row["unit"]}
    placed = Placement.objects.on(today).filter(unit__code__in=wanted).select_related("unit", "department")
    units = {each.unit.code: (each.unit, each.department.code) for each in placed}
    with bringing(table, file_name=file_name, store=store) as brought:
        for row in table.rows:
            act = partial(_enter, row, departments, units, places, today=today, role=role, who=who)
            try:
                with transaction.atomic():
                    made = act()
            except DomainError as refused:
                column = refused.field or "what"
                brought.faults.append(table.fault(row, column, words=refused.words, todo=refused.way))
            else:
                brought.new.append(Told(row.number, Pair(f"{made.what} ({made.rests_on or made.ground})")))
    return brought


def _enter(
    row: Row,
    departments: Mapping[str, Department],
    units: Mapping[str, tuple[Unit, str]],
    places: Collection[str],
    *,
    today: date,
    role: str,
    who: Who,
) -> HowLimit:
    department, unit = departments.get(row["department"] or ""), units.get(row["unit"] or "")
    for name, found in (("department", department), ("unit", unit)):
        if row[name] and found is None:
            raise _refused(
                Words("There is nothing with the code {code}.", code=row[name]),
                Words("Check the code against the organisation."),
                name,
            )
    if department and unit:
        raise _refused(
            Words("The row names both a department and a unit."), Words("Leave one of them empty."), "department"
        )
    if (unit[1] if unit else department.code if department else "") not in places:
        raise _refused(
            Words("Somebody else enters what limits there."),
            Words("Take the row away."),
            "unit" if unit else "department",
        )
    said = Limits(
        what=row["what"],
        start=row["start"],
        unit=unit[0] if unit else None,
        department=department,
        ground=row["ground"],
        rests_on=row["rests_on"] or "",
    )
    return enter_how_limit(said=said, today=today, role=role, who=who)


def _refused(words: Words, way: Words, field: str) -> HowLimitRefused:
    return HowLimitRefused(words, way=way, field=field)
