"""The account as a document to be sent or printed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.followup.presenters import Shown
from spelregler.exchange.documents import Block, Document, Drawing, Heading, Paragraph, Table
from spelregler.platform import clock
from spelregler.ui import formatting
from spelregler.ui.pictures import Picture
from spelregler.ui.pictures.picture import source_line


def document(account: Shown, acting_role: ActingRole) -> Document:
    """The page as a report to be sent or printed."""
    day = _("As known on %(day)s.") % {"day": formatting.long_date(acting_role.as_of, acting_role.language)}
    blocks: list[Block] = [
        Paragraph(account.caution),
        Paragraph(day, is_note=True),
        Heading(_("The money")),
        Paragraph(account.status_text),
        Table(_("Frame, outcome, forecast and deviation"), account.money_header, [row.cells for row in account.money]),
        *picture_blocks(account.burn, acting_role.language),
        Heading(_("The goals")),
        *_goal_blocks(account, acting_role.language),
        *(block for each in account.threads for block in picture_blocks(each, acting_role.language)),
        Heading(_("Units")),
        Table(_("Units: money and goals"), account.unit_header, [unit.cells for unit in account.units])
        if account.units
        else Paragraph(_("No unit has a frame here yet")),
    ]
    return Document(
        title=account.title,
        language=acting_role.language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=blocks,
    )


def _goal_blocks(account: Shown, language: str) -> list[Block]:
    if not account.goals:
        return [Paragraph(_("The committee has no decided goals for the year."))]
    rows = [[goal.title, goal.status_text] for goal in account.goals]
    table = Table(_("The committee's goals"), [_("Goal"), _("State")], rows)
    return [table, *(picture_blocks(account.measures, language) if account.measures else [])]


def picture_blocks(picture: Picture, language: str) -> list[Block]:
    """A picture in a document: its name, itself, what it shows in words, its table and its source."""
    return [
        Heading(picture.title, level=2),
        Drawing(picture.text, picture.svg),
        Paragraph(picture.text),
        Table(picture.title, picture.header, picture.rows),
        *([Paragraph(source, is_note=True)] if (source := source_line(picture, language)) else []),
    ]
