"""The actions of this room, the matter that they are asked about, and what the acting role may do with a meeting."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.meetings.models import Meeting
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with a body's meeting; what the notice has told, and adjusted minutes, everybody reads."""

    PLAN = "meeting_agenda:execute"
    PREPARE = "meeting_agenda:prepare"
    READ_PAPERS = "meeting_agenda:read"
    MINUTE = "meeting_minutes:execute"
    ADJUST = "meeting_minutes:adjust"
    READ_MINUTES = "meeting_minutes:read"


ANY = "any"
"""A body to ask about where none is named: the registry keeps the meetings of all."""


def meetings_of(body: str) -> Resource:
    """A body's meetings as such."""
    return Resource(kind="meeting", id=body, body=body)


def meeting_matter(meeting: Meeting, adjusters: Collection[str] = ()) -> Resource:
    """A meeting, with the codes of those who led it and adjust its minutes."""
    return Resource(kind="meeting", id=str(meeting.pk), body=meeting.body.code, parties=frozenset(adjusters))


@dataclass(frozen=True)
class Doing:
    """What the acting role may do with a meeting; nothing but reading in a picture of an earlier day."""

    plan: bool
    prepare: bool
    minute: bool
    adjust: bool
    read_papers: bool
    read_minutes: bool
    is_now: bool
    """What nobody had told on an earlier day is shown in no picture of it: it has no day before it is told."""

    def reads_agenda(self, meeting: Meeting) -> bool:
        """Whether it reads what is on the agenda: everybody does once the notice is sent."""
        return meeting.noticed_on is not None or (self.is_now and (self.read_papers or self.prepare))

    def reads_minutes(self, meeting: Meeting) -> bool:
        """Whether it reads the minutes: everybody does once they are adjusted."""
        return meeting.adjusted_on is not None or (self.is_now and self.read_minutes)

    def reads_whole(self) -> bool:
        """Whether it reads a paragraph whole, where what is published leaves something out."""
        return self.read_minutes


def doing(acting_role: ActingRole, meeting: Meeting, adjusters: Collection[str] = ()) -> Doing:
    """As the rules say."""
    matter, is_now = meeting_matter(meeting, adjusters), acting_role.as_of == acting_role.today
    return Doing(
        plan=is_now and may(acting_role, Action.PLAN, matter),
        prepare=is_now and may(acting_role, Action.PREPARE, matter),
        minute=is_now and may(acting_role, Action.MINUTE, matter),
        adjust=is_now and may(acting_role, Action.ADJUST, matter),
        read_papers=may(acting_role, Action.READ_PAPERS, matter),
        read_minutes=may(acting_role, Action.READ_MINUTES, matter),
        is_now=is_now,
    )
