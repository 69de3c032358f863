"""The permission matrix, computed: every role asks every question of the rules, and the answers are printed.

The rule (domain section 2): a permit prints the letter of its operation and its @note; a forbid that
leaves the role nothing at all in the row prints X; silence prints a dot. Nothing is looked up in a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from spelregler.domain.roles import source
from spelregler.domain.roles.vocabulary import NO_ACCESS, OPERATIONS, REFUSED, Actor, Beside, Resource, Role
from spelregler.domain.words import Pair

if TYPE_CHECKING:
    from spelregler.domain.roles.rules import Rules


@dataclass(frozen=True)
class Part:
    """What one rule gives the role in this row."""

    operation: str
    note: str
    note_sv: str
    policy_id: str

    @property
    def text(self) -> str:
        return _with_note(OPERATIONS[self.operation].mark.en, self.note)

    @property
    def text_sv(self) -> str:
        return _with_note(OPERATIONS[self.operation].mark.sv, self.note_sv)


@dataclass(frozen=True)
class Cell:
    """One role in one row: the parts it is permitted, or the rules that refuse it."""

    parts: tuple[Part, ...] = ()
    refused_by: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self._joined([part.text for part in self.parts])

    @property
    def text_sv(self) -> str:
        return self._joined([part.text_sv for part in self.parts])

    def _joined(self, texts: list[str]) -> str:
        if not texts:
            return REFUSED if self.refused_by else NO_ACCESS
        separator = ", " if any(part.note for part in self.parts) else "/"
        return separator.join(dict.fromkeys(texts))

    @property
    def policy_ids(self) -> tuple[str, ...]:
        """The rules behind the cell, so that a page can show clause and reason."""
        return tuple(part.policy_id for part in self.parts) or self.refused_by


@dataclass(frozen=True)
class MatrixRow:
    """One matter and what each role may do with it."""

    action: str
    label: Pair
    cells: Mapping[Role, Cell] = field(hash=False)

    def as_dict(self) -> dict[str, str]:
        """The row as printed: `action`, then one text per role code."""
        return {"action": self.action, **{role.value: cell.text for role, cell in self.cells.items()}}


def compute_row(*, rules: Rules, row: source.Row) -> MatrixRow:
    probes = probes_of(rules, row)
    operations = [operation for operation in OPERATIONS if operation in row.operations]
    questions = [(f"{row.name}:{operation}", probe) for operation in operations for probe in probes]
    # Every role at once, which is many times as quick; the answers stay.
    rules.verdicts_of([(probe_actor(role), *each) for role in Role for each in questions])
    cells = {role: _cell(rules=rules, role=role, questions=questions) for role in Role}
    return MatrixRow(action=row.name, label=row.label, cells=cells)


def probe_actor(role: Role | Beside) -> Actor:
    """Somebody who holds the role at home: tied to the same body, department and unit as the matter."""
    return Actor(role=role, person="p", body="b", department="d", unit="u", represents="unit")


PROBE = Resource(
    kind="probe",
    id="probe",
    body="b",
    department="d",
    unit="u",
    owner_person="p",
    published=True,
    delegates=frozenset({"p"}),
    parties=frozenset({"p"}),
)


def example_of(rule: source.Policy) -> Resource:
    """The matter that a rule's @example describes: the probe with one or more attributes changed."""
    pairs = [pair.partition("=") for pair in rule.text("example").split(";") if "=" in pair]
    changes = {name.strip(): text.strip() for name, _, text in pairs}
    if unknown := set(changes) - set(Resource.__dataclass_fields__):
        raise ValueError(f"@example names an unknown attribute: {', '.join(sorted(unknown))}")
    return replace(PROBE, **{name: _value(name, text) for name, text in changes.items()})


def _value(name: str, text: str) -> Any:
    present = getattr(PROBE, name)
    if isinstance(present, bool):
        return text == "true"
    return frozenset(text.split(",")) if isinstance(present, frozenset) else text


def probes_of(rules: Rules, row: source.Row) -> tuple[Resource, ...]:
    """The matters that the row is tried on: one with everything, and the example of each rule that names the row."""
    named = [rule for rule in rules.policies.values() if rule.touches(row.name) and rule.text("example")]
    return tuple(dict.fromkeys([PROBE, *map(example_of, named)]))


def _cell(*, rules: Rules, role: Role, questions: list[tuple[str, Resource]]) -> Cell:
    verdicts = rules.verdicts(actor=probe_actor(role), questions=questions)
    first: dict[str, str] = {}
    refused: dict[str, None] = {}
    for (action, _), verdict in zip(questions, verdicts, strict=True):
        operation = action.partition(":")[2]
        for policy_id in rules.spoken(verdict):
            if verdict.allowed:
                # Reading follows with deciding: a rule is printed at the strongest thing it gives.
                first.setdefault(policy_id, operation)
            else:
                refused.setdefault(policy_id)
    parts = [_part(rules.policies[policy_id], operation) for policy_id, operation in first.items()]
    # What holds without condition stands first; within that, the strongest first.
    parts.sort(key=lambda part: bool(part.note))
    return Cell(parts=tuple(parts), refused_by=() if parts else tuple(refused))


def _part(rule: source.Policy, operation: str) -> Part:
    note = rule.text("note")
    return Part(operation=operation, note=note, note_sv=rule.text("note_sv") or note, policy_id=rule.id)


def _with_note(mark: str, note: str) -> str:
    glue = "" if not note or note[0] in ",→" else " "
    return f"{mark}{glue}{note}"
