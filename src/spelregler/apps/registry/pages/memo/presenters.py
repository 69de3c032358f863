"""An official's memo as it is read, on a page or as a document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.registry.models import Memo
from spelregler.domain.registry import PARTS, missing_parts
from spelregler.exchange.documents import Block, Document, Heading, Paragraph
from spelregler.platform import clock
from spelregler.ui import formatting


@dataclass(frozen=True)
class PartRow:
    """A part that is written."""

    title: str
    text: str


def written(memo: Memo, language: str) -> list[PartRow]:
    """The parts that say something, in their order."""
    return [PartRow(words.text(language), getattr(memo, part)) for part, words in PARTS.items() if getattr(memo, part)]


def missing(memo: Memo, demanded: Collection[str], language: str) -> list[str]:
    """What the template demands and nobody has written."""
    lacking = missing_parts({part: getattr(memo, part) for part in PARTS}, demanded=demanded)
    return [PARTS[part].text(language) for part in lacking]


def standing(memo: Memo, acting_role: ActingRole) -> str:
    """Who signed it and when, or that it is a draft."""
    record, post = memo.record, memo.signed_by
    if post is None or record.registered_on is None:
        return _("Draft in %(number)s") % {"number": record.case_file.number}
    return _("%(number)s, record %(running)d. Signed by %(post)s on %(day)s.") % {
        "number": record.case_file.number,
        "running": record.number,
        "post": acting_role.say(post.title, post.title_en),
        "day": formatting.long_date(record.registered_on, acting_role.language),
    }


def document(memo: Memo, acting_role: ActingRole) -> Document:
    """The memo as a document to be sent or printed."""
    blocks: list[Block] = [Paragraph(standing(memo, acting_role))]
    for each in written(memo, acting_role.language):
        blocks.append(Heading(each.title))
        blocks.extend(Paragraph(line) for line in each.text.splitlines() if line.strip())
    if memo.reason:
        blocks += [Heading(_("Why something is left out")), Paragraph(memo.reason)]
    return Document(
        title=memo.record.subject,
        language=acting_role.language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=blocks,
    )
