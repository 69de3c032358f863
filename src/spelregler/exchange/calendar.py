"""Dates out to a calendar program (iCalendar, RFC 5545), to be subscribed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class DayEvent:
    """Something that has a day. `uid` is the same each time the same thing is told, and nothing else's; `revision` is
    raised each time that its day is moved.
    """

    uid: str
    day: date
    title: str
    url: str
    text: str = ""
    revision: int = 0


def calendar_of(events: Iterable[DayEvent], *, name: str, stamp: datetime) -> bytes:
    """A whole-day event for each, that takes no time of the day: whoever subscribes is not shown as busy.

    `stamp` is when the dates were as told. The file is replaced whole each time, so what is not in it is no more.
    """
    # The library reads all time zones when it is loaded; only whoever fetches a calendar needs it.
    from icalendar import Calendar, Event, vText

    calendar = Calendar()
    calendar.add("prodid", "-//Spelregler//SV")
    calendar.add("version", "2.0")
    # The library knows no kind for a name and would write it as it stands; it is text, with its commas escaped.
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for each in events:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", stamp)
        event.add("sequence", each.revision)
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.title)
        event.add("url", each.url)
        event.add("description", "\n".join(filter(None, (each.text, each.url))))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
