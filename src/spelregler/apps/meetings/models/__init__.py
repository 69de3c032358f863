"""A body's meetings, their agendas and their minutes."""

from spelregler.apps.meetings.models.meetings import MEETING, AgendaItem, Material, Meeting
from spelregler.apps.meetings.models.minutes import (
    Adjustment,
    Attendance,
    Disqualification,
    Motion,
    OtherText,
    Paragraph,
    RecordedDissent,
    Second,
    Vote,
)
from spelregler.apps.meetings.models.templates import WordTemplate
from spelregler.apps.meetings.models.told_things import ToldThing

__all__ = [
    "MEETING",
    "Adjustment",
    "AgendaItem",
    "Attendance",
    "Disqualification",
    "Material",
    "Meeting",
    "Motion",
    "OtherText",
    "Paragraph",
    "RecordedDissent",
    "Second",
    "ToldThing",
    "Vote",
    "WordTemplate",
]
