"""A real municipality begins: its whole organisation from one table, shown first and then stored, and out again.

Codes are stable: a row whose code is there already is left as it is, so that the same file again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from spelregler.apps.organisation import operations
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Membership,
    Municipality,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.domain.period import ONE_DAY
from spelregler.exchange.organisation import COLUMNS, What, faults_of, read_organisation
from spelregler.exchange.sheets import Fault, Form, Row, Table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

CODED: dict[What, Any] = {
    What.MUNICIPALITY: Municipality,
    What.BODY: Body,
    What.DEPARTMENT: Department,
    What.UNIT: Unit,
    What.POST: Post,
    What.PERSON: Person,
}


@dataclass
class Report:
    """What an import would do, or did: how many rows of each kind are new or there already, and every fault."""

    new: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    stored: bool = False


def import_organisation(*, data: bytes, file_name: str, store: bool, who: Who) -> Report:
    """The table is read, tried and stored in one transaction; without `store` it is tried and rolled back.

    What is tried is what would be stored, so the dry run finds what only the database knows: overlaps, and the two
    parties mixed (MR-34). With a fault in any row nothing is stored.
    """
    table = read_organisation(data, file_name=file_name)
    known = {str(what): set(model.objects.values_list("code", flat=True)) for what, model in CODED.items()}
    report = Report(faults=faults_of(table, known=known))
    if report.faults:
        return report
    with transaction.atomic():
        order = list(What)
        for row in sorted(table.rows, key=lambda each: order.index(What(each["what"]))):
            _try(table, row, report, who)
        report.stored = store and not report.faults
        if not report.stored:
            transaction.set_rollback(True)
    return report


def _try(table: Table, row: Row, report: Report, who: Who) -> None:
    try:
        with transaction.atomic():
            made = MAKERS[What(row["what"])](row, who)
        (report.new if made else report.same)[row["what"]] += 1
    except DomainError as refused:
        sv, en = refused.sv, refused.en
        report.faults.append(table.fault(row, "what", sv=sv, en=en, todo_sv=refused.way_sv, todo_en=refused.way_en))
    except ValidationError as refused:
        words = " ".join(refused.messages)
        report.faults.append(table.fault(row, "code", sv=words, en=words))


def _there(row: Row) -> bool:
    """Whether the code is held already. Another name under it is told, never written over."""
    held = CODED[What(row["what"])].objects.filter(code=row["code"]).first()
    if held is not None and str(held) != row["name"]:
        raise DomainError(
            sv=f"koden {row['code']} finns redan med namnet {held}.",
            en=f"the code {row['code']} is there already with the name {held}.",
            way_sv="Använd en egen kod, eller det namn som finns.",
            way_en="Use a code of its own, or the name that is there.",
        )
    return held is not None


def _municipality(row: Row, who: Who) -> bool:
    if _there(row):
        return False
    operations.add_municipality(code=row["code"], name=row["name"], who=who)
    return True


def _body(row: Row, who: Who) -> bool:
    if _there(row):
        return False
    operations.add_body(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"] or "",
        kind=row["type"],
        start=row["first_day"],
        who=who,
    )
    return True


def _department(row: Row, who: Who) -> bool:
    if _there(row):
        return False
    body = Body.objects.get(code=row["belongs_to"])
    operations.add_department(code=row["code"], name=row["name"], body=body, start=row["first_day"], who=who)
    return True


def _unit(row: Row, who: Who) -> bool:
    if _there(row):
        return False
    unit = operations.add_unit(code=row["code"], name=row["name"], start=row["first_day"], who=who)
    department = Department.objects.get(code=row["belongs_to"])
    operations.place_unit(unit=unit, department=department, start=row["first_day"], who=who)
    return True


def _post(row: Row, who: Who) -> bool:
    if _there(row):
        return False
    unit = Unit.objects.filter(code=row["belongs_to"]).first()
    department = None if unit else Department.objects.filter(code=row["belongs_to"]).first()
    operations.add_post(
        code=row["code"],
        title=row["name"],
        title_en=row["name_en"] or "",
        kind=row["type"],
        department=department,
        unit=unit,
        who=who,
    )
    return True


def _person(row: Row, who: Who) -> bool:
    if _there(row):
        return False
    operations.add_person(code=row["code"], name=row["name"], who=who)
    return True


def _seat(row: Row, who: Who) -> bool:
    body = Body.objects.get(code=row["belongs_to"])
    substitute = row["type"] == Membership.Function.SUBSTITUTE
    seat = Seat.objects.filter(body=body, number=row["number"], is_substitute=substitute).first()
    new = seat is None
    if seat is None:
        seat = operations.add_seat(body=body, number=row["number"], is_substitute=substitute, who=who)
    if not row["person"]:
        return new
    person = Person.objects.get(code=row["person"])
    if Membership.objects.filter(seat=seat, person=person, start=row["first_day"]).exists():
        return new
    end = row["last_day"] + ONE_DAY if row["last_day"] else None
    operations.seat_member(seat=seat, person=person, function=row["type"], start=row["first_day"], end=end, who=who)
    return True


def _appointment(row: Row, who: Who) -> bool:
    post, person = Post.objects.get(code=row["belongs_to"]), Person.objects.get(code=row["person"])
    if Appointment.objects.filter(post=post, person=person, start=row["first_day"]).exists():
        return False
    end = row["last_day"] + ONE_DAY if row["last_day"] else None
    acting = row["type"] == "acting"
    operations.appoint(post=post, person=person, start=row["first_day"], end=end, is_acting=acting, who=who)
    return True


MAKERS: dict[What, Callable[[Row, Who], bool]] = {
    What.MUNICIPALITY: _municipality,
    What.BODY: _body,
    What.DEPARTMENT: _department,
    What.UNIT: _unit,
    What.POST: _post,
    What.PERSON: _person,
    What.SEAT: _seat,
    What.APPOINTMENT: _appointment,
}


def export_organisation(*, form: Form, language: str) -> bytes:
    """The same columns with what is stored; headings alone, to fill in, where nothing is."""
    return write_table(COLUMNS, _rows(), form=form, language=language, title="Organisation")


def _rows() -> list[dict[str, Any]]:
    """Every row in the order in which rows rest on each other; a constant number of queries."""
    placed = {each.unit_id: each.department.code for each in Placement.objects.select_related("department")}
    rows = [{"what": What.MUNICIPALITY, "code": each.code, "name": each.name} for each in Municipality.objects.all()]
    rows += [
        {"what": What.BODY, "code": b.code, "name": b.name, "name_en": b.name_en, "type": b.kind, "first_day": b.start}
        for b in Body.objects.order_by("pk")
    ]
    rows += [
        {"what": What.DEPARTMENT, "code": d.code, "name": d.name, "belongs_to": d.body.code, "first_day": d.start}
        for d in Department.objects.select_related("body").order_by("pk")
    ]
    rows += [
        {"what": What.UNIT, "code": u.code, "name": u.name, "belongs_to": placed.get(u.pk, ""), "first_day": u.start}
        for u in Unit.objects.order_by("pk")
    ]
    rows += [_post_row(each) for each in Post.objects.select_related("department", "unit").order_by("pk")]
    rows += [{"what": What.PERSON, "code": each.code, "name": each.name} for each in Person.objects.order_by("pk")]
    return [*rows, *_seat_rows(), *_appointment_rows()]


def _post_row(post: Post) -> dict[str, Any]:
    place = post.unit.code if post.unit else post.department.code if post.department else ""
    return {
        "what": What.POST,
        "code": post.code,
        "name": post.title,
        "name_en": post.title_en,
        "type": post.kind,
        "belongs_to": place,
    }


def _seat_rows() -> list[dict[str, Any]]:
    held = Membership.objects.select_related("seat__body", "person").order_by(
        "seat__body__code", "seat__number", "start"
    )
    rows = [
        {
            "what": What.SEAT,
            "belongs_to": each.seat.body.code,
            "number": each.seat.number,
            "type": each.function,
            "person": each.person.code,
            "first_day": each.start,
            "last_day": each.end - ONE_DAY if each.end else None,
        }
        for each in held
    ]
    empty = Seat.objects.filter(memberships__isnull=True).select_related("body").order_by("body__code", "number")
    return rows + [
        {
            "what": What.SEAT,
            "belongs_to": each.body.code,
            "number": each.number,
            "type": "substitute" if each.is_substitute else "member",
        }
        for each in empty
    ]


def _appointment_rows() -> list[dict[str, Any]]:
    held = Appointment.objects.select_related("post", "person").order_by("post__code", "start")
    return [
        {
            "what": What.APPOINTMENT,
            "belongs_to": each.post.code,
            "type": "acting" if each.is_acting else "ordinary",
            "person": each.person.code,
            "first_day": each.start,
            "last_day": each.end - ONE_DAY if each.end else None,
        }
        for each in held
    ]
