"""A report as a document: what the body saw, as it was handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from spelregler.apps.followup.files.template_fields import template_fields
from spelregler.apps.followup.models import HandedIn, ReportTemplate
from spelregler.apps.followup.pages.report.chart_presenters import (
    goals_picture,
    measure_pictures,
    money_picture,
    picture_blocks,
)
from spelregler.apps.followup.pages.report.presenters import SectionView, kept_sections, title_of
from spelregler.apps.followup.pages.words import period_words, place_of
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.figures import kept_figures
from spelregler.apps.followup.queries.reports import State
from spelregler.exchange.documents import Block, Contents, Document, Heading, Layout, Logo, Paragraph, Table
from spelregler.ui import formatting
from spelregler.ui.names import named

LONG = 5
"""A report with as many sections has a table of contents in the product's own layout."""


def document(
    state: State,
    handed_in: HandedIn,
    *,
    municipality: str,
    language: str,
    looks: Mapping[str, str] | None = None,
) -> Document:
    """What was handed in, with its day and number; a correction says that it is one. `looks` are templates by kind."""
    found = kept_sections(queries.kept_texts(handed_in.pk), kept_figures(handed_in.pk), language)
    day, occasion = formatting.long_date(handed_in.handed_on, language), state.report.occasion
    period = period_words(occasion, language)
    words = {"day": day, "number": handed_in.number, "period": period}
    head: list[Block] = [
        Paragraph(_("Handed in %(day)s, version %(number)s. The period: %(period)s.") % words, is_note=True),
        Paragraph(_("The figures are those of the records as known on %(day)s.") % words, is_note=True),
    ]
    if handed_in.correction:
        head.append(Paragraph(_("Correction: %(reason)s") % {"reason": handed_in.correction}))
    sections = [block for each in found for block in [Heading(each.title), *section_blocks(each, language)]]
    contents = [Contents(_("Contents"))] if len(found) >= LONG else []
    body = state.report.body
    lines = {
        "kommun": municipality,
        "rubrik": title_of(state, language),
        "vems": place_of(state.report, language),
        "organ": named(body.name, body.name_en, language),
        "tillfalle": occasion.title,
        "period": period,
        "datum": day,
        "version": str(handed_in.number),
        "rattelse": handed_in.correction,
    }
    made = Document(
        title=title_of(state, language),
        language=language,
        made=handed_in.handed_on,
        author=municipality,
        blocks=[*head, *contents, *sections],
    )
    return in_its_look(made, ReportTemplate.Kind.REPORT, lines, sections, looks or {})


def in_its_look(
    made: Document, kind: str, lines: Mapping[str, str], sections: Sequence[Block], looks: Mapping[str, str]
) -> Document:
    """The document with the municipality's own template and mark, where it has them."""
    template, mark = looks.get(kind), looks.get(ReportTemplate.Kind.LOGO)
    fields = template_fields(kind, lines, sections, contents=_("Contents"))
    return Document(
        title=made.title,
        language=made.language,
        made=made.made,
        author=made.author,
        blocks=made.blocks,
        layout=Layout(template, fields) if template else None,
        logo=Logo(mark, made.author) if mark else None,
    )


def section_blocks(section: SectionView, language: str) -> list[Block]:
    """A section's text, what was taken up, and its figures as pictures and tables."""
    blocks: list[Block] = [Paragraph(each) for each in section.text.split("\n\n") if each.strip()]
    blocks.extend(
        Paragraph(_("%(place)s writes: %(text)s") % {"place": source, "text": text}) for source, text in section.quotes
    )
    if not blocks:
        blocks.append(Paragraph(_("Nothing is written here.")))
    if section.money:
        columns = 3 if section.has_days else 2
        header = [_("Money"), _("Amount"), _("As of")][:columns]
        blocks += picture_blocks(money_picture(section.figures, language), language)
        blocks.append(Table(_("The money"), header, [each.cells[:columns] for each in section.money]))
    if section.parts:
        rows = [[each.label, each.amount] for each in section.parts]
        blocks.append(Table(_("Deviation by part"), [_("Part"), _("Deviation (frame less forecast)")], rows))
    if section.goals:
        header = [_("Goal or measure"), _("How it goes"), _("Target value")]
        blocks += picture_blocks(goals_picture(section.figures, language), language)
        blocks.append(Table(_("Goals and measures"), header, [each.cells for each in section.goals]))
        for picture in measure_pictures(section.figures, language):
            blocks += picture_blocks(picture, language)
    return blocks
