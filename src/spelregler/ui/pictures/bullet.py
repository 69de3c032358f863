"""Bullet charts: what was reached against what was aimed at, one measure a row, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.axes import Scale
from spelregler.ui.pictures.picture import Picture, say

ROW = 62
LEFT, RIGHT = 4, 396


@dataclass(frozen=True, kw_only=True)
class Bullet:
    """A measure: what is not known is None, and is told, never drawn as zero. `sign` says which way is good.

    `hidden` says why a value that exists is not shown, and so tells it from one that is missing.
    """

    label: str
    value: Decimal | None
    target: Decimal | None
    unit: str = ""
    sign: str = ""
    decimals: int | None = None
    status: str = ""
    status_text: str = ""
    day: date | None = None
    source: str = ""
    hidden: str = ""


def bullets(measures: Sequence[Bullet], *, title: str, language: str) -> Picture:
    """One row a measure: bar for the outcome, line for the target, and the state in words."""
    words = " ".join(_sentence(each, language) for each in measures)
    words = words or say(language, Words("No measures to show."))
    marks = [mark for place, each in enumerate(measures) for mark in _marks(each, place * ROW, language)]
    return Picture(
        title=title,
        text=words,
        unit="",
        header=[
            say(language, Words("Measure")),
            say(language, Words("Outcome")),
            say(language, Words("Target")),
            say(language, Words("State")),
            say(language, Words("Measured to")),
            say(language, Words("Source")),
        ],
        rows=[_row(each, language) for each in measures],
        svg=draw.drawing(marks, height=max(ROW * len(measures), ROW), title=title, words=words),
        kind="bullets",
    )


def _with_unit(each: Bullet, figure: Decimal | None, language: str) -> str:
    """A figure with its unit; a dash where nothing is known."""
    written = formatting.number(figure, language, decimals=each.decimals)
    return f"{written} {each.unit}" if figure is not None and each.unit else written


def _outcome(each: Bullet, language: str) -> str:
    """The outcome in words: hidden and missing are two things, and neither is zero."""
    if each.hidden:
        return each.hidden
    if each.value is None:
        return say(language, Words("no outcome"))
    return _with_unit(each, each.value, language)


def _target(each: Bullet, language: str) -> str:
    written = _with_unit(each, each.target, language)
    return f"{each.sign} {written}" if each.sign and each.target is not None else written


def _sentence(each: Bullet, language: str) -> str:
    value, target = _outcome(each, language), _target(each, language)
    aim = say(language, Words("target {target}", target=target))
    if each.target is None:
        aim = say(language, Words("no target"))
    return f"{each.label}: {value}, {aim}" + (f" ({each.status_text})." if each.status_text else ".")


def _row(each: Bullet, language: str) -> list[str]:
    return [
        each.label,
        _outcome(each, language),
        _target(each, language),
        each.status_text or formatting.NOTHING,
        formatting.short_date(each.day, language),
        formatting.source_word(each.source, language) if each.source else formatting.NOTHING,
    ]


def _marks(each: Bullet, top: int, language: str) -> list[str]:
    colour = draw.COLOURS.get(each.status, draw.SEA)
    name = f"p-{each.status.replace('_', '-')}" if each.status else "p-fill"
    state = draw.cut(each.status_text, 120)
    label = draw.cut(each.label, RIGHT - LEFT - 20 - (len(state) * draw.STEP))
    value = draw.cut(_outcome(each, language), 190)
    aim = draw.cut(say(language, Words("target")) + f" {_target(each, language)}", 190)
    return [
        draw.text(LEFT, top + 14, label),
        draw.text(RIGHT, top + 14, state, colour=colour, name=f"{name} p-strong", anchor="end"),
        *_bar(each, top + 22, colour, name),
        draw.text(LEFT, top + 52, value, name="p-ink p-strong"),
        draw.text(RIGHT, top + 52, aim, colour=draw.MUTE, name="p-mute", anchor="end"),
    ]


def _bar(each: Bullet, top: int, colour: str, name: str) -> list[str]:
    marks = [draw.box(LEFT, top, RIGHT - LEFT, 14, draw.TRACK, "p-track")]
    scale = _scale(each)
    if each.value is not None and not each.hidden:
        start, end = sorted((scale.at(Decimal(0)), scale.at(each.value)))
        marks.append(draw.box(start, top + 2, end - start, 10, colour, name))
    if each.target is not None:
        x = scale.at(each.target)
        marks.append(
            draw.line((x, Decimal(top - 3)), (x, Decimal(top + 17)), colour=draw.INK, name="p-target", width="3")
        )
    return marks


def _scale(each: Bullet) -> Scale:
    """From zero, or below it where a figure is; a little longer than the longest."""
    known = [Decimal(0), *(figure for figure in (each.value, each.target) if figure is not None)]
    low, high = min(known), max(known)
    room = (high - low) / 12 or Decimal(1)
    return Scale(low - room if low < 0 else low, high + room, Decimal(LEFT), Decimal(RIGHT))
