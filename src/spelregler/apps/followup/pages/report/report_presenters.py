"""A report as a document: what the body saw, as it was handed in."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spelregler.apps.followup.models import HandedIn
from spelregler.apps.followup.pages.report.presenters import SectionView, kept_sections, title_of
from spelregler.apps.followup.pages.words import period_words
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.figures import kept_figures
from spelregler.apps.followup.queries.reports import State
from spelregler.exchange.documents import Block, Document, Heading, Paragraph, Table
from spelregler.ui import formatting


def document(state: State, handed_in: HandedIn, *, municipality: str, language: str) -> Document:
    """What was handed in, with its day and number; a correction says that it is one."""
    found = kept_sections(queries.kept_texts(handed_in.pk), kept_figures(handed_in.pk), language)
    day = formatting.long_date(handed_in.handed_on, language)
    words = {"day": day, "number": handed_in.number, "period": period_words(state.report.occasion, language)}
    blocks: list[Block] = [
        Paragraph(_("Handed in %(day)s, version %(number)s. The period: %(period)s.") % words, is_note=True),
        Paragraph(_("The figures are those of the records as known on %(day)s.") % words, is_note=True),
    ]
    if handed_in.correction:
        blocks.append(Paragraph(_("Correction: %(reason)s") % {"reason": handed_in.correction}))
    for each in found:
        blocks.extend([Heading(each.title), *section_blocks(each)])
    return Document(
        title=title_of(state, language),
        language=language,
        made=handed_in.handed_on,
        author=municipality,
        blocks=blocks,
    )


def section_blocks(section: SectionView) -> Sequence[Block]:
    """A section's text, what was taken up, and its figures as tables."""
    blocks: list[Block] = [Paragraph(each) for each in section.text.split("\n\n") if each.strip()]
    blocks.extend(
        Paragraph(_("%(place)s writes: %(text)s") % {"place": source, "text": text}) for source, text in section.quotes
    )
    if not blocks:
        blocks.append(Paragraph(_("Nothing is written here.")))
    if section.money:
        columns = 3 if section.has_days else 2
        header = [_("Money"), _("Amount"), _("As of")][:columns]
        blocks.append(Table(_("The money"), header, [each.cells[:columns] for each in section.money]))
    if section.parts:
        rows = [[each.label, each.amount] for each in section.parts]
        blocks.append(Table(_("Deviation by part"), [_("Part"), _("Deviation (frame less forecast)")], rows))
    if section.goals:
        header = [_("Goal or measure"), _("How it goes"), _("Target value")]
        blocks.append(Table(_("Goals and measures"), header, [each.cells for each in section.goals]))
    return blocks
