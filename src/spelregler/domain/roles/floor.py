"""Does a package keep to the floor? What it permits beyond it, or without saying whom or what (ADR 49).

The rule (MR-23, MR-24, MR-34, MR-49): the two parties never mix, nobody settles their own matter, each acts in their
own area, and whoever runs the system has no part in the matters. The floor holds whatever a package says, so a permit
beyond it would be a dead promise; it is told before anybody adopts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spelregler.domain.roles import source
from spelregler.domain.roles.book import Book
from spelregler.domain.roles.matrix import probe_actor, probes_of
from spelregler.domain.roles.rules import Rules, rules_of_book
from spelregler.domain.roles.vocabulary import Actor, Beside, Resource, Role

WHOLE = frozenset({source.FLOOR_FILE})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Breach:
    """A permit that gives a role what a rule of the floor never lets happen: the first such, and how many more."""

    permit: str
    floor: str
    role: Role | Beside
    action: str
    more: int


def breaches(book: Book) -> Iterator[Breach]:
    """Every permit that reaches beyond the floor, found by asking who may do what without it, and not with it."""
    promised = rules_of_book(book.only(forbids_of=NOBODY))
    floored = rules_of_book(book.only(forbids_of=WHOLE))
    found: dict[tuple[str, str], list[tuple[Role | Beside, str]]] = {}
    asked = [_questions(promised, row) for row in promised.rows]
    actors = {role: probe_actor(role) for role in (*Role, Beside.ADMINISTRATOR)}
    for questions in asked:  # every actor at once, which is many times as quick; the answers stay
        promised.verdicts_of([(actor, *each) for actor in actors.values() for each in questions])
    for role, actor in actors.items():
        for (permit, action), by in _dead_promises(promised, floored, actor, asked).items():
            for rule in by:
                found.setdefault((permit, rule), []).append((role, action))
    for (permit, rule), cases in found.items():
        role, action = cases[0]
        yield Breach(permit=permit, floor=rule, role=role, action=action, more=len(cases) - 1)


def _questions(rules: Rules, row: source.Row) -> list[tuple[str, Resource]]:
    matters = probes_of(rules, row)
    return [(f"{row.name}:{operation}", matter) for operation in row.operations for matter in matters]


def _dead_promises(
    promised: Rules, floored: Rules, actor: Actor, asked: Sequence[Sequence[tuple[str, Resource]]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The permits that would give the actor an action, of which the floor lets none happen, with the floor's rules."""
    refused: dict[tuple[str, str], tuple[str, ...]] = {}
    kept: set[tuple[str, str]] = set()
    for questions in asked:
        said = zip(questions, promised.verdicts(actor=actor, questions=questions), strict=True)
        given = [(question, verdict.policy_ids) for question, verdict in said if verdict.allowed]
        within = floored.verdicts(actor=actor, questions=[question for question, _ in given])
        for ((action, _), permits), verdict in zip(given, within, strict=True):
            if verdict.allowed:
                kept.update((permit, action) for permit in permits)
            else:
                refused.update(dict.fromkeys([(permit, action) for permit in permits], verdict.policy_ids))
    return {each: by for each, by in refused.items() if each not in kept}


def names_operations(rule: source.Policy) -> bool:
    """A permit says what is permitted, operation by operation: never a whole matter or a group of actions."""
    return bool(rule.actions) and all(":" in action for action in rule.actions)


def names_roles(body: Mapping[str, Any]) -> bool:
    """A permit says which roles or party it is for, in its scope or in what has to hold."""
    scope = body["principal"]
    named = scope.get("in", scope).get("entity", {})
    if named.get("type") == "Role":
        return True
    return any(each["kind"] == "when" and _asks_role(each["body"]) for each in body["conditions"])


def _asks_role(node: Any) -> bool:
    """Whether the condition can hold only for some roles: on each side of an or, and somewhere in an and."""
    if not isinstance(node, dict) or len(node) != 1:
        return False
    [(operator, inner)] = node.items()
    if operator == "&&":
        return _asks_role(inner["left"]) or _asks_role(inner["right"])
    if operator == "||":
        return _asks_role(inner["left"]) and _asks_role(inner["right"])
    if operator == "in":
        return bool(inner["left"] == {"Var": "principal"})
    return bool(operator == "==" and _is_role(inner["left"]))


def _is_role(node: Any) -> bool:
    return bool(node == {".": {"left": {"Var": "principal"}, "attr": "role"}})
