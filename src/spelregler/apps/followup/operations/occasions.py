"""An occasion of reporting is opened for the whole municipality at once, and its template is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.followup.models import HandedIn, Occasion, Report, Section, Text
from spelregler.apps.organisation.models import Body, Department, Placement
from spelregler.apps.organisation.queries.departments import bodies_before
from spelregler.domain.reports import Kind
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.bulk import put_in
from spelregler.platform.errors import DomainError


class OccasionRefused(DomainError):
    """An occasion covers a period once, and its days come in order: units, departments, the whole."""

    code = "occasion-refused"


@dataclass(frozen=True)
class OccasionSaid:
    """What is opened: its kind, title and period (both days in it), and who reports by when."""

    kind: Kind
    title: str
    first: date
    last: date
    units_by: date
    due_on: date
    committees_by: date | None = None
    top: Body | None = None
    top_by: date | None = None
    event: str = ""


@dataclass(frozen=True)
class SectionSaid:
    """A section: its title, what is to be written, and the figures that stand beside it."""

    title: str
    instruction: str = ""
    figures: str = Section.Figures.NONE


_MONEY, _GOALS = Section.Figures.MONEY, Section.Figures.GOALS
_FOLLOWED = (
    SectionSaid("Det viktigaste", "Tre saker som läsaren måste veta. Högst tio rader."),
    SectionSaid("Målen", "Vad har vi uppnått, och vad har vi inte uppnått? Varför?", _GOALS),
    SectionSaid("Ekonomin", "Hur går det mot ramen, vad beror det på och vad gör vi?", _MONEY),
    SectionSaid("Det som oroar", "Det som kan gå fel framöver, och det som redan har gått fel."),
)
DEFAULTS: dict[Kind, tuple[SectionSaid, ...]] = {
    Kind.MONTHLY: (SectionSaid("Ekonomin", "Det som har ändrats sedan förra månaden, och vad vi gör åt det.", _MONEY),),
    Kind.TERTIAL: _FOLLOWED,
    Kind.INTERIM: _FOLLOWED,
    Kind.ANNUAL: (
        *_FOLLOWED,
        SectionSaid("Det vi har lärt oss", "Vad ska göras på ett annat sätt nästa år?"),
    ),
    Kind.PLANNING: (
        SectionSaid("Omvärlden", "Det som händer utanför och som påverkar oss de kommande åren."),
        SectionSaid("Volymer och behov", "Hur många vi är till för, nu och om tre år. Ange källan."),
        SectionSaid("Pengar och personal", "Vad behoven kräver av ram, lokaler och bemanning.", _MONEY),
        SectionSaid("Vägval", "De val som nämnden behöver göra, med för- och nackdelar."),
    ),
}
"""What the sections begin from, the first time that a kind is opened; after that from the last occasion of the kind."""


def open_occasion(*, said: OccasionSaid, today: date, who: Who) -> Occasion:
    """Every unit and department gets its report to write, and each committee and the municipality where asked.

    A committee adopts its own report before the executive board has it, and the board that of the whole before the
    council does.

    Few statements however many units there are. The sections begin as those of the last occasion of the kind.

    Refuses with `OccasionRefused` one without a title, a period that ends before it begins, days out of order, a body
    without a day, committees' reports where no executive board is to have them, and a period that is open already.
    """
    _refuse(said)
    with transaction.atomic():
        lock_audit_chain()
        end = date.fromordinal(said.last.toordinal() + 1)
        if Occasion.objects.filter(kind=said.kind, period_start=said.first, period_end=end).exists():
            raise _refused(Words("That period is open already."), Words("Go on with that one."), "first")
        sections = _begun(said.kind)
        row = Occasion(
            kind=said.kind,
            title=said.title.strip(),
            event=said.event,
            period_start=said.first,
            period_end=end,
            units_by=said.units_by,
            due_on=said.due_on,
            committees_by=said.committees_by,
            top=said.top,
            top_by=said.top_by,
            opened_on=today,
        )
        reports = _reports(said, on=today)
        store(row, act="open-occasion", who=who, details={"reports": len(reports)})
        for place, each in enumerate(sections, 1):
            store(_section(row, each, place), act="put-report-section", who=who)
        fields = ("occasion", "level", "unit", "department", "body", "adopter")
        put_in(Report, fields=fields, rows=[(row.pk, *each) for each in reports])
    return row


def put_section(*, occasion: Occasion, said: SectionSaid, was: Section | None, who: Who) -> Section:
    """A section is added last to the template, or changed, until the first report is handed in.

    Refuses with `OccasionRefused` a section without a title or with another's, and a template by which a report is
    handed in.
    """
    with transaction.atomic():
        _must_be_open(occasion)
        title = said.title.strip()
        if not title:
            raise _refused(Words("The section has no title."), Words("Write what it is about."), "title")
        if occasion.sections.filter(title=title).exclude(pk=was.pk if was else 0).exists():
            raise _refused(Words("There is a section with that title."), Words("Write another title."), "title")
        last = occasion.sections.order_by("-place").first()
        row = was or Section(occasion=occasion, place=last.place + 1 if last else 1)
        to = {"title": title, "instruction": said.instruction.strip(), "figures": said.figures}
        amend(row, to=to, act="put-report-section", who=who)
    return row


def drop_section(*, section: Section, who: Who) -> None:
    """A section is taken out of the template, while nobody has written in it.

    Refuses with `OccasionRefused` one that is written in, the last one, and a template by which a report is handed in.
    """
    with transaction.atomic():
        _must_be_open(section.occasion)
        if Text.objects.filter(section=section).exists():
            raise _refused(Words("Somebody has written in the section."), Words("Change its title instead."))
        if section.occasion.sections.count() == 1:
            raise _refused(Words("A report has at least one section."), Words("Add another one first."))
        subject, key = str(section), f"followup.section:{section.pk}"
        section.delete()
        record(who=who, act="drop-report-section", subject=subject, subject_key=key)


def _refuse(said: OccasionSaid) -> None:
    if not said.title.strip():
        raise _refused(Words("The occasion has no title."), Words("Write what is reported."), "title")
    if said.last < said.first:
        raise _refused(Words("The period ends before it begins."), Words("Check both days."), "last")
    if said.due_on < said.units_by:
        raise _refused(
            Words("The departments are to have the units' reports before they hand in their own."),
            Words("Give a day that is no earlier than the units' last day."),
            "due_on",
        )
    if (said.top is None) != (said.top_by is None):
        raise _refused(
            Words("A report of the whole municipality has a body and a last day."),
            Words("Give both, or neither."),
            "top_by" if said.top else "top",
        )
    if said.committees_by and said.committees_by < said.due_on:
        raise _refused(
            Words("The committees are to have their departments' reports before they adopt their own."),
            Words("Give a day that is no earlier than the departments' last day."),
            "committees_by",
        )
    if said.top_by and said.top_by < (said.committees_by or said.due_on):
        raise _refused(
            Words("The whole cannot be reported before its parts."),
            Words("Give a day that is no earlier than the last day of the parts."),
            "top_by",
        )


_Place = tuple[str, int | None, int | None, int, int | None]


def _reports(said: OccasionSaid, *, on: date) -> list[_Place]:
    """Level, unit, department, body and adopter of every report. Four queries."""
    earlier = {key: body.pk for key, body in bodies_before(as_of=on).items()}
    under = {key: earlier.get(key, body) for key, body in Department.objects.on(on).values_list("pk", "body_id")}
    placed = Placement.objects.on(on).order_by("unit__name", "unit").values_list("unit", "department")
    units: list[_Place] = [(Report.Level.UNIT.value, unit, of, under[of], None) for unit, of in placed if of in under]
    above = [*Body.objects.on(on).filter(kind__in=(Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)).order_by("name")]
    board = next((each.pk for each in above if each.kind == Body.Kind.EXECUTIVE_BOARD), None)
    if said.committees_by and board is None:
        raise _refused(
            Words("There is no executive board that the committees could report to."),
            Words("Leave the day empty."),
            "committees_by",
        )
    found: list[_Place] = []
    if said.top:
        adopts = board if said.top.kind == Body.Kind.COUNCIL else None
        found.append((Report.Level.MUNICIPALITY.value, None, None, said.top.pk, adopts))
    if said.committees_by and board:
        reporting = [each.pk for each in above if each.pk != board and each.pk in under.values()]
        found.extend((Report.Level.COMMITTEE.value, None, None, board, each) for each in reporting)
    found.extend((Report.Level.DEPARTMENT.value, None, key, body, None) for key, body in under.items())
    return [*found, *units]


def _begun(kind: Kind) -> Sequence[SectionSaid]:
    last = Occasion.objects.filter(kind=kind).order_by("-period_end", "-pk").first()
    held = last.sections.order_by("place", "pk") if last else ()
    return [SectionSaid(each.title, each.instruction, each.figures) for each in held] or DEFAULTS[kind]


def _section(occasion: Occasion, said: SectionSaid, place: int) -> Section:
    return Section(occasion=occasion, place=place, title=said.title, instruction=said.instruction, figures=said.figures)


def _must_be_open(occasion: Occasion) -> None:
    lock_audit_chain()
    if HandedIn.objects.filter(report__occasion=occasion).exists():
        raise _refused(
            Words("A report is handed in by this template, so it stands."),
            Words("The next occasion of the kind begins from it, and can be changed then."),
        )


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> OccasionRefused:
    return OccasionRefused(words, clause="MR-31", way=way, field=field)
