"""A board, a committee and the posts below them; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.apps.organisation.models import Body, Department, Municipality, Post
from spelregler.apps.registry.models import CaseFile, Record
from spelregler.apps.registry.operations import NewCase, NewRecord, open_case, register_record
from spelregler.platform.audit.operations import Who

START = date(2020, 1, 1)
TODAY = date(2026, 11, 2)
WHO = Who(name="prov", role="system")


@dataclass(frozen=True)
class Hall:
    """The bodies and the posts."""

    board: Body
    committee: Body
    head: Post
    other_head: Post

    def case(self, title: str = "Skolskjuts", **more: Any) -> CaseFile:
        """A registered case of the committee."""
        told = {"body": self.committee, "responsible": self.head, "opened_on": TODAY, **more}
        return open_case(new=NewCase(title=title, **told), on=TODAY, who=WHO)

    def record(self, case: CaseFile, **more: Any) -> Record:
        """A registered record of the case."""
        told = {"kind": "incoming", "dated": TODAY, "correspondent": "Alva Ek", "subject": "Ansökan", **more}
        return register_record(case=case, new=NewRecord(**told), on=TODAY, who=WHO)


def build() -> Hall:
    """From nothing."""
    Municipality.objects.create(code="0481", name="Strandby")
    board = Body.objects.create(code="ks", name="Kommunstyrelsen", kind=Body.Kind.EXECUTIVE_BOARD, start=START)
    committee = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    office = Department.objects.create(code="ksf", name="Styrelsens förvaltning", body=board, start=START)
    education = Department.objects.create(code="uf", name="Utbildning", body=committee, start=START)
    return Hall(
        board=board,
        committee=committee,
        head=Post.objects.create(
            code="uf-chef", title="Utbildningschef", kind=Post.Kind.DEPARTMENT_HEAD, department=education
        ),
        other_head=Post.objects.create(
            code="ksf-chef", title="Kanslichef", kind=Post.Kind.DEPARTMENT_HEAD, department=office
        ),
    )
