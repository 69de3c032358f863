"""A budget that is already decided, entered from the minutes: at a late start, or changed during the year (MR-18).

A coming year's budget is proposed, compared and adopted (`proposals`). Here the proposing is over, and only what the
minutes say is entered, with its true day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import CommitteeFrame, UnitFrame
from spelregler.apps.frames.operations.balance import Minutes
from spelregler.apps.frames.operations.proposal_refusals import (
    WrongBudgetDecision,
    refuse_differences,
    refuse_wrong_council,
)
from spelregler.apps.frames.operations.shares import set_committee_frame, set_council_budget
from spelregler.apps.frames.operations.unit_shares import set_unit_frame
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.frames.budget_rules import LATEST
from spelregler.domain.frames.proposals import Difference, Kind
from spelregler.domain.money import ZERO, Money
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, lock_audit_chain
from spelregler.platform.errors import DomainError


class BudgetNotThere(DomainError):
    """A committee shares out a frame that the council has given it, and a budget gives somebody something."""

    code = "budget-not-there"


@dataclass(frozen=True)
class Given:
    """What a decision gives one place: its net cost, the income in it where that is told, and investments beside."""

    net: Money
    income: Money | None = None
    investment: Money = ZERO

    @classmethod
    def by(cls, frame: CommitteeFrame | UnitFrame) -> Given:
        """What a place holds already."""
        income = None if frame.income_ore is None else Money(frame.income_ore)
        return cls(Money(frame.amount_ore), income, Money(frame.investment_ore))


def enter_budget(
    *,
    year: int,
    total: Money,
    finance: Money,
    committees: Mapping[Body, Given],
    minutes: Minutes,
    entered_on: date,
    who: Who,
    starts_on: date | None = None,
    special_reasons: str = "",
    latest: tuple[int, int] = LATEST,
    origin: str = Origin.ENTERED,
) -> Decision:
    """The council's decided total, finance and committee frames of a year are entered as the minutes have them (MR-18).

    They hold from the decision, or from a later day that it names. A committee that is not named keeps its frame. All
    of it or nothing. A coming year's budget must also be the right council's and in time (KL 11 kap. 10 §).

    Refuses with `WrongBudgetDecision` the wrong body, council or day, with `SumsDoNotHold` parts that are not the
    total, with `DecisionRefused` minutes that are not whole, and as `set_committee_frame` does each frame.
    """
    with transaction.atomic():
        lock_audit_chain()
        first = _first_day(minutes, year=year, entered_on=entered_on, starts_on=starts_on)
        if year > entered_on.year or minutes.body.kind != Body.Kind.COUNCIL:
            refuse_wrong_council(
                minutes.body,
                year=year,
                decided_on=minutes.decided_on,
                special_reasons=special_reasons,
                latest=latest,
            )
        held = {frame.body: Given.by(frame) for frame in _held_frames(year)}
        _refuse_parts(year, total, finance, {**held, **committees}.values())
        text = " ".join(part for part in (minutes.text.strip(), special_reasons.strip()) if part)
        decision = _record(minutes, title=f"Budget {year}", text=text, who=who)
        set_council_budget(
            year=year,
            total_ore=total.ore,
            finance_ore=finance.ore,
            investment_ore=Money.sum(each.investment for each in {**held, **committees}.values()).ore,
            decision=decision,
            starts_on=first,
            origin=origin,
            who=who,
        )
        for body, given in committees.items():
            if held.get(body) != given:
                set_committee_frame(
                    body=body,
                    year=year,
                    amount_ore=given.net.ore,
                    income_ore=given.income.ore if given.income is not None else None,
                    investment_ore=given.investment.ore,
                    decision=decision,
                    starts_on=first,
                    origin=origin,
                    who=who,
                )
    return decision


def enter_internal_budget(
    *,
    year: int,
    units: Mapping[Unit, Given],
    minutes: Minutes,
    entered_on: date,
    who: Who,
    starts_on: date | None = None,
    origin: str = Origin.ENTERED,
) -> Decision:
    """A committee's decided split of its frame over its units is entered as the minutes have it (MR-18).

    A unit that is not named keeps its frame. The committee needs a frame of the year to split, and the units together
    never get more than it. Whoever gets less comes first, so that the sum holds all the way.

    Refuses with `BudgetNotThere` a committee without a frame and a decision that changes nothing, with
    `WrongBudgetDecision` a day that is not of the year's budget, with `DecisionRefused` minutes that are not whole, and
    as `set_unit_frame` does each unit's.
    """
    with transaction.atomic():
        lock_audit_chain()
        first = _first_day(minutes, year=year, entered_on=entered_on, starts_on=starts_on)
        frame = CommitteeFrame.objects.filter(body=minutes.body, year=year, end__isnull=True).first()
        if frame is None:
            raise BudgetNotThere(
                Words(
                    "{body} has no decided frame for {year} to share out.",
                    year=year,
                    body=Pair(minutes.body.name, minutes.body.name_en),
                ),
                clause="MR-18",
                way=Words("Enter the council's budget of the year first."),
            )
        now = {each.unit: Given.by(each) for each in _held_unit_frames(year)}
        changed = {unit: given for unit, given in units.items() if now.get(unit) != given}
        _refuse_nothing(changed)
        decision = _record(minutes, title=f"Internbudget {year}", text=minutes.text.strip(), who=who)
        had = {unit: given.net for unit, given in now.items()}
        for unit, given in sorted(changed.items(), key=lambda each: each[1].net - had.get(each[0], ZERO)):
            set_unit_frame(
                unit=unit,
                committee_frame=frame,
                amount_ore=given.net.ore,
                income_ore=given.income.ore if given.income is not None else None,
                investment_ore=given.investment.ore,
                decided_on=first,
                origin=origin,
                who=who,
            )
    return decision


def _held_frames(year: int) -> Iterable[CommitteeFrame]:
    return CommitteeFrame.objects.filter(year=year, end__isnull=True).select_related("body")


def _held_unit_frames(year: int) -> Iterable[UnitFrame]:
    return UnitFrame.objects.filter(year=year, end__isnull=True).select_related("unit")


def _record(minutes: Minutes, *, title: str, text: str, who: Who) -> Decision:
    return record_decision(
        body=minutes.body,
        decided_on=minutes.decided_on,
        paragraph=minutes.paragraph,
        title=title,
        text=text,
        kind=Decision.Kind.FRAMES,
        who=who,
    )


def _first_day(minutes: Minutes, *, year: int, entered_on: date, starts_on: date | None) -> date:
    """The frames hold from the decision, or from the later day that it names."""
    decided = minutes.decided_on
    if decided > entered_on or decided.year not in (year - 1, year):
        raise WrongBudgetDecision(
            Words(
                "The budget for {year} is decided in {year_before}, or in {year} when it is changed or "
                "has been delayed. The decision is of {decided}.",
                year=year,
                year_before=year - 1,
                decided=decided,
            ),
            clause="MR-18",
            way=Words("Check the day in the minutes. What is not decided yet is a budget proposal."),
            field="decided_on",
        )
    first = starts_on or decided
    if first < decided or first.year > year:
        raise WrongBudgetDecision(
            Words(
                "The frames may hold from the decision of {decided} or from a later day up to the "
                "end of {year}, not from {first}.",
                decided=decided,
                year=year,
                first=first,
            ),
            clause="MR-18",
            way=Words("Leave the field empty: the frame is the whole year's, and it is known from the decision."),
            field="starts_on",
        )
    return first


def _refuse_parts(year: int, total: Money, finance: Money, given: Iterable[Given]) -> None:
    """The committees' frames and finance are the council's total, to the öre (MR-18)."""
    committees = Money.sum(each.net for each in given)
    left = total - finance - committees
    refuse_differences([Difference(year, "", Kind.NET, left)] if left else [], ())


def _refuse_nothing(changed: Mapping[Unit, Given]) -> None:
    if not changed:
        raise BudgetNotThere(
            Words("No unit's frame is changed by the decision."),
            clause="MR-18",
            way=Words("Write what the units get, in thousands of kronor."),
        )
