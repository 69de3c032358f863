"""Money between units under the same committee: the department head under the committee's limit, else the committee.

The limit counts what has left the giving unit during the year, so that ten small moves are not a way past it (MR-38).
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import CommitteeFrame, MoveLimit, UnitFrame, UnitMove
from spelregler.apps.frames.operations.move_limits import UnitMoveRefused, above, needs_committee, passes_limit
from spelregler.apps.frames.operations.unit_shares import set_unit_frame
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.money import ZERO, Money
from spelregler.domain.wording import exact_tkr, kr
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store


def move_between_units(
    *, from_unit: Unit, to_unit: Unit, body: Body, amount_ore: int, reason: str, on: date, who: Who
) -> UnitMove:
    """Under the committee's limit the department head moves at once; above it the committee decides (MR-38).

    Refuses with `UnitMoveRefused` a move above the limit, from a unit to itself, of nothing or without a reason, more
    than the giver has, or a unit without a frame under the committee; as `set_unit_frame` does.
    """
    with transaction.atomic():
        lock_audit_chain()
        move = _new(from_unit, to_unit, body=body, amount_ore=amount_ore, reason=reason, on=on, who=who)
        if move.above_limit:
            raise above(move)
        _carry_out(move, on=on, who=who)
        move.outcome, move.decided_on, move.decided_by = UnitMove.Outcome.MOVED, on, who.name
        store(move, act="move-between-units", who=who, details={"amount_ore": amount_ore})
    return move


def propose_unit_move(
    *,
    from_unit: Unit,
    to_unit: Unit,
    body: Body,
    amount_ore: int,
    reason: str,
    on: date,
    who: Who,
    is_between_departments: bool = False,
) -> UnitMove:
    """A proposal changes no frame. Above the limit it waits for the committee, else for the department head.

    Between two departments it is the committee's whatever the amount: no head answers for both.

    Refuses with `UnitMoveRefused` a move from a unit to itself, of nothing or without a reason.
    """
    with transaction.atomic():
        lock_audit_chain()
        move = _new(from_unit, to_unit, body=body, amount_ore=amount_ore, reason=reason, on=on, who=who)
        move.above_limit = move.above_limit or is_between_departments
        store(move, act="propose-unit-move", who=who, details={"amount_ore": amount_ore})
    return move


def decide_unit_move(
    *,
    move: UnitMove,
    approve: bool,
    decided_on: date,
    who: Who,
    paragraph: str = "",
    text: str = "",
) -> UnitMove:
    """A proposal is answered once: above the limit by the committee's minuted decision, else by the department head.

    Refuses with `UnitMoveRefused` a second answer, one older than the proposal, more than the giver has, and a yes by
    the head to what has come above the limit since; with `DecisionRefused` minutes that are not whole; as
    `set_unit_frame` does.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = UnitMove.objects.select_related("body", "from_unit", "to_unit").get(pk=move.pk)
        _refuse_answered(held, decided_on=decided_on)
        if approve and not held.above_limit and passes_limit(held, on=decided_on):
            raise above(held)
        if held.above_limit:
            held.decision = record_decision(
                body=held.body,
                decided_on=decided_on,
                paragraph=paragraph,
                title=f"Omfördelning {held.from_unit} → {held.to_unit}"[:200],
                text=text or held.reason,
                kind=Decision.Kind.REPRIORITISATION,
                who=who,
            )
        if approve:
            _carry_out(held, on=decided_on, who=who)
        held.outcome = UnitMove.Outcome.MOVED if approve else UnitMove.Outcome.DECLINED
        held.decided_on, held.decided_by = decided_on, str(held.body) if held.above_limit else who.name
        store(held, act="decide-unit-move", who=who, details={"approved": approve})
    return held


def _new(from_unit: Unit, to_unit: Unit, *, body: Body, amount_ore: int, reason: str, on: date, who: Who) -> UnitMove:
    _refuse_strange(from_unit, to_unit, amount_ore=amount_ore, reason=reason)
    return UnitMove(
        body=body,
        year=on.year,
        from_unit=from_unit,
        to_unit=to_unit,
        amount_ore=amount_ore,
        reason=reason.strip(),
        above_limit=needs_committee(from_unit=from_unit, body=body, year=on.year, amount_ore=amount_ore, on=on),
        limit=MoveLimit.objects.on(on).filter(body=body).first(),
        proposed_on=on,
        proposed_by=who.name,
    )


def _carry_out(move: UnitMove, *, on: date, who: Who) -> None:
    """The giver's frame first, so that the committee's sum holds all the way."""
    shared = CommitteeFrame.objects.filter(body=move.body_id, year=move.year, end__isnull=True).first()
    sides = [_frame(unit, year=move.year, body=move.body) for unit in (move.from_unit, move.to_unit)]
    if shared is None:
        raise _without_frame(move.body)
    left = Money(sides[0].amount_ore - move.amount_ore)
    if left < ZERO:
        raise UnitMoveRefused(
            Words(
                "{from_unit} has {amount_ore}; {left} is missing.",
                from_unit=move.from_unit,
                amount_ore=exact_tkr(Money(sides[0].amount_ore)),
                left=kr(-left),
            ),
            clause="MR-18",
            way=Words("Choose a smaller amount."),
            field="amount",
        )
    for frame, by_ore in zip(sides, (-move.amount_ore, move.amount_ore), strict=True):
        set_unit_frame(
            unit=frame.unit,
            committee_frame=shared,
            amount_ore=frame.amount_ore + by_ore,
            income_ore=frame.income_ore,
            investment_ore=frame.investment_ore,
            decided_on=on,
            origin=Origin(frame.origin),
            who=who,
        )
    move.from_after_ore = sides[0].amount_ore - move.amount_ore
    move.to_after_ore = sides[1].amount_ore + move.amount_ore


def _frame(unit: Unit, *, year: int, body: Body) -> UnitFrame:
    rows = UnitFrame.objects.filter(unit=unit, year=year, end__isnull=True, committee_frame__body=body)
    frame = rows.select_related("unit").first()
    if frame is None:
        raise UnitMoveRefused(
            Words(
                "{unit} has no frame for {year} under {body}.", unit=unit, year=year, body=Pair(body.name, body.name_en)
            ),
            clause="MR-38",
            way=Words("Money moves between units with frames under the same committee."),
        )
    # A copy, because the decision of a same day changes the row itself.
    return UnitFrame(
        unit=frame.unit,
        amount_ore=frame.amount_ore,
        income_ore=frame.income_ore,
        investment_ore=frame.investment_ore,
        origin=frame.origin,
    )


def _refuse_strange(from_unit: Unit, to_unit: Unit, *, amount_ore: int, reason: str) -> None:
    whole = {"to_unit": from_unit.pk != to_unit.pk, "amount": amount_ore > 0, "reason": bool(reason.strip())}
    if not all(whole.values()):
        raise UnitMoveRefused(
            Words("A move between units needs two different units, an amount above zero and a reason."),
            clause="MR-38",
            way=Words("Fill in what is missing."),
            field=next(name for name, is_told in whole.items() if not is_told),
        )


def _refuse_answered(move: UnitMove, *, decided_on: date) -> None:
    if move.outcome != UnitMove.Outcome.PROPOSED or decided_on < move.proposed_on:
        raise UnitMoveRefused(
            Words(
                "The proposal of {proposed_on} has been answered, or the decision is older than it.",
                proposed_on=move.proposed_on,
            ),
            clause="MR-38",
            way=Words("Check the date, or make a new proposal."),
            field="decided_on",
        )


def _without_frame(body: Body) -> UnitMoveRefused:
    return UnitMoveRefused(
        Words("{body} has no frame to share out.", body=Pair(body.name, body.name_en)),
        clause="MR-18",
        way=Words("Wait for the council's budget."),
    )
