"""A town with a committee, its department and two units, and an occasion of reporting, for the tests of reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.followup import operations
from spelregler.apps.followup.models import HandedIn, Occasion, Report, Section
from spelregler.apps.followup.operations import OccasionSaid, ValuationSaid, Written
from spelregler.apps.followup.queries.figures import Figure
from spelregler.apps.organisation.models import Body, Department, Municipality, Placement, Post, Unit
from spelregler.apps.organisation.tests.signing_in import START, WHO
from spelregler.domain.reports import Kind, Outcome

TODAY = date(2026, 9, 10)
FIGURES = (
    Figure("money", "frame", "", amount_ore=10_000_00),
    Figure("goal", "g1", "Alla läser", value="met"),
    Figure("measure", "m1", "Elever som läser", value="91 %", target="90 %", day=date(2026, 8, 31)),
)


def said(**more) -> OccasionSaid:
    """The interim of 2026, for the council."""
    given = {
        "kind": Kind.INTERIM,
        "title": "Delårsrapport 2026",
        "first": date(2026, 1, 1),
        "last": date(2026, 8, 31),
        "units_by": date(2026, 9, 15),
        "due_on": date(2026, 9, 30),
    }
    return OccasionSaid(**given | more)


@dataclass
class Town:
    """What there is."""

    council: Body
    committee: Body
    department: Department
    units: list[Unit]
    occasion: Occasion = field(init=False)

    def open(self, **more) -> Occasion:
        """An occasion is opened, of the whole too."""
        told = {"top": self.council, "top_by": date(2026, 10, 31)} | more
        self.occasion = operations.open_occasion(said=said(**told), today=TODAY, who=WHO)
        return self.occasion

    def report(self, level: str = "unit", unit: Unit | None = None) -> Report:
        """The report of a level; of the first unit where none is told."""
        rows = Report.objects.filter(occasion=self.occasion, level=level)
        return rows.get(unit=unit or self.units[0]) if level == "unit" else rows.get()

    def section(self, place: int = 1) -> Section:
        """A section of the template."""
        return self.occasion.sections.get(place=place)

    def write(self, report: Report, text: str, *, version: int = 0, place: int = 1, who=WHO):
        """Something is written in a section."""
        written = [Written(self.section(place), text, version)]
        return operations.write_report(report=report, written=written, on=TODAY, who=who)

    def hand_in(self, report: Report, text: str = "Det går bra.", on: date = TODAY) -> HandedIn:
        """Something is written, and the report handed in."""
        held = report.texts.filter(section=self.section()).first()
        self.write(report, text, version=held.version if held else 0)
        return operations.hand_in(report=report, figures=FIGURES, on=on, role="EC", who=WHO)

    def value(
        self, handed: HandedIn, outcome: str = "satisfied", *, reason: str = "Skäl.", paragraph: str = "50", **more
    ):
        """The body values what it has got."""
        minutes = Minutes(date(2026, 9, 22), paragraph, "Nämnden värderar.")
        told = ValuationSaid(Outcome(outcome), minutes, reason, **more)
        return operations.value_report(handed_in=handed, said=told, today=date(2026, 9, 24), who=WHO)


def build() -> Town:
    """The town, and nothing open yet."""
    Municipality.objects.create(code="0481", name="Strandby")
    council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
    committee = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    department = Department.objects.create(code="utb", name="Utbildningsförvaltningen", body=committee, start=START)
    units = [Unit.objects.create(code=code, name=code.title(), start=START) for code in ("norra", "sodra")]
    for unit in units:
        Placement.objects.create(unit=unit, department=department, start=START)
        Post.objects.create(
            code=f"chef-{unit.code}", title=f"Rektor {unit.name}", kind=Post.Kind.UNIT_MANAGER, unit=unit
        )
    Post.objects.create(
        code="chef-utb", title="Förvaltningschef", kind=Post.Kind.DEPARTMENT_HEAD, department=department
    )
    return Town(council, committee, department, units)
