"""The actions of this room, as the package's role rules name them, and the books."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.frames.models import Proposal
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with frames above the unit and the ledger, and who sees what is behind a unit's outcome."""

    PROPOSE_FRAMES = "frame_per_committee:prepare"
    BE_HEARD_ON_FRAMES = "frame_per_committee:consult"
    ENTER_FRAMES = "frame_per_committee:execute"
    PROPOSE_INTERNAL = "committee_goals_and_plan:prepare"
    BE_HEARD_ON_INTERNAL = "committee_goals_and_plan:consult"
    ENTER_INTERNAL = "committee_goals_and_plan:execute"
    MOVE_BETWEEN = "move_money_between_units:decide"
    PROPOSE_MOVE = "move_money_between_units:prepare"
    SEE_MOVES = "move_money_between_units:read"
    ENTER_RESULTS = "interim_and_annual_report:execute"
    ENTER_COUNCIL_JUDGEMENT = "judge_council_goals:execute"
    FORECAST = "unit_forecast:execute"
    FORECAST_COMMITTEE = "committee_forecast:execute"
    SEE_REASONS = "unit_forecast:read"
    IMPORT_LEDGER = "ledger:execute"
    SEE_VOUCHERS = "vouchers:read"


LEDGER = Resource(kind="ledger", id="ledger")
"""The municipality's books as a whole."""


def budget_matter(code: str, *, is_council: bool) -> Resource:
    """A proposed budget: the council's concerns the whole municipality, an internal one its committee."""
    return Resource(kind="frame", id=code, body=None if is_council else code, published=True)


def may_propose(acting_role: ActingRole, code: str, *, is_council: bool) -> bool:
    """Whether the acting role prepares this body's budget."""
    action = Action.PROPOSE_FRAMES if is_council else Action.PROPOSE_INTERNAL
    return may(acting_role, action, budget_matter(code, is_council=is_council))


def may_be_heard(acting_role: ActingRole, code: str, *, is_council: bool) -> bool:
    """Whether the acting role describes consequences: whoever is to be heard first, or prepares the matter."""
    action = Action.BE_HEARD_ON_FRAMES if is_council else Action.BE_HEARD_ON_INTERNAL
    heard = may(acting_role, action, budget_matter(code, is_council=is_council))
    return heard or may_propose(acting_role, code, is_council=is_council)


def whole_frame(code: str) -> Resource:
    """A committee's frame as a whole, also what is not shared out to any unit."""
    return Resource(kind="frame", id=code, body=code, published=True)


def entered(code: str) -> Resource:
    """A decision on its way from a body's minutes into the register, as an assignment is. Any body's secretary may."""
    return Resource(kind="decision", id=code, subject="minutes", published=True)


def enters(*, is_council: bool) -> Action:
    """What entering a body's budget decision is called in the rules."""
    return Action.ENTER_FRAMES if is_council else Action.ENTER_INTERNAL


def may_enter(acting_role: ActingRole, code: str, *, is_council: bool) -> bool:
    """Whether the acting role enters what the body has decided."""
    return may(acting_role, enters(is_council=is_council), entered(code))


def is_author(acting_role: ActingRole, proposal: Proposal) -> bool:
    """A draft belongs to the role and the body on whose behalf it is written."""
    return (acting_role.role, acting_role.body) == (proposal.author_role, proposal.author_body)


BETWEEN = "-"
"""No department: a move from one to another is no single department's, and so lies outside whoever is tied to one."""


def moves_matter(*, body: str, departments: Collection[str], above_limit: bool = False) -> Resource:
    """Money between units of a committee: their department's where they have one in common."""
    (department,) = departments if len(departments) == 1 else (BETWEEN,)
    return Resource(kind="unit_move", id=body, body=body, department=department, above_limit=above_limit)


def may_see_moves(acting_role: ActingRole, *, body: str, departments: Collection[str]) -> bool:
    """Whoever decides or prepares moves between some of the committee's units sees them, and those with insight."""
    return any(
        may(acting_role, Action.SEE_MOVES, moves_matter(body=body, departments=where, above_limit=above))
        for where in (departments, *([each] for each in departments))
        for above in (False, True)
    )
