"""What the check on heads is told: every department on the day, who led it and when, and its instruction."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation import checks
from spelregler.apps.organisation.models import Appointment, Body, Department, Instruction, Person, Post
from spelregler.domain.checks import Load
from spelregler.domain.findings import Scope
from spelregler.domain.organisation import DepartmentHeads, HeadAppointment
from spelregler.domain.period import Period

pytestmark = pytest.mark.django_db
START, CHANGED, TODAY, LATER = date(2022, 1, 1), date(2026, 9, 1), date(2026, 11, 2), date(2027, 12, 8)


def test_a_department_is_told_with_its_heads_in_order_and_the_latest_instruction_of_the_day():
    committee = Body.objects.create(code="un", name="Nämnden", kind=Body.Kind.COMMITTEE, start=START)
    led, new, _closed = (
        Department.objects.create(code=code, name=name, body=committee, start=start, end=end)
        for code, name, start, end in (
            ("uf", "Utbildning", START, None),
            ("kf", "Kultur", date(2026, 1, 1), None),
            ("gf", "Gamla", START, date(2026, 1, 1)),
        )
    )
    Department.objects.filter(code="uf").update(instruction_decided_on=date(2022, 2, 1))
    for day in (date(2025, 3, 1), TODAY, date(2026, 11, 3)):
        Instruction.objects.create(department=led, body=committee, decided_on=day, paragraph=str(day.day))
    head, other = (
        Post.objects.create(code=f"{code}-{kind}", title="Chef", kind=kind, department=led)
        for code, kind in (("uf", Post.Kind.DEPARTMENT_HEAD), ("uf", Post.Kind.CONTROLLER))
    )
    anna, bo, eva = (Person.objects.create(code=code, name=code) for code in ("anna", "bo", "eva"))
    times = [
        (eva, head, LATER, None, False),  # further ahead than a successor is looked for
        (bo, head, CHANGED, LATER, True),
        (anna, head, START, CHANGED, False),
        (eva, other, START, None, False),
    ]
    for person, post, start, end, acting in times:
        Appointment.objects.create(post=post, person=person, start=start, end=end, is_acting=acting)
    assert checks.load_heads(Load(as_of=TODAY)) == [
        DepartmentHeads(Scope("department", "kf", "Kultur"), new.start),
        DepartmentHeads(
            Scope("department", "uf", "Utbildning"),
            START,
            (
                HeadAppointment(str(anna.pk), Period(START, CHANGED)),
                HeadAppointment(str(bo.pk), Period(CHANGED, LATER), acting=True),
            ),
            TODAY,
        ),
    ]
    assert checks.load_heads(Load(as_of=date(2025, 2, 28)))[-1].instruction_decided_on == date(2022, 2, 1)
    assert len(checks.load_heads(Load(as_of=date(2026, 11, 3)))[-1].heads) == 3
