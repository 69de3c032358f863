"""A meeting in a list: how far it has come, in a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.pages.words import KINDS, address


@dataclass(frozen=True)
class MeetingRow:
    """A meeting as a line."""

    url: str
    held_on: date
    time: str
    body: str
    place: str
    extra: str
    items: str
    status: str
    word: str


def rows_of(found: Iterable[Meeting], acting_role: ActingRole) -> list[MeetingRow]:
    """In the order given. How many items there are is told once the notice is sent."""
    return [_row(each, acting_role) for each in found]


def _row(meeting: Meeting, acting_role: ActingRole) -> MeetingRow:
    status, word = state(meeting, as_of=acting_role.as_of)
    count = getattr(meeting, "item_count", 0)
    told = meeting.noticed_on is not None and meeting.noticed_on <= acting_role.as_of
    return MeetingRow(
        url=address(meeting),
        held_on=meeting.held_on,
        time=f"{meeting.starts_at:%H.%M}",
        body=acting_role.say(meeting.body.name, meeting.body.name_en),
        place=meeting.place,
        extra=str(KINDS[Meeting.Kind.EXTRA]) if meeting.kind == Meeting.Kind.EXTRA else "",
        items=ngettext("%(n)d item", "%(n)d items", count) % {"n": count} if told else "",
        status=status,
        word=word,
    )


def state(meeting: Meeting, *, as_of: date) -> tuple[str, str]:
    """How far the meeting has come on the day, as status and word."""
    if meeting.is_cancelled:
        return "not_applicable", _("cancelled")
    if _by(meeting.adjusted_on, as_of):
        return "kept", _("minutes adjusted")
    if _by(meeting.opened_on, as_of):
        return "attention", _("minutes being written")
    if meeting.held_on < as_of:
        return "attention", _("not minuted yet")
    if _by(meeting.noticed_on, as_of):
        return "kept", _("notice sent")
    return "", _("planned")


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of
