"""Everybody who works for the municipality has been told how the rules work, unit by unit (MR-4, P04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.introductions import counted
from spelregler.domain.learners import Gathering, Learner, Reached, reached
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.suppression import FEWEST_CASES
from spelregler.domain.words import Bilingual, Words, joined

REGISTER, STATED = "register", "stated"
"""Where the number of those who work in a unit comes from: who is entered as employed, or what the manager stated."""


@dataclass(frozen=True)
class UnitLearns:
    """A unit on the date: who is employed there, when the policy was gone through, and what the manager counted.

    `stated` is how many the newest record says work there, where the register does not hold them all; else None.
    """

    unit: Scope
    employees: tuple[Learner, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    stated: int | None = None


@dataclass(frozen=True)
class UnitInformed:
    """MR-4: the share that is to be reached and for how long it counts (P04), and the time to catch up."""

    share_pct: int = param(
        95, minimum=50, maximum=100, unit=Unit.PER_CENT, number="P04", title=Words("Share that is to be reached")
    )
    months: int = param(24, minimum=6, maximum=60, unit=Unit.MONTHS, number="P04", title=Words("How long it counts"))
    catch_up_days: int = param(
        60, minimum=1, maximum=365, unit=Unit.DAYS, title=Words("Time for those who were absent to catch up")
    )


MISSING = Words(
    "that the unit has gone through the policy at a workplace meeting or by the course, and how many took part"
)


def judge_unit_informed(facts: Sequence[UnitLearns], *, parameters: UnitInformed, as_of: date) -> list[Judgement]:
    """MR-4: reached / work in the unit ≥ P04's share, by what has been gone through in P04's months.

    One judgement per unit, in numbers and never by name; few people are not told by number. Below the share it is to be
    watched for the days to catch up, and then broken; so it is when all that was gone through is too old. Nothing known
    without units, and of a unit where nothing is recorded. A fact is a unit with its employees and what is recorded.
    """
    if not facts:
        return [nothing_known(missing=Words("units"), expected_of="HR")]
    return [_informed(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _informed(fact: UnitLearns, *, parameters: UnitInformed, as_of: date) -> Judgement:
    counts_from = add_months(as_of, -parameters.months)
    learners = [_within(each, counts_from, as_of) for each in fact.employees]
    recent = [each for each in fact.gatherings if counts_from < each.held_on <= as_of]
    headcount = len(learners) if fact.stated is None else fact.stated
    found = reached(learners, recent, headcount=fact.stated)
    enough = found.count * 100 >= parameters.share_pct * headcount > 0
    if found.base is None:
        if enough:
            return _kept(fact, found, headcount, parameters=parameters)
        return _nothing_recent(fact, parameters=parameters, as_of=as_of)
    if headcount == 0:
        return nothing_known(scope=fact.unit, missing=Words("how many work in the unit"), expected_of="EC")
    if enough:
        return _kept(fact, found, headcount, parameters=parameters)
    newest = max(each.held_on for each in recent)
    last_day = max(each.held_on for each in recent if not each.is_catch_up or each is found.base) + timedelta(
        days=parameters.catch_up_days
    )
    inputs = {**_inputs(fact, found, headcount, parameters=parameters), "last_day": last_day.isoformat()}
    words = _below(found, headcount, held_on=newest, parameters=parameters)
    if last_day >= as_of:
        words = joined(words, Words("Those who were absent can catch up until {last_day}.", last_day=last_day))
        return Judgement(fact.unit, Status.ATTENTION, words, inputs, found.base.held_on, "EC")
    return Judgement(fact.unit, Status.BREACH, words, inputs, last_day + ONE_DAY, "EC")


def _within(each: Learner, counts_from: date, as_of: date) -> Learner:
    """What was learnt before the months that count, or after the day, is left out."""

    def told(day: date | None) -> date | None:
        return day if day is not None and counts_from < day <= as_of else None

    return Learner(each.since, told(each.learnt_on), told(each.caught_up_on))


def _nothing_recent(fact: UnitLearns, *, parameters: UnitInformed, as_of: date) -> Judgement:
    older = [each.held_on for each in fact.gatherings if each.held_on <= as_of]
    if not older:
        return nothing_known(scope=fact.unit, missing=MISSING, expected_of="EC")
    last_day = add_months(max(older), parameters.months)
    words = Words(
        "The unit last went through the policy on {held_on}. It is to be done again within {months} months.",
        held_on=max(older),
        months=parameters.months,
    )
    inputs: dict[str, InputValue] = {
        "gone_through_on": max(older).isoformat(),
        "last_day": last_day.isoformat(),
        "limit_pct": parameters.share_pct,
    }
    return Judgement(fact.unit, Status.BREACH, words, inputs, last_day, "EC")


def _inputs(fact: UnitLearns, found: Reached, headcount: int, *, parameters: UnitInformed) -> dict[str, InputValue]:
    told: dict[str, InputValue] = {
        "headcount": counted(headcount),
        "headcount_from": REGISTER if fact.stated is None else STATED,
        "limit_pct": parameters.share_pct,
    }
    if _is_told(found, headcount):
        told |= {"informed": found.count, "share_pct": found.count * 100 // headcount}
    if found.base:
        told["gone_through_on"] = found.base.held_on.isoformat()
    return told


def _is_told(found: Reached, headcount: int) -> bool:
    """Neither those who have been reached nor those who have not are so few that somebody could be recognised."""
    return min(found.count, headcount - found.count) >= FEWEST_CASES or (found.count == headcount >= FEWEST_CASES)


def _kept(fact: UnitLearns, found: Reached, headcount: int, *, parameters: UnitInformed) -> Judgement:
    since = (
        found.base.held_on
        if found.base
        else max(each.learnt_on for each in fact.employees if each.learnt_on is not None)
    )
    inputs = _inputs(fact, found, headcount, parameters=parameters)
    inputs["last_day"] = add_months(since, parameters.months).isoformat()
    if found.count == headcount:
        words: Bilingual = Words("All who work in the unit have been told, most recently on {day}.", day=since)
    else:
        words = Words(
            "At least {limit} % of the unit have been told, most recently on {day}.",
            limit=parameters.share_pct,
            day=since,
        )
    return Judgement(fact.unit, Status.KEPT, joined(words, _source(fact)), inputs, since)


def _below(found: Reached, headcount: int, *, held_on: date, parameters: UnitInformed) -> Bilingual:
    if _is_told(found, headcount):
        return Words(
            "{count} of {headcount} in the unit have been told ({share} %); {limit} % are to be. Latest on {day}.",
            count=found.count,
            headcount=headcount,
            share=found.count * 100 // headcount,
            limit=parameters.share_pct,
            day=held_on,
        )
    return Words(
        "Fewer than {limit} % of the unit have been told. The latest was on {day}.",
        limit=parameters.share_pct,
        day=held_on,
    )


def _source(fact: UnitLearns) -> Bilingual:
    if fact.stated is None:
        return Words("How many work there is taken from the register of employments.")
    return Words("How many work there is what the unit manager stated.")
