"""What every picture is, and how its marks are written as SVG.

Colours stand twice: as attributes, so that the picture stands alone in Word and PDF, and as classes, so that the page's
style sheet may follow the reader's dark or light screen. Neither is an inline style, which the pages' policy forbids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from spelregler.domain.words import Words
from spelregler.ui import formatting

WIDTH = 400
"""Every picture is as many steps wide, so that its lettering is readable on a phone and in a column of print."""
FONT = "Inter Variable, Inter, Arial, sans-serif"
LETTER = 12
"""The height of the lettering."""
STEP = Decimal("6.4")
"""A letter's usual width; what does not fit is cut with an ellipsis."""

INK = "#17262b"
MUTE = "#55666c"
SEA = "#135468"
RED = "#b3352f"
THREAD = "#6a3c9c"
"""The red thread by name, violet to the eye: red says that a rule is broken, and the thread says no state."""
TRACK = "#e9eef0"
SPREAD = "#a9c0c8"
EDGE = "#4f7f8d"
END = "#f4f8f9"
PAPER = "#ffffff"
UNLETTERED = (RED, SEA, EDGE, THREAD)
"""What is drawn without words on it; at least 3:1 on paper (WCAG 1.4.11)."""
COLOURS = {"kept": "#1e6b3c", "attention": "#8a5a00", "breach": "#a3211f", "not_assessed": "#4a5a61", "": SEA}
"""A status has its colour and always its word beside it (WCAG 1.4.1); each is at least 4.5:1 on paper (1.4.3)."""

Point: TypeAlias = tuple[Decimal, Decimal]


class Svg(str):
    """Finished SVG. Every text in it was escaped when it was written, so a template prints it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture with all that a figure must have: what it shows in words, unit, date, source and its table."""

    title: str
    text: str
    unit: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    svg: Svg
    day: date | None = None
    source: str = ""
    kind: str = ""


def say(language: str, words: Words) -> str:
    """Swedish comes first: anything that is not English is written in Swedish."""
    return words.text("en" if language.lower().startswith("en") else "sv")


def source_line(picture: Picture, language: str) -> str:
    """Unit, date and source under a picture, as one line."""
    day = say(language, Words("as of {day}", day=formatting.long_date(picture.day, language))) if picture.day else ""
    named = formatting.source_word(picture.source, language) if picture.source else ""
    source = say(language, Words("source: {named}", named=named)) if named else ""
    return " · ".join(part for part in (picture.unit, day, source) if part)


def at(place: Decimal | int) -> str:
    """A position, always with a decimal point."""
    return f"{Decimal(place):.1f}"


def points(places: Sequence[Point]) -> str:
    """A row of positions."""
    return " ".join(f"{at(x)},{at(y)}" for x, y in places)


def cut(words: str, room: Decimal | int) -> str:
    """Words that fit in the room, with an ellipsis where some are left out."""
    most = max(1, int(Decimal(room) / STEP))
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def text(
    x: Decimal | int, y: Decimal | int, words: str, *, colour: str = INK, name: str = "p-ink", anchor: str = "start"
) -> str:
    """Lettering in the picture; what a reader may not lose stands in the table too."""
    bold = ' font-weight="600"' if "p-strong" in name else ""
    return (
        f'<text class="{name}" x="{at(x)}" y="{at(y)}" fill="{colour}" font-family="{FONT}" font-size="{LETTER}"'
        f'{bold} text-anchor="{anchor}">{escape(words)}</text>'
    )


def line(start: Point, end: Point, *, colour: str, name: str, width: str = "1", dashes: str = "") -> str:
    """A straight line."""
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line class="{name}" x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}" stroke="{colour}"'
        f' stroke-width="{width}"{dash}/>'
    )


def path(places: Sequence[Point], *, colour: str, name: str, width: str, dashes: str = "") -> str:
    """An unbroken stretch of a line."""
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<polyline class="{name}" points="{points(places)}" fill="none" stroke="{colour}" stroke-width="{width}"'
        f' stroke-linejoin="round"{dash}/>'
    )


def area(places: Sequence[Point], *, colour: str, name: str) -> str:
    """A filled field with an edge: the edge is what must be told from its ground (WCAG 1.4.11)."""
    return f'<polygon class="{name}" points="{points(places)}" fill="{colour}" stroke="{EDGE}" stroke-width="1"/>'


def box(x: Decimal | int, y: Decimal | int, width: Decimal | int, height: Decimal | int, colour: str, name: str) -> str:
    """A filled bar."""
    return f'<rect class="{name}" x="{at(x)}" y="{at(y)}" width="{at(width)}" height="{at(height)}" fill="{colour}"/>'


def ring(place: Point, *, colour: str, name: str) -> str:
    """A point that is open, to be told from the filled ones by its form."""
    x, y = place
    return f'<circle class="{name}" cx="{at(x)}" cy="{at(y)}" r="5" fill="none" stroke="{colour}" stroke-width="2.5"/>'


def dot(place: Point, *, colour: str, name: str, radius: str = "2.6") -> str:
    """A point."""
    return f'<circle class="{name}" cx="{at(place[0])}" cy="{at(place[1])}" r="{radius}" fill="{colour}"/>'


def hollow(x: Decimal, y: Decimal, width: Decimal, height: Decimal, *, colour: str, name: str) -> str:
    """An open field inside its edges."""
    return (
        f'<rect class="{name} p-hollow" x="{at(x + Decimal("0.5"))}" y="{at(y + Decimal("0.5"))}"'
        f' width="{at(max(width - 1, Decimal("0.2")))}" height="{at(max(height - 1, Decimal("0.2")))}" fill="none"'
        f' stroke="{colour}"/>'
    )


def shape(status: str, middle: Point, size: Decimal, *, colour: str, name: str) -> list[str]:
    """A status's own shape, to be told without colour; nothing where it has none."""
    (across, down), half = middle, size / 2
    if status == "breach":
        return [box(across - half, down - half, size, size, colour, name)]
    if status == "attention":
        corners = (across, down - half), (across + half, down + half), (across - half, down + half)
        return [f'<polygon class="{name}" points="{points(corners)}" fill="{colour}"/>']
    if status == "kept":
        return [dot(middle, colour=colour, name=name, radius=at(half))]
    if status == "ensured":
        return [hollow(across - half, down - half, size, size, colour=colour, name=name)]
    if status == "not_assessed":
        return [
            f'<circle class="{name} p-hollow" cx="{at(across)}" cy="{at(down)}" r="{at(half)}" fill="none"'
            f' stroke="{colour}"/>'
        ]
    return []


def drawing(marks: Sequence[str], *, height: int, title: str, words: str, width: int = WIDTH) -> Svg:
    """The whole picture, with its name and its text alternative (WCAG 1.1.1)."""
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture-drawing" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label={quoteattr(f"{title}. {words}")}>'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>{''.join(marks)}</svg>"
    )
