"""A frame as one bar: what is used, what the year is expected to come to and within which range, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from spelregler.domain.money import ZERO, Money
from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.axes import Scale
from spelregler.ui.pictures.picture import Picture, say

BAR, BAR_HIGH = 18, 32
STRIP, STRIP_HIGH = 53, 24
END_HIGH, ROW_HIGH = 92, 18
"""The field of the year's end, where forecast and range are seen closer than the whole year lets them."""
INSIDE = 6
LEAST_LETTERS = 9
"""A name with fewer letters than this is no longer known; then the part has its number alone, as in the table."""


@dataclass(frozen=True, kw_only=True)
class BarPart:
    """One part inside a whole: a committee inside the council's frame, a unit inside the committee's."""

    label: str
    frame: Money
    outcome: Money | None = None
    forecast: Money | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class FrameBar:
    """A frame and how it goes. `outcome_label` says until when ("Utfall t.o.m. oktober")."""

    label: str
    frame: Money
    outcome: Money | None = None
    outcome_label: str = ""
    forecast: Money | None = None
    forecast_low: Money | None = None
    forecast_high: Money | None = None
    source: str = ""
    note: str = ""
    parts: Sequence[BarPart] = ()

    @property
    def left(self) -> Money | None:
        """What the forecast leaves of the frame; negative is an overrun."""
        return None if self.forecast is None else self.frame - self.forecast

    @property
    def unspent(self) -> Money | None:
        """What is left to use today."""
        return None if self.outcome is None else self.frame - self.outcome

    @property
    def parts_total(self) -> Money:
        """The sum of the parts."""
        return Money.sum(part.frame for part in self.parts)

    @property
    def undistributed(self) -> Money:
        """What of the whole no part holds; negative means that the parts promise more than there is."""
        return self.frame - self.parts_total

    @property
    def range(self) -> tuple[Money, Money] | None:
        """Between what and what the year is expected to end, where both ends are known."""
        if self.forecast_low is None or self.forecast_high is None:
            return None
        return self.forecast_low, self.forecast_high

    @property
    def beyond(self) -> int:
        """1 where the forecast is higher than the range, -1 where it is lower: somebody else's word than what computed
        the range; 0 inside it, or where one of them is not known.
        """
        if self.range is None or self.forecast is None:
            return 0
        low, high = self.range
        return (self.forecast > high) - (self.forecast < low)


def frame(bar: FrameBar, language: str) -> Picture:
    """The frame with its outcome, its parts by name inside it, and the year's end with forecast and range seen close.

    What is not known is neither drawn nor told as zero.
    """
    words = _words(bar, language)
    marks, down = [*_whole(bar, language)], BAR + BAR_HIGH + 4
    if bar.parts:
        marks += _strip(bar, language)
        down = STRIP + STRIP_HIGH + 4
    if bar.forecast is not None:
        marks += _end(bar, bar.forecast, down + 10, language)
        down += 10 + END_HIGH + (ROW_HIGH if bar.beyond else 0)
    return Picture(
        title=bar.label,
        text=words,
        unit="tkr",
        source=bar.source,
        header=_header(bar, language),
        rows=_rows(bar, language),
        svg=draw.drawing(marks, height=down + 2, title=bar.label, words=words),
        kind="frame",
    )


# In words and as a table -----------------------------------------------------------------------------------------


def left_words(left: Money, language: str) -> str:
    """What the year is expected to leave of the frame, or lack."""
    amount = formatting.money(Money(abs(left.ore)), language)
    if left.ore < 0:
        return say(language, Words("{amount} over the frame", amount=amount))
    return say(language, Words("{amount} left", amount=amount))


def range_words(bar: FrameBar, language: str) -> str:
    """The range of the forecast; nothing where it is not known."""
    if bar.range is None:
        return ""
    low, high = (formatting.money(each, language, unit=False) for each in bar.range)
    if bar.beyond:
        return say(language, Words("computed range {low}–{high} tkr", low=low, high=high))
    return say(language, Words("range {low}–{high} tkr", low=low, high=high))


def _beyond_words(bar: FrameBar, language: str) -> str:
    return say(language, Words("over the range") if bar.beyond > 0 else Words("under the range"))


def _words(bar: FrameBar, language: str) -> str:
    said = [say(language, Words("The frame is {frame} for the year.", frame=formatting.money(bar.frame, language)))]
    if bar.outcome is not None:
        said.append(f"{_outcome_label(bar, language)} {formatting.money(bar.outcome, language)}.")
    if bar.forecast is not None and bar.left is not None:
        expected, within = formatting.money(bar.forecast, language), range_words(bar, language)
        told = say(language, Words("The forecast is {expected}", expected=expected))
        if bar.beyond:
            within = f"{_beyond_words(bar, language)} ({within})"
        told += f", {within}" if within else ""
        said.append(f"{told}: {left_words(bar.left, language)}.")
    if bar.parts:
        named = "; ".join(_part_words(each.label, each.frame, language) for each in bar.parts)
        said.append(say(language, Words("It is made of: {named}.", named=named)))
        if bar.undistributed.ore:
            said.append(f"{_part_words(_undistributed(language), bar.undistributed, language)}.")
    return " ".join(said)


def _part_words(label: str, amount: Money, language: str) -> str:
    return f"{label} {formatting.money(amount, language)}"


def _undistributed(language: str) -> str:
    return say(language, Words("Not distributed"))


def _outcome_label(bar: FrameBar, language: str) -> str:
    return bar.outcome_label or say(language, Words("Outcome"))


def _header(bar: FrameBar, language: str) -> list[str]:
    return [
        say(language, Words("tkr")),
        say(language, Words("Frame")),
        _outcome_label(bar, language),
        say(language, Words("Forecast")),
        say(language, Words("Lowest")),
        say(language, Words("Highest")),
        say(language, Words("Left at year's end")),
    ]


def _rows(bar: FrameBar, language: str) -> list[list[str]]:
    def row(label: str, *amounts: Money | None) -> list[str]:
        return [label, *(formatting.money(each, language, unit=False) for each in amounts)]

    rows = [
        row(f"{number} {each.label}", each.frame, each.outcome, each.forecast, None, None, _left(each))
        for number, each in enumerate(bar.parts, start=1)
    ]
    if bar.parts and bar.undistributed.ore:
        rows.append(row(_undistributed(language), bar.undistributed, None, None, None, None, None))
    whole = say(language, Words("The whole")) if bar.parts else bar.label
    ends = (bar.forecast_low, bar.forecast_high)
    return [*rows, row(whole, bar.frame, bar.outcome, bar.forecast, *ends, bar.left)]


def _left(part: BarPart) -> Money | None:
    return None if part.forecast is None else part.frame - part.forecast


# The whole year and its parts ------------------------------------------------------------------------------------


def _tkr(amount: Money) -> Decimal:
    return Decimal(amount.ore) / 100_000


def _year(bar: FrameBar) -> Scale:
    """As long as the largest of frame, outcome, forecast and the sum of the parts."""
    known = [bar.frame, bar.outcome, bar.forecast, bar.forecast_high, bar.parts_total]
    longest = max(_tkr(each) for each in known if each is not None)
    return Scale(Decimal(0), longest if longest > 0 else Decimal(1), Decimal(1), Decimal(draw.WIDTH - 1))


def _whole(bar: FrameBar, language: str) -> list[str]:
    year = _year(bar)
    start, frame_x = year.start, year.at(_tkr(bar.frame))
    marks = [draw.box(start, BAR, frame_x - start, BAR_HIGH, draw.TRACK, "p-track")]
    used = year.at(_tkr(bar.outcome)) if bar.outcome is not None else start
    if bar.forecast is not None:
        expected = year.at(_tkr(bar.forecast))
        within = min(expected, frame_x)
        if within > used:
            marks.append(draw.box(used, BAR, within - used, BAR_HIGH, draw.SPREAD, "p-expected"))
        if expected > frame_x:
            over = max(frame_x, used)
            marks.append(draw.box(over, BAR, max(expected - over, Decimal(0)), BAR_HIGH, draw.RED, "p-over"))
    if bar.outcome is not None:
        marks.append(draw.box(start, BAR, used - start, BAR_HIGH, draw.SEA, "p-fill"))
        marks.append(_outcome_text(bar, used, language))
    said = say(language, Words("Frame")) + f" {formatting.money(bar.frame, language)}"
    marks.append(draw.line((frame_x, Decimal(BAR - 4)), (frame_x, Decimal(BAR + BAR_HIGH + 3)), **_INK))
    return [*marks, draw.text(*_anchored(frame_x, BAR - 7, said), name="p-ink p-strong", anchor=_side(frame_x, said))]


_INK = {"colour": draw.INK, "name": "p-frame", "width": "2.5"}


def _outcome_text(bar: FrameBar, used: Decimal, language: str) -> str:
    """Inside what is used where it has room, else beside it."""
    said = f"{_outcome_label(bar, language)} {formatting.money(bar.outcome, language)}"
    down = BAR + BAR_HIGH // 2 + 4
    if _length(said) + 2 * INSIDE <= used:
        return draw.text(1 + INSIDE, down, said, colour=draw.PAPER, name="p-on p-strong")
    return draw.text(used + INSIDE, down, draw.cut(said, max(draw.WIDTH - used - INSIDE, Decimal(1))))


def _strip(bar: FrameBar, language: str) -> list[str]:
    """The parts one after another inside the frame, each with its name where it has room, else its table's number."""
    year = _year(bar)
    marks, reached = [], ZERO
    for number, each in enumerate(bar.parts, start=1):
        start, end = year.at(_tkr(reached)), year.at(_tkr(reached + each.frame))
        reached += each.frame
        name = "p-part" if number % 2 else "p-part-b"
        colour = draw.SPREAD if number % 2 else draw.TRACK
        title = f"{number} {_part_words(each.label, each.frame, language)}"
        marks.append(_segment(start, end, title, _fitting(number, each.label, end - start), colour, name))
    if bar.undistributed.ore > 0:
        start, end = year.at(_tkr(reached)), year.at(_tkr(bar.frame))
        said = _undistributed(language)
        title = _part_words(said, bar.undistributed, language)
        marks.append(_segment(start, end, title, said if _fits(said, end - start) else "", draw.PAPER, "p-rest"))
    return marks


def _segment(start: Decimal, end: Decimal, title: str, said: str, colour: str, name: str) -> str:
    width = max(end - start - 1, Decimal(1) / 2)
    rect = draw.box(start, STRIP, min(width, draw.WIDTH - start), STRIP_HIGH, colour, name)
    if name == "p-rest":
        rect = rect.replace("/>", f' stroke="{draw.EDGE}" stroke-dasharray="3 3"/>')
    x, anchor = (start + width / 2, "middle") if said.isdigit() else (start + 4, "start")
    words = draw.text(x, STRIP + 16, said, anchor=anchor) if said else ""
    return f"<g><title>{escape(title)}</title>{rect}{words}</g>"


def _fitting(number: int, label: str, room: Decimal) -> str:
    full = f"{number} {label}"
    if _fits(full, room):
        return full
    if int((room - 8) / draw.STEP) >= LEAST_LETTERS:
        return draw.cut(full, room - 8)
    return str(number) if _length(str(number)) + 4 <= room else ""


def _fits(said: str, room: Decimal) -> bool:
    return _length(said) + 8 <= room


def _length(said: str) -> Decimal:
    return len(said) * draw.STEP


# The year's end, seen close --------------------------------------------------------------------------------------


def _end(bar: FrameBar, expected: Money, top: int, language: str) -> list[str]:
    """Frame, forecast and range on a scale of their own: of a whole year they are a hair's breadth."""
    figures = [_tkr(each) for each in (bar.frame, expected, *(bar.range or ()))]
    low, high = min(figures), max(figures)
    room = (high - low) / 4 or abs(high) / 100 or Decimal(1)
    scale = Scale(low - room, high + room, Decimal(12), Decimal(draw.WIDTH - 12))
    at, frame_x = scale.at(_tkr(expected)), scale.at(_tkr(bar.frame))
    left = bar.frame - expected
    name = "p-breach" if left.ore < 0 else "p-fill"
    colour = draw.COLOURS["breach"] if left.ore < 0 else draw.SEA
    middle = Decimal(top + 54)
    frame_said = say(language, Words("Frame")) + f" {formatting.money(bar.frame, language, unit=False)}"
    said = say(language, Words("Forecast")) + f" {formatting.money(expected, language, unit=False)}"
    beside = _beyond_words(bar, language) if bar.beyond else range_words(bar, language)
    said = " · ".join(each for each in (said, beside) if each)
    marks = [
        draw.box(0, top, draw.WIDTH, END_HIGH + (ROW_HIGH if bar.beyond else 0), draw.END, "p-end"),
        draw.text(10, top + 17, say(language, Words("At year's end")), colour=draw.MUTE, name="p-mute"),
        draw.text(
            draw.WIDTH - 10, top + 17, left_words(left, language), colour=colour, name=f"{name} p-strong", anchor="end"
        ),
        draw.line((Decimal(10), middle), (Decimal(draw.WIDTH - 10), middle), colour=draw.EDGE, name="p-axis"),
    ]
    if bar.range is not None:
        lowest, highest = bar.range
        low_x, high_x = scale.at(_tkr(lowest)), scale.at(_tkr(highest))
        marks += _band(low_x, high_x, middle)
        if bar.beyond:
            told, x = range_words(bar, language), (low_x + high_x) / 2
            place = _anchored(x, top + 81 + ROW_HIGH, told)
            marks.append(draw.text(*place, colour=draw.MUTE, name="p-mute", anchor=_side(x, told)))
    return [
        *marks,
        draw.line((frame_x, middle - 15), (frame_x, middle + 9), **_INK),
        draw.text(*_anchored(frame_x, top + 35, frame_said), anchor=_side(frame_x, frame_said)),
        draw.dot((at, middle), colour=colour, name=name, radius="6"),
        draw.text(*_anchored(at, top + 81, said), colour=colour, name=f"{name} p-strong", anchor=_side(at, said)),
    ]


def _band(low: Decimal, high: Decimal, middle: Decimal) -> list[str]:
    """The range as a band with an end at each side."""
    corners = ((low, middle - 6), (high, middle - 6), (high, middle + 6), (low, middle + 6))
    ends = [
        draw.line((x, middle - 9), (x, middle + 9), colour=draw.EDGE, name="p-range", width="2") for x in (low, high)
    ]
    return [draw.area(corners, colour=draw.SPREAD, name="p-band"), *ends]


def _side(x: Decimal, said: str) -> str:
    """How words at a place are anchored so that they stay inside."""
    half = _length(said) / 2
    return "start" if x < half + 8 else "end" if x > draw.WIDTH - half - 8 else "middle"


def _anchored(x: Decimal, down: int, said: str) -> tuple[Decimal, int, str]:
    """Where they stand: at the place itself, or inside the edge that it is near."""
    side = _side(x, said)
    if side == "middle":
        return x, down, said
    return (max(x - 4, Decimal(2)) if side == "start" else min(x + 4, Decimal(draw.WIDTH - 2))), down, said
