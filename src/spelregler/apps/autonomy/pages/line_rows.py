"""A unit's own lines and moves, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spelregler.apps.frames.models import BudgetLine, LineMove
from spelregler.apps.frames.queries.unit_money import UnitLine, UnitMoney
from spelregler.domain.money import Money
from spelregler.ui import formatting

MOST_MOVES = 50


@dataclass(frozen=True)
class LineRow:
    """One of the unit's own lines."""

    number: int
    label: str
    amount: Money


@dataclass(frozen=True)
class MoveRow:
    """A move with both sides before and after; without them where an older move did not keep them."""

    pk: int
    from_label: str
    to_label: str
    amount: Money
    reason: str
    moved_on: date
    moved_by: str
    from_before: Money | None
    from_after: Money | None
    to_before: Money | None
    to_after: Money | None


def line_rows(lines: Iterable[UnitLine | BudgetLine]) -> list[LineRow]:
    """The unit's lines as they stand on the day."""
    return [LineRow(each.number, each.label, Money(each.amount_ore)) for each in lines]


def move_rows(money: UnitMoney | None) -> list[MoveRow]:
    """The year's moves, the latest first; as many as a page holds."""
    found = [
        MoveRow(
            pk=each.pk,
            from_label=each.from_label,
            to_label=each.to_label,
            amount=Money(each.amount_ore),
            reason=each.reason,
            moved_on=each.moved_on,
            moved_by=each.moved_by,
            from_before=_money(each.from_before_ore),
            from_after=_money(each.from_after_ore),
            to_before=_money(each.to_before_ore),
            to_after=_money(each.to_after_ore),
        )
        for each in (money.moves if money else ())
    ]
    return found[::-1][:MOST_MOVES]


def moved_words(move: LineMove, language: str) -> str:
    """Both sides of a move, before and after."""

    def side(label: str, before_ore: int, after_ore: int) -> str:
        before, after = (
            formatting.money(Money(ore), language, unit=False, exact=True) for ore in (before_ore, after_ore)
        )
        return f"{label} {before} → {after}"

    source, target = move.from_after_ore or 0, move.to_after_ore or 0
    return _("The money is moved. In tkr: %(source)s, %(target)s.") % {
        "source": side(move.from_line.label, source + move.amount_ore, source),
        "target": side(move.to_line.label, target - move.amount_ore, target),
    }


def _money(ore: int | None) -> Money | None:
    return None if ore is None else Money(ore)
