"""What a file says of units and departments that carry money, goals and people: done by the operations of their pages.

A unit is moved, or ended, and a department comes under another body, from a day and by a decision that the row names.
Nothing of it follows from a row that is missing.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from spelregler.apps.organisation.files.plan import Act, Draft, FieldChange, State
from spelregler.apps.organisation.files.rows import end_of
from spelregler.apps.organisation.models import Department, LaterChange, Unit, UnitChange
from spelregler.apps.organisation.operations import later_changes
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.operations.unit_changes import change_units, plan_change
from spelregler.apps.organisation.registries.unit_belongings import Sketch, YearMoney
from spelregler.domain.words import Words
from spelregler.exchange.organisation import What
from spelregler.exchange.sheets import Row
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

Fields = tuple[FieldChange, ...]
PLACE = frozenset({"belongs_to", "parent"})


def meet_unit(draft: Draft, row: Row, unit: Unit, fields: Fields) -> bool:
    """Whether the row says that the unit is moved or ended; what is wrong with it is told."""
    names = {each.name for each in fields}
    if not ("last_day" in names or (row["moves_on"] and names & PLACE)):
        return False
    if "last_day" in names and names & PLACE:
        _refuse_both(draft, row, unit)
    elif "last_day" in names and (unit.end is not None or not row["last_day"]):
        _refuse_ended(draft, row, unit)
    elif _is_decided(draft, row, unit):
        ends = end_of(row["last_day"]) if "last_day" in names else None
        told = tuple(each for each in fields if each.name in PLACE | {"last_day"})
        act = Act(row, What.UNIT, unit.name, told, ends or row["moves_on"], lambda *by: _change(draft, row, unit, *by))
        draft.acts.append(act)
        draft.moved.add(unit.code)
    return True


def _change(draft: Draft, row: Row, unit: Unit, decided: Decided, who: Who) -> tuple[YearMoney, ...]:
    """As the unit's page does: the plan with its refusals, then all of it."""
    ends = end_of(row["last_day"]) if unit.end is None else None
    parent = draft.town.units.get(row["parent"]) if row["parent"] else None
    sketch = Sketch(
        kind=UnitChange.Kind.CLOSE if ends else UnitChange.Kind.MOVE,
        units=(unit,),
        takers=(),
        on=ends or row["moves_on"],
        department=draft.town.departments[row["belongs_to"]],
        parent=None if ends else parent,
    )
    plan = plan_change(sketch, today=decided.today)
    change_units(sketch, decided=decided, who=who)
    return plan.money


def meet_department(draft: Draft, row: Row, department: Department, fields: Fields) -> bool:
    """Whether the row says that the department answers to another body from a day."""
    body = next((each for each in fields if each.name == "belongs_to"), None)
    if body is None or not row["moves_on"]:
        return False
    to = draft.town.bodies[row["belongs_to"]]
    waits = LaterChange.objects.filter(department=department, answers_to__code=to.code, done_on__isnull=True)
    if waits.filter(on=row["moves_on"]).exists():
        return True
    if _is_decided(draft, row, department):

        def change(decided: Decided, who: Who) -> tuple[YearMoney, ...]:
            later_changes.change_body_from(department=department, body=to, on=row["moves_on"], decided=decided, who=who)
            return ()

        draft.acts.append(Act(row, What.DEPARTMENT, department.name, (body,), row["moves_on"], change))
    return True


def carry_out(draft: Draft, *, today: date, who: Who) -> None:
    """Every act in the order of the file, or the first that is refused as a fault of its row."""
    for act in draft.acts:
        row = act.row
        decided = Decided(row["decided_by"], row["decided_on"], row["paragraph"] or "", today)
        try:
            money = act.carry_out(decided, who)
        except DomainError as refused:
            column = "last_day" if any(each.name == "last_day" for each in act.fields) else "moves_on"
            draft.refuse_as(row, column, refused)
            return
        draft.tell(row, act.what, act.title, State.CHANGED, fields=act.fields, on=act.on, money=money)


def _is_decided(draft: Draft, row: Row, thing: Unit | Department) -> bool:
    if row["decided_by"] and row["decided_on"]:
        return True
    is_unit = isinstance(thing, Unit)
    address = reverse(f"organisation:{'unit_changes' if is_unit else 'department'}", args=[thing.code])
    page = Words("the unit's page") if is_unit else Words("the department's page")
    draft.refuse(
        row,
        "decided_by",
        words=Words("{thing} is moved or ended by a decision, and the row does not say which.", thing=thing),
        way=Words(
            "Fill in Decided by, Decided on and Paragraph, or do it on {page}, {address}.",
            address=address,
            page=page,
        ),
    )
    return False


def _refuse_both(draft: Draft, row: Row, unit: Unit) -> None:
    draft.refuse(
        row,
        "last_day",
        words=Words("the row both moves and ends {unit}.", unit=unit),
        way=Words("Let the file do one of them, and the other in a file after."),
    )


def _refuse_ended(draft: Draft, row: Row, unit: Unit) -> None:
    draft.refuse(
        row,
        "last_day",
        words=Words("{unit} ends on {end} already, and a file does not change that day.", unit=unit, end=unit.end)
        if unit.end
        else Words("{unit} has no other last day.", unit=unit),
        way=Words(
            "Undo the change on the unit's page, {address}.",
            address=reverse("organisation:unit_changes", args=[unit.code]),
        ),
    )
