"""What the pages of changes ask for: the unit with its department, the units beside it, and who may manage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.access.actions import Action, department_matter
from spelregler.apps.organisation.models import Body, Department, Placement, Unit, UnitChange
from spelregler.apps.organisation.operations.staffing import managers_of
from spelregler.apps.organisation.registries.unit_belongings import Sketch
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


@dataclass(frozen=True)
class UnitNow:
    """A unit and the department that it belongs to today, or belonged to last."""

    unit: Unit
    department: Department


def unit_now(code: str, *, today: date) -> UnitNow:
    """The unit, whether it is there, is to come or has ended."""
    rows = Placement.objects.filter(unit__code=code).select_related("unit", "department__body").order_by("start")
    found = list(rows)
    if not found:
        raise NotVisible(
            Words("There is no unit with that code."),
            way=Words("Go to The organisation and choose there."),
        )
    now = [each for each in found if each.start <= today] or found[:1]
    return UnitNow(now[-1].unit, now[-1].department)


def ground(found: UnitNow, kind: str, *, today: date) -> dict[str, Any]:
    """What a form of what is to happen offers: the units beside it that go on, and the departments to move to."""
    beside = Placement.objects.on(today).filter(department=found.department, unit__end__isnull=True)
    placed = beside.exclude(unit=found.unit).select_related("unit").order_by("unit__name")
    departments = Department.objects.on(today).select_related("body").order_by("name")
    return {
        "unit": found.unit,
        "department": found.department,
        "siblings": [each.unit for each in placed],
        "departments": list(departments) if kind == UnitChange.Kind.MOVE else [],
    }


def managers(sketch: Sketch) -> list[tuple[str, str]]:
    """Whoever manages one of the units on the day may be given what they become."""
    there = [taker.unit for taker in sketch.takers if taker.unit is not None]
    return [(each.code, each.name) for each in managers_of([*sketch.units, *there], sketch.on)]


def who_decides(sketch: Sketch | None, acting_role: ActingRole) -> dict[str, str]:
    """Whoever decides names themselves; between two committees it is the council; HR enters what another decided."""
    if sketch is not None and _changes_body(sketch):
        council = Body.objects.on(acting_role.today).filter(kind=Body.Kind.COUNCIL).first()
        return {"decided_by": council.name if council else ""}
    own = Department.objects.filter(code=acting_role.department).select_related("body").first()
    decides = own is not None and may(acting_role, Action.CHANGE_UNIT, department_matter(own))
    return {"decided_by": acting_role.role_assignment.label(acting_role.language) if decides else ""}


def _changes_body(sketch: Sketch) -> bool:
    rows = (
        Placement.objects.on(sketch.on)
        .filter(unit__in=sketch.units)
        .exclude(department__body=sketch.department.body_id)
    )
    return rows.exists()
