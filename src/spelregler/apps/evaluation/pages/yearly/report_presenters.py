"""A body's evaluation as a document: for the meeting, and to be kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.evaluation.pages.yearly.presenters import AnswerRow, EvaluationView, PartRow, RuleRow
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
        blocks=[Paragraph(standing(found, acting_role.language)), *_blocks(found, acting_role.language)],
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


def _blocks(found: EvaluationView, language: str) -> list[Block]:
    return [
        Heading(_("How the rules stood")),
        *_rules(found, language),
        Heading(_("The body's own answers")),
        *(answers_table(found.answers) or [Paragraph(_("The body has not answered yet."))]),
        Heading(_("The sides' parts")),
        *parts_in_words(found.parts, found.silent),
        Heading(_("Proposals for improvement")),
        Paragraph(found.improvements or _("None are written.")),
    ]


def _rules(found: EvaluationView, language: str) -> list[Block]:
    day = _("As it stood on %(day)s.") % {"day": formatting.long_date(found.rules_on, language)}
    if not found.rules and not found.well:
        return [Paragraph(_("The rules were not asked in the system that year."))]
    more = [Paragraph(found.rules_words)] if found.rules_words else []
    return [*rules_table(found.rules, language), *more, Paragraph(day, is_note=True)]


def rules_table(found: Sequence[RuleRow], language: str) -> list[Block]:
    """The rules that ask for eyes; nothing where none does."""
    rows = [[f"{each.id} {each.title}", _said_in_words(each, language), str(each.breached_days)] for each in found]
    header = [_("Rule"), _("At the end of the year"), _("Days with a breach")]
    return [Table(_("Rules that ask for eyes"), header, rows)] if rows else []


def answers_table(found: Sequence[AnswerRow]) -> list[Block]:
    """What the body answered; nothing where it has not."""
    rows = [[each.asked, each.word, each.words] for each in found]
    return [Table(_("The body's own answers"), [_("Question"), _("The answer"), _("Why")], rows)] if rows else []


def parts_in_words(parts: Sequence[PartRow], silent: Sequence[str]) -> list[Block]:
    """What each side wrote, and who wrote nothing."""
    return [*(Paragraph(f"{each.who}: {each.text}") for each in parts), *(Paragraph(each) for each in silent)]


def _said_in_words(row: RuleRow, language: str) -> str:
    """How many answers said what, in a line."""
    return ", ".join(f"{count} {formatting.status_word(status, language)}" for status, count in row.said)
