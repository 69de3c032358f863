"""How many stand how: one bar parted by the states, each with its shape, its word and its count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.words import Words
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.picture import Picture, say

BAR, BAR_HIGH = 4, 34
KEY, KEY_HIGH, COLUMN = 60, 22, 200
GAP = Decimal(2)
HOLLOW = "not_assessed"
LEAST = Decimal(14)
"""A part this wide has room for its count."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A state with its word, and how many stand so."""

    status: str
    word: str
    count: int


def standings(parts: Sequence[Standing], *, title: str, day: date | None = None, language: str) -> Picture:
    """The parts in the order that they are given; one that nobody stands in is told, and has no room in the bar."""
    total = sum(each.count for each in parts)
    told = ", ".join(f"{each.count} {each.word}" for each in parts if each.count)
    words = say(language, Words("Of {total}: {told}.", total=total, told=told)) if total else ""
    words = words or say(language, Words("Nothing to count."))
    lines = -(-len(parts) // 2)
    return Picture(
        title=title,
        text=words,
        unit="",
        day=day,
        header=[say(language, Words("State")), say(language, Words("Count"))],
        rows=[[each.word, str(each.count)] for each in parts],
        svg=draw.drawing(
            [*_bar(parts, total), *_keys(parts)], height=KEY + (lines - 1) * KEY_HIGH + 8, title=title, words=words
        ),
        kind="standings",
    )


def _bar(parts: Sequence[Standing], total: int) -> list[str]:
    if not total:
        return [draw.box(1, BAR, draw.WIDTH - 2, BAR_HIGH, draw.TRACK, "p-track")]
    marks, start = [], Decimal(1)
    for each in parts:
        width = Decimal(draw.WIDTH - 2) * each.count / total
        if each.count:
            marks += _part(each, start, width - GAP)
        start += width
    return marks


def _part(each: Standing, start: Decimal, width: Decimal) -> list[str]:
    colour, name = _look(each)
    place = start, Decimal(BAR), width, Decimal(BAR_HIGH)
    is_hollow = each.status == HOLLOW
    marks = [draw.hollow(*place, colour=colour, name=name) if is_hollow else draw.box(*place, colour, name)]
    if width >= LEAST:
        ink, lettered = (draw.INK, "p-ink p-strong") if is_hollow else (draw.PAPER, "p-on p-strong")
        middle = start + width / 2
        marks.append(draw.text(middle, BAR + 22, str(each.count), colour=ink, name=lettered, anchor="middle"))
    return marks


def _keys(parts: Sequence[Standing]) -> list[str]:
    marks: list[str] = []
    for place, each in enumerate(parts):
        colour, name = _look(each)
        x, y = Decimal(place % 2 * COLUMN), Decimal(KEY + place // 2 * KEY_HIGH)
        look = f"{name} on-paper" if each.status == HOLLOW else name
        marks += draw.shape(each.status, (x + 8, y - 4), Decimal(11), colour=colour, name=look)
        marks.append(draw.text(x + 22, y, draw.cut(f"{each.count} {each.word}", COLUMN - 26)))
    return marks


def _look(each: Standing) -> tuple[str, str]:
    return draw.COLOURS.get(each.status, draw.MUTE), f"p-{each.status.replace('_', '-')}"
