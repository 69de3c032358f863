"""Does a package keep to the floor? What it permits beyond it, or without saying whom or what (ADR 49).

The rule (MR-23, MR-24, MR-34, MR-49): the two parties never mix, nobody settles their own matter, each acts in their
own area, and whoever runs the system has no part in the matters. The floor holds whatever a package says, so a permit
beyond it would be a dead promise; it is told before anybody adopts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from spelregler.domain.roles import source
from spelregler.domain.roles.book import Book
from spelregler.domain.roles.matrix import PROBE, probe_actor, probes_of
from spelregler.domain.roles.rules import Rules, rules_of_book
from spelregler.domain.roles.vocabulary import Actor, Beside, Resource, Role

WHOLE = frozenset({source.FLOOR_FILE})
NOBODY: frozenset[str] = frozenset()
ACTORS = {role: probe_actor(role) for role in (*Role, Beside.ADMINISTRATOR)}
ASKING = (*map(probe_actor, Role), Actor(role=Beside.ADMINISTRATOR, person="p"))


@dataclass(frozen=True)
class Breach:
    """A permit that gives a role what a rule of the floor never lets happen: the first such, and how many more."""

    permit: str
    floor: str
    role: Role | Beside
    action: str
    more: int


@dataclass(frozen=True)
class Reach:
    """What asking about one row shows: the rules that cannot be evaluated, and the dead promises.

    A promise is a permit to a role, with the rules of the floor that never let it happen.
    """

    errors: tuple[str, ...]
    promises: tuple[tuple[Role | Beside, str, str, tuple[str, ...]], ...] = ()


_known: dict[tuple[object, ...], Reach] = {}


def reaches(book: Book) -> list[Reach]:
    """Every action asked by every role, of a matter with everything and of one with only what every matter has.

    Thousands of questions take a second. A row whose rules are the same as when they were asked last answers the same.
    """
    asked = _Asked(book)
    return [book.kept(_known, row, partial(asked.reach, row)) for row in book.rows]


class _Asked:
    """A book three times: as it is, with no forbid, and with the forbids of the floor alone."""

    def __init__(self, book: Book) -> None:
        self.whole = rules_of_book(book)
        self.promised = rules_of_book(book.only(forbids_of=NOBODY))
        self.floored = rules_of_book(book.only(forbids_of=WHOLE))

    def reach(self, row: source.Row) -> Reach:
        bare, errors = Resource(kind=PROBE.kind, id=PROBE.id), dict[str, None]()
        questions = [(f"{row.name}:{each}", matter) for each in row.operations for matter in (PROBE, bare)]
        for verdict in self.whole.verdicts_of([(actor, *each) for actor in ASKING for each in questions]):
            errors.update(dict.fromkeys(verdict.errors))
        if errors:
            return Reach(tuple(errors))
        matters = probes_of(self.promised, row)
        questions = [(f"{row.name}:{operation}", matter) for operation in row.operations for matter in matters]
        # Every actor at once, which is many times as quick; the answers stay.
        self.promised.verdicts_of([(actor, *each) for actor in ACTORS.values() for each in questions])
        found = (
            (role, permit, action, by)
            for role, actor in ACTORS.items()
            for (permit, action), by in _dead_promises(self.promised, self.floored, actor, questions).items()
        )
        return Reach((), tuple(found))


def breaches(found: Sequence[Reach]) -> Iterator[Breach]:
    """Every permit that reaches beyond the floor, found by asking who may do what without it, and not with it."""
    cases: dict[tuple[str, str], list[tuple[Role | Beside, str]]] = {}
    for asked in ACTORS:
        for role, permit, action, by in (each for row in found for each in row.promises):
            if role is asked:
                for rule in by:
                    cases.setdefault((permit, rule), []).append((role, action))
    for (permit, rule), told in cases.items():
        role, action = told[0]
        yield Breach(permit=permit, floor=rule, role=role, action=action, more=len(told) - 1)


def _dead_promises(
    promised: Rules, floored: Rules, actor: Actor, questions: Sequence[tuple[str, Resource]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The permits that would give the actor an action, of which the floor lets none happen, with the floor's rules."""
    refused: dict[tuple[str, str], tuple[str, ...]] = {}
    said = zip(questions, promised.verdicts(actor=actor, questions=questions), strict=True)
    given = [(question, verdict.policy_ids) for question, verdict in said if verdict.allowed]
    within = floored.verdicts(actor=actor, questions=[question for question, _ in given])
    kept: set[tuple[str, str]] = set()
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
