"""What a package says, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from textwrap import shorten
from typing import Any

from spelregler.domain.counting import DAYS_BY_FREQUENCY, SETTLING_DAYS, AgeLimit
from spelregler.domain.faults import Fault
from spelregler.domain.findings import Status
from spelregler.domain.terms import Term
from spelregler.domain.words import Bilingual, Pair

EACH_MONTH = "month"

LONGEST_TITLE = 60
"""In letters: a rule's title stands on one line beside its mark."""


@dataclass
class Faults:
    """Collects what is wrong, so that a person sees everything at once and not one fault per attempt."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, *, what: Bilingual, todo: Bilingual) -> None:
        """One more fault."""
        self.found.append(Fault(file, line, what, todo))


class PackageError(ValueError):
    """The package cannot be read; carries every fault found, not only the first."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.file}:{fault.line}: {fault.what.en}" for fault in faults))


@dataclass(frozen=True)
class DocumentAdoption:
    """Who decided a document, when, and in which paragraph of the minutes."""

    body: str
    on: date
    paragraph: str


@dataclass(frozen=True)
class Document:
    """A governing document that the package holds the clauses of. No adoption where the decision is not known."""

    id: str
    title: Pair
    adopted: DocumentAdoption | None = None
    note: Pair | None = None


@dataclass(frozen=True)
class Committee:
    """A political body that the municipality of the package has."""

    code: str
    name: Pair


@dataclass(frozen=True)
class Extends:
    """The version of the product's base of role rules that the package stands on, and how (ADR 49).

    `principles` says which clause carries each principle of the base here; `leaves_out` names matters and common
    rules that the municipality does without.
    """

    base: int
    principles: Mapping[str, str]
    leaves_out: tuple[str, ...]
    lines: Mapping[str, int]

    def line_of(self, name: str) -> int:
        """Where a principle or a key stands, else the first line of the part."""
        return self.lines.get(name, self.lines.get("principles", self.lines.get("", 1)))


@dataclass(frozen=True)
class Question:
    """What a body asks itself, in its self-check or its yearly evaluation, in both languages (MR-3, MR-9)."""

    id: str
    text: Pair
    line: int = 0


@dataclass(frozen=True)
class Clause:
    """One rule: who is obliged, the check that answers for it, and the check's parameters.

    `title` names it in a few words; a package from before titles has none. `covers` says which part of the rule the
    check looks at, where it is not the whole; `source` what would tell of the matter, where nothing does yet.
    `evidence_every` is how often the evidence comes, where that differs from how often the rule is asked, and
    `when_old` what an older one is worth. `beside` are the rules whose computed answers are told beside an assessment.
    """

    id: str
    document: str
    section: Pair
    text: Pair
    who: tuple[str, ...]
    kind: str
    frequency: str
    module: str
    check: str
    parameters: Mapping[str, Any]
    evidence: Pair
    breach: Pair
    line: int
    law: tuple[str, ...] = ()
    title: Pair | None = None
    covers: Pair | None = None
    source: Pair | None = None
    evidence_every: str = ""
    when_old: str = ""
    beside: tuple[str, ...] = ()

    @property
    def name(self) -> Pair:
        """What the rule is called: its title, else the first words of its text."""
        return self.title or Pair(_first_words(self.text.sv), _first_words(self.text.en))


def _first_words(text: str) -> str:
    """As many whole words as a title may have."""
    return shorten(text, width=LONGEST_TITLE, placeholder=" …")


@dataclass(frozen=True)
class NamedValue:
    """What one of a parameter's values is called, and its unit where it is not the parameter's."""

    title: Pair
    unit: Pair | None = None


@dataclass(frozen=True)
class PolicyParameter:
    """One of P01…: its values by name, unit, source, and the role that may change it.

    `names` says what each of several values is called; a package from before that has none.
    """

    id: str
    title: Pair
    values: Mapping[str, Any]
    unit: Pair
    source: Pair
    invented: bool
    changed_by: str
    line: int
    names: Mapping[str, NamedValue] = field(default_factory=dict)

    def title_of(self, name: str) -> Pair:
        """What a value is called; a single one, and one without a name of its own, as the parameter."""
        return self.names[name].title if name in self.names else self.title

    def unit_of(self, name: str) -> Pair:
        """What a value is measured in."""
        return self.names[name].unit or self.unit if name in self.names else self.unit


@dataclass(frozen=True)
class When:
    """When an occasion falls: a last day, perhaps with a first one, or a recurrence. Day 31 is the month's last.

    `year_of_term` keeps it to one year of the term of office; `skip_months` belongs to what recurs monthly.
    """

    month: int | None = None
    day: int | None = None
    from_month: int | None = None
    from_day: int | None = None
    every: str = ""
    year_of_term: int | None = None
    skip_months: frozenset[int] = frozenset()


@dataclass(frozen=True)
class CycleEntry:
    """One occasion of the municipal year in one track: whose it is, and `concerns` who else takes part."""

    track: str
    id: str
    title: Pair
    when: When
    owner: str
    output: Pair
    clauses: tuple[str, ...]
    line: int
    law: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intervention:
    """When a unit is free, when its management steps in, and what an intervention needs (MR-40 to MR-51)."""

    conditions: tuple[str, ...]
    grounds: tuple[str, ...]
    states: tuple[str, ...]
    opened_by: tuple[str, ...]
    needs: tuple[str, ...]
    review_days: int
    longest_months: int
    lines: Mapping[str, int]


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
    intervention: Intervention
    evidence_age: Mapping[str, Any] = field(default_factory=dict)
    settling: Any = SETTLING_DAYS
    extends: Extends | None = None
    self_check: tuple[Question, ...] = ()
    """What a body answers together once in a while with yes, partly or no; none where the package has no questions."""
    terms: Mapping[str, Term] = field(default_factory=dict)
    """The municipality's own words, by the name of what they stand for; the product's for the rest."""
    evaluation_questions: tuple[Question, ...] = ()
    """The questions of the yearly evaluation, in their order."""

    @property
    def settling_days(self) -> int:
        """How long a lack from before the start day may be mended (ADR 30)."""
        return int(self.value_of(self.settling))

    def age_limit(self, clause: Clause) -> AgeLimit | None:
        """How old the clause's evidence may be; None for what is no running duty.

        Months that the year's cycle leaves out where it asks for the evidence are quiet.
        """
        every = clause.evidence_every or clause.frequency
        if every not in DAYS_BY_FREQUENCY:
            return None
        quiet = [
            entry.when.skip_months
            for entry in self.cycle
            if entry.when.every == EACH_MONTH and clause.id in entry.clauses
        ]
        return AgeLimit(
            every=every,
            days=int(self.value_of(self.evidence_age.get(every, DAYS_BY_FREQUENCY[every]))),
            quiet_months=frozenset.intersection(*quiet) if quiet else frozenset(),
            old=Status(clause.when_old or Status.NOT_ASSESSED),
        )

    @property
    def conditions(self) -> tuple[str, ...]:
        """The clauses that a unit's freedom rests on."""
        return self.intervention.conditions

    @property
    def grounds(self) -> tuple[str, ...]:
        """The clauses on which management steps in."""
        return self.intervention.grounds

    @cached_property
    def _by_id(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each clause stands in the package."""
        return {clause.id: number for number, clause in enumerate(self.clauses)}

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
        """A value, or what a reference to the parameters stands for; KeyError with the reference that fails."""
        if not isinstance(value, str) or not is_reference(value):
            return value
        number, _dot, name = value.partition(".")
        try:
            return self.parameter(number, name or "value")
        except KeyError:
            raise KeyError(value) from None


def is_reference(value: str) -> bool:
    """P and two digits, and perhaps a name: P08, P07.notice."""
    return len(value) >= 3 and value[0] == "P" and value[1:3].isdigit() and (len(value) == 3 or value[3] == ".")
