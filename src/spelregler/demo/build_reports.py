"""The demo's reports, as those who lead wrote them and the secretary entered what the bodies said."""

from __future__ import annotations

from datetime import date, timedelta

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.followup import operations
from spelregler.apps.followup.files.keeping import keep
from spelregler.apps.followup.models import HandedIn, Occasion, Report
from spelregler.apps.followup.operations import AssignmentSaid, OccasionSaid, ValuationSaid, Written
from spelregler.apps.followup.queries.figures import figures_of
from spelregler.apps.goals.pages.words import scale_on
from spelregler.demo.build_delegation import minuted
from spelregler.demo.made import Made
from spelregler.demo.people import head_post
from spelregler.demo.reports import HEADS, INTERIM, OCCASIONS, HandedFact, OccasionFact, ValuedFact
from spelregler.platform.audit.operations import Who


def build_reports(made: Made) -> None:
    """Each occasion is opened, and its reports are handed in and valued on their days."""
    for fact in OCCASIONS:
        occasion = operations.open_occasion(
            said=_said(made, fact), today=fact.opened_on, who=made.who("controller", "CT")
        )
        for each in fact.drafts:
            _write(made, occasion, each)
        for each in fact.handed:
            _handed_in(made, occasion, each, keeps=fact is INTERIM)


def _said(made: Made, fact: OccasionFact) -> OccasionSaid:
    return OccasionSaid(
        kind=fact.kind,
        title=fact.title,
        first=fact.first,
        last=fact.last,
        units_by=fact.units_by,
        due_on=fact.due_on,
        committees_by=fact.committees_by,
        top=made.bodies[fact.top] if fact.top else None,
        top_by=fact.top_by,
        event=fact.event,
    )


def _writer(made: Made, fact: HandedFact) -> tuple[Who, str]:
    if fact.unit:
        return made.who(f"chef-{fact.unit}", "EC"), "EC"
    if fact.committee:
        return made.who(head_post(HEADS[fact.committee]), "FC"), "FC"
    return (
        (made.who(head_post(fact.department), "FC"), "FC") if fact.department else (made.who("kommunchef", "KC"), "KC")
    )


def _report(made: Made, occasion: Occasion, fact: HandedFact) -> Report:
    rows = Report.objects.filter(occasion=occasion).select_related("occasion", "unit", "department", "body")
    if fact.unit:
        return rows.get(unit=made.units[fact.unit])
    if fact.committee:
        return rows.select_related("adopter").get(level="committee", adopter=made.bodies[fact.committee])
    if fact.department:
        return rows.get(level="department", department=made.departments[fact.department])
    return rows.get(level="municipality")


def _write(made: Made, occasion: Occasion, fact: HandedFact) -> Report:
    report, (who, _role) = _report(made, occasion, fact), _writer(made, fact)
    sections = {each.title: each for each in occasion.sections.all()}
    held = {each.section_id: each.version for each in report.texts.all()}
    written = [Written(sections[title], text, held.get(sections[title].pk, 0)) for title, text in fact.texts.items()]
    operations.write_report(report=report, written=written, on=fact.on, who=who)
    return report


def _handed_in(made: Made, occasion: Occasion, fact: HandedFact, *, keeps: bool) -> None:
    (who, role), day = _writer(made, fact), fact.on
    report = _report(made, occasion, fact)
    if fact.correction:
        operations.correct_report(report=report, reason=fact.correction, on=day - timedelta(days=1), who=who)
    report = _write(made, occasion, fact)
    figures = figures_of(report, as_of=day, scale=scale_on(day), is_over_years=True)
    handed_in = operations.hand_in(report=report, figures=figures, on=day, role=role, who=who)
    if fact.adopted:
        title = f"{occasion.title}: organet antar sin rapport"
        on, paragraph, body = fact.adopted.on, fact.adopted.paragraph, report.adopter.code if report.adopter else ""
        handed_in = operations.adopt_report(
            handed_in=handed_in,
            minutes=minuted(made, body, on, paragraph, title),
            today=on,
            who=made.who("namndsekreterare", "SE"),
        )
    if keeps and not fact.unit:  # the worker makes the units' in the night
        keep(handed_in)
    for each in fact.valued:
        _valued(made, handed_in, each, department=fact.department)


def _valued(made: Made, handed_in: HandedIn, fact: ValuedFact, *, department: str) -> None:
    body, title = handed_in.report.body, f"{handed_in.report.occasion.title}: nämndens ställningstagande"
    minutes: Minutes = minuted(made, body.code, fact.on, fact.paragraph, title)
    asked = AssignmentSaid(made.posts[head_post(department)], fact.asked, _day(fact)) if fact.asked else None
    said = ValuationSaid(fact.outcome, minutes, fact.reason, asked)
    operations.value_report(handed_in=handed_in, said=said, today=fact.on, who=made.who("namndsekreterare", "SE"))


def _day(fact: ValuedFact) -> date:
    return fact.due_on or fact.on
