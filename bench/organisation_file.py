"""An organisation of any size as one table, and the same rows put in plainly, for the measure of the import."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from spelregler.exchange.organisation import COLUMNS, What
from spelregler.exchange.sheets import write_table

START, HIRED = date(2020, 1, 1), date(2022, 3, 1)
BODIES, SEATS = 8, 15


def rows(*, units: int, people: int) -> Iterator[dict[str, Any]]:
    """Committees of fifteen, departments of nine units in two levels, a manager for each, and everybody employed."""
    yield {"what": What.MUNICIPALITY, "code": "9999", "name": "Storvik"}
    kinds = ["council", "executive_board", *["committee"] * (BODIES - 2)]
    for n, kind in enumerate(kinds):
        yield {"what": What.BODY, "code": f"n{n}", "name": f"Nämnd {n}", "type": kind, "first_day": START}
    departments = max(1, units // 9)
    for n in range(departments):
        body = f"n{1 + n % (BODIES - 1)}"
        yield _coded(What.DEPARTMENT, f"f{n}", f"Förvaltning {n}", belongs_to=body, first_day=START)
    for n in range(units):
        above = f"e{n % departments}" if n >= departments else ""
        place = {"belongs_to": f"f{n % departments}", "parent": above}
        yield _coded(What.UNIT, f"e{n}", f"Enhet {n}", purpose="Verksamhet", first_day=START, **place)
        yield _coded(What.POST, f"chef-{n}", "Enhetschef", type="unit_manager", belongs_to=f"e{n}")
    for n in range(people):
        yield _coded(What.PERSON, f"p{n}", f"Person Nummer {n}", email=f"p{n}@storvik.example")
    for n in range(BODIES * SEATS):
        seat = {"belongs_to": f"n{n % BODIES}", "number": n // BODIES + 1, "person": f"p{n}"}
        kind = "chair" if n < BODIES else "member"
        yield {"what": What.SEAT, "type": kind, "first_day": date(2023, 1, 1), **seat}
    for n in range(units):
        holder = {"belongs_to": f"chef-{n}", "person": f"p{BODIES * SEATS + n}"}
        yield {"what": What.APPOINTMENT, "type": "ordinary", "first_day": HIRED, **holder}
    for n in range(people):
        yield {"what": What.EMPLOYMENT, "belongs_to": f"e{n % units}", "person": f"p{n}", "first_day": HIRED}


def _coded(what: What, code: str, name: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "code": code, "name": name, **more}


def write_file(path: Path, *, units: int, people: int) -> None:
    """The table as an export writes it."""
    path.write_bytes(write_table(COLUMNS, rows(units=units, people=people), form="csv"))


def insert_plainly(*, units: int, people: int) -> int:
    """The same rows by bulk insert, in one transaction with one batch of the trail; how many rows."""
    from django.db import transaction

    from spelregler.apps.organisation import models as m

    told: list[Any] = []

    def make(model: Any, made: list[Any]) -> list[Any]:
        model.objects.bulk_create(made, batch_size=1000)
        told.extend(made)
        return made

    by: dict[What, list[dict[str, Any]]] = {what: [] for what in What}
    for row in rows(units=units, people=people):
        by[row["what"]].append(row)
    with transaction.atomic():
        make(m.Municipality, [m.Municipality(code=r["code"], name=r["name"]) for r in by[What.MUNICIPALITY]])
        made: dict[str, Any] = {}

        def keep(rows: list[Any]) -> None:
            made.update({row.code: row for row in rows})

        keep(make(m.Body, [m.Body(code=r["code"], name=r["name"], kind=r["type"], start=START) for r in by[What.BODY]]))
        keep(
            make(
                m.Department,
                [
                    m.Department(code=r["code"], name=r["name"], body=made[r["belongs_to"]], start=START)
                    for r in by[What.DEPARTMENT]
                ],
            )
        )
        keep(
            make(
                m.Unit,
                [m.Unit(code=r["code"], name=r["name"], purpose=r["purpose"], start=START) for r in by[What.UNIT]],
            )
        )
        make(
            m.Placement,
            [
                m.Placement(
                    unit=made[r["code"]], department=made[r["belongs_to"]], parent=made.get(r["parent"]), start=START
                )
                for r in by[What.UNIT]
            ],
        )
        keep(
            make(
                m.Post,
                [
                    m.Post(code=r["code"], title=r["name"], kind=r["type"], unit=made[r["belongs_to"]])
                    for r in by[What.POST]
                ],
            )
        )
        keep(make(m.Person, [m.Person(code=r["code"], name=r["name"], email=r["email"]) for r in by[What.PERSON]]))
        seats = make(m.Seat, [m.Seat(body=made[r["belongs_to"]], number=r["number"]) for r in by[What.SEAT]])
        make(
            m.Membership,
            [
                m.Membership(seat=seat, person=made[r["person"]], function=r["type"], start=r["first_day"])
                for seat, r in zip(seats, by[What.SEAT], strict=True)
            ],
        )
        for model, what, name in (
            (m.Appointment, What.APPOINTMENT, "post"),
            (m.Employment, What.EMPLOYMENT, "unit"),
        ):
            make(
                model,
                [
                    model(person=made[r["person"]], start=r["first_day"], **{name: made[r["belongs_to"]]})
                    for r in by[what]
                ],
            )
        trail(told)
    return len(told)


def trail(told: list[Any]) -> None:
    """A sealed, chained row for each after the last, as the product would have written it, and the heads beside."""
    from spelregler.platform import clock
    from spelregler.platform.audit import heads
    from spelregler.platform.audit.chain import FIELDS, canonical, row_hash
    from spelregler.platform.audit.changes import values_of
    from spelregler.platform.audit.models import AuditRow
    from spelregler.platform.audit.operations import last_row, lock_audit_chain
    from spelregler.platform.audit.seals import seal

    lock_audit_chain()
    last, previous = last_row()
    batch, lines = [], []
    for number, row in enumerate(told, start=last + 1):
        audit = AuditRow(
            id=number,
            at=clock.now(),
            request_id="",
            actor="bench",
            role="system",
            act="add",
            subject=str(row)[:200],
            subject_key=f"{row._meta.label_lower}:{row.pk}",
            content=canonical({"after": {k: v for k, v in values_of(row).items() if v not in (None, "")}}),
            body="",
            department="",
            previous_hash=previous,
        )
        audit.hash = previous = row_hash([getattr(audit, name) for name in FIELDS])
        audit.seal = seal(audit.hash)
        batch.append(audit)
        lines.append((audit.id, audit.hash, audit.at))
        if len(batch) == 1000:
            AuditRow.objects.bulk_create(batch)
            batch.clear()
    AuditRow.objects.bulk_create(batch)
    heads.note_many(lines)
