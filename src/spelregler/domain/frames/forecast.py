"""What the year will cost, proposed from what is booked. Three plain methods, each with its words and a range.

*Seasonal profile* (ratio-to-total, the multiplicative season of classical decomposition; Hyndman & Athanasopoulos,
Forecasting: Principles and Practice, ch. 3): when the same months were 60 per cent of earlier years, the outcome so far
is taken to be 60 per cent of this one. *Median*: the middle one of what each of those years would say, which one odd
year does not move. *Straight line on the frame*: the outcome so far, and the frame's twelfths for the months left.
What is known to happen once is neither scaled nor forgotten. How well each would have done, and which one is chosen
for it: `backtest`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

from spelregler.domain.money import ZERO, Money
from spelregler.domain.wording import named, pct, percentage, tkr
from spelregler.domain.words import NOTHING, Bilingual, Words

MONTHS = 12
MOST_YEARS = 5
"""How many earlier years make the profile: older ones say less about how the work is done now."""


class ForecastError(ValueError):
    """The figures do not carry a forecast; the message says what is missing, in both languages."""

    def __init__(self, words: Bilingual) -> None:
        self.words = words
        super().__init__(words.en)


class Method(StrEnum):
    """How the proposal was counted."""

    SEASONAL = "seasonal"
    MEDIAN = "median"
    STRAIGHT = "straight"
    ENDED = "ended"

    @property
    def words(self) -> Words:
        """What it is called."""
        return METHODS[self]


METHODS = {
    Method.SEASONAL: Words("seasonal profile"),
    Method.MEDIAN: Words("median of the years' courses"),
    Method.STRAIGHT: Words("straight line on the frame"),
    Method.ENDED: Words("the unit has ended"),
}


@dataclass(frozen=True)
class EarlierYear:
    """A year's net cost month by month, as booked."""

    year: int
    months: Mapping[int, Money]

    @cached_property
    def is_whole(self) -> bool:
        """All twelve months are booked; nothing is filled in."""
        return set(self.months) == set(range(1, MONTHS + 1))

    @property
    def whole(self) -> Money:
        return self._through[MONTHS]

    def until(self, month: int) -> Money:
        """Net cost from January through the month."""
        return self._through[month]

    @cached_property
    def _through(self) -> tuple[Money, ...]:
        """What had been booked through each month, from none: asked for time and again when methods are tested."""
        amounts = (self.months[month].ore if month in self.months else 0 for month in range(1, MONTHS + 1))
        return tuple(Money(ore) for ore in accumulate(amounts, initial=0))

    def carries(self, month: int) -> bool:
        """Whether the year has a profile to take: whole, and with a net cost both by the month and by December."""
        return self.is_whole and self.whole > ZERO and self.until(month) > ZERO


@dataclass(frozen=True)
class KnownEvent:
    """Something that happens once, with its net cost: in one month, or evenly from a month through December."""

    month: int
    amount: Money
    reason: str
    runs_on: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.month <= MONTHS:
            raise ValueError(f"no such month: {self.month}")

    def until(self, month: int) -> Money:
        """How much of it lies in the year through the month."""
        if month < self.month:
            return ZERO
        if not self.runs_on:
            return self.amount
        return self.amount.share(numerator=month - self.month + 1, denominator=MONTHS - self.month + 1)


@dataclass(frozen=True)
class CoursePoint:
    """Where the year is expected to stand after a month, in all, with its range."""

    month: int
    point: Money
    low: Money
    high: Money


@dataclass(frozen=True)
class ForecastProposal:
    """The expected net cost of the year, the range it moves in, and how it was counted."""

    amount: Money
    low: Money
    high: Money
    months: int
    method: Method
    how: Bilingual
    """The way of counting, in a sentence or two."""
    course: tuple[CoursePoint, ...]
    years: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    """Earlier years with bookings that carry no profile: a month is missing, or there was no net cost."""
    booked_pct: Decimal | None = None
    """How much of those years had been booked by the same month."""
    events: tuple[KnownEvent, ...] = ()


def forecast_straight(
    *, outcome_by_month: Mapping[int, Money], frame: Money, events: Iterable[KnownEvent] = (), first: int = 1
) -> ForecastProposal:
    """Outcome so far plus the frame's even share for the months left, and the known events that are still to come.

    The range asks: what if the months left cost as the cheapest, or the dearest, month so far? A unit that began in
    the year has its frame for the months from its `first`.

    ForecastError where no month is booked, or one before the latest is missing.
    """
    events = tuple(events)
    known = known_months(outcome_by_month, first=first)
    left, lived = MONTHS - known, MONTHS - first + 1
    outcome = Money.sum(outcome_by_month.values())
    to_come = _to_come(events, known)
    plain = [amount - _within(events, month) for month, amount in outcome_by_month.items()]
    rest = rest_of_frame(plain, frame=frame, left=left, lived=lived)
    amount, low, high = (outcome + each + to_come for each in rest)
    return ForecastProposal(
        amount=amount,
        low=low,
        high=high,
        months=known,
        method=Method.STRAIGHT,
        how=Words(
            "The outcome of {months} ({outcome}) plus {parts} of the frame ({frame}){events}. The range assumes that "
            "the rest of the year costs as the cheapest or the dearest month so far.",
            months=_months(len(outcome_by_month)),
            outcome=tkr(outcome),
            parts=_twelfths(left) if lived == MONTHS else _months(left),
            frame=tkr(frame),
            events=Words(", and known events of {amount} still to come", amount=tkr(to_come)) if to_come else NOTHING,
        ),
        course=_course(known, outcome, (amount, low, high), events, weight=lambda month: month - known),
        events=events,
    )


def forecast_seasonal(
    *,
    outcome_by_month: Mapping[int, Money],
    earlier: Iterable[EarlierYear],
    events: Iterable[KnownEvent] = (),
    method: Method = Method.SEASONAL,
) -> ForecastProposal:
    """Outcome so far, raised by the share of the year that the same months were in the latest earlier years.

    SEASONAL takes those years together, MEDIAN the middle one of what each says. The range is what comes out when the
    rest goes as in the one of them that pulls most to either side. Where there is one only, it is compared with the
    months left costing exactly what they cost then.

    ForecastError where no month is booked, one before the latest is missing, or no earlier year is whole.
    """
    known, events = known_months(outcome_by_month), tuple(events)
    used, left_out = profile_years(earlier, month=known)
    outcome = Money.sum(outcome_by_month.values())
    once, to_come = Money.sum(each.amount for each in events), _to_come(events, known)
    amount, low, high = (each + once for each in scaled(outcome - (once - to_come), used, known, method))
    whole, part = Money.sum(each.whole for each in used), Money.sum(each.until(known) for each in used)
    booked = percentage(part.ore, whole.ore)
    assert booked is not None  # noqa: S101 - `carries` demands a net cost
    return ForecastProposal(
        amount=amount,
        low=low,
        high=high,
        months=known,
        method=method,
        how=Words(
            "The outcome of {months} ({outcome}) scaled by {course} {years}: then {share} of the year's cost was "
            "booked at the same time{events}. {range}",
            months=_months(known),
            outcome=tkr(outcome),
            course=Words("the median of the courses of") if method is Method.MEDIAN else Words("the course of"),
            years=named(str(each.year) for each in used),
            share=pct(booked),
            events=Words(", and known events of {amount} that are not scaled", amount=tkr(once)) if once else NOTHING,
            range=_range(used),
        ),
        course=_course(
            known,
            outcome,
            (amount, low, high),
            events,
            weight=lambda month: sum(each.until(month).ore for each in used) - part.ore,
        ),
        years=tuple(each.year for each in used),
        left_out=left_out,
        booked_pct=booked,
        events=events,
    )


def forecast_ended(*, outcome_by_month: Mapping[int, Money], last: int) -> ForecastProposal:
    """What a unit that ended in the year cost: its outcome through its last month, and nothing after it.

    A last month that is not booked yet is taken to cost as the months before it; the range, as any of those.

    ForecastError where no month is booked, or one before the latest is missing.
    """
    known = known_months(outcome_by_month)
    outcome, months = Money.sum(outcome_by_month.values()), list(outcome_by_month.values())
    left = max(last - known, 0)
    usual = outcome.share(numerator=left, denominator=len(months))
    amount = outcome + usual
    low = min(outcome + Money(min(months).ore * left), amount)
    high = max(outcome + Money(max(months).ore * left), amount)
    after = (CoursePoint(month=month, point=amount, low=low, high=high) for month in range(known + 1, MONTHS + 1))
    return ForecastProposal(
        amount=amount,
        low=low,
        high=high,
        months=known,
        method=Method.ENDED,
        how=Words(
            "The unit has ended. The outcome of {months} ({outcome}) is its year{rest}.",
            months=_months(known),
            outcome=tkr(outcome),
            rest=Words(", and {months} not booked yet is taken to cost as those before", months=_months(left))
            if left
            else NOTHING,
        ),
        course=(CoursePoint(month=known, point=outcome, low=outcome, high=outcome), *after),
    )


def without_taken_over(made: ForecastProposal, *, taken: Money, names: Sequence[str]) -> ForecastProposal:
    """The part of a year that is the unit's own, when it was forecast together with the units that it took over.

    What they booked before is theirs, so it is taken off the point, the range and the course alike.
    """
    return replace(
        made,
        amount=made.amount - taken,
        low=made.low - taken,
        high=made.high - taken,
        how=Words(
            "{how} Counted together with {names}, which were merged into the unit; what they cost before that "
            "({taken}) is taken off.",
            how=made.how,
            names=named(names),
            taken=tkr(taken),
        ),
        course=tuple(
            replace(each, point=each.point - taken, low=each.low - taken, high=each.high - taken)
            for each in made.course
        ),
    )


def years_together(histories: Iterable[Iterable[EarlierYear]]) -> list[EarlierYear]:
    """Several units' earlier years as one unit's, oldest first: what was booked in each month, added up."""
    found: dict[int, dict[int, Money]] = {}
    for each in (each for history in histories for each in history):
        months = found.setdefault(each.year, {})
        for month, amount in each.months.items():
            months[month] = months.get(month, ZERO) + amount
    return [EarlierYear(year, months) for year, months in sorted(found.items())]


def scaled(base: Money, used: Sequence[EarlierYear], known: int, method: Method) -> tuple[Money, Money, Money]:
    """The year that the base grows to, and its range: low and high. Neither scales what happens once."""
    ways = [base.share(numerator=each.whole.ore, denominator=each.until(known).ore) for each in used]
    whole, part = sum(each.whole.ore for each in used), sum(each.until(known).ore for each in used)
    if method is Method.MEDIAN:
        middle = sorted(each.ore for each in ways)
        amount = Money((middle[(len(middle) - 1) // 2] + middle[len(middle) // 2]) // 2)
    else:
        amount = base.share(numerator=whole, denominator=part)
    if len(used) == 1:
        ways.append(base + Money(whole - part))
    return amount, min(amount, *ways), max(amount, *ways)


def rest_of_frame(months: Sequence[Money], *, frame: Money, left: int, lived: int) -> tuple[Money, Money, Money]:
    """What the months left cost by the frame, and as the cheapest and the dearest month so far."""
    amount = frame.share(numerator=left, denominator=lived)
    return amount, min(Money(min(months).ore * left), amount), max(Money(max(months).ore * left), amount)


def profile_years(earlier: Iterable[EarlierYear], *, month: int) -> tuple[tuple[EarlierYear, ...], tuple[int, ...]]:
    """The latest years that carry a profile, oldest first, and those left out.

    Refuses with `ForecastError` where none carries one.
    """
    ordered = sorted(earlier, key=lambda each: each.year)
    used = [each for each in ordered if each.carries(month)][-MOST_YEARS:]
    if not used:
        raise ForecastError(Words("No earlier year has booked outcome for all twelve months."))
    left_out = tuple(each.year for each in ordered if each.year > used[0].year and each not in used)
    return tuple(used), left_out


def known_months(outcome_by_month: Mapping[int, Money], *, first: int = 1) -> int:
    """The last month that is known; they must run from the unit's first without a gap, or its course is unknown.

    Refuses with `ForecastError` no months, and months with a gap.
    """
    if not outcome_by_month:
        raise ForecastError(Words("No month of the year is booked yet."))
    known = max(outcome_by_month)
    if set(outcome_by_month) != set(range(first, known + 1)) or known > MONTHS:
        raise ForecastError(Words("Booked outcome is missing for at least one of the year's months so far."))
    return known


def _to_come(events: Iterable[KnownEvent], known: int) -> Money:
    return Money.sum(each.amount - each.until(known) for each in events)


def _within(events: Iterable[KnownEvent], month: int) -> Money:
    return Money.sum(each.until(month) - each.until(month - 1) for each in events)


def _course(
    known: int,
    outcome: Money,
    ends: tuple[Money, Money, Money],
    events: Sequence[KnownEvent],
    *,
    weight: Callable[[int], int],
) -> tuple[CoursePoint, ...]:
    """The way from the last booked month to December. The rest is spread by weight; events fall in their months.

    In December it is the proposal and its range to the öre. Where the weights say nothing, the way is straight.
    """
    to_come = _to_come(events, known)
    if weight(MONTHS) <= 0:
        return _course(known, outcome, ends, events, weight=lambda month: month - known) if known < MONTHS else ()
    points = []
    for month in range(known, MONTHS + 1):
        fallen = to_come - _to_come(events, month)
        point, low, high = (
            outcome + (end - to_come - outcome).share(numerator=weight(month), denominator=weight(MONTHS)) + fallen
            for end in ends
        )
        points.append(CoursePoint(month=month, point=point, low=low, high=high))
    return tuple(points)


def _months(count: int) -> Words:
    return Words("1 month") if count == 1 else Words("{count} months", count=count)


def _twelfths(count: int) -> Words:
    return Words("1 twelfth") if count == 1 else Words("{count} twelfths", count=count)


def _range(used: Sequence[EarlierYear]) -> Words:
    if len(used) == 1:
        return Words("The range compares with the months left costing as much as they did then.")
    return Words(
        "The range is what it becomes if the rest goes as in the one of those years that pulls most to either side."
    )
