"""The forecast of a unit that has ended, or that has taken over others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spelregler.domain.frames.booked_years import MONTHS, known_months, months_in_words
from spelregler.domain.frames.course import CoursePoint
from spelregler.domain.frames.forecast import ForecastProposal, Method
from spelregler.domain.money import Money
from spelregler.domain.wording import named, tkr
from spelregler.domain.words import NOTHING, Words


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
            months=months_in_words(known),
            outcome=tkr(outcome),
            rest=Words(", and {months} not booked yet is taken to cost as those before", months=months_in_words(left))
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
