"""The rules' year: what was answered to a rule from day to day, as a strip of twelve months.

Each answer has its height, its shape and its colour, so that it is told without colour; where no answer is stored the
strip is a dotted line, and is never drawn as if the rule was followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import quoteattr

from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.rule_year import Stretch
from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.picture import Picture, Svg, say

HEIGHTS = {
    "breach": Decimal(1),
    "attention": Decimal("0.75"),
    "not_assessed": Decimal("0.75"),
    "kept": Decimal("0.5"),
    "ensured": Decimal("0.5"),
    "not_applicable": Decimal("0.15"),
}
"""How high an answer stands in the strip, of the whole."""
HOLLOW = frozenset({"not_assessed", "ensured"})
"""What is no measured answer is drawn open."""
ROW_WIDTH, ROW_HEIGHT = 240, 20
STRIP_TOP, STRIP_HEIGHT = 26, 36
LEFT, RIGHT = 2, draw.WIDTH - 2


@dataclass(frozen=True)
class _Field:
    """Where a strip stands, and which days it spans."""

    left: Decimal
    right: Decimal
    floor: Decimal
    height: Decimal
    start: date
    end: date

    def at(self, day: date) -> Decimal:
        return self.left + (self.right - self.left) * (day - self.start).days / (self.end - self.start).days


def row_strip(stretches: Sequence[Stretch], *, name: str, language: str) -> Svg:
    """One rule's strip for a row of a table; its name and what it shows stand in words for who does not see it."""
    start, end = stretches[0].start, stretches[-1].end
    field = _Field(Decimal(1), Decimal(ROW_WIDTH - 1), Decimal(ROW_HEIGHT - 1), Decimal(ROW_HEIGHT - 2), start, end)
    words = f"{name}: {in_words(stretches, language)}"
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 {ROW_WIDTH} {ROW_HEIGHT}"'
        f' width="{ROW_WIDTH}" height="{ROW_HEIGHT}" role="img" aria-label={quoteattr(words)}>'
        f"{''.join(_marks(stretches, field))}</svg>"
    )


def month_scale(start: date, end: date, language: str) -> Svg:
    """The months over a column of strips; the strips say their days in words themselves."""
    field = _Field(Decimal(1), Decimal(ROW_WIDTH - 1), Decimal(14), Decimal(0), start, end)
    marks = [
        draw.text((field.at(first) + field.at(after)) / 2, 12, letter, colour=draw.MUTE, name="p-mute", anchor="middle")
        for first, after, letter in _months(start, end, language, letters=1)
    ]
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 {ROW_WIDTH} 16" width="{ROW_WIDTH}"'
        f' height="16" aria-hidden="true">{"".join(marks)}</svg>'
    )


def strip(stretches: Sequence[Stretch], *, title: str, language: str) -> Picture:
    """One rule's year, wide: each stretch with its word where there is room, the months under it, and a table."""
    start, end = stretches[0].start, stretches[-1].end
    floor = Decimal(STRIP_TOP + STRIP_HEIGHT)
    field = _Field(Decimal(LEFT), Decimal(RIGHT), floor, Decimal(STRIP_HEIGHT), start, end)
    words = in_words(stretches, language)
    marks = [*_marks(stretches, field), *_labels(stretches, field, language), *_axis(field, language)]
    return Picture(
        title=title,
        text=words[:1].upper() + words[1:],
        unit="",
        header=[say(language, Words("From")), say(language, Words("To and with")), say(language, Words("State"))],
        rows=[
            [
                formatting.long_date(each.start, language),
                formatting.long_date(each.last, language),
                status_words(each.status, language),
            ]
            for each in reversed(stretches)
        ],
        svg=draw.drawing(marks, height=STRIP_TOP + STRIP_HEIGHT + 24, title=title, words=words),
        kind="strip",
    )


def status_words(status: str, language: str) -> str:
    """What was answered, in words; also that nothing is stored."""
    return formatting.status_word(status, language) if status else say(language, Words("no answer stored"))


def in_words(stretches: Sequence[Stretch], language: str) -> str:
    """The whole year in words, the latest first."""
    *before, now = stretches
    word, day = status_words(now.status, language), formatting.long_date(now.start, language)
    if not before:
        return say(language, Words("{status} the whole year to and with {day}.", status=word, day=_last(now, language)))
    told = say(language, Words("{status} since {day}.", status=word, day=day))
    return " ".join([told, say(language, Words("Before that:")), "; ".join(_earlier(before, language)) + "."])


def _earlier(found: Sequence[Stretch], language: str) -> Iterable[str]:
    for each in reversed(found):
        days = f"{formatting.long_date(each.start, language)}\u2013{_last(each, language)}"
        yield f"{status_words(each.status, language)} {days}"


def _last(each: Stretch, language: str) -> str:
    return formatting.long_date(each.last, language)


def _marks(stretches: Sequence[Stretch], field: _Field) -> list[str]:
    return [mark for each in stretches for mark in _stretch(each, field)]


def _stretch(each: Stretch, field: _Field) -> list[str]:
    x, width = field.at(each.start), field.at(each.end) - field.at(each.start)
    if not each.status:
        middle = field.floor - field.height / 4
        ends = (x, middle), (x + width, middle)
        return [draw.line(*ends, colour=draw.MUTE, name="p-unknown", width="1.5", dashes="1.5 3.5")]
    high = field.height * HEIGHTS[each.status]
    gap = min(Decimal("0.6"), width / 4)
    place = x + gap, field.floor - high, max(width - 2 * gap, Decimal("0.4")), high
    colour, name = draw.COLOURS.get(each.status, draw.MUTE), f"p-{each.status.replace('_', '-')}"
    if each.status in HOLLOW:
        return [draw.hollow(*place, colour=colour, name=name), *_shape(each.status, place, colour, f"{name} on-paper")]
    return [draw.box(*place, colour, name), *_shape(each.status, place, draw.PAPER, "p-paper")]


def _shape(status: str, place: tuple[Decimal, Decimal, Decimal, Decimal], colour: str, name: str) -> list[str]:
    """The status's own shape in the middle of its stretch, where it has room."""
    x, y, width, height = place
    size = min(Decimal(7), height - 3)
    if width < size + 4 or size < 4:
        return []
    return draw.shape(status, (x + width / 2, y + height / 2), size, colour=colour, name=name)


def _labels(stretches: Sequence[Stretch], field: _Field, language: str) -> list[str]:
    """The word over each stretch that has room for it; the sentence and the table hold them all."""
    marks = []
    for each in stretches:
        word, width = status_words(each.status, language), field.at(each.end) - field.at(each.start)
        if len(word) * draw.STEP <= width:
            marks.append(draw.text(field.at(each.start) + 1, STRIP_TOP - 10, word, colour=draw.MUTE, name="p-mute"))
    return marks


def _axis(field: _Field, language: str) -> list[str]:
    marks = [
        draw.line(
            (field.left, field.floor + 2), (field.right, field.floor + 2), colour=draw.MUTE, name="p-grid", width="1"
        )
    ]
    for first, after, name in _months(field.start, field.end, language, letters=3):
        if first != field.start:
            x = field.at(first)
            marks.append(
                draw.line((x, field.floor + 2), (x, field.floor + 6), colour=draw.MUTE, name="p-grid", width="1")
            )
        middle = (field.at(first) + field.at(after)) / 2
        if field.at(after) - field.at(first) >= len(name) * draw.STEP:
            marks.append(
                draw.text(middle, field.floor + 18, name, colour=draw.MUTE, name="p-mute p-small", anchor="middle")
            )
    return marks


def _months(start: date, end: date, language: str, *, letters: int) -> Iterable[tuple[date, date, str]]:
    """Each month in the strip, cut to it, with the beginning of its name."""
    first = start.replace(day=1)
    while first < end:
        after = add_months(first, 1)
        if min(after, end) - max(first, start) > 10 * ONE_DAY:
            name = formatting.month_name(first.month, language, short=True)[:letters]
            yield max(first, start), min(after, end), name.upper() if letters == 1 else name
        first = after
