"""What the year will cost, proposed from what is booked. Three plain methods, each with its words and a range.

*Seasonal profile* (ratio-to-total, the multiplicative season of classical decomposition; Hyndman & Athanasopoulos,
Forecasting: Principles and Practice, ch. 3): when the same months were 60 per cent of earlier years, the outcome so far
is taken to be 60 per cent of this one. *Median*: the middle one of what each of those years would say, which one odd
year does not move. *Straight line on the frame*: the outcome so far, and the frame's twelfths for the months left.
What is known to happen once is neither scaled nor forgotten. How well each would have done, and which one is chosen
for it: `backtest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from spelregler.domain.frames.booked_years import (
    MONTHS,
    EarlierYear,
    KnownEvent,
    known_months,
    months_in_words,
    profile_years,
)
from spelregler.domain.frames.course import CoursePoint, course_to_december, still_to_come
from spelregler.domain.money import Money
from spelregler.domain.wording import named, pct, percentage, tkr
from spelregler.domain.words import NOTHING, Bilingual, Words


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
    to_come = still_to_come(events, known)
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
            months=months_in_words(len(outcome_by_month)),
            outcome=tkr(outcome),
            parts=_twelfths(left) if lived == MONTHS else months_in_words(left),
            frame=tkr(frame),
            events=Words(", and known events of {amount} still to come", amount=tkr(to_come)) if to_come else NOTHING,
        ),
        course=course_to_december(known, outcome, (amount, low, high), events, weight=lambda month: month - known),
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
    once, to_come = Money.sum(each.amount for each in events), still_to_come(events, known)
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
            months=months_in_words(known),
            outcome=tkr(outcome),
            course=Words("the median of the courses of") if method is Method.MEDIAN else Words("the course of"),
            years=named(str(each.year) for each in used),
            share=pct(booked),
            events=Words(", and known events of {amount} that are not scaled", amount=tkr(once)) if once else NOTHING,
            range=_range(used),
        ),
        course=course_to_december(
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


def _within(events: Iterable[KnownEvent], month: int) -> Money:
    return Money.sum(each.until(month) - each.until(month - 1) for each in events)


def _twelfths(count: int) -> Words:
    return Words("1 twelfth") if count == 1 else Words("{count} twelfths", count=count)


def _range(used: Sequence[EarlierYear]) -> Words:
    if len(used) == 1:
        return Words("The range compares with the months left costing as much as they did then.")
    return Words(
        "The range is what it becomes if the rest goes as in the one of those years that pulls most to either side."
    )
