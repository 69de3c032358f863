"""A unit's own lines inside its frame: split and moved freely, with no one's approval (MR-38, MR-39)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from spelregler.apps.frames.models import BudgetLine, LineMove, UnitFrame
from spelregler.apps.frames.operations.shares import until_change
from spelregler.apps.organisation.queries.units import change_planned
from spelregler.domain.money import Money
from spelregler.domain.words import NOTHING, Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class LineRefused(DomainError):
    """A line belongs to one unit's frame, and no line goes below zero."""

    code = "line-refused"


class MoveLimited(DomainError):
    """Only an open intervention limits a move between a unit's own lines (MR-38)."""

    code = "move-limited"


def set_line(
    *,
    unit_frame: UnitFrame,
    label: str,
    amount_ore: int,
    who: Who,
    set_on: date | None = None,
    intervention_limits: Bilingual = NOTHING,
) -> BudgetLine:
    """The unit splits its frame as it likes; the split is information for the unit alone (MR-39).

    It holds from the frame's first day unless another day is given. What the line was before that day is kept.

    Refuses with `MoveLimited` under an intervention that limits it, with `LineRefused` an amount below zero and a
    day before the line's latest change.
    """
    _refuse_limited(intervention_limits)
    if amount_ore < 0:
        raise _line_below_zero(label=label, below_ore=-amount_ore)
    with transaction.atomic():
        lock_audit_chain()
        unit_frame = UnitFrame.objects.get(unit=unit_frame.unit_id, year=unit_frame.year, end__isnull=True)
        older = _line_now(unit_frame, label=label.strip())
        fresh = BudgetLine(unit_frame=unit_frame, label=label.strip(), number=_next_number(unit_frame))
        line = _line_from(set_on or unit_frame.start, older=older, fresh=fresh, who=who)
        amend(line, to={"amount_ore": amount_ore}, act="set-line", who=who, details={"unit_frame": unit_frame.pk})
    return line


def rename_line(*, unit_frame: UnitFrame, number: int, label: str, renamed_on: date, who: Who) -> BudgetLine:
    """A unit calls its own lines what it likes, one name for each (MR-39). Earlier days keep the earlier name.

    Refuses with `LineRefused` a line that the unit does not have, a name that another of its lines has, and a day
    before the line's latest change.
    """
    with transaction.atomic():
        lock_audit_chain()
        older = _own_line(unit_frame, number=number)
        taken = _line_now(unit_frame, label=label.strip())
        if taken is not None and taken.number != number:
            raise LineRefused(
                Words("The unit already has a line called {taken}.", taken=taken.label),
                way=Words("Choose another name, or move the money there."),
                field="label",
            )
        line = _line_from(renamed_on, older=older, fresh=_copy(older), who=who)
        amend(line, to={"label": label.strip()}, act="rename-line", who=who, subject=f"{unit_frame}: {label.strip()}")
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
    intervention_limits: Bilingual,
    approval_asked_of: str = "",
) -> LineMove:
    """A unit manager moves money between own lines at once, unless an open intervention limits it (MR-38).

    Nobody approves a move. Where somebody nevertheless made the manager ask, `approval_asked_of` keeps the trace
    for the check of MR-38. Two managers who move at once move what each line has when it is their turn.

    Refuses with `MoveLimited` under an intervention that limits it, with `LineRefused` another unit's line, one
    and the same line, an amount that is not above zero or is more than the line has.
    """
    _refuse_limited(intervention_limits)
    _refuse_strange_move(unit_frame=unit_frame, lines=(from_line, to_line), amount_ore=amount_ore)
    with transaction.atomic():
        lock_audit_chain()
        source, target = (_own_line(unit_frame, number=line.number) for line in (from_line, to_line))
        if source.amount_ore < amount_ore:
            raise _line_below_zero(label=source.label, below_ore=amount_ore - source.amount_ore)
        source = _change(source, by_ore=-amount_ore, on=moved_on, who=who)
        target = _change(target, by_ore=amount_ore, on=moved_on, who=who)
        move = LineMove(
            unit_frame=unit_frame,
            from_line=source,
            to_line=target,
            amount_ore=amount_ore,
            from_after_ore=source.amount_ore,
            to_after_ore=target.amount_ore,
            reason=reason,
            moved_on=moved_on,
            moved_by=who.name,
            approval_asked_of=approval_asked_of,
        )
        store(move, act="move-between-lines", who=who, details={"amount_ore": amount_ore, "on": moved_on})
    return move


def move_back(*, move: LineMove, moved_on: date, who: Who, intervention_limits: Bilingual) -> LineMove:
    """A move is undone by moving the same money back: at once, and both moves are kept (MR-38).

    Refuses as `move_between_lines` does.
    """
    return move_between_lines(
        unit_frame=move.unit_frame,
        from_line=move.to_line,
        to_line=move.from_line,
        amount_ore=move.amount_ore,
        reason=f"Flyttas tillbaka: {move.reason}"[:200] if move.reason else "Flyttas tillbaka",
        moved_on=moved_on,
        who=who,
        intervention_limits=intervention_limits,
    )


def _line_now(unit_frame: UnitFrame, **which: Any) -> BudgetLine | None:
    """One of the unit's lines for the year as it stands until further notice."""
    return BudgetLine.objects.filter(
        unit_frame__unit=unit_frame.unit_id, unit_frame__year=unit_frame.year, end__isnull=True, **which
    ).first()


def _own_line(unit_frame: UnitFrame, *, number: int) -> BudgetLine:
    line = _line_now(unit_frame, number=number)
    if line is None:
        raise LineRefused(
            Words("The line is not in the unit's budget."),
            way=Words("Choose one of the unit's own lines."),
        )
    return line


def _next_number(unit_frame: UnitFrame) -> int:
    return (BudgetLine.objects.filter(unit_frame=unit_frame).aggregate(most=Max("number"))["most"] or 0) + 1


def _copy(line: BudgetLine) -> BudgetLine:
    return BudgetLine(
        unit_frame_id=line.unit_frame_id, number=line.number, label=line.label, amount_ore=line.amount_ore
    )


def _change(line: BudgetLine, *, by_ore: int, on: date, who: Who) -> BudgetLine:
    before_ore, subject = line.amount_ore, f"{line.unit_frame}: {line}"
    details = {"before": before_ore, "after": before_ore + by_ore}
    changed = _line_from(on, older=line, fresh=_copy(line), who=who)
    amend(changed, to={"amount_ore": before_ore + by_ore}, act="change-line", who=who, subject=subject, details=details)
    return changed


def _line_from(day: date, *, older: BudgetLine | None, fresh: BudgetLine, who: Who) -> BudgetLine:
    """The row that a change of the day fills in; as the line stood until then is kept with its days."""
    if older is not None and day < older.start:
        change = change_planned(on=older.start, by=day, unit=older.unit_frame.unit)
        if change is not None:
            raise until_change(LineRefused, older.label, change)
        raise LineRefused(
            Words(
                "The line {older} was changed on {start} and cannot be changed from {day}.",
                older=older.label,
                start=older.start,
                day=day,
            ),
            way=Words("Give a day on or after {start}.", start=older.start),
        )
    if older is not None and day == older.start:
        return older
    if older is not None:
        amend(older, to={"end": day}, act="end-line", who=who, subject=f"{older.unit_frame}: {older}")
    fresh.start = day
    return fresh


def _line_below_zero(*, label: str, below_ore: int) -> LineRefused:
    below = Money(below_ore)
    return LineRefused(
        Words("The line {label} would end {kronor} kronor below zero.", label=label, kronor=below.kronor),
        way=Words("Choose a smaller amount or another line."),
        field="amount",
    )


def _refuse_limited(limits: Bilingual) -> None:
    if limits:
        raise MoveLimited(
            Words("An open intervention limits moves within the frame: {limits}", limits=limits),
            clause="MR-38",
            way=Words("Raise the move with the department head within the intervention."),
        )


def _refuse_strange_move(*, unit_frame: UnitFrame, lines: tuple[BudgetLine, BudgetLine], amount_ore: int) -> None:
    year = (unit_frame.unit_id, unit_frame.year)
    if any((line.unit_frame.unit_id, line.unit_frame.year) != year for line in lines):
        raise LineRefused(
            Words("Money moves freely only between lines of the same unit's frame."),
            clause="MR-38",
            way=Words("A move between units is decided by the department head or the committee."),
        )
    if lines[0].number == lines[1].number or amount_ore <= 0:
        raise LineRefused(
            Words("A move needs two different lines and an amount above zero."),
            way=Words("Choose the lines and the amount again."),
            field="amount" if amount_ore <= 0 else "to_line",
        )
