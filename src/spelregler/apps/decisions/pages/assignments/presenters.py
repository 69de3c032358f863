"""A body's open assignments as a document that goes to its meeting. No figure is told of any person."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.queries import AssignmentRow
from spelregler.apps.organisation.models import Body
from spelregler.exchange.documents import Block, Document, Paragraph, Table
from spelregler.ui import formatting


def list_document(body: Body, rows: Sequence[AssignmentRow], acting_role: ActingRole) -> Document:
    """What the body has asked for and not been told of, the most urgent first, with what is left of each."""
    language, day = acting_role.language, formatting.long_date(acting_role.as_of, acting_role.language)
    title = _("Open assignments: %(body)s") % {"body": acting_role.say(body.name, body.name_en)}
    header = [_("Assignment"), _("Decision"), _("To"), _("Last day"), _("Left to do")]
    blocks: list[Block] = [Paragraph(_("As known on %(day)s.") % {"day": day}, is_note=True)]
    blocks.append(
        Table(title, header, [_cells(row, acting_role, language) for row in rows])
        if rows
        else Paragraph(_("No assignment is open."))
    )
    return Document(
        title=title, language=language, made=acting_role.today, author=acting_role.municipality, blocks=blocks
    )


def _cells(row: AssignmentRow, acting_role: ActingRole, language: str) -> list[str]:
    last = formatting.long_date(row.due_on, language)
    return [
        row.text,
        f"{formatting.long_date(row.decided_on, language)} §\u00a0{row.paragraph}",
        acting_role.say(row.addressee_title, row.addressee_title_en),
        _("%(day)s, late") % {"day": last} if row.is_late else last,
        row.left or formatting.NOTHING,
    ]
