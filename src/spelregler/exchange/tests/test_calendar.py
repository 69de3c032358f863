"""A calendar file is what RFC 5545 says: lines of at most 75 octets, and the text as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from spelregler.exchange.calendar import DayEvent, calendar_of

STAMP = datetime(2026, 11, 2, tzinfo=UTC)
LONG = "Återrapportera: översyn av skolskjutsarna på Östra Älvöns åtta grundskolor, även åren då båten går"


def event(title: str = "Rapportera", day: date = date(2026, 11, 30)) -> DayEvent:
    return DayEvent(
        uid="1@spelregler", day=day, title=title, url="https://kommunen.se/att-gora/#värden", text="Sista dag."
    )


def written(*events: DayEvent) -> bytes:
    return calendar_of(events, name="Att göra", stamp=STAMP)


@pytest.mark.parametrize(
    "title", [LONG, "å" * 200, "x" + "ö" * 99, "💡" * 40], ids=["words", "å", "odd", "four octets"]
)
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(title: str) -> None:
    lines = written(event(title)).split(b"\r\n")
    assert max(len(each) for each in lines) <= 75
    for each in lines:
        each.decode()
    assert icalendar.Calendar.from_ical(written(event(title))).events[0]["summary"] == title


def test_a_task_is_one_whole_day_that_blocks_nothing_and_ends_the_day_after() -> None:
    text = written(event()).decode()
    assert "DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\n" in text
    assert "DTSTAMP:20261102T000000Z\r\n" in text
    assert "TRANSP:TRANSPARENT\r\n" in text


def test_commas_semicolons_and_new_lines_are_the_text_s_own() -> None:
    told = "Svara; med mål, mått\nEND:VEVENT"
    text = written(event(told))
    assert text.count(b"\r\nEND:VEVENT\r\n") == 1
    assert icalendar.Calendar.from_ical(text).events[0]["summary"] == told


def test_a_calendar_is_called_by_its_whole_name() -> None:
    name = "Kultur-, fritids- och skolnämnden"
    lines = calendar_of([], name=name, stamp=STAMP).decode().split("\r\n")
    escaped = name.replace(",", "\\,")
    assert f"NAME:{escaped}" in lines
    assert f"X-WR-CALNAME:{escaped}" in lines


def test_no_dates_are_a_calendar_too() -> None:
    text = written().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "VEVENT" not in text
