"""Frames that add up: council total = committee frames + finance, and units within their committee (MR-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import MUNICIPALITY, Judgement, Scope, Status, latest, nothing_known
from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import Period
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Words


@dataclass(frozen=True)
class CommitteeFrame:
    """A committee's decided frame and the unit frames cut out of it. The council, for one, has no units."""

    committee: Scope
    frame: Money
    decided_on: date
    unit_frames: tuple[Money, ...] = ()
    units_decided_on: date | None = None
    has_units: bool = True
    has_decision: bool = True


@dataclass(frozen=True)
class FrameSums:
    """A year's frames as decided by the council. `finance` is the part that no committee holds."""

    year: int
    council_total: Money
    finance: Money
    decided_on: date
    committees: tuple[CommitteeFrame, ...] = ()
    has_decision: bool = True


def most_at_once(held: Iterable[tuple[Period, Money]], *, since: date) -> Money:
    """The most that is held on one day, from a day on. A sum grows only on days when something begins to hold."""
    rows = list(held)
    days = {since, *(period.start for period, _ in rows if period.start > since)}
    return max(Money.sum(amount for period, amount in rows if period.contains(day)) for day in days)


def judge_sums_hold(facts: Sequence[FrameSums], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """MR-18: the sums agree to the krona, for the council as a whole and inside every committee, by decision.

    An amount that no minuted decision stands behind is no frame that politics has set.

    One judgement for the council and one per committee of each year; nothing known without facts. A fact is a year's
    frames in `Money`.
    """
    if not facts:
        missing = Words("decided frames for the year")
        return [nothing_known(missing=missing, expected_of="KF")]
    return [judgement for fact in facts for judgement in _year(fact)]


def _year(fact: FrameSums) -> list[Judgement]:
    return [_council(fact), *(_committee(each, year=fact.year) for each in fact.committees)]


def _council(fact: FrameSums) -> Judgement:
    committees = Money.sum(each.frame for each in fact.committees)
    difference = fact.council_total - committees - fact.finance
    inputs: dict[str, str | int | None] = {
        "year": fact.year,
        "council_total_tkr": fact.council_total.tkr,
        "committees_tkr": committees.tkr,
        "finance_tkr": fact.finance.tkr,
        "difference_tkr": difference.tkr,
    }
    since = latest([fact.decided_on, *(each.decided_on for each in fact.committees)])
    if difference:
        return Judgement(
            MUNICIPALITY,
            Status.BREACH,
            Words(
                "The frames for {year} do not add up: the council has {council_total}, committees "
                "and finance have {committees}. The difference is {difference}.",
                year=fact.year,
                council_total=exact_tkr(fact.council_total),
                committees=exact_tkr(committees + fact.finance),
                difference=exact_tkr(difference),
            ),
            inputs,
            since,
            "KF",
        )
    if not fact.has_decision:
        return Judgement(
            MUNICIPALITY,
            Status.BREACH,
            Words("The council's total for {year} has no decision behind it, only amounts.", year=fact.year),
            inputs,
            fact.decided_on,
            "KF",
        )
    return Judgement(
        MUNICIPALITY,
        Status.KEPT,
        Words(
            "The frames for {year} add up: {committees} to the committees and {finance} to "
            "finance make {council_total}.",
            year=fact.year,
            committees=exact_tkr(committees),
            finance=exact_tkr(fact.finance),
            council_total=exact_tkr(fact.council_total),
        ),
        inputs,
        since,
    )


def _committee(fact: CommitteeFrame, *, year: int) -> Judgement:
    if not fact.has_decision:
        return Judgement(
            fact.committee,
            Status.BREACH,
            Words(
                "The frame for {year}, {frame}, has no decision behind it, only an amount.",
                year=year,
                frame=exact_tkr(fact.frame),
            ),
            {"year": year, "frame_tkr": fact.frame.tkr},
            fact.decided_on,
            "KF",
        )
    if not fact.has_units:
        return Judgement(
            fact.committee,
            Status.NOT_APPLICABLE,
            Words("The body has no units to share out its frame for {year} to.", year=year),
        )
    if not fact.unit_frames:
        return nothing_known(
            scope=fact.committee,
            missing=Words("the unit frames for {year}", year=year),
            expected_of="FC",
        )
    units = Money.sum(fact.unit_frames)
    left = fact.frame - units
    inputs: dict[str, str | int | None] = {
        "year": year,
        "frame_tkr": fact.frame.tkr,
        "units_tkr": units.tkr,
        "left_tkr": left.tkr,
    }
    since = latest([fact.decided_on, fact.units_decided_on])
    if left < ZERO:
        return Judgement(
            fact.committee,
            Status.BREACH,
            Words(
                "The unit frames are {left} larger than the committee frame {frame}.",
                left=exact_tkr(-left),
                frame=exact_tkr(fact.frame),
            ),
            inputs,
            since,
            "N",
        )
    return Judgement(
        fact.committee,
        Status.KEPT,
        Words(
            "The unit frames, {units}, fit in the committee frame {frame}. Undistributed: {left}.",
            units=exact_tkr(units),
            frame=exact_tkr(fact.frame),
            left=exact_tkr(left),
        ),
        inputs,
        since,
    )
