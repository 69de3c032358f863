"""What another rule book would change: rules that come, go or read otherwise, and what each role may do then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from spelregler.domain.roles import source
from spelregler.domain.roles.book import Book
from spelregler.domain.roles.rules import rules_of_book
from spelregler.domain.roles.vocabulary import NO_ACCESS, Role


class Turn(StrEnum):
    """What happens to a rule."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class RuleTurn:
    """A rule that is new, gone or reads otherwise; the rule itself as it reads after, or as it read."""

    turn: Turn
    rule: source.Policy


@dataclass(frozen=True)
class CellTurn:
    """What a role may do in a matter, before and after, as the matrix prints it."""

    row: source.Row
    role: Role
    before: str
    after: str
    before_sv: str
    after_sv: str


@dataclass(frozen=True)
class Differences:
    """All that differs. False where nothing does."""

    rules: tuple[RuleTurn, ...] = ()
    cells: tuple[CellTurn, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules or self.cells)


def differences(before: Book, after: Book) -> Differences:
    """What would change if `after` took the place of `before`."""
    return Differences(rules=tuple(_rule_turns(before, after)), cells=tuple(_cell_turns(before, after)))


def _rule_turns(before: Book, after: Book) -> list[RuleTurn]:
    gone = [RuleTurn(Turn.GONE, rule.told) for name, rule in before.rules.items() if name not in after.rules]
    new = [RuleTurn(Turn.NEW, rule.told) for name, rule in after.rules.items() if name not in before.rules]
    changed = [
        RuleTurn(Turn.CHANGED, rule.told)
        for name, rule in after.rules.items()
        if name in before.rules and _reads(before, name) != _reads(after, name)
    ]
    return [*new, *changed, *gone]


def _reads(book: Book, name: str) -> tuple[object, Mapping[str, str]]:
    rule = book.rules[name]
    return {key: value for key, value in rule.body.items() if key != "annotations"}, rule.told.annotations


def _cell_turns(before: Book, after: Book) -> list[CellTurn]:
    rows = {row.name: row for book in (before, after) for row in book.rows}
    held, then = _cells(before), _cells(after)
    nothing = (NO_ACCESS, NO_ACCESS)
    return [
        CellTurn(row, role, was[0], becomes[0], was[1], becomes[1])
        for name, row in rows.items()
        for role in Role
        if (was := held.get((name, role), nothing)) != (becomes := then.get((name, role), nothing))
    ]


def _cells(book: Book) -> dict[tuple[str, Role], tuple[str, str]]:
    rules = rules_of_book(book)
    computed = [rules.row_of_matrix(row) for row in book.rows]
    return {(row.action, role): (cell.text, cell.text_sv) for row in computed for role, cell in row.cells.items()}
