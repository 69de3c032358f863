"""A meeting in a list: how far it has come, in a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.pages.words import KINDS, address
from spelregler.apps.organisation.models import Body
from spelregler.domain.working_days import is_working_day


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
    return MeetingRow(
        url=address(meeting),
        held_on=meeting.held_on,
        time=f"{meeting.starts_at:%H.%M}",
        body=acting_role.say(meeting.body.name, meeting.body.name_en),
        place=meeting.place,
        extra=str(KINDS[Meeting.Kind.EXTRA]) if meeting.kind == Meeting.Kind.EXTRA else "",
        items=ngettext("%(n)d item", "%(n)d items", count) % {"n": count} if meeting.noticed_on else "",
        status=status,
        word=word,
    )


@dataclass(frozen=True)
class RuledDay:
    """A day of a rule: what stands in its way, as status and word, and whether it goes on to be planned."""

    day: date
    status: str
    word: str
    is_kept: bool


def ruled_days(
    days: Iterable[date], body: Body, known: Mapping[date, Sequence[Meeting]], acting_role: ActingRole
) -> list[RuledDay]:
    """Left out are days when nobody works, when the body is not there, and when it has a meeting already."""
    return [_ruled(day, body, known.get(day, ()), acting_role) for day in days]


def _ruled(day: date, body: Body, known: Sequence[Meeting], acting_role: ActingRole) -> RuledDay:
    if day < body.start or (body.end is not None and day >= body.end):
        return RuledDay(day, "not_applicable", _("left out: the body is not there"), is_kept=False)
    if any(each.body_id == body.pk for each in known):
        return RuledDay(day, "not_applicable", _("left out: the body has a meeting already"), is_kept=False)
    if not is_working_day(day):
        return RuledDay(day, "not_applicable", _("left out: no working day"), is_kept=False)
    others = [acting_role.say(each.body.name, each.body.name_en) for each in known]
    if others:
        return RuledDay(day, "attention", _("meets too: %(bodies)s") % {"bodies": ", ".join(others)}, is_kept=True)
    return RuledDay(day, "", "", is_kept=True)


def state(meeting: Meeting, *, as_of: date) -> tuple[str, str]:
    """How far the meeting has come on the day, as status and word; it is read as it was known then."""
    if meeting.is_cancelled:
        return "not_applicable", _("cancelled")
    if meeting.adjusted_on is not None:
        return "kept", _("minutes adjusted")
    if meeting.opened_on is not None:
        return "attention", _("minutes being written")
    if meeting.held_on < as_of:
        return "attention", _("not minuted yet")
    if meeting.noticed_on is not None:
        return "kept", _("notice sent")
    return "", _("planned")
