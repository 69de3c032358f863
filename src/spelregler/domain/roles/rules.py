"""Ask the rules: may this actor do this to this matter, by which rule, and if not, what is the right way.

The rule (MR-24, MR-34 and the matrix of domain section 2): nothing is allowed that no rule permits, and
a forbid always wins. Every answer names the rules that decided, so that a refusal can teach.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import cedarpy

from spelregler.domain.roles import source
from spelregler.domain.roles.book import Base, Book, read_book
from spelregler.domain.roles.matrix import Cell, MatrixRow, compute_row
from spelregler.domain.roles.vocabulary import OPERATIONS, OWNER_LABELS, Actor, Beside, Party, Resource, Role
from spelregler.domain.wording import either
from spelregler.domain.words import NOTHING, Bilingual, Words

MOST_KEPT = 100_000
"""How many answers are kept before they are all forgotten; about 60 MB."""
_rows_known: dict[tuple[object, ...], MatrixRow] = {}
logger = logging.getLogger(__name__)
_GOVERNING = ("decide", "execute", "answer", "take_part")


class RulesError(ValueError):
    """The rules cannot be read or evaluated."""


@dataclass(frozen=True)
class Ruling:
    """What the rules answer, with the clause and the reason; `way` is the right way after a refusal."""

    allowed: bool
    policy_ids: tuple[str, ...]
    clause: str
    reason: Bilingual
    way: Bilingual = NOTHING
    forbidden: bool = False

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True)
class Verdict:
    """Cedar's bare answer: yes or no, and the rules that decided it in the file's order.

    Where a rule could not be evaluated the answer is no, and `errors` says which and why.
    """

    allowed: bool
    policy_ids: tuple[str, ...]
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Slice:
    """The rules and actions that can matter for one row; asking only them is ten times faster.

    Cedar judges each rule by itself, so leaving out rules whose scope names only other rows changes nothing.
    """

    policy_set: cedarpy.PolicySet
    entities: cedarpy.Entities


@dataclass(frozen=True, eq=False)
class Rules:
    """A policy package's role rules, parsed once; safe to keep and share.

    The same question always has the same answer, so answers are kept: a list asks about the same rows on every page.
    """

    rows: tuple[source.Row, ...]
    policies: Mapping[str, source.Policy]
    book: Book = field(repr=False)
    _slices: Mapping[str, _Slice] = field(repr=False)
    _known: dict[tuple[Actor, str, Resource], Verdict] = field(repr=False, default_factory=dict)

    @cached_property
    def actions(self) -> frozenset[str]:
        return frozenset(f"{row.name}:{operation}" for row in self.rows for operation in row.operations)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {policy_id: position for position, policy_id in enumerate(self.policies)}

    def decide(self, actor: Actor, action: str, resource: Resource) -> Ruling:
        """One question, answered with its clause; a refusal also says the right way to go."""
        verdict = self.verdicts(actor=actor, questions=[(action, resource)])[0]
        if verdict.errors:
            return _answer_by_error()
        if spoken := self.spoken(verdict):
            return self._answer_by_rule(verdict, self.policies[spoken[0]])
        return self._answer_by_silence(actor=actor, action=action)

    def spoken(self, verdict: Verdict) -> tuple[str, ...]:
        """The rules that the answer names. A bound stands silent: what it refuses no rule of the house permits."""
        return tuple(name for name in verdict.policy_ids if not self.policies[name].is_bound)

    def permits(self, actor: Actor, action: str, resource: Resource) -> bool:
        return self.verdicts(actor=actor, questions=[(action, resource)])[0].allowed

    def permits_many(self, actor: Actor, action: str, resources: Sequence[Resource]) -> tuple[bool, ...]:
        """The same question about many matters: what a list's door asks."""
        questions = [(action, resource) for resource in resources]
        return tuple(verdict.allowed for verdict in self.verdicts(actor=actor, questions=questions))

    def matrix(self) -> tuple[MatrixRow, ...]:
        """The permission matrix, computed by asking every question of the rules themselves."""
        return self._matrix

    @cached_property
    def _matrix(self) -> tuple[MatrixRow, ...]:
        return tuple(self.row_of_matrix(row) for row in self.rows if row.in_matrix)

    def row_of_matrix(self, row: source.Row) -> MatrixRow:
        """One row of it, asked anew only where no book with the same rules about the row has been asked."""
        return self.book.kept(_rows_known, row, lambda: compute_row(rules=self, row=row))

    def verdicts(self, *, actor: Actor, questions: Sequence[tuple[str, Resource]]) -> list[Verdict]:
        """What the actor may do, question by question. An evaluation error never becomes a yes.

        A municipality's own rules may leave a whole matter out; then nobody is allowed anything in it.
        """
        return self.verdicts_of([(actor, *asked) for asked in questions])

    def verdicts_of(self, questions: Sequence[tuple[Actor, str, Resource]]) -> list[Verdict]:
        """The same of many actors, put to Cedar in one batch per row."""
        known = {asked: self._known[asked] for asked in set(questions) if asked in self._known}
        new = [asked for asked in dict.fromkeys(questions) if asked not in known]
        known |= zip(new, self._judged(new), strict=True)
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        self._known.update({asked: known[asked] for asked in new})
        return [known[asked] for asked in questions]

    def _judged(self, questions: Sequence[tuple[Actor, str, Resource]]) -> list[Verdict]:
        if not questions:
            return []
        actors = {actor: f"a{n}" for n, actor in enumerate(dict.fromkeys(actor for actor, _, _ in questions))}
        matters = {matter: f"m{n}" for n, matter in enumerate(dict.fromkeys(matter for _, _, matter in questions))}
        facts = json.dumps(
            [*(_actor_entity(*each) for each in actors.items()), *(_matter_entity(*each) for each in matters.items())]
        )
        by_row: dict[str, list[int]] = {}
        for position, (_, name, _) in enumerate(questions):
            if name in self.actions:
                by_row.setdefault(name.partition(":")[0], []).append(position)
        answers = dict.fromkeys(range(len(questions)), Verdict(allowed=False, policy_ids=()))
        for row, positions in by_row.items():
            asked = [questions[n] for n in positions]
            requests = [_request(actors[actor], name, matters[matter]) for actor, name, matter in asked]
            answers.update(zip(positions, self._ask(self._slices[row], requests, facts), strict=True))
        return [answers[n] for n in range(len(questions))]

    def _ask(self, part: _Slice, requests: list[dict[str, Any]], facts: str) -> list[Verdict]:
        entities = part.entities.with_added_json_str(facts)
        return [self._verdict(r) for r in cedarpy.is_authorized_batch(requests, part.policy_set, entities)]

    def _verdict(self, result: Any) -> Verdict:
        # A rule that fails to evaluate is skipped by Cedar; were it a forbid, a yes would be false.
        if errors := tuple(str(each) for each in result.diagnostics.errors):
            logger.error("A role rule cannot be evaluated, so the answer is no: %s", errors[0])
            return Verdict(allowed=False, policy_ids=(), errors=errors)
        ids = sorted(result.diagnostics.reasons, key=self._order.__getitem__)
        return Verdict(allowed=result.allowed, policy_ids=tuple(ids))

    def _answer_by_rule(self, verdict: Verdict, rule: source.Policy) -> Ruling:
        return Ruling(
            allowed=verdict.allowed,
            policy_ids=verdict.policy_ids,
            clause=rule.text("clause"),
            reason=rule.said("reason"),
            way=rule.said("way"),
            forbidden=not verdict.allowed,
        )

    def _answer_by_silence(self, *, actor: Actor, action: str) -> Ruling:
        """No rule gives this to the role: say whose matter it is, by the rule that gives it to them."""
        if action not in self.actions:
            return _answer_left_out()
        name, _, operation = action.partition(":")
        row = next(row for row in self.rows if row.name == name)
        holders, rule = self._holders(row=row, operation=operation)
        others = [role for role in holders if role is not actor.role] or list(holders)
        return Ruling(
            allowed=False,
            policy_ids=(),
            clause=rule.text("clause") if rule else "",
            reason=Words(
                "{matter}: no rule gives this to the role {role} in this particular matter.",
                matter=row.label,
                role=actor.role.label,
            ),
            way=_way_to(others, questioner=actor.role),
        )

    def _holders(self, *, row: source.Row, operation: str) -> tuple[tuple[Role | Beside, ...], source.Policy | None]:
        """Who does this, by the rules; when the row has no such doer, those who govern the matter."""
        cells = self._cells(row.name)
        wanted = [*_GOVERNING, *OPERATIONS] if operation.startswith("read") else [operation, *_GOVERNING, *OPERATIONS]
        for name in dict.fromkeys(wanted):
            by_role = {role: part for role, cell in cells.items() for part in cell.parts if part.operation == name}
            if by_role:
                return tuple(by_role), self.policies[next(iter(by_role.values())).policy_id]
        runner = Actor(role=Beside.ADMINISTRATOR, person="")
        asked = (f"{row.name}:{operation}", Resource(kind=row.name, id="any"))
        verdict = self.verdicts(actor=runner, questions=[asked])[0]
        return ((Beside.ADMINISTRATOR,), self.policies[verdict.policy_ids[0]]) if verdict.allowed else ((), None)

    @lru_cache(maxsize=256)  # noqa: B019 - one Rules per package version lives as long as the process
    def _cells(self, name: str) -> Mapping[Role, Cell]:
        return self.row_of_matrix(next(row for row in self.rows if row.name == name)).cells


def _answer_by_error() -> Ruling:
    """A rule book with a fault never opens anything, and never stops the page."""
    return Ruling(
        allowed=False,
        policy_ids=(),
        clause="",
        reason=Words("One of the municipality's role rules cannot be evaluated, and then the answer is no."),
        way=Words("Ask whoever keeps the rules to run spelregler policy validate and correct the rule."),
    )


def _answer_left_out() -> Ruling:
    """The rules do not hold the action at all: the way there is to write it into them."""
    return Ruling(
        allowed=False,
        policy_ids=(),
        clause="",
        reason=Words("The municipality's role rules say nothing of this, and what is not allowed is not done."),
        way=Words("Whoever keeps the rules can write it into roles.cedar and have the council adopt it."),
    )


def load_rules(folder: Path, base: Base | None) -> Rules:
    """Read and parse a package's rules once. Run `validate_rules` first on a package not yet trusted.

    `base` is what the package stands on; without one there is no floor, and the folder holds everything.

    Refuses with `RulesError` rules that cannot be read.
    """
    try:
        return rules_of_book(read_book(folder, base))
    except ValueError as error:
        raise RulesError(f"{folder.name}: {error}") from error


def rules_of_book(book: Book) -> Rules:
    """The rules of a book, ready to be asked."""
    policies = {name: rule.told for name, rule in book.rules.items()}
    return Rules(rows=book.rows, policies=policies, book=book, _slices=_Slices(book))


class _Slices(dict[str, _Slice]):
    """A slice by its row's name, cut out when the row is asked about: few of them are in a day."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book = book

    def __missing__(self, row: str) -> _Slice:
        about = self.book.about(row)
        rules = (each for name, each in self.book.rules.items() if name in about)
        document = {
            "staticPolicies": {each.told.id: each.body for each in rules},
            "templates": {},
            "templateLinks": [],
        }
        self[row] = _Slice(
            policy_set=cedarpy.PolicySet.from_json_str(json.dumps(document)),
            entities=cedarpy.Entities.from_json_str(json.dumps(self.book.actions_about(row))),
        )
        return self[row]


def _request(actor: str, action: str, matter: str) -> dict[str, Any]:
    return {
        "principal": {"type": "Actor", "id": actor},
        "action": {"type": "Action", "id": action},
        "resource": {"type": "Matter", "id": matter},
    }


def _actor_entity(actor: Actor, uid: str) -> dict[str, Any]:
    attributes = {"role": actor.role.value, **_present(actor, skip={"role"})}
    # The party is named directly as a parent, so that no role entities have to follow along.
    parents = [("Role", actor.role.value), ("Role", actor.role.party.value)]
    return _entity("Actor", uid, attributes=attributes, parents=parents)


def _matter_entity(resource: Resource, uid: str) -> dict[str, Any]:
    return _entity("Matter", uid, attributes=_present(resource, skip={"id"}))


def _present(record: Actor | Resource, *, skip: set[str]) -> dict[str, Any]:
    values = {item.name: getattr(record, item.name) for item in fields(record) if item.name not in skip}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in values.items()
        if value is not None
    }


def _entity(
    kind: str, uid: str, *, attributes: dict[str, Any] | None = None, parents: Iterable[tuple[str, str]] = ()
) -> dict[str, Any]:
    return {
        "uid": {"type": kind, "id": uid},
        "attrs": attributes or {},
        "parents": [{"type": parent_kind, "id": parent} for parent_kind, parent in parents],
    }


def _way_to(holders: Sequence[Role | Beside], *, questioner: Role | Beside) -> Words:
    if not holders:
        return Words("No role does this in the system.")
    owner = either(OWNER_LABELS[role] for role in holders)
    if questioner.party is Party.ELECTED and all(role.party is Party.OFFICIALS for role in holders):
        return Words(
            "This belongs to {owner}. Put the question to the department head; the answer goes to the whole committee.",
            owner=owner,
        )
    return Words("This belongs to {owner}. Turn there.", owner=owner)
