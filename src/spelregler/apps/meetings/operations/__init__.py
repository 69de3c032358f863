"""Everything that is written in this room."""

from spelregler.apps.meetings.operations.adjusting import (
    adjust_at_once,
    adjust_minutes,
    confirm_minutes,
    post_minutes,
    take_back_adjustment,
    take_down,
)
from spelregler.apps.meetings.operations.changing import ItemChanged, change_item
from spelregler.apps.meetings.operations.holding import Attended, places_of, record_attendance
from spelregler.apps.meetings.operations.notice import add_material, send_notice
from spelregler.apps.meetings.operations.numbering import ParagraphRefused
from spelregler.apps.meetings.operations.planning import (
    MOST_PLANNED,
    ItemSaid,
    MeetingRefused,
    Planned,
    add_item,
    cancel_meeting,
    move_item,
    plan_meetings,
    put_back_item,
    remove_item,
)
from spelregler.apps.meetings.operations.recording import (
    TieSettled,
    no_official,
    record_disqualification,
    record_dissent,
    record_motion,
    record_vote,
    take_back,
)
from spelregler.apps.meetings.operations.templates import bring_template
from spelregler.apps.meetings.operations.writing import (
    Saved,
    Written,
    choose_public_text,
    settle_other_text,
    write_paragraph,
)

__all__ = [
    "MOST_PLANNED",
    "Attended",
    "ItemChanged",
    "ItemSaid",
    "MeetingRefused",
    "ParagraphRefused",
    "Planned",
    "Saved",
    "TieSettled",
    "Written",
    "add_item",
    "add_material",
    "adjust_at_once",
    "adjust_minutes",
    "bring_template",
    "cancel_meeting",
    "change_item",
    "choose_public_text",
    "confirm_minutes",
    "move_item",
    "no_official",
    "places_of",
    "plan_meetings",
    "post_minutes",
    "put_back_item",
    "record_attendance",
    "record_disqualification",
    "record_dissent",
    "record_motion",
    "record_vote",
    "remove_item",
    "send_notice",
    "settle_other_text",
    "take_back",
    "take_back_adjustment",
    "take_down",
    "write_paragraph",
]
