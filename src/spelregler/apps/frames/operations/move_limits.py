"""How much a department head may move from a unit in a year before the committee decides (MR-38)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Sum

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import MoveLimit, UnitMove
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.frames.moving import is_above_limit
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr, kr
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain
from spelregler.platform.errors import DomainError


class UnitMoveRefused(DomainError):
    """Money moves between two units with frames under the same committee, and no frame goes below zero."""

    code = "unit-move-refused"


def set_move_limit(*, body: Body, amount_ore: int, decision: Decision, who: Who) -> MoveLimit:
    """The committee decides how much its department head may move from one unit in a year; it holds from that day.

    Refuses with `UnitMoveRefused` a limit below zero or by another body's decision.
    """
    if decision.body_id != body.pk or amount_ore < 0:
        raise UnitMoveRefused(
            Words("The limit is decided by {body} itself and is zero or more.", body=Pair(body.name, body.name_en)),
            clause="MR-38",
            way=Words("Choose the committee's own decision."),
        )
    with transaction.atomic():
        lock_audit_chain()
        older = MoveLimit.objects.filter(body=body, end__isnull=True).first()
        limit = MoveLimit(body=body, start=decision.decided_on)
        if older is not None and older.start == decision.decided_on:
            limit = older
        elif older is not None:
            amend(older, to={"end": decision.decided_on}, act="end-move-limit", who=who)
        amend(limit, to={"amount_ore": amount_ore, "decision": decision}, act="set-move-limit", who=who)
    return limit


def enter_move_limit(*, body: Body, amount_ore: int, decided_on: date, paragraph: str, on: date, who: Who) -> MoveLimit:
    """The limit as the committee's minutes say it. It holds for moves from the day of the decision (MR-38).

    Refuses with `UnitMoveRefused` a decision that lies ahead or a limit below zero, with `DecisionRefused` minutes
    that are not whole or are in the register already.
    """
    if decided_on > on:
        raise UnitMoveRefused(
            Words("The decision has not been taken yet."),
            clause="MR-38",
            way=Words("Enter the limit when the meeting has been held."),
            field="decided_on",
        )
    with transaction.atomic():
        decision = record_decision(
            body=body,
            decided_on=decided_on,
            paragraph=paragraph,
            title="Gräns för omfördelning mellan enheter",
            text=f"Förvaltningschefen får under ett år flytta högst {kr(Money(amount_ore)).sv} från en enhet.",
            kind=Decision.Kind.OTHER,
            who=who,
        )
        return set_move_limit(body=body, amount_ore=amount_ore, decision=decision, who=who)


def needs_committee(*, from_unit: Unit, body: Body, year: int, amount_ore: int, on: date) -> bool:
    """Whether the committee itself decides: it has set no limit, or the year's moves from the unit would pass it."""
    limit = MoveLimit.objects.on(on).filter(body=body).first()
    moved = UnitMove.objects.filter(
        body=body, year=year, from_unit=from_unit, outcome=UnitMove.Outcome.MOVED, above_limit=False
    )
    already = moved.aggregate(total=Sum("amount_ore"))["total"] or 0
    return is_above_limit(
        amount=Money(amount_ore), already=Money(already), limit=Money(limit.amount_ore) if limit else None
    )


def passes_limit(move: UnitMove, *, on: date) -> bool:
    """Other moves may have come between the proposal and its answer."""
    return needs_committee(from_unit=move.from_unit, body=move.body, year=move.year, amount_ore=move.amount_ore, on=on)


def above(move: UnitMove) -> UnitMoveRefused:
    """The refusal of a move that only the committee decides."""
    limit = move.limit
    return UnitMoveRefused(
        Words(
            "The move passes the committee's limit: {amount_ore} from one unit in the year ({decision}).",
            decision=limit.decision,
            amount_ore=exact_tkr(Money(limit.amount_ore)),
        )
        if limit
        else Words(
            "{body} has set no limit for moves between units, so it decides itself.",
            body=Pair(move.body.name, move.body.name_en),
        ),
        clause="MR-38",
        way=Words("Hand the move to the committee as a proposal."),
        field="amount",
    )
