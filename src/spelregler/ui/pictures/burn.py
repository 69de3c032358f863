"""Budget burn: a year month by month against its frame, with the forecast and its band to the year's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.money import Money
from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.axes import Scale, runs, scale_of
from spelregler.ui.pictures.picture import Picture, Point, say

TOP, BOTTOM, HEIGHT = 18, 190, 272
LEFT, RIGHT = 10, 390
KEYS = ((10, 228), (205, 228), (10, 246), (205, 246), (10, 264))
NAMED_MONTHS = {1: "start", 4: "middle", 7: "middle", 10: "middle", 12: "end"}


@dataclass(frozen=True, kw_only=True)
class BurnMonth:
    """One month, cumulated from January. A month without a ledger has no outcome, never a zero.

    `low` and `high` are the forecast's band in the month, where it has one.
    """

    month: int
    frame: Money
    outcome: Money | None = None
    forecast: Money | None = None
    low: Money | None = None
    high: Money | None = None


@dataclass(frozen=True, kw_only=True)
class BurnLine:
    """A year month by month. `forecast_low` and `forecast_high` are the band at the year's end.

    `own` is what the manager or the committee expects for the year, beside a forecast that is computed.
    """

    label: str
    months: Sequence[BurnMonth]
    forecast_low: Money | None = None
    forecast_high: Money | None = None
    own: Money | None = None
    note: str = ""
    source: str = ""
    day: date | None = None


def burn(year: BurnLine, language: str) -> Picture:
    """The outcome is drawn as far as it is known; forecast and band go on from there."""
    months = sorted(_with_band(year), key=lambda each: each.month)
    words = _words(months, year.own, language)
    return Picture(
        title=year.label,
        text=words,
        unit="tkr",
        day=year.day,
        source=year.source,
        header=_header(months, language),
        rows=[_row(each, language, banded=_is_banded(months)) for each in months],
        svg=draw.drawing(_marks(months, year.own, language), height=HEIGHT, title=year.label, words=words),
        kind="burn",
    )


def _with_band(year: BurnLine) -> list[BurnMonth]:
    """A band given for the year's end alone stands in the last month that has a forecast."""
    months = list(year.months)
    ends = [place for place, each in enumerate(months) if each.forecast is not None]
    if ends and not _is_banded(months) and year.forecast_low is not None and year.forecast_high is not None:
        end = months[ends[-1]]
        months[ends[-1]] = BurnMonth(
            month=end.month,
            frame=end.frame,
            outcome=end.outcome,
            forecast=end.forecast,
            low=year.forecast_low,
            high=year.forecast_high,
        )
    return months


def _is_banded(months: Sequence[BurnMonth]) -> bool:
    return any(each.low is not None and each.high is not None for each in months)


def _last(months: Sequence[BurnMonth]) -> BurnMonth | None:
    return next((each for each in reversed(months) if each.outcome is not None), None)


def _coming(months: Sequence[BurnMonth]) -> list[BurnMonth]:
    last = _last(months)
    return [each for each in months if each.forecast is not None and (last is None or each.month > last.month)]


def _words(months: Sequence[BurnMonth], own: Money | None, language: str) -> str:
    if not months:
        return say(language, Words("No months to show."))
    last, coming, end = _last(months), _coming(months), months[-1]
    frame = formatting.money(end.frame, language)
    parts = [say(language, Words("The frame is {frame} for the year.", frame=frame))]
    if last is None:
        parts.append(say(language, Words("No outcome is imported.")))
    else:
        name, so_far = formatting.month_name(last.month, language), formatting.money(last.outcome, language)
        even = formatting.money(last.frame, language)
        parts.append(
            say(
                language,
                Words(
                    "Through {name} the outcome is {so_far}, against {even} at an even pace.",
                    name=name,
                    so_far=so_far,
                    even=even,
                ),
            )
        )
    if coming:
        expected = formatting.money(coming[-1].forecast, language)
        band = _band_words(coming[-1], language)
        named = say(language, Words("The computed forecast")) if own is not None else ""
        named = named or say(language, Words("The forecast"))
        parts.append(say(language, Words("{named} is {expected}{band}.", named=named, expected=expected, band=band)))
    if own is not None:
        expects = formatting.money(own, language)
        parts.append(say(language, Words("The own judgement is {expects}.", expects=expects)))
    return " ".join(parts)


def _band_words(end: BurnMonth, language: str) -> str:
    if end.low is None or end.high is None:
        return ""
    low, high = formatting.money(end.low, language), formatting.money(end.high, language)
    return say(language, Words(", with the range {low} to {high}", low=low, high=high))


def _header(months: Sequence[BurnMonth], language: str) -> list[str]:
    header = [
        say(language, Words("tkr, from January")),
        say(language, Words("Frame")),
        say(language, Words("Outcome")),
        say(language, Words("Forecast")),
    ]
    return header + ([say(language, Words("Lowest")), say(language, Words("Highest"))] if _is_banded(months) else [])


def _row(each: BurnMonth, language: str, *, banded: bool) -> list[str]:
    amounts = [each.frame, each.outcome, each.forecast, *([each.low, each.high] if banded else [])]
    return [
        formatting.month_name(each.month, language),
        *(formatting.money(amount, language, unit=False) for amount in amounts),
    ]


def _marks(months: Sequence[BurnMonth], own: Money | None, language: str) -> list[str]:
    field = _Field.of(months, own)
    marks = field.axes(language)
    marks += field.band(months)
    marks += field.lines([each.frame for each in months], months, draw.INK, "p-frame", "1.5", "6 5")
    coming = field.forecast(months)
    if len(coming) > 1:
        marks.append(draw.path(coming, colour=draw.SEA, name="p-forecast", width="2.5", dashes="2 4"))
    marks += field.lines([each.outcome for each in months], months, draw.SEA, "p-outcome", "3")
    marks += [
        draw.dot(field.place(each.month, each.outcome), colour=draw.SEA, name="p-dot")
        for each in months
        if each.outcome is not None
    ]
    if own is not None:
        marks.append(draw.ring(field.place(12, own), colour=draw.INK, name="p-own"))
    return marks + _keys(months, own, language)


@dataclass(frozen=True)
class _Field:
    scale: Scale
    levels: Sequence[Decimal]

    @classmethod
    def of(cls, months: Sequence[BurnMonth], own: Money | None) -> _Field:
        amounts = [a for m in months for a in (m.frame, m.outcome, m.forecast, m.low, m.high) if a is not None]
        amounts += [] if own is None else [own]
        return cls(*scale_of([_tkr(each) for each in amounts], start=BOTTOM, end=TOP))

    def place(self, month: int, amount: Money) -> Point:
        return _across(month), self.scale.at(_tkr(amount))

    def axes(self, language: str) -> list[str]:
        marks = []
        for level in self.levels:
            down, name = self.scale.at(level), formatting.number(level.normalize() + 0, language)
            marks.append(draw.line((Decimal(0), down), (Decimal(draw.WIDTH), down), colour="#d9dedf", name="p-grid"))
            marks.append(draw.text(0, down - 4, name, colour=draw.MUTE, name="p-mute"))
        for month, anchor in NAMED_MONTHS.items():
            name = formatting.month_name(month, language, short=True)
            marks.append(draw.text(_across(month), 206, name, colour=draw.MUTE, name="p-mute", anchor=anchor))
        return marks

    def lines(
        self,
        amounts: Sequence[Money | None],
        months: Sequence[BurnMonth],
        colour: str,
        name: str,
        width: str,
        dashes: str = "",
    ) -> list[str]:
        by_month = {m.month: amount for m, amount in zip(months, amounts, strict=True)}
        stretches = runs([by_month.get(month) for month in range(1, 13)])
        return [
            draw.path(
                [self.place(at + 1, amount) for at, amount in each],
                colour=colour,
                name=name,
                width=width,
                dashes=dashes,
            )
            for each in stretches
            if len(each) > 1
        ]

    def forecast(self, months: Sequence[BurnMonth]) -> list[Point]:
        return [
            *self._here(months),
            *(self.place(m.month, m.forecast) for m in _coming(months) if m.forecast is not None),
        ]

    def band(self, months: Sequence[BurnMonth]) -> list[str]:
        last = _last(months)
        coming = [m for m in months if last is None or m.month > last.month]
        low = [self.place(m.month, m.low) for m in coming if m.low is not None and m.high is not None]
        high = [self.place(m.month, m.high) for m in coming if m.low is not None and m.high is not None]
        places = [*self._here(months), *low, *reversed(high)]
        return [draw.area(places, colour=draw.SPREAD, name="p-band")] if low and len(places) > 2 else []

    def _here(self, months: Sequence[BurnMonth]) -> list[Point]:
        last = _last(months)
        return [self.place(last.month, last.outcome)] if last is not None and last.outcome is not None else []


def _tkr(amount: Money) -> Decimal:
    return Decimal(amount.ore) / 100_000


def _across(month: int) -> Decimal:
    return LEFT + Decimal(month - 1) / 11 * (RIGHT - LEFT)


def _keys(months: Sequence[BurnMonth], own: Money | None, language: str) -> list[str]:
    """What each line is, told by its form as well as its colour, with its latest figure."""
    last, coming = _last(months), _coming(months)
    keys: list[tuple[str, str]] = []
    if last is not None:
        keys.append(("p-outcome", say(language, Words("Outcome")) + f" {formatting.money(last.outcome, language)}"))
    if months:
        keys.append(("p-frame", say(language, Words("Frame")) + f" {formatting.money(months[-1].frame, language)}"))
    if coming:
        amount = formatting.money(coming[-1].forecast, language)
        keys.append(("p-forecast", say(language, Words("Forecast")) + f" {amount}"))
    if _is_banded(months):
        keys.append(("p-band", say(language, Words("The forecast's band"))))
    if own is not None:
        keys.append(("p-own", say(language, Words("Own")) + f" {formatting.money(own, language)}"))
    return [mark for (x, y), (name, words) in zip(KEYS, keys, strict=False) for mark in _key(x, y, name, words)]


def _key(x: int, y: int, name: str, words: str) -> list[str]:
    if name == "p-band":
        corners = ((x, y - 10), (x + 20, y - 10), (x + 20, y), (x, y))
        places = [(Decimal(across), Decimal(down)) for across, down in corners]
        sample = draw.area(places, colour=draw.SPREAD, name=name)
    elif name == "p-own":
        sample = draw.ring((Decimal(x + 10), Decimal(y - 4)), colour=draw.INK, name=name)
    else:
        colour, width, dashes = {
            "p-outcome": (draw.SEA, "3", ""),
            "p-frame": (draw.INK, "1.5", "6 5"),
            "p-forecast": (draw.SEA, "2.5", "2 4"),
        }[name]
        middle = Decimal(y - 4)
        sample = draw.line(
            (Decimal(x), middle), (Decimal(x + 20), middle), colour=colour, name=name, width=width, dashes=dashes
        )
    return [sample, draw.text(x + 26, y, draw.cut(words, RIGHT - x - 26 if name == "p-own" else 160))]
