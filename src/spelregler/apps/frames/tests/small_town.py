"""A small invented municipality for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames import operations
from spelregler.apps.frames.models import CommitteeFrame
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.platform.audit.operations import Who

TKR = 100_000
WHO = Who(name="Test Testsson", role="CT")
START = date(2020, 1, 1)
SHARED_OUT = date(2025, 12, 10)
NOW = date(2026, 11, 2)


@dataclass(frozen=True)
class Town:
    """One committee with a department, its frame, and another committee beside it."""

    committee: Body
    other: Body
    department: Department
    frame: CommitteeFrame

    def decide(self, *, on: date, kind: str = "frames", paragraph: str = "1", body: Body | None = None) -> Decision:
        """A minuted decision."""
        return Decision.objects.create(
            body=body or self.committee, decided_on=on, paragraph=paragraph, title="Beslut", text="Beslutas.", kind=kind
        )

    def unit(self, code: str) -> Unit:
        """A unit placed in the department."""
        unit = Unit.objects.create(code=code, name=code.capitalize(), start=START)
        Placement.objects.create(unit=unit, department=self.department, start=START)
        return unit


def build() -> Town:
    """The committee has 1 000 tkr for 2026, decided in November 2025."""
    committee = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    other = Body.objects.create(code="von", name="Vård- och omsorgsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=committee, start=START)
    decision = Decision.objects.create(
        body=committee, decided_on=date(2025, 11, 20), paragraph="90", title="Ramar", text="Beslutas.", kind="frames"
    )
    frame = operations.set_committee_frame(
        body=committee, year=2026, amount_ore=1_000 * TKR, decision=decision, who=WHO
    )
    return Town(committee=committee, other=other, department=department, frame=frame)
