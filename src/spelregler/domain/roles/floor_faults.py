"""What of a rule book goes beyond the floor, and what shows only when its rules are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from spelregler.domain.faults import Fault
from spelregler.domain.roles import floor, source
from spelregler.domain.roles.book import Base, Book, floor_of, read_book
from spelregler.domain.roles.floor import Breach
from spelregler.domain.roles.syntax_faults import Located
from spelregler.domain.roles.vocabulary import OPERATIONS
from spelregler.domain.words import NOTHING, Words


def reach_faults(policy_text: str, located: Located) -> Iterator[Fault]:
    """A permit says what it permits and whom; one for anybody, or for anything, is no rule about who may do what."""
    for position, body in source.policies_by_position(policy_text).items():
        line, rule = located[position]
        if rule.forbids:
            continue
        if not floor.names_operations(rule):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words(
                    "Rule {id} permits more than it names: it does not say which operations it is about.", id=rule.id
                ),
                Words('Name each operation, such as action in Action::"frame_per_committee:decide".'),
            )
        if not floor.names_roles(body):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Rule {id} permits anybody: it names no role. The two parties would mix.", id=rule.id),
                Words('Name the role, such as principal in Role::"N".'),
            )


def rewriting_faults(base: Base, located: Located, *, is_own: bool) -> Iterator[Fault]:
    """A rule of the floor is the product's. An older package may hold it too, as a forbid."""
    names = floor_of(base.folder)
    for line, rule in located.values():
        if rule.id in names and not (is_own and rule.forbids):
            yield Fault(
                source.POLICY_FILE,
                line,
                Words("Rule {id} belongs to the product's floor and cannot be rewritten.", id=rule.id),
                Words("Remove it from the package, or give the rule of your own another @id."),
            )


def asked_faults(folder: Path, base: Base | None, policy_text: str, located: Located) -> Iterator[Fault]:
    """What only shows when the rules are asked: a rule that cannot be evaluated, and a permit beyond the floor."""
    try:
        book = read_book(folder, base)
        found = floor.reaches(book)
    except ValueError as unread:
        yield _unproven(1, "", str(unread))
        return
    lines = {rule.id: line for line, rule in located.values()}
    told: set[str] = set()
    errors = dict.fromkeys(error for row in found for error in row.errors)
    for error in errors:
        named = re.search(r"policy `(.+?)`", error)
        name = named[1] if named else ""
        if name not in told:
            told.add(name)
            yield _unproven(lines.get(name, 1), name, error)
    if base is None or errors:
        return
    for breach in floor.breaches(found):
        yield _breach_fault(lines.get(breach.permit, 1), breach, book)


def _breach_fault(line: int, breach: Breach, book: Book) -> Fault:
    name, _, operation = breach.action.partition(":")
    row = next(row for row in book.rows if row.name == name)
    does, rule = OPERATIONS[operation], book.rules[breach.floor].told
    more = Words(" It is so in {more} more places.", more=breach.more) if breach.more else NOTHING
    return Fault(
        source.POLICY_FILE,
        line,
        Words(
            "Rule {permit} goes beyond the floor: it gives the role {role} “{row}” ({meaning}), "
            "where the floor always says no ({floor}). {rule}{more}",
            permit=breach.permit,
            floor=breach.floor,
            role=breach.role.label,
            row=row.label,
            meaning=does.meaning,
            rule=rule.said("reason"),
            more=more,
        ),
        Words("Remove the role or the operation from the rule."),
    )


def _unproven(line: int, name: str, error: str) -> Fault:
    return Fault(
        source.POLICY_FILE,
        line,
        Words("Rule {name} cannot be evaluated on what the product supplies: {error}", name=name, error=error),
        Words("Rewrite the condition; an attribute that may be missing is asked for with has."),
    )
