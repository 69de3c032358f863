"""The account as a document to the council, in the product's own layout."""

from __future__ import annotations

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.evaluation.pages.account.presenters import AccountView, BodyPart
from spelregler.apps.evaluation.pages.yearly.report_presenters import answers_table, parts_in_words, rules_table
from spelregler.exchange.documents import Block, Document, Heading, Paragraph
from spelregler.platform import clock
from spelregler.ui import formatting


def title_of(year: int) -> str:
    """What the account is called."""
    return _("Account of how the policy was followed in %(year)s") % {"year": year}


def document(found: AccountView, acting_role: ActingRole) -> Document:
    """The board's answer first, then what is missing, then each body's evaluation."""
    language = acting_role.language
    lacking = [Paragraph(lacking_words(found))] if found.lacking else []
    blocks: list[Block] = [
        Paragraph(standing(found, language)),
        *lacking,
        Heading(_("The board's own answer")),
        Paragraph(found.answer or _("It is not written yet.")),
        *(block for each in found.bodies for block in _body(each, language)),
    ]
    return Document(
        title=title_of(found.year),
        language=language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=blocks,
    )


def lacking_words(found: AccountView) -> str:
    """Whose evaluation the account lacks."""
    return _("The evaluation is missing from: %(bodies)s.") % {"bodies": ", ".join(found.lacking)}


def standing(found: AccountView, language: str) -> str:
    """Whether and when it was decided and handed over."""
    if found.council_on:
        day = formatting.long_date(found.council_on, language)
        return _("Handed to the council %(day)s, § %(paragraph)s.") % {"day": day, "paragraph": found.council_paragraph}
    if found.board_on:
        day = formatting.long_date(found.board_on, language)
        return _("Decided by the executive board %(day)s, § %(paragraph)s.") % {
            "day": day,
            "paragraph": found.board_paragraph,
        }
    day = formatting.long_date(found.due, language)
    return _("To be handed to the council no later than %(day)s.") % {"day": day}


def _body(found: BodyPart, language: str) -> list[Block]:
    day = formatting.long_date(found.decided_on, language)
    decided = _("Decided %(day)s, § %(paragraph)s.") % {"day": day, "paragraph": found.paragraph}
    return [
        Heading(found.body),
        Paragraph(decided, is_note=True),
        *rules_table(found.rules, language),
        *answers_table(found.answers),
        *parts_in_words(found.parts, found.silent),
        *([Paragraph(_("Proposals for improvement: %(text)s") % {"text": found.improvements})]
          if found.improvements else []),
    ]  # fmt: skip
