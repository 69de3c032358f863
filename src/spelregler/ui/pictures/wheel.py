"""The year as a wheel: twelve months, what falls in each on the rim, and today's hand (Årshjulet)."""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.picture import Picture, Point, say

CENTRE = Decimal(draw.WIDTH) / 2
HUB, NAMES, RIM, FIRST, BETWEEN = 72, 102, 124, 139, 13
"""How far from the middle: the hub with its words, the months' names, the rim, and what falls on a day, day on day."""
MOST_ON_A_DAY = 5
"""So many stand on one another before the picture would grow out of its field; the rest are told in the table."""
HUB_LETTERS = 20


@dataclass(frozen=True, kw_only=True)
class WheelDay:
    """What falls on a day of the year, whose it is, and whether it is the reader's own."""

    day: date
    label: str
    whose: str
    is_own: bool = False


def wheel(
    days: Sequence[WheelDay], *, year: int, today: date, title: str, language: str, has_own: bool = True
) -> Picture:
    """The reader's own days filled, all others open; the hand on today where it is in the year.

    `has_own` is False for whoever can have none, such as a resident, who is told nothing about it.
    """
    words = _words(days, year, today, language, has_own=has_own)
    marks = [*_months(language, today if today.year == year else None), *_marks(days), *_middle(year, today, language)]
    header = [Words("Last day"), Words("What"), Words("Whose")]
    own = say(language, Words("mine")), say(language, Words("another's"))
    return Picture(
        title=title,
        text=words,
        unit="",
        header=[say(language, each) for each in (*header, *([Words("Mine or another's")] if has_own else []))],
        rows=[
            [
                formatting.long_date(each.day, language),
                each.label,
                each.whose,
                *([own[0] if each.is_own else own[1]] if has_own else []),
            ]
            for each in days
        ],
        svg=draw.drawing(marks, height=draw.WIDTH, title=title, words=words),
        kind="wheel",
    )


def _words(days: Sequence[WheelDay], year: int, today: date, language: str, *, has_own: bool) -> str:
    own = [each for each in days if each.is_own]
    told = say(language, Words("{n} occasions in {year}.", n=len(days), year=year))
    if has_own and len(own) == len(days):
        told = say(language, Words("{n} occasions in {year} are mine.", n=len(days), year=year))
    elif has_own:
        told = say(
            language, Words("{n} occasions in {year}, {own} of them mine.", n=len(days), year=year, own=len(own))
        )
    coming = next((each for each in (own if has_own else days) if each.day >= today), None)
    if coming is None:
        return told
    day = formatting.long_date(coming.day, language)
    nearest = Words("Next: {what}, {day}.", what=coming.label, day=day)
    if has_own:
        nearest = Words("Next for me: {what}, {day}.", what=coming.label, day=day)
    return f"{told} {say(language, nearest)}"


def _month_turn(month: int) -> float:
    """Where a month begins, clockwise from the top; the months are drawn alike."""
    return 2 * math.pi * (month - 1) / 12


def _turn(day: date, *, inside: float = 0) -> float:
    """Where a day stands; `inside` keeps the last of a month from being taken for the first of the next."""
    start, length = _month_turn(day.month), math.pi / 6
    gone = (day.day - 0.5) / monthrange(day.year, day.month)[1] * length
    return start + min(max(gone, inside), length - inside)


def _place(turn: float, away: float) -> Point:
    return (
        CENTRE + Decimal(round(math.sin(turn) * away, 2)),
        CENTRE - Decimal(round(math.cos(turn) * away, 2)),
    )


def _arc(start: float, end: float, away: float, *, name: str, colour: str, width: str) -> str:
    (x1, y1), (x2, y2) = _place(start, away), _place(end, away)
    large = int(end - start > math.pi)
    return (
        f'<path class="{name}" d="M{draw.at(x1)} {draw.at(y1)}A{away} {away} 0 {large} 1 {draw.at(x2)} {draw.at(y2)}"'
        f' fill="none" stroke="{colour}" stroke-width="{width}"/>'
    )


def _months(language: str, today: date | None) -> list[str]:
    """The rim with its twelve months by name; what has gone of the year is drawn heavier, up to today's hand."""
    full = 2 * math.pi
    marks = [_arc(0, full / 2, RIM, name="p-rim", colour=draw.TRACK, width="7")]
    marks.append(_arc(full / 2, full - 0.0001, RIM, name="p-rim", colour=draw.TRACK, width="7"))
    if today is not None:
        marks.append(_arc(0, _turn(today), RIM, name="p-gone", colour=draw.SPREAD, width="7"))
    for month in range(1, 13):
        turn = _month_turn(month)
        edge = _place(turn, RIM - 8), _place(turn, RIM + 6)
        marks.append(draw.line(*edge, colour=draw.MUTE, name="p-edge", width="1"))
        x, y = _place(turn + full / 24, NAMES)
        is_now = today is not None and today.month == month
        marks.append(
            draw.text(
                x,
                y + 4,
                formatting.month_name(month, language, short=True),
                colour=draw.INK if is_now else draw.MUTE,
                name="p-ink p-strong" if is_now else "p-mute",
                anchor="middle",
            )
        )
    if today is not None:
        hand = _place(_turn(today), HUB), _place(_turn(today), RIM + 7)
        marks.append(draw.line(*hand, colour=draw.INK, name="p-hand", width="2.5"))
        marks.append(draw.dot(hand[1], colour=draw.INK, name="p-hand-end", radius="3.5"))
    return marks


def _marks(days: Sequence[WheelDay]) -> list[str]:
    """What falls on the same day stands one outside the other, one's own nearest the rim."""
    by_day: dict[date, list[WheelDay]] = defaultdict(list)
    for each in days:
        by_day[each.day].append(each)
    marks = []
    for day, found in by_day.items():
        turn = _turn(day, inside=0.06)
        for step, each in enumerate(sorted(found, key=lambda one: not one.is_own)[:MOST_ON_A_DAY]):
            place = _place(turn, FIRST + step * BETWEEN)
            if each.is_own:
                marks.append(draw.dot(place, colour=draw.SEA, name="p-own-day", radius="6"))
            else:
                marks.append(_open(place))
    return marks


def _open(place: Point) -> str:
    x, y = place
    return (
        f'<circle class="p-other-day" cx="{draw.at(x)}" cy="{draw.at(y)}" r="4.5" fill="{draw.PAPER}"'
        f' stroke="{draw.MUTE}" stroke-width="1.6"/>'
    )


def _middle(year: int, today: date, language: str) -> list[str]:
    marks = [draw.text(CENTRE, CENTRE + 4, str(year), name="p-ink p-strong p-big", anchor="middle")]
    if today.year == year:
        said = say(language, Words("Today {day}", day=formatting.short_date(today, language, today=today)))
        said = draw.cut(said, HUB_LETTERS * draw.STEP)
        marks.append(draw.text(CENTRE, CENTRE + 26, said, colour=draw.MUTE, name="p-mute", anchor="middle"))
    return marks
