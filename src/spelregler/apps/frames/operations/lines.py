"""A unit's own lines inside its frame: split and moved freely, with no one's approval (MR-38, MR-39)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.frames.models import BudgetLine, LineMove, UnitFrame
from spelregler.domain.money import Money
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class LineRefused(DomainError):
    """A line belongs to one unit's frame, and no line goes below zero."""

    code = "line-refused"


class MoveLimited(DomainError):
    """Only an open intervention limits a move between a unit's own lines (MR-38)."""

    code = "move-limited"


def set_line(*, unit_frame: UnitFrame, label: str, amount_ore: int, who: Who) -> BudgetLine:
    """The unit splits its frame as it likes; the split is information for the unit alone (MR-39)."""
    if amount_ore < 0:
        raise _line_below_zero(label=label, below_ore=-amount_ore)
    with transaction.atomic():
        line = BudgetLine.objects.select_for_update().filter(unit_frame=unit_frame, label=label).first()
        line = line or BudgetLine(unit_frame=unit_frame, label=label)
        amend(line, to={"amount_ore": amount_ore}, act="set-line", who=who, details={"unit_frame": unit_frame.pk})
    return line


def move_between_lines(
    *,
    unit_frame: UnitFrame,
    from_line: BudgetLine,
    to_line: BudgetLine,
    amount_ore: int,
    reason: str,
    moved_on: date,
    who: Who,
    intervention_limits: str | None,
    approval_asked_of: str = "",
) -> LineMove:
    """A unit manager moves money between own lines at once, unless an open intervention limits it (MR-38).

    Nobody approves a move. Where somebody nevertheless made the manager ask, `approval_asked_of` keeps the trace
    for the check of MR-38.
    """
    _refuse_limited(intervention_limits)
    _refuse_strange_move(unit_frame=unit_frame, lines=(from_line, to_line), amount_ore=amount_ore)
    with transaction.atomic():
        # In id order, so that two moves in opposite directions do not wait for each other.
        rows = BudgetLine.objects.select_for_update().order_by("pk")
        lines = {line.pk: line for line in rows.filter(pk__in=[from_line.pk, to_line.pk])}
        source, target = lines[from_line.pk], lines[to_line.pk]
        if source.amount_ore < amount_ore:
            raise _line_below_zero(label=source.label, below_ore=amount_ore - source.amount_ore)
        for line, left_ore in ((source, source.amount_ore - amount_ore), (target, target.amount_ore + amount_ore)):
            amend(line, to={"amount_ore": left_ore}, act="change-line", who=who, subject=f"{unit_frame}: {line}")
        move = LineMove(
            unit_frame=unit_frame,
            from_line=source,
            to_line=target,
            amount_ore=amount_ore,
            reason=reason,
            moved_on=moved_on,
            moved_by=who.name,
            approval_asked_of=approval_asked_of,
        )
        store(move, act="move-between-lines", who=who, details={"amount_ore": amount_ore, "on": moved_on})
    return move


def _line_below_zero(*, label: str, below_ore: int) -> LineRefused:
    below = Money(below_ore)
    return LineRefused(
        sv=f"Raden {label} skulle hamna {below.kronor} kr under noll.",
        en=f"The line {label} would end {below.kronor} kronor below zero.",
        way_sv="Välj ett mindre belopp eller en annan rad.",
        way_en="Choose a smaller amount or another line.",
    )


def _refuse_limited(limits: str | None) -> None:
    if limits:
        raise MoveLimited(
            sv=f"Ett öppet ingripande begränsar omdisponering inom ramen: {limits}",
            en=f"An open intervention limits moves within the frame: {limits}",
            clause="MR-38",
            way_sv="Ta upp omdisponeringen med förvaltningschefen inom ramen för ingripandet.",
            way_en="Raise the move with the department head within the intervention.",
        )


def _refuse_strange_move(*, unit_frame: UnitFrame, lines: tuple[BudgetLine, BudgetLine], amount_ore: int) -> None:
    if any(line.unit_frame_id != unit_frame.pk for line in lines):
        raise LineRefused(
            sv="Pengar flyttas fritt bara mellan rader i samma enhets ram.",
            en="Money moves freely only between lines of the same unit's frame.",
            clause="MR-38",
            way_sv="En flytt mellan enheter beslutas av förvaltningschefen eller nämnden.",
            way_en="A move between units is decided by the department head or the committee.",
        )
    if lines[0].pk == lines[1].pk or amount_ore <= 0:
        raise LineRefused(
            sv="En flytt behöver två olika rader och ett belopp över noll.",
            en="A move needs two different lines and an amount above zero.",
            way_sv="Välj rader och belopp igen.",
            way_en="Choose the lines and the amount again.",
        )
