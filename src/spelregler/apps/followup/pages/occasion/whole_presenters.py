"""A committee's report at an occasion, and the whole municipality's: what was handed in to bodies, as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.followup.models import KeptText, Occasion, ReportTemplate
from spelregler.apps.followup.pages.report.chart_presenters import goals_picture, picture_blocks
from spelregler.apps.followup.pages.report.presenters import kept_sections, said_of
from spelregler.apps.followup.pages.report.report_presenters import in_its_look, section_blocks
from spelregler.apps.followup.pages.words import period_words, place_of
from spelregler.apps.followup.queries.figures import DEVIATION, FORECAST, FRAME, MONEY, OUTCOME, Figure
from spelregler.apps.followup.queries.reports import State
from spelregler.apps.goals.pages.words import status_words
from spelregler.apps.organisation.models import Body
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.money import Money
from spelregler.exchange.documents import Block, Contents, Document, Heading, PageBreak, Paragraph, Table
from spelregler.platform import clock
from spelregler.ui import formatting
from spelregler.ui.names import named

GOALS = (GoalStatus.MET, GoalStatus.PARTLY, GoalStatus.NOT_MET, GoalStatus.NOT_MEASURABLE)


@dataclass(frozen=True)
class Gathered:
    """The reports that the reader may read, each with what was handed in, and the places whose report is not among
    them."""

    occasion: Occasion
    states: Sequence[State]
    texts: Mapping[int, Sequence[KeptText]]
    figures: Mapping[int, Sequence[Figure]]
    lacking: Sequence[str]

    def kept(self, state: State) -> int:
        """What the body has of the report."""
        return state.seen.pk if state.seen else 0

    def figures_of(self, state: State) -> Sequence[Figure]:
        """Its figures as they were handed in."""
        return self.figures.get(self.kept(state), ())


def title_of(occasion: Occasion, body: Body | None, language: str) -> str:
    """What the document is called."""
    place = named(body.name, body.name_en, language) if body else _("The whole municipality")
    return f"{place}: {occasion.title}"


def document(found: Gathered, body: Body | None, acting_role: ActingRole, looks: Mapping[str, str]) -> Document:
    """A chapter for each committee in the order of their names, first what is reported for the whole."""
    language, day = acting_role.language, formatting.long_date(acting_role.as_of, acting_role.language)
    period = period_words(found.occasion, language)
    head: list[Block] = [
        Paragraph(_("The period: %(period)s.") % {"period": period}, is_note=True),
        Paragraph(
            _("Made %(day)s of the reports that had been handed in. Each report's figures are those of its own day.")
            % {"day": day},
            is_note=True,
        ),
    ]
    if found.lacking:
        head.append(Paragraph(_("Not here yet: %(places)s.") % {"places": ", ".join(found.lacking)}))
    chapters = [*_summary(found, language), *_chapters(found, language, is_one=body is not None)]
    lines = {
        "kommun": acting_role.municipality,
        "rubrik": title_of(found.occasion, body, language),
        "vems": title_of(found.occasion, body, language).partition(":")[0],
        "tillfalle": found.occasion.title,
        "period": period,
        "datum": day,
    }
    made = Document(
        title=lines["rubrik"],
        language=language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=[*head, Contents(_("Contents")), *chapters],
    )
    return in_its_look(made, ReportTemplate.Kind.WHOLE, lines, [*head, *chapters], looks)


def about_day(found: Gathered) -> date:
    """The latest day that a report was handed in."""
    return max(state.seen.handed_on for state in found.states if state.seen)


def _summary(found: Gathered, language: str) -> list[Block]:
    """The money and the goals of every part beside each other, and how all the goals go.

    A committee's own report has the figures of its departments' in it, and stands for them.
    """
    told = {each.report.whose.code for each in found.states if each.report.level == "committee"}
    parts = [
        each
        for each in found.states
        if each.report.level == "committee"
        or (each.report.level == "department" and each.report.whose.code not in told)
    ]
    if len(parts) < 2:
        return []
    places = {each.report.pk: place_of(each.report, language) for each in parts}
    money = [[places[each.report.pk], *_amounts(found.figures_of(each), language)] for each in parts]
    goals = [[places[each.report.pk], *_counts(found.figures_of(each))] for each in parts]
    every = [figure for each in parts for figure in found.figures_of(each)]
    header = [_("Report of"), _("Frame, tkr"), _("Outcome, tkr"), _("Forecast, tkr"), _("Deviation, tkr")]
    blocks: list[Block] = [Heading(_("All in brief"))]
    if any(cell != formatting.NOTHING for row in money for cell in row[1:]):
        blocks.append(Table(_("The money"), header, money))
    if any(cell != "0" for row in goals for cell in row[1:]):
        blocks += picture_blocks(goals_picture(every, language), language)
        blocks.append(Table(_("How the goals go"), [_("Report of"), *map(status_words, GOALS)], goals))
    return blocks if len(blocks) > 1 else []


def _amounts(figures: Sequence[Figure], language: str) -> list[str]:
    known = {each.code: each.amount_ore for each in figures if each.kind == MONEY}
    amounts = [
        None if (ore := known.get(code)) is None else Money(ore) for code in (FRAME, OUTCOME, FORECAST, DEVIATION)
    ]
    return [formatting.money(each, language, unit=False, signed=at == 3) for at, each in enumerate(amounts)]


def _counts(figures: Sequence[Figure]) -> list[str]:
    return [str(sum(each.kind == "goal" and each.value == str(status.value) for each in figures)) for status in GOALS]


def _chapters(found: Gathered, language: str, *, is_one: bool) -> list[Block]:
    blocks: list[Block] = []
    ordered = sorted(found.states, key=lambda each: _place(each, language))
    for (_rank, name), its in groupby(ordered, key=lambda each: _place(each, language)):
        reports = list(its)
        level = 1 if is_one else 2
        if not is_one:
            blocks += [PageBreak(), Heading(name)]
        for each in reports:
            if len(reports) > 1 or is_one:
                blocks.append(Heading(place_of(each.report, language), level=level))
            under = level + 1 if len(reports) > 1 or is_one else level
            blocks += _report(found, each, language, level=under)
    return blocks


def _place(state: State, language: str) -> tuple[int, str]:
    """The whole stands first, then each committee by its name."""
    if state.report.level == "municipality":
        return 0, _("The whole municipality")
    body = state.report.whose
    return 1, named(body.name, body.name_en, language)


def _report(found: Gathered, state: State, language: str, *, level: int) -> list[Block]:
    seen = state.seen
    if seen is None:
        return []
    words = {
        "place": place_of(state.report, language),
        "day": formatting.long_date(seen.handed_on, language),
        "number": seen.number,
    }
    blocks: list[Block] = [Paragraph(_("%(place)s, handed in %(day)s, version %(number)s.") % words, is_note=True)]
    if seen.correction:
        blocks.append(Paragraph(_("Correction: %(reason)s") % {"reason": seen.correction}))
    for section in kept_sections(found.texts.get(seen.pk, ()), found.figures_of(state), language):
        blocks += [Heading(section.title, level=min(level, 3)), *section_blocks(section, language)]
    for said in said_of(state, language)[:1]:
        blocks += [
            Heading(_("What the body said"), level=min(level, 3)),
            Paragraph(f"{said.outcome}. {said.decision}."),
        ]
        blocks += [Paragraph(each) for each in (said.reason, said.assignment) if each]
    return blocks
