"""Frames that add up: council total = committee frames + finance, and units within their committee (MR-18)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import MUNICIPALITY, Judgement, Scope, Status, latest, nothing_known
from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import Period
from spelregler.domain.wording import tkr_en, tkr_sv


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
        missing_sv, missing_en = "beslutade ramar för året", "decided frames for the year"
        return [nothing_known(missing_sv=missing_sv, missing_en=missing_en, expected_of="KF")]
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
            f"Ramarna för {fact.year} går inte ihop: fullmäktige har {tkr_sv(fact.council_total)}, nämnder och "
            f"finans har {tkr_sv(committees + fact.finance)}. Skillnaden är {tkr_sv(difference)}.",
            f"The frames for {fact.year} do not add up: the council has {tkr_en(fact.council_total)}, "
            f"committees and finance have {tkr_en(committees + fact.finance)}. "
            f"The difference is {tkr_en(difference)}.",
            inputs,
            since,
            "KF",
        )
    if not fact.has_decision:
        return Judgement(
            MUNICIPALITY,
            Status.BREACH,
            f"Fullmäktiges total för {fact.year} har inget beslut bakom sig, bara belopp.",
            f"The council's total for {fact.year} has no decision behind it, only amounts.",
            inputs,
            fact.decided_on,
            "KF",
        )
    return Judgement(
        MUNICIPALITY,
        Status.KEPT,
        f"Ramarna för {fact.year} går ihop: {tkr_sv(committees)} till nämnderna och {tkr_sv(fact.finance)} "
        f"till finans är {tkr_sv(fact.council_total)}.",
        f"The frames for {fact.year} add up: {tkr_en(committees)} to the committees and "
        f"{tkr_en(fact.finance)} to finance make {tkr_en(fact.council_total)}.",
        inputs,
        since,
    )


def _committee(fact: CommitteeFrame, *, year: int) -> Judgement:
    if not fact.has_decision:
        return Judgement(
            fact.committee,
            Status.BREACH,
            f"Ramen för {year}, {tkr_sv(fact.frame)}, har inget beslut bakom sig, bara ett belopp.",
            f"The frame for {year}, {tkr_en(fact.frame)}, has no decision behind it, only an amount.",
            {"year": year, "frame_tkr": fact.frame.tkr},
            fact.decided_on,
            "KF",
        )
    if not fact.has_units:
        return Judgement(
            fact.committee,
            Status.NOT_APPLICABLE,
            f"Organet har inga enheter att fördela sin ram för {year} på.",
            f"The body has no units to share out its frame for {year} to.",
        )
    if not fact.unit_frames:
        return nothing_known(
            scope=fact.committee,
            missing_sv=f"enheternas ramar för {year}",
            missing_en=f"the unit frames for {year}",
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
            f"Enheternas ramar är {tkr_sv(-left)} större än nämndens ram {tkr_sv(fact.frame)}.",
            f"The unit frames are {tkr_en(-left)} larger than the committee frame {tkr_en(fact.frame)}.",
            inputs,
            since,
            "N",
        )
    return Judgement(
        fact.committee,
        Status.KEPT,
        f"Enheternas ramar, {tkr_sv(units)}, ryms i nämndens ram {tkr_sv(fact.frame)}. Ofördelat: {tkr_sv(left)}.",
        f"The unit frames, {tkr_en(units)}, fit in the committee frame {tkr_en(fact.frame)}. "
        f"Undistributed: {tkr_en(left)}.",
        inputs,
        since,
    )
