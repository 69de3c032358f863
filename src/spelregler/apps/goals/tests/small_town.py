"""A small invented municipality with one thread: council goal, committee goals, unit goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Goal, Indicator, Measurement, Target
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.platform.audit.operations import Who

WHO = Who(name="Test Testsson", role="CT")
START = date(2020, 1, 1)
YEAR_START = date(2026, 1, 1)
DECIDED = date(2025, 11, 12)
NOW = date(2026, 11, 2)


@dataclass(frozen=True)
class Town:
    """A council, two committees, one department under the first, one indicator, and the council's decided goal."""

    council: Body
    committee: Body
    other: Body
    department: Department
    indicator: Indicator
    municipal: Goal

    def decide(self, body: Body, *, on: date = DECIDED, paragraph: str = "9") -> Decision:
        """A minuted decision."""
        return Decision.objects.create(
            body=body, decided_on=on, paragraph=paragraph, title="Mål", text="Beslutas.", kind="goals"
        )

    def unit(self, code: str) -> Unit:
        """A unit placed in the department."""
        unit = Unit.objects.create(code=code, name=code.capitalize(), start=START)
        Placement.objects.create(unit=unit, department=self.department, start=START)
        return unit

    def committee_goal(self, code: str = "nal", *, body: Body | None = None, decided: Decision | None = None) -> Goal:
        """A committee goal under the council's; decided only where a decision is given."""
        goal = operations.propose_goal(
            code=code,
            level="committee",
            title=code.capitalize(),
            body=body or self.committee,
            parents=[self.municipal],
            start=YEAR_START,
            who=WHO,
        )
        return operations.decide_goal(goal=goal, decision=decided, who=WHO) if decided else goal

    def unit_goal(self, unit: Unit, *, target: str = "80", parents: tuple[Goal, ...] = ()) -> Goal:
        """A unit goal with a target for 2026."""
        goal = operations.propose_goal(
            code=f"{unit.code}-mal",
            level="unit",
            title=f"Mål för {unit.name}",
            unit=unit,
            parents=parents,
            start=YEAR_START,
            who=WHO,
        )
        self.aim(goal, target)
        return goal

    def aim(
        self, goal: Goal, value: str, *, year: int = 2026, on: date | None = None, decision: Decision | None = None
    ) -> Target:
        """What the goal is to reach in the year, set in its first days unless said otherwise."""
        return operations.set_target(
            goal=goal,
            indicator=self.indicator,
            year=year,
            value=Decimal(value),
            set_on=on or date(year, 1, 1),
            decision=decision,
            who=WHO,
        )

    def measure(
        self,
        value: str,
        *,
        unit: Unit | None = None,
        months: tuple[int, int] = (1, 8),
        on: date | None = None,
        sex: str = "T",
        numerator: str | None = None,
        denominator: str | None = None,
    ) -> Measurement:
        """A figure for some months of 2026, reported ten days after them unless said otherwise."""
        first, last = months
        end = date(2026, last + 1, 1)
        return operations.record_measurement(
            indicator=self.indicator,
            unit=unit,
            period_start=date(2026, first, 1),
            period_end=end,
            value=Decimal(value),
            recorded_on=on or end.replace(day=10),
            sex=sex,
            numerator=None if numerator is None else Decimal(numerator),
            denominator=None if denominator is None else Decimal(denominator),
            who=WHO,
        )

    def correct(self, first: Measurement, value: int, *, on: date = NOW, numerator: int | None = None) -> None:
        """A reported figure is put right by a new row."""
        parts = None if numerator is None else Decimal(numerator)
        correction = operations.Correction(first, Decimal(value), parts, None, "")
        operations.correct_measurements(corrections=[correction], recorded_on=on, who=WHO)


def build() -> Town:
    """The council decided its goal in November 2025."""
    council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
    committee = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    other = Body.objects.create(code="von", name="Vård- och omsorgsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=committee, start=START)
    indicator = Indicator.objects.create(code="andel", title="Andel", unit_of_measure="%", direction="higher")
    decision = Decision.objects.create(
        body=council, decided_on=DECIDED, paragraph="90", title="Mål", text="Beslutas.", kind="goals"
    )
    municipal = operations.propose_goal(
        code="kommunmal", level="municipal", title="Kommunmål", body=council, start=YEAR_START, who=WHO
    )
    municipal = operations.decide_goal(goal=municipal, decision=decision, who=WHO)
    return Town(council, committee, other, department, indicator, municipal)
