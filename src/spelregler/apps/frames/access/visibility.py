"""Which frames, forecasts and proposed budgets the acting role sees: what is decided is open, a draft is its author's.

What lies behind a unit's figures, its vouchers and the manager's reasons, has doors of its own (pitfall 1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.frames.access.actions import budget_matter, is_author
from spelregler.apps.frames.models import Proposal
from spelregler.apps.frames.queries.both_forecasts import UnitForecast
from spelregler.apps.frames.queries.carry_over import CarryOverRow, CarryOverShown
from spelregler.apps.frames.queries.frames import CommitteeRow, FramesOverview, UnitRow
from spelregler.apps.organisation.models import Body
from spelregler.domain.roles import Resource

COUNCILS, COMMITTEES = "frame_per_committee", "committee_goals_and_plan"
"""The rows of the matrix: the council shares out between committees, a committee between its units (MR-18)."""


def seen_committee_frames(acting_role: ActingRole, money: FramesOverview) -> list[CommitteeRow]:
    """The committees whose frame the acting role sees. The council's total stands for all of them."""
    return _COMMITTEE.let_through(acting_role, money.committees)


def seen_unit_frames(acting_role: ActingRole, body: str, units: Iterable[UnitRow]) -> list[UnitRow]:
    """The units of the committee whose frame the acting role sees. The committee's sums stand for all of them."""
    return [unit for _, unit in _UNIT.let_through(acting_role, [(body, unit) for unit in units])]


def seen_forecasts(acting_role: ActingRole, found: Iterable[UnitForecast]) -> list[UnitForecast]:
    """The units' proposals and forecasts that the acting role sees: those whose frame it sees."""
    return _FORECAST.let_through(acting_role, found)


def seen_carry_overs(acting_role: ActingRole, found: Iterable[CarryOverShown]) -> list[CarryOverShown]:
    """What was carried over, with the places whose frame the acting role sees. The decision itself is open."""
    rows = list(found)
    seen = set(_CARRIED.let_through(acting_role, dict.fromkeys(row for each in rows for row in each.rows)))
    return [replace(each, rows=tuple(row for row in each.rows if row in seen)) for each in rows]


def seen_proposals(acting_role: ActingRole, found: Iterable[Proposal]) -> list[Proposal]:
    """Proposed budgets: what is submitted by the day is open, a draft is for the role and body that write it."""
    own = [row for row in found if _is_submitted(acting_role, row) or is_author(acting_role, row)]
    door: Door[Proposal] = Door(asks=lambda row: _about_proposal(acting_role, row))
    return door.let_through(acting_role, own)


def _is_submitted(acting_role: ActingRole, row: Proposal) -> bool:
    return row.submitted_on is not None and row.submitted_on <= acting_role.as_of


def _about_proposal(acting_role: ActingRole, row: Proposal) -> Question:
    is_council = row.decider.kind == Body.Kind.COUNCIL
    name, matter = COUNCILS if is_council else COMMITTEES, budget_matter(row.decider.code, is_council=is_council)
    return reading(name, matter) if _is_submitted(acting_role, row) else (f"{name}:prepare", matter)


def _about_unit(unit: str, body: str) -> Question:
    return reading(COMMITTEES, Resource(kind="frame", id=unit, body=body, unit=unit, published=True))


def _about_committee(row: CommitteeRow) -> Question:
    return reading(COUNCILS, Resource(kind="frame", id=row.code, body=row.code, published=True))


def _about_unit_row(row: tuple[str, UnitRow]) -> Question:
    return _about_unit(row[1].code, row[0])


def _about_forecast(row: UnitForecast) -> Question:
    return _about_unit(row.unit, row.body)


def _about_carried(row: CarryOverRow) -> Question:
    if row.kind == "unit":
        return _about_unit(row.code, row.body)
    return reading(COUNCILS, Resource(kind="frame", id=row.code, body=row.code, published=True))


_CARRIED = Door(asks=_about_carried)
_COMMITTEE = Door(asks=_about_committee)
_UNIT = Door(asks=_about_unit_row)
_FORECAST = Door(asks=_about_forecast)
