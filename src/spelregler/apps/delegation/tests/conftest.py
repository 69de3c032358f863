"""A committee with a department, two schools, their heads, and a chair."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.models import DelegationOrder
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.domain.delegation import Level, Matter, TypeOfDecision
from spelregler.platform.audit.operations import Who

WHO = Who(name="Test", role="SE")
JAN, DECIDED, TODAY = date(2025, 1, 1), date(2025, 12, 10), date(2026, 11, 2)
START = date(2026, 1, 1)
ROWS = (
    TypeOfDecision("A.1", "Anställa personal", Level.UNIT_MANAGER, Level.UNIT_MANAGER, law="KL 6:37"),
    TypeOfDecision(
        "A.2",
        "Förhandla",
        Level.DEPARTMENT_HEAD,
        Level.UNIT_MANAGER,
        may_subdelegate=True,
        is_employer=True,
        reason="Lika.",
    ),
    TypeOfDecision("A.3", "Brådskande ärenden", Level.PRESIDIUM, Level.PRESIDIUM),
    TypeOfDecision("B.1", "Mål för verksamheten", Level.BODY, Level.BODY, matter=Matter.DIRECTION),
)


@dataclass
class Town:
    body: Body
    posts: dict[str, Post]
    people: dict[str, Person]

    def order(self, *rows: TypeOfDecision, start: date = START, today: date = START) -> DelegationOrder:
        """A version in force, decided the day before it holds."""
        minutes = Minutes(min(start, DECIDED), f"{start:%m%d}")
        return operations.bring_order(
            body=self.body, minutes=minutes, start=start, rows=rows or ROWS, today=today, who=WHO
        )

    def said(
        self, code: str = "A.1", post: str | None = "rektor", person: str = "rut", **more
    ) -> operations.DecidedSaid:
        said = operations.DecidedSaid(
            code, self.posts[post] if post else None, self.people[person], date(2026, 10, 1), "Tillsvidareanställning"
        )
        return replace(said, **more)

    def record(self, said: operations.DecidedSaid, today: date = TODAY):
        return operations.record_delegated(body=self.body, said=said, today=today, role="SE", who=WHO)


@pytest.fixture
def town() -> Town:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    people = {code: Person.objects.create(code=code, name=code.capitalize()) for code in ("rut", "rune", "fia", "ola")}
    posts = {
        "chef": Post.objects.create(
            code="chef", title="Förvaltningschef", kind="department_head", department=department
        )
    }
    for code in ("rektor", "rektor2"):
        unit = Unit.objects.create(code=f"enhet-{code}", name=code, start=JAN)
        Placement.objects.create(unit=unit, department=department, start=JAN)
        posts[code] = Post.objects.create(code=code, title=code.capitalize(), kind="unit_manager", unit=unit)
    Appointment.objects.create(post=posts["rektor"], person=people["rut"], start=JAN, end=date(2026, 10, 2))
    Appointment.objects.create(post=posts["rektor"], person=people["rune"], start=date(2026, 10, 2))
    Appointment.objects.create(post=posts["chef"], person=people["fia"], start=JAN)
    seat = Seat.objects.create(body=body, number=1)
    Membership.objects.create(seat=seat, person=people["ola"], function="chair", start=JAN)
    return Town(body, posts, people)
