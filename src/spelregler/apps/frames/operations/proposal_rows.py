"""The rows of a proposed budget: begun from what holds, and stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.apps.frames.models import (
    CommitteeFrame,
    CouncilBudget,
    Proposal,
    ProposedShare,
    UnitFrame,
)
from spelregler.apps.frames.operations.proposal_refusals import ProposalRefused
from spelregler.apps.frames.queries.carry_over import carry_overs_by_year
from spelregler.apps.organisation.models import Body, Placement
from spelregler.domain.frames.carry_over import NOTHING, CarryOverAmounts, without
from spelregler.domain.frames.proposals import Amounts, Level, Share, sum_of, years_of
from spelregler.domain.money import ZERO, Money
from spelregler.domain.words import Pair, Words

TOTAL = "total"
FINANCE = "finance"


def rows_from_council(proposal: Proposal, *, as_of: date, with_units: bool) -> Iterable[ProposedShare]:
    """The total, finance, every committee and, if wanted, every unit, with this year's amounts."""
    steered = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
    bodies = list(Body.objects.on(as_of).filter(kind__in=steered).order_by("name"))
    framed = CommitteeFrame.objects.on(as_of).filter(year__lt=proposal.year).select_related("body").order_by("year")
    frames = {frame.body_id: frame for frame in framed}
    units = list(_unit_frames(proposal.year, as_of=as_of)) if with_units else []
    base = _Base(proposal.year, carry_overs_by_year(as_of=as_of))
    finance = _finance(CouncilBudget.objects.on(as_of).filter(year__lt=proposal.year).order_by("-year").first())
    for year in years_of(proposal.year):
        given = {body.pk: base.of(frames.get(body.pk)) for body in bodies}
        yield _row(proposal, year, Level.TOTAL, TOTAL, sum_of([*given.values(), finance]))
        yield _row(proposal, year, Level.FINANCE, FINANCE, finance)
        for body in bodies:
            yield _row(proposal, year, Level.COMMITTEE, f"body:{body.code}", given[body.pk], body=body)
        for frame in units:
            yield _unit_row(proposal, year, frame, base)


def rows_from_committee(proposal: Proposal, *, as_of: date) -> Iterable[ProposedShare]:
    """The committee's decided frame for the year, and its units with what they had the year before, as unsaved rows.

    Refuses with `ProposalRefused` a committee without a decided frame of the year (MR-18).
    """
    frame = CommitteeFrame.objects.on(as_of).filter(body=proposal.decider, year=proposal.year).first()
    if frame is None:
        raise ProposalRefused(
            Words(
                "{decider} has no decided frame for {year} to share out.",
                year=proposal.year,
                decider=Pair(proposal.decider.name, proposal.decider.name_en),
            ),
            clause="MR-18",
            way=Words("The internal budget is made once the council has decided the budget."),
        )
    body, year = proposal.decider, proposal.year
    yield _row(proposal, year, Level.COMMITTEE, f"body:{body.code}", amounts_of_frame(frame), body=body)
    had = {each.unit_id: each for each in _unit_frames(year, as_of=as_of)}
    base = _Base(year, carry_overs_by_year(as_of=as_of))
    placed = Placement.objects.on(as_of).filter(department__body=body, parent__isnull=True).select_related("unit")
    for placement in placed.order_by("unit__name"):
        key, amounts = f"unit:{placement.unit.code}", base.of(had.get(placement.unit_id))
        yield _row(proposal, year, Level.UNIT, key, amounts, body=body, unit=placement.unit)


def _unit_frames(year: int, *, as_of: date) -> Iterable[UnitFrame]:
    """Each unit's latest frame of an earlier year, or of this one, on the day."""
    rows = UnitFrame.objects.on(as_of).filter(year__lte=year).select_related("unit", "committee_frame__body")
    latest: dict[int, UnitFrame] = {row.unit_id: row for row in rows.order_by("year", "unit__name")}
    return latest.values()


@dataclass(frozen=True)
class _Base:
    """What a year's budget starts from: an earlier year's frames without what was carried into them."""

    year: int
    carried: Mapping[tuple[int, str, str], CarryOverAmounts]

    def of(self, frame: CommitteeFrame | UnitFrame | None) -> Amounts:
        amounts = amounts_of_frame(frame)
        if frame is None or frame.year >= self.year:
            return amounts
        place = ("unit", frame.unit.code) if isinstance(frame, UnitFrame) else ("body", frame.body.code)
        carried = self.carried.get((frame.year, *place), NOTHING)
        net, investment = without(carried, net=amounts.net, investment=amounts.investment)
        return Amounts(net + amounts.income, amounts.income, investment)


def _unit_row(proposal: Proposal, year: int, frame: UnitFrame, base: _Base) -> ProposedShare:
    key, body = f"unit:{frame.unit.code}", frame.committee_frame.body
    return _row(proposal, year, Level.UNIT, key, base.of(frame), body=body, unit=frame.unit)


def _row(proposal: Proposal, year: int, level: Level, key: str, amounts: Amounts, **place: object) -> ProposedShare:
    return ProposedShare(
        proposal=proposal,
        year=year,
        level=level,
        key=key,
        cost_ore=amounts.cost.ore,
        income_ore=amounts.income.ore,
        investment_ore=amounts.investment.ore,
        **place,
    )


def insert_rows(rows: Iterable[ProposedShare]) -> None:
    """Part of the act that the proposal's own row tells."""
    ProposedShare.objects.bulk_create(rows)


def amounts_of_frame(frame: CommitteeFrame | UnitFrame | None) -> Amounts:
    if frame is None:
        return Amounts()
    income = Money(frame.income_ore or 0)
    return Amounts(Money(frame.amount_ore) + income, income, Money(frame.investment_ore))


def _finance(budget: CouncilBudget | None) -> Amounts:
    """Finance is told as a net: a cost, or an income where it is below zero."""
    net = Money(budget.finance_ore if budget else 0)
    return Amounts(cost=max(net, ZERO), income=max(-net, ZERO))


def amounts_in(row: ProposedShare) -> Amounts:
    return Amounts(Money(row.cost_ore), Money(row.income_ore), Money(row.investment_ore))


def share_of(row: ProposedShare) -> Share:
    place = row.unit.code if row.unit else row.body.code if row.body else ""
    under = row.body.code if row.unit and row.body else ""
    return Share(row.year, Level(row.level), amounts_in(row), place, under)
