"""Which frames, forecasts and proposed budgets the worn role sees: what is decided is open, a draft is its author's.

What lies behind a unit's figures, its vouchers and the manager's reasons, has doors of its own (pitfall 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spelregler.apps.frames.access.actions import budget_matter, is_author
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.queries.both_forecasts import UnitForecast
from spelregler.apps.frames.queries.carry_over import CarriedRow, CarryOverShown
from spelregler.apps.frames.queries.frames import CommitteeRow, FramesOverview, UnitRow
from spelregler.apps.organisation.doors import Door, Question, reading
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.worn import Worn
from spelregler.domain.roles import Resource

COUNCILS, COMMITTEES = "frame_per_committee", "committee_goals_and_plan"
"""The rows of the matrix: the council shares out between committees, a committee between its units (MR-18)."""


def seen_committee_frames(worn: Worn, money: FramesOverview) -> list[CommitteeRow]:
    """The committees whose frame the worn role sees. The council's total stands for all of them."""
    return _COMMITTEE.let_through(worn, money.committees)


def seen_unit_frames(worn: Worn, row: CommitteeRow) -> list[UnitRow]:
    """The units under the committee whose frame the worn role sees. The committee's sums stand for all of them."""
    return [unit for _, unit in _UNIT.let_through(worn, [(row.code, unit) for unit in row.units])]


def seen_forecasts(worn: Worn, found: Iterable[UnitForecast]) -> list[UnitForecast]:
    """The units' proposals and forecasts that the worn role sees: those whose frame it sees."""
    return _FORECAST.let_through(worn, found)


def seen_carry_overs(worn: Worn, found: Iterable[CarryOverShown]) -> list[CarryOverShown]:
    """What was carried over, with the places whose frame the worn role sees. The decision itself is open."""
    rows = list(found)
    seen = set(_CARRIED.let_through(worn, dict.fromkeys(row for each in rows for row in each.rows)))
    return [replace(each, rows=tuple(row for row in each.rows if row in seen)) for each in rows]


def seen_proposals(worn: Worn, found: Iterable[Proposal]) -> list[Proposal]:
    """Proposed budgets: what is submitted by the day is open, a draft is for the role and body that write it."""
    own = [row for row in found if _is_submitted(worn, row) or is_author(worn, row)]
    door: Door[Proposal] = Door(asks=lambda row: _about_proposal(worn, row))
    return door.let_through(worn, own)


def _is_submitted(worn: Worn, row: Proposal) -> bool:
    return row.submitted_on is not None and row.submitted_on <= worn.as_of


def _about_proposal(worn: Worn, row: Proposal) -> Question:
    is_council = row.decider.kind == Body.Kind.COUNCIL
    name, matter = COUNCILS if is_council else COMMITTEES, budget_matter(row.decider.code, is_council=is_council)
    return reading(name, matter) if _is_submitted(worn, row) else (f"{name}:prepare", matter)


def _about_unit(unit: str, body: str) -> Question:
    return reading(COMMITTEES, Resource(kind="frame", id=unit, body=body, unit=unit, published=True))


def _about_committee(row: CommitteeRow) -> Question:
    return reading(COUNCILS, Resource(kind="frame", id=row.code, body=row.code, published=True))


def _about_unit_row(row: tuple[str, UnitRow]) -> Question:
    return _about_unit(row[1].code, row[0])


def _about_forecast(row: UnitForecast) -> Question:
    return _about_unit(row.unit, row.body)


def _about_carried(row: CarriedRow) -> Question:
    if row.kind == "unit":
        return _about_unit(row.code, row.body)
    return reading(COUNCILS, Resource(kind="frame", id=row.code, body=row.code, published=True))


_CARRIED = Door(asks=_about_carried)
_COMMITTEE = Door(asks=_about_committee)
_UNIT = Door(asks=_about_unit_row)
_FORECAST = Door(asks=_about_forecast)
