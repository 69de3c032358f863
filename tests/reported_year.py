"""A year of the demo's reports, lived through the operations that the pages call.

Every occasion that the package's year asks for is opened, written by each unit, department and committee and for the
whole, adopted and valued.

Two things go wrong: a department delivers its four-month report twelve days late, without one of its units, and a
committee never says what it thinks of its interim. All of it is made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.followup import operations
from spelregler.apps.followup.models import HandedIn, Occasion, Report
from spelregler.apps.followup.operations import OccasionSaid, ValuationSaid, Written
from spelregler.apps.followup.pages.reports.presenters import OF_EVENTS
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.figures import Figure, figures_of
from spelregler.apps.organisation.models import Body
from spelregler.domain.cycle import upcoming
from spelregler.domain.goals.attainment import DEFAULT_SCALE
from spelregler.domain.period import ONE_DAY
from spelregler.domain.reports import Kind, Outcome
from spelregler.platform.audit.operations import Who
from spelregler.platform.findings import occasions as occasions_of_year

YEAR = 2027
CONTROLLER, SECRETARY = Who(name="Controllern", role="CT"), Who(name="Nämndsekreteraren", role="SE")
LEADS = {"unit": ("EC", 3), "department": ("FC", 1), "committee": ("FC", 1), "municipality": ("KC", 10)}
"""Who writes on a level, and how many days before the last one it is handed in."""
LATE, LATE_BY, WITHOUT = "kultur-och-fritidsforvaltningen", 12, "ungdom"
"""The department whose four-month report comes late, by how many days, and the unit that it does not wait for."""
SILENT = "von"
"""The committee that says nothing of its interim."""
WAY_UP = {Kind.TERTIAL, Kind.INTERIM, Kind.ANNUAL}
"""What the committees report to the board; the interim and the year go on to the council."""


@dataclass
class ReportedYear:
    """What has been lived: its occasions in order, and how many paragraphs each body has used."""

    occasions: list[Occasion] = field(default_factory=list)
    paragraphs: Counter[str] = field(default_factory=Counter)

    def of(self, kind: Kind) -> Occasion:
        """The occasion of the year of a kind."""
        return next(each for each in self.occasions if each.kind == kind)

    def minutes(self, body: Body, on: date) -> Minutes:
        """The body's next paragraph."""
        self.paragraphs[body.code] += 1
        return Minutes(on, f"R{self.paragraphs[body.code]}", "Organet har behandlat rapporten.")


def lived() -> ReportedYear:
    """The whole year, one occasion after the other, in the demo's database."""
    year = ReportedYear()
    _finish(year)
    events = [each for each in occasions_of_year(as_of=date(YEAR, 1, 1)) if each.id in OF_EVENTS]
    coming = upcoming(events, as_of=date(YEAR, 1, 2), days=363, track="autumn")
    for each in sorted(coming, key=lambda each: each.on):
        _live(year, OF_EVENTS[each.event.id], each.event.id, each.on)
    return year


def _finish(year: ReportedYear) -> None:
    """What the year before left is written and valued, so that the year's own faults are the only ones."""
    for occasion in Occasion.objects.exclude(reports__handed_in__isnull=False):
        _write(year, occasion, _reports(occasion))
    left = HandedIn.objects.filter(reopened_on=None, valuations=None).exclude(report__level="unit")
    for handed in left.exclude(report__occasion__kind=Kind.PLANNING.value).select_related("report__body"):
        _value(year, handed, on=date(2026, 12, 10))


def _live(year: ReportedYear, kind: Kind, event: str, due: date) -> None:
    goes_up, whole = kind in WAY_UP, kind in (Kind.INTERIM, Kind.ANNUAL)
    first, last = _period(kind, due)
    said = OccasionSaid(
        kind=kind,
        title=f"{event} {due}",
        first=first,
        last=last,
        units_by=due - timedelta(days=10),
        due_on=due,
        committees_by=due + timedelta(days=14) if goes_up else None,
        top=Body.objects.get(code="kf") if whole else None,
        top_by=due + timedelta(days=45) if whole else None,
        event=event,
    )
    occasion = operations.open_occasion(said=said, today=due - timedelta(days=25), who=CONTROLLER)
    year.occasions.append(occasion)
    _write(year, occasion, _reports(occasion))


def _period(kind: Kind, due: date) -> tuple[date, date]:
    if kind is Kind.ANNUAL:
        return date(due.year - 1, 1, 1), date(due.year - 1, 12, 31)
    if kind is Kind.PLANNING:
        return date(due.year + 1, 1, 1), date(due.year + 3, 12, 31)
    return date(due.year, 1, 1), due.replace(day=1) - ONE_DAY


def _reports(occasion: Occasion) -> list[Report]:
    """The lowest level first, so that each has what it takes up."""
    rows = Report.objects.filter(occasion=occasion).select_related(
        "occasion__top", "unit", "department", "body", "adopter"
    )
    return sorted(rows, key=lambda each: (list(LEADS).index(each.level), each.pk))


def _write(year: ReportedYear, occasion: Occasion, reports: Iterable[Report]) -> None:
    sections = list(occasion.sections.order_by("place"))
    is_tertial = occasion.kind == Kind.TERTIAL and occasion in year.occasions
    for report in reports:
        if is_tertial and report.unit is not None and report.unit.code == WITHOUT:
            continue
        role, before = LEADS[report.level]
        day = _due(report) - timedelta(days=before)
        if is_tertial and report.level == "department" and report.department and report.department.code == LATE:
            day = report.occasion.due_on + timedelta(days=LATE_BY)
        who = Who(name=str(report.unit or report.department or role), role=role)
        if report.level != "unit":
            for kept in queries.texts_from_below(report)[:2]:
                operations.take_up(report=report, kept=kept, on=day, who=who)
        held = {each.section_id: each.version for each in report.texts.all()}
        told = [Written(each, f"{each.title}: som planerat.", held.get(each.pk, 0)) for each in sections[:2]]
        operations.write_report(report=report, written=told, on=day, who=who)
        handed = operations.hand_in(report=report, figures=_figures(report, day), on=day, role=role, who=who)
        if report.adopter is not None:
            on = day + timedelta(days=1)
            minutes = year.minutes(report.adopter, on)
            handed = operations.adopt_report(handed_in=handed, minutes=minutes, today=on, who=SECRETARY)
        is_silent = (occasion.kind, report.body.code) == (Kind.INTERIM, SILENT)
        if report.level != "unit" and occasion.kind != Kind.PLANNING and not is_silent:
            _value(year, handed, on=day + timedelta(days=20))


def _figures(report: Report, day: date) -> list[Figure]:
    """Of those that bodies get; a unit's are counted in the demo already, and take time."""
    return [] if report.level == "unit" else figures_of(report, as_of=day, scale=DEFAULT_SCALE)


def _due(report: Report) -> date:
    of = report.occasion
    days = {"unit": of.units_by, "department": of.due_on, "committee": of.committees_by, "municipality": of.top_by}
    return days[report.level] or of.due_on


def _value(year: ReportedYear, handed: HandedIn, *, on: date) -> None:
    said = ValuationSaid(Outcome.SATISFIED, year.minutes(handed.report.body, on))
    operations.value_report(handed_in=handed, said=said, today=on, who=SECRETARY)
