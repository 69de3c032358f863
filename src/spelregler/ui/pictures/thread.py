"""The red thread: from the vision down to what is done, level under level, with the state of each (MR-13, CP-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.picture import Picture, say

LINE_AT, TEXT_AT = 12, 30
MOST = 4
"""More knots than this at one level would be a list; how many are left out is told, and the table holds them all."""
WORST_FIRST = ("breach", "attention", "not_assessed", "", "kept")
LETTERS, LINES = 56, 2
HEADING, WRITTEN, BETWEEN = 24, 16, 6
CHOSEN = Words("the chosen goal")


@dataclass(frozen=True, kw_only=True)
class Knot:
    """A vision, a goal, a department, a unit or an action, whose it is and how it goes."""

    label: str
    whose: str = ""
    status: str = ""
    status_text: str = ""
    broken: str = ""
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of the thread. Without a knot the thread is broken there, and that is shown."""

    name: str
    knots: Sequence[Knot]


def thread(levels: Sequence[Level], *, title: str, language: str) -> Picture:
    """Level under level along one line, which is broken where nothing hangs."""
    words = _words(levels, language)
    marks, down = _marks(levels, language)
    return Picture(
        title=title,
        text=words,
        unit="",
        header=[
            say(language, Words("Level")),
            say(language, Words("What")),
            say(language, Words("Whose")),
            say(language, Words("State")),
        ],
        rows=[_row(level, each, language) for level in levels for each in level.knots],
        svg=draw.drawing(marks, height=down + 4, title=title, words=words),
        kind="thread",
    )


def _words(levels: Sequence[Level], language: str) -> str:
    counts = ", ".join(f"{level.name.lower()} {len(level.knots)}" for level in levels)
    empty = [level.name.lower() for level in levels if not level.knots]
    told = say(language, Words("The thread from above: {counts}.", counts=counts))
    if empty:
        gaps = ", ".join(empty)
        told += " " + say(language, Words("The thread is broken at {gaps}.", gaps=gaps))
    return told


def _row(level: Level, each: Knot, language: str) -> list[str]:
    chosen = say(language, CHOSEN) if each.chosen else ""
    state = ", ".join(part for part in (chosen, each.status_text, each.broken) if part)
    return [level.name, each.label, each.whose or formatting.NOTHING, state or formatting.NOTHING]


def _marks(levels: Sequence[Level], language: str) -> tuple[list[str], int]:
    marks: list[str] = []
    down = 0
    for place, level in enumerate(levels):
        top = down
        inside: list[str] = [draw.text(TEXT_AT, top + 16, level.name, colour=draw.MUTE, name="p-mute p-strong")]
        down += HEADING
        for each in _foremost(level.knots):
            knot, down = _knot(each, down, language)
            inside += knot
        left = len(level.knots) - MOST
        if left > 0 or not level.knots:
            said = say(language, Words("and {left} more, see the table", left=left))
            said = said if level.knots else say(language, Words("nothing: the thread is broken"))
            inside.append(draw.text(TEXT_AT, down + 12, said, colour=draw.MUTE, name="p-mute"))
            down += WRITTEN + BETWEEN
        end = down if place < len(levels) - 1 else down - WRITTEN
        marks += [_line(top, end, is_whole=bool(level.knots)), *inside]
    return marks, max(down, HEADING)


def _foremost(knots: Sequence[Knot]) -> Sequence[Knot]:
    """All where there is room; else the chosen one and what most needs eyes."""
    if len(knots) <= MOST:
        return knots
    return sorted(knots, key=lambda each: (not each.chosen, WORST_FIRST.index(each.status)))[:MOST]


def _line(top: int, end: int, *, is_whole: bool) -> str:
    x = Decimal(LINE_AT)
    dashes = "" if is_whole else "2 6"
    return draw.line(
        (x, Decimal(top)), (x, Decimal(end)), colour=draw.THREAD, name="p-thread", width="3", dashes=dashes
    )


def _knot(each: Knot, top: int, language: str) -> tuple[list[str], int]:
    radius = "7" if each.chosen else "4"
    name = "p-ink p-strong" if each.chosen else "p-ink"
    marks = [draw.dot((Decimal(LINE_AT), Decimal(top + 8)), colour=draw.THREAD, name="p-knot", radius=radius)]
    if each.chosen:
        marks.append(draw.dot((Decimal(LINE_AT), Decimal(top + 8)), colour=draw.PAPER, name="p-hole", radius="3"))
    for written in _written(each.label):
        marks.append(draw.text(TEXT_AT, top + 12, draw.cut(written, draw.WIDTH - TEXT_AT), name=name))
        top += WRITTEN
    chosen = say(language, CHOSEN) if each.chosen else ""
    said = " · ".join(part for part in (chosen, each.whose, each.status_text, each.broken) if part)
    if said:
        colour = draw.COLOURS.get(each.status, draw.MUTE) if each.status else draw.MUTE
        css = f"p-{each.status.replace('_', '-')}" if each.status else "p-mute"
        marks.append(draw.text(TEXT_AT, top + 12, draw.cut(said, draw.WIDTH - TEXT_AT), colour=colour, name=css))
        top += WRITTEN
    return marks, top + BETWEEN


def _written(label: str) -> list[str]:
    found = wrap(label, LETTERS) or [formatting.NOTHING]
    return found if len(found) <= LINES else [*found[: LINES - 1], found[LINES - 1][: LETTERS - 1].rstrip() + "…"]
