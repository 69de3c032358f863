"""What has been carried over from a year that is over, and what there was to carry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from spelregler.apps.frames.models import CarryOver, CarryOverShare, CommitteeFrame, UnitFrame
from spelregler.apps.frames.queries.net_outcome import net_outcome_by_unit
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.frames.carry_over import NOTHING, CarryOverAmounts
from spelregler.domain.money import Money

MOST_ROWS = 50
FrameOwner = tuple[str, str]
"""("body" or "unit", code)."""


@dataclass(frozen=True)
class CarryOverRow:
    """One place of a decision: a committee, or a unit under one."""

    kind: str
    code: str
    body: str
    name: str
    carried: CarryOverAmounts
    name_en: str = ""


@dataclass(frozen=True)
class CarryOverShown:
    """One decision that carried something over, with its places."""

    body: str
    year: int
    decision_pk: int
    decision: str
    decided_on: date
    text: str
    origin: str
    rows: tuple[CarryOverRow, ...]


@dataclass(frozen=True)
class Leftover:
    """What a place had and used the year before, and what it has been carried already. None where it is not known."""

    code: str
    name: str
    name_en: str
    frame: Money | None
    outcome: Money | None
    carried: CarryOverAmounts

    @property
    def left(self) -> Money | None:
        """What was not used; below zero a deficit."""
        return None if self.frame is None or self.outcome is None else self.frame - self.outcome


def carry_overs_by_year(*, as_of: date, year: int | None = None) -> dict[tuple[int, str, str], CarryOverAmounts]:
    """What each place has been carried into each year, or into one, by decisions taken by the day; one query.

    By year, kind ("unit" or "body") and code; net cost and investments in `Money`, the net below zero for a deficit.
    """
    rows = CarryOverShare.objects.filter(carry_over__decision__decided_on__lte=as_of)
    if year is not None:
        rows = rows.filter(carry_over__year=year)
    found: dict[tuple[int, str, str], CarryOverAmounts] = defaultdict(CarryOverAmounts)
    told = rows.values_list("carry_over__year", "unit__code", "body__code", "net_ore", "investment_ore")
    for into, unit, body, net, investment in told:
        found[into, "unit" if unit else "body", unit or body] += CarryOverAmounts(Money(net), Money(investment))
    return dict(found)


def carry_overs_into(*, year: int, as_of: date) -> dict[FrameOwner, CarryOverAmounts]:
    """What each place has been carried into the year, by kind ("unit" or "body") and code. One query."""
    found = carry_overs_by_year(as_of=as_of, year=year)
    return {(kind, code): each for (_year, kind, code), each in found.items()}


def given_to(*, body: Body, year: int, as_of: date) -> CarryOverAmounts:
    """What the council has carried to the committee, and so what it may pass on to its units; or zero."""
    return carry_overs_into(year=year, as_of=as_of).get(("body", body.code), NOTHING)


def carry_overs(*, year: int, as_of: date, start: int = 0) -> list[CarryOverShown]:
    """A page of the decisions that carried something into the year, the latest first; at most four queries."""
    rows = (
        _decided(year, as_of).select_related("body", "decision__body").prefetch_related("shares__body", "shares__unit")
    )
    return [
        CarryOverShown(
            body=row.body.name,
            year=row.year,
            decision_pk=row.decision_id,
            decision=str(row.decision),
            decided_on=row.decision.decided_on,
            text=row.decision.text,
            origin=row.origin,
            rows=tuple(_row(share, row.body) for share in row.shares.all()),
        )
        for row in rows.order_by("-decision__decided_on", "-pk")[start : start + MOST_ROWS]
    ]


def _row(share: CarryOverShare, decider: Body) -> CarryOverRow:
    carried = CarryOverAmounts(Money(share.net_ore), Money(share.investment_ore))
    if share.unit is not None:
        return CarryOverRow("unit", share.unit.code, decider.code, share.unit.name, carried, share.unit.name_en)
    assert share.body is not None  # noqa: S101 - a database constraint
    return CarryOverRow("body", share.body.code, share.body.code, share.body.name, carried, share.body.name_en)


def how_many_carry_overs(*, year: int, as_of: date) -> int:
    """The decisions that had carried something into the year by the day."""
    return _decided(year, as_of).count()


def _decided(year: int, as_of: date) -> QuerySet[CarryOver]:
    return CarryOver.objects.filter(year=year, decision__decided_on__lte=as_of)


def leftovers(*, body: Body, into: int, as_of: date) -> list[Leftover]:
    """The committees, or the committee's units, by name with what they had and used the year before, net in `Money`.

    None is not known, which is not zero. Five queries at most.
    """
    last = date(into - 1, 12, 31)
    carried = carry_overs_into(year=into, as_of=as_of)
    used = net_outcome_by_unit(year=into - 1, as_of=as_of)
    now = UnitFrame.objects.on(as_of).filter(year=into).select_related("unit", "committee_frame__body")
    had = UnitFrame.objects.on(last).filter(year=into - 1).select_related("unit", "committee_frame__body")
    if body.kind != Body.Kind.COUNCIL:
        frames = {row.unit_id: row.amount_ore for row in had}
        rows = now.filter(committee_frame__body=body).order_by("unit__name")
        return [
            _leftover(("unit", row.unit.code), row.unit, frames.get(row.unit_id), used, [row.unit.code], carried)
            for row in rows
        ]
    units: dict[int, list[str]] = defaultdict(list)
    for row in had:
        units[row.committee_frame.body_id].append(row.unit.code)
    before = {row.body_id: row.amount_ore for row in CommitteeFrame.objects.on(last).filter(year=into - 1)}
    committees = CommitteeFrame.objects.on(as_of).filter(year=into).select_related("body").order_by("body__name")
    return [
        _leftover(("body", row.body.code), row.body, before.get(row.body_id), used, units[row.body_id], carried)
        for row in committees
    ]


def _leftover(
    place: FrameOwner,
    of: Unit | Body,
    frame_ore: int | None,
    used: dict[str, int],
    units: list[str],
    carried: dict[FrameOwner, CarryOverAmounts],
) -> Leftover:
    booked = [used[unit] for unit in units if unit in used]
    return Leftover(
        code=place[1],
        name=of.name,
        name_en=of.name_en,
        frame=None if frame_ore is None else Money(frame_ore),
        outcome=Money(sum(booked)) if booked else None,
        carried=carried.get(place, NOTHING),
    )
