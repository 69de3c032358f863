"""What a package says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Something wrong with a package: where, what, and what to do."""

    file: str
    line: int
    what_sv: str
    what_en: str
    todo_sv: str
    todo_en: str

    def as_dict(self) -> dict[str, Any]:
        """For printing."""
        return asdict(self)


class PackageError(ValueError):
    """The package cannot be read; carries every fault found, not only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.file}:{fault.line}: {fault.what_en}" for fault in faults))


@dataclass(frozen=True)
class Text:
    """The same words in both languages."""

    sv: str
    en: str


@dataclass(frozen=True)
class Document:
    """A governing document that the package holds the clauses of."""

    id: str
    title: Text


@dataclass(frozen=True)
class Committee:
    """A political body that the municipality of the package has."""

    code: str
    name: Text


@dataclass(frozen=True)
class Clause:
    """One rule: who is obliged, the check that answers for it, and the check's parameters."""

    id: str
    document: str
    section: Text
    text: Text
    who: tuple[str, ...]
    kind: str
    frequency: str
    module: str
    check: str
    parameters: Mapping[str, Any]
    evidence: Text
    breach: Text
    line: int


@dataclass(frozen=True)
class PolicyParameter:
    """One of P01…: its values by name, unit, source, and the role that may change it."""

    id: str
    title: Text
    values: Mapping[str, Any]
    unit: str
    source: str
    invented: bool
    changed_by: str
    line: int


@dataclass(frozen=True)
class CycleEntry:
    """One occasion of the municipal year in one track."""

    track: str
    id: str
    title: Text
    when: Mapping[str, Any]
    owner: str
    clauses: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Package:
    """Everything that a package says, but for the role rules, which Cedar reads."""

    name: str
    version: str
    municipality: Mapping[str, str]
    documents: tuple[Document, ...]
    committees: tuple[Committee, ...]
    clauses: tuple[Clause, ...]
    parameters: Mapping[str, PolicyParameter]
    cycle: tuple[CycleEntry, ...]
    conditions: tuple[str, ...]
    grounds: tuple[str, ...]
    intervention: Mapping[str, Any]

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def clause(self, clause_id: str) -> Clause:
        """One clause, or KeyError."""
        return self._by_id[clause_id]

    def document(self, document_id: str) -> Document:
        """One document, or KeyError."""
        return next(each for each in self.documents if each.id == document_id)

    def parameter(self, number: str, name: str = "value") -> Any:
        """One value of one parameter, or KeyError."""
        return self.parameters[number].values[name]

    def resolved(self, clause: Clause) -> dict[str, Any]:
        """The clause's parameters with every reference (P08, P07.notice) replaced by its value."""
        return {name: self.value_of(value) for name, value in clause.parameters.items()}

    def value_of(self, value: Any) -> Any:
        """A value, or what a reference to the parameters stands for; KeyError where it points at nothing."""
        if isinstance(value, str) and is_reference(value):
            number, _dot, name = value.partition(".")
            return self.parameter(number, name or "value")
        return value


def is_reference(value: str) -> bool:
    """P and two digits, and perhaps a name: P08, P07.notice."""
    return len(value) >= 3 and value[0] == "P" and value[1:3].isdigit() and (len(value) == 3 or value[3] == ".")
