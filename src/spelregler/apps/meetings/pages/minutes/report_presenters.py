"""The notice, the minutes and a paragraph's extract as documents: to be sent, signed and kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.meetings.models import Attendance, Meeting
from spelregler.apps.meetings.pages.meeting.presenters import (
    ItemRow,
    MeetingView,
    ParagraphRow,
    There,
    adjusted_in_words,
    adjusters,
    there,
)
from spelregler.apps.meetings.pages.words import name_of
from spelregler.exchange.documents import Block, Document, Heading, Layout, Paragraph, Table
from spelregler.platform import clock
from spelregler.platform.own_templates import fields_of
from spelregler.ui import formatting


def notice(found: MeetingView, meeting: Meeting, acting_role: ActingRole, *, template: str = "") -> Document:
    """The notice to members and substitutes, with the agenda; as Word in the template with the digest."""
    header = [_("No."), _("Item"), _("About it")]
    rows = [[str(each.number), each.title, _about(each)] for each in found.items]
    blocks: list[Block] = [
        Paragraph(_("Notice to members, information to substitutes")),
        Paragraph(f"{found.when}, {found.place}"),
        Heading(_("Agenda")),
        Table(_("Agenda"), header, rows),
    ]
    title = _("Notice: %(meeting)s") % {"meeting": name_of(meeting, acting_role)}
    lines = _shared(found, meeting, acting_role) | {"handlingar_senast": found.papers_by}
    parts = {"arenden": [Paragraph(_numbered(each)) for each in found.items]}
    return _document(title, blocks, acting_role, layout=_layout(template, lines, parts))


def minutes(
    found: MeetingView,
    rows: Sequence[ParagraphRow],
    attended: Sequence[Attendance],
    meeting: Meeting,
    acting_role: ActingRole,
    *,
    template: str = "",
) -> Document:
    """The minutes as the reader may read them; as Word in the template with the digest."""
    said = there(attended, meeting, acting_role.language)
    attendance, paragraphs = _there(said), [block for each in rows for block in _paragraph(each)]
    adjusted = _adjusted(meeting, attended, acting_role.language)
    blocks: list[Block] = [
        Paragraph(f"{found.when}, {found.place}"),
        *attendance,
        *paragraphs,
        Heading(_("Adjustment")),
        Paragraph(adjusted),
    ]
    if found.posted:
        blocks += [Heading(_("Public notice")), Paragraph(found.posted)]
    title = _("Minutes: %(meeting)s") % {"meeting": name_of(meeting, acting_role)}
    lines = _shared(found, meeting, acting_role) | {
        "ordforande": said.leads,
        "justerare": ", ".join(said.adjusters),
        "justering": adjusted,
        "anslag": found.posted,
    }
    parts = {"narvaro": attendance, "paragrafer": paragraphs}
    return _document(title, blocks, acting_role, layout=_layout(template, lines, parts))


def extract(row: ParagraphRow, meeting: Meeting, attended: Sequence[Attendance], acting_role: ActingRole) -> Document:
    """One paragraph of the minutes."""
    blocks = [*_paragraph(row), Paragraph(_adjusted(meeting, attended, acting_role.language), is_note=True)]
    words = {"number": row.number, "meeting": name_of(meeting, acting_role)}
    return _document(_("Extract from the minutes, § %(number)d: %(meeting)s") % words, blocks, acting_role)


def _layout(template: str, lines: Mapping[str, str], parts: Mapping[str, Sequence[Block]]) -> Layout | None:
    return Layout(template, fields_of(lines, parts)) if template else None


def _shared(found: MeetingView, meeting: Meeting, acting_role: ActingRole) -> dict[str, str]:
    return {
        "kommun": acting_role.municipality,
        "organ": acting_role.say(meeting.body.name, meeting.body.name_en),
        "datum": formatting.long_date(meeting.held_on, acting_role.language),
        "tid": f"{meeting.starts_at:%H.%M}",
        "plats": found.place,
        "slag": found.kind,
    }


def _numbered(row: ItemRow) -> str:
    about = _about(row)
    return f"{row.number}. {row.title}" + (f". {about}" if about else "")


def _document(
    title: str, blocks: Sequence[Block], acting_role: ActingRole, *, layout: Layout | None = None
) -> Document:
    return Document(
        title=title,
        language=acting_role.language,
        made=clock.today(),
        author=acting_role.municipality,
        blocks=list(blocks),
        layout=layout,
    )


def _about(row: ItemRow) -> str:
    return ". ".join(each for each in (row.note, row.changed, ", ".join(paper.title for paper in row.papers)) if each)


def _there(said: There) -> list[Block]:
    lines = [
        (_("Chair"), said.leads),
        (_("Serving"), ", ".join(said.serving)),
        (_("Substitutes who did not serve"), ", ".join(said.not_serving)),
        (_("Others"), said.others),
        (_("Adjusters"), ", ".join(said.adjusters)),
    ]
    rows = [[label, value] for label, value in lines if value]
    return [Table(_("Who was there"), [_("As what"), _("Who")], rows)]


def _paragraph(row: ParagraphRow) -> list[Block]:
    case = f" ({row.case_number})" if row.case_number else ""
    blocks: list[Block] = [Heading(f"§ {row.number} {row.title}{case}")]
    blocks += [Paragraph(each) for each in row.text.splitlines() if each.strip()]
    blocks += [Paragraph(each) for each in row.recorded]
    if row.outcome:
        blocks += [Paragraph(_("Decision: %(text)s") % {"text": row.outcome})]
    if row.at_once:
        blocks.append(Paragraph(_("The paragraph was adjusted at once."), is_note=True))
    if row.withheld_for:
        words = _("Something is left out of what is published: %(reason)s") % {"reason": row.withheld_for}
        blocks.append(Paragraph(words, is_note=True))
    return blocks


def _adjusted(meeting: Meeting, attended: Sequence[Attendance], language: str) -> str:
    return adjusted_in_words(meeting, adjusters(attended, language), language)
