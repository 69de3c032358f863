"""A body's evaluation as a document: for the meeting, and to be kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.evaluation.pages.yearly.presenters import EvaluationView, RuleRow
from spelregler.exchange.documents import Block, Document, Heading, Paragraph, Table
from spelregler.platform import clock
from spelregler.ui import formatting


def document(found: EvaluationView, acting_role: ActingRole) -> Document:
    """The page as a document to be sent or printed."""
    return Document(
        title=title_of(found.body, found.year),
        language=acting_role.language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=[Paragraph(standing(found, acting_role.language)), *blocks(found, acting_role.language)],
    )


def title_of(body: str, year: int) -> str:
    """What the evaluation is called."""
    return _("%(body)s: evaluation of the policy %(year)s") % {"body": body, "year": year}


def standing(found: EvaluationView, language: str) -> str:
    """Whether and when it was decided."""
    if found.decided_on is None:
        day = formatting.long_date(found.due, language)
        return _("Not decided yet. To be decided no later than %(day)s.") % {"day": day}
    day = formatting.long_date(found.decided_on, language)
    return _("Decided %(day)s, § %(paragraph)s.") % {"day": day, "paragraph": found.paragraph}


def blocks(found: EvaluationView, language: str, *, level: int = 1) -> list[Block]:
    """The evaluation's parts, under headings of a level."""
    return [
        Heading(_("How the rules stood"), level),
        *_rules(found, language),
        Heading(_("The body's own answers"), level),
        *(
            [
                Table(
                    _("The body's own answers"),
                    [_("Question"), _("The answer"), _("Why")],
                    [[each.asked, each.word, each.words] for each in found.answers],
                )
            ]
            if found.answers
            else [Paragraph(_("The body has not answered yet."))]
        ),
        Heading(_("The sides' parts"), level),
        *(Paragraph(f"{each.who}: {each.text}") for each in found.parts),
        *(Paragraph(each) for each in found.silent),
        Heading(_("Proposals for improvement"), level),
        Paragraph(found.improvements or _("None are written.")),
    ]


def _rules(found: EvaluationView, language: str) -> list[Block]:
    day = _("As it stood on %(day)s.") % {"day": formatting.long_date(found.rules_on, language)}
    if not found.rules and not found.well:
        return [Paragraph(_("The rules were not asked in the system that year."))]
    rows = [[f"{each.id} {each.title}", said_in_words(each, language), str(each.breached_days)] for each in found.rules]
    header = [_("Rule"), _("At the end of the year"), _("Days with a breach")]
    table = [Table(_("Rules that ask for eyes"), header, rows)] if rows else []
    more = [Paragraph(found.rules_words)] if found.rules_words else []
    return [*table, *more, Paragraph(day, is_note=True)]


def said_in_words(row: RuleRow, language: str) -> str:
    """How many answers said what, in a line."""
    return ", ".join(f"{count} {formatting.status_word(status, language)}" for status, count in row.said)
