"""A small invented municipality for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body, Department, Post

START = date(2020, 1, 1)


@dataclass(frozen=True)
class Hall:
    """The political bodies and the posts below them."""

    council: Body
    committee: Body
    auditors: Body
    chief: Post
    head: Post
    other_head: Post
    manager: Post

    def decide(self, body: Body, *, on: date = date(2026, 3, 1), paragraph: str = "1") -> Decision:
        """A minuted decision."""
        return Decision.objects.create(body=body, decided_on=on, paragraph=paragraph, title="Sak", text="Beslutas.")


@pytest.fixture
def hall(db: None) -> Hall:
    council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
    committee = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    other = Body.objects.create(code="von", name="Omsorgsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    auditors = Body.objects.create(code="rev", name="Revisorerna", kind=Body.Kind.AUDITORS, start=START)
    education = Department.objects.create(code="uf", name="Utbildning", body=committee, start=START)
    care = Department.objects.create(code="vf", name="Omsorg", body=other, start=START)
    return Hall(
        council=council,
        committee=committee,
        auditors=auditors,
        chief=Post.objects.create(code="kommunchef", title="Kommunchef", kind=Post.Kind.CHIEF_EXECUTIVE),
        head=Post.objects.create(
            code="uf-chef", title="Utbildningschef", kind=Post.Kind.DEPARTMENT_HEAD, department=education
        ),
        other_head=Post.objects.create(
            code="vf-chef", title="Omsorgschef", kind=Post.Kind.DEPARTMENT_HEAD, department=care
        ),
        manager=Post.objects.create(code="rektor", title="Rektor", kind=Post.Kind.UNIT_MANAGER, department=education),
    )
