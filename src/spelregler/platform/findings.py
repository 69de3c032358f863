"""What the checks answered, for any room to show beside its work.

The rooms stand below `policy`, which knows the answers. So `policy` provides them here when the product starts, and
a page asks here. A page that needs no rules never notices.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from spelregler.domain.cycle import NONE_MOVED, CycleEvent, Moves
from spelregler.domain.words import Bilingual
from spelregler.platform import memory


@dataclass(frozen=True)
class Answer:
    """One clause's answer for one scope on a date, in both languages."""

    clause: str
    text_sv: str
    text_en: str
    scope_kind: str
    scope: str
    scope_name: str
    status: str
    since: date | None
    reason_sv: str
    reason_en: str
    expected_of: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    parameters: dict[str, Any] = field(default_factory=dict)
    gathers: int = 0
    """How many places it answers for together, where the reader may not see which stands how; else none."""

    def reason(self, language: str) -> str:
        """Why, in one language."""
        return self.reason_sv if language == "sv" else self.reason_en

    def text(self, language: str) -> str:
        """The clause in our own words, in one language."""
        return self.text_sv if language == "sv" else self.text_en


Place = tuple[str, str]
"""What an answer is about, as kind and code; without a code, every place of the kind."""

UNITS_OF = "units of"
"""In what is wanted, a kind of place: the units that lie in the department with the code, on the day."""


@dataclass(frozen=True)
class SomeUnits:
    """All units of some departments, and some more by their codes."""

    departments: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True)
class Unseen:
    """The answers that a reader does not see: those to the clauses, about every unit but some."""

    clauses: frozenset[str]
    units: SomeUnits


@dataclass(frozen=True)
class Wanted:
    """Which answers. What is left out narrows nothing; `only_unseen` turns `unseen` round: those and no others."""

    clauses: Collection[str] | None = None
    places: Collection[Place] | None = None
    statuses: Collection[str] | None = None
    expected_of: Collection[str] | None = None
    unseen: Unseen | None = None
    only_unseen: bool = False


@dataclass(frozen=True)
class Tally:
    """How many answers to a clause about places of one kind say the same, and the first of the places by name."""

    clause: str
    scope_kind: str
    status: str
    count: int
    first: str
    gathers: int = 0
    """As in an answer: the places that it answers for together, and then it counts as one."""


URGENCY = ("breach", "not_assessed", "attention", "kept", "ensured", "not_applicable")
"""What is shown first. Not assessed is shown as loudly as a breach; what the product ensures is no measured green."""


Judged = TypeVar("Judged", Answer, Tally)


def most_urgent(found: Iterable[Judged]) -> Judged:
    """What most needs eyes, the first of them where several are alike."""
    return min(found, key=lambda each: URGENCY.index(each.status))


@dataclass(frozen=True)
class AutonomyRules:
    """What the package says about a unit's freedom: conditions, grounds, and the bounds of an intervention."""

    conditions: tuple[str, ...]
    grounds: tuple[str, ...]
    review_days: int
    longest_months: int


@dataclass(frozen=True)
class AssessedRule:
    """A rule that people assess: what it says, the kind of place it is assessed for, and for how long at most.

    `evidence` is what an assessment rests on; `beside` are the rules whose computed answers are told beside it.
    """

    clause: str
    title: Bilingual
    text: Bilingual
    evidence: Bilingual
    breach: Bilingual
    place: str
    holds_months: int
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class RuleInYear:
    """How a rule was followed in a year: how many answers said what on its last day, and on how many of its days at
    least one of them was a breach.
    """

    clause: str
    title: Bilingual
    said: Mapping[str, int]
    breached_days: int


class Source(Protocol):
    """What `policy` provides."""

    def answers(self, wanted: Wanted, *, as_of: date, start: int, limit: int | None) -> list[Answer]:
        """The answers on a date, in the package's order, of a clause what most needs eyes first."""

    def oldest(self, wanted: Wanted, *, as_of: date, limit: int) -> list[Answer]:
        """The answers on a date that most need eyes, of those alike what has been so the longest."""

    def tallies(self, wanted: Wanted, *, as_of: date) -> list[Tally]:
        """How many of them say what."""

    def statuses(self, wanted: Wanted, *, as_of: date) -> dict[tuple[str, str], str]:
        """How places of one kind stand, by clause and the place's code; nothing without a package in force."""

    def first_of(self, found: Collection[Tally], wanted: Wanted, *, as_of: date) -> dict[Tally, Answer]:
        """The first answer by name of each tally, among those that were wanted."""

    def texts(self, *, as_of: date) -> Mapping[str, Bilingual]:
        """What each clause says on the day, in our own words; none without a package in force."""

    def titles(self, *, as_of: date) -> Mapping[str, Bilingual]:
        """What each clause is called on the day; none without a package in force."""

    def parameters(self, number: str, *, as_of: date) -> Mapping[str, Any]:
        """The values of a parameter such as P07 in the package in force on the day; empty where it has none."""

    def parameters_of(self, check: str, *, as_of: date) -> Mapping[str, Any]:
        """What the package in force on the day gives a check; empty where no clause asks it."""

    def versions_of(self, check: str, *, as_of: date) -> tuple[date, ...]:
        """From which days each version held, up to the day, of the document whose clause asks the check."""

    def checks_of(self, clauses: Collection[str], *, as_of: date) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
        """The check that answers for each clause on the day, by name, and what the package gives it."""

    def clauses(self, *, as_of: date, modules: Collection[str], who: str) -> list[str]:
        """The ids of the clauses that belong to a room or bind a role; empty means all."""

    def autonomy_rules(self, *, as_of: date) -> AutonomyRules | None:
        """The package's own rules about freedom and stepping in; None where no package is in force."""

    def assessed_rules(self, *, as_of: date) -> tuple[AssessedRule, ...]:
        """The rules that people assess, in the package's order; none without a package in force."""

    def self_check(self, *, as_of: date) -> tuple[tuple[str, Bilingual], ...]:
        """What a body asks itself, each question by its name; none without a package in force."""

    def rules_in_year(self, wanted: Wanted, *, start: date, last: date) -> list[RuleInYear]:
        """What is stored of each wanted rule from `start` to and with `last`, in the package's order."""

    def evaluation_questions(self, *, as_of: date) -> tuple[tuple[str, Bilingual], ...]:
        """The questions of the yearly evaluation on the day, each with its id; none without a package in force."""

    def occasions(self, *, as_of: date) -> tuple[CycleEvent, ...]:
        """The occasions of the municipal year on the day that fall on days; none without a package in force."""

    def moved_occasions(self, *, as_of: date) -> Moves:
        """Where the occasions of the year had been moved by the day."""

    def is_recounting(self) -> bool:
        """Whether something is stored that the answers do not know of yet."""

    def retold(self, *, check: str, place: Place, naming: str) -> AbstractContextManager[None]:
        """What is taken back meanwhile is told by no stored answer of the check about the place."""


_sources: list[Source] = []


def provide(source: Source) -> None:
    """Called once, by `policy`, when the product starts."""
    _sources[:] = [source]


ALL = Wanted()


def answers(wanted: Wanted = ALL, *, as_of: date, start: int = 0, limit: int | None = None) -> list[Answer]:
    """The answers on a date, in the package's order, of a clause what most needs eyes first; at most `limit`, from the
    place `start`.

    One query, which gives a row for each: a page of a whole municipality asks for tallies, or has a limit.
    """
    return _sources[0].answers(wanted, as_of=as_of, start=start, limit=limit) if _sources else []


def oldest(wanted: Wanted, *, as_of: date, limit: int) -> list[Answer]:
    """The answers that most need eyes, of those alike what has been so the longest; at most `limit`. One query."""
    return _sources[0].oldest(wanted, as_of=as_of, limit=limit) if _sources else []


def tallies(wanted: Wanted = ALL, *, as_of: date) -> list[Tally]:
    """How many answers say what, by clause and kind of place. One query, of as many rows for five units as for all."""
    return _sources[0].tallies(wanted, as_of=as_of) if _sources else []


def statuses(wanted: Wanted, *, as_of: date) -> dict[tuple[str, str], str]:
    """How some places stand, by clause and the place's code, and nothing of why. One query."""
    return _sources[0].statuses(wanted, as_of=as_of) if _sources else {}


def first_of(found: Collection[Tally], wanted: Wanted = ALL, *, as_of: date) -> dict[Tally, Answer]:
    """The first answer of each tally of what was wanted; none where it has just become another. One query.

    What gathers places is no single answer and is not asked for.
    """
    single = [each for each in found if not each.gathers]
    return _sources[0].first_of(single, wanted, as_of=as_of) if _sources and single else {}


def texts(*, as_of: date) -> Mapping[str, Bilingual]:
    """What each clause says on the day, in our own words. No query beyond the adoption that holds."""
    return _sources[0].texts(as_of=as_of) if _sources else {}


def titles(*, as_of: date) -> Mapping[str, Bilingual]:
    """What each clause is called on the day, in a few words. No query beyond the adoption that holds."""
    return memory.once(("titles", as_of), lambda: _sources[0].titles(as_of=as_of)) if _sources else {}


def parameters(number: str, *, as_of: date) -> Mapping[str, Any]:
    """The values of a parameter such as P07 on the day, in one query; ask once per page, not once per row."""
    return _sources[0].parameters(number, as_of=as_of) if _sources else {}


def parameters_of(check: str, *, as_of: date) -> Mapping[str, Any]:
    """What the package gives a check, such as goals.goals_measurable, on the day; an operation keeps the same bound."""
    return _sources[0].parameters_of(check, as_of=as_of) if _sources else {}


def versions_of(check: str, *, as_of: date) -> tuple[date, ...]:
    """From which days each version of the document held whose clause asks the check; the last is the one that holds."""
    return _sources[0].versions_of(check, as_of=as_of) if _sources else ()


def checks_of(clauses: Collection[str], *, as_of: date) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """The name of the check that answers for each clause on the day, and what the package in force gives it."""
    return _sources[0].checks_of(clauses, as_of=as_of) if _sources else {}


def clauses(*, as_of: date, modules: Collection[str] = (), who: str = "") -> list[str]:
    """The ids of the clauses that govern a room, or bind a role."""
    return _sources[0].clauses(as_of=as_of, modules=modules, who=who) if _sources else []


def autonomy_rules(*, as_of: date) -> AutonomyRules | None:
    """The rules about freedom and stepping in of the package in force on the day; None where there is none."""
    return _sources[0].autonomy_rules(as_of=as_of) if _sources else None


def assessed_rules(*, as_of: date) -> tuple[AssessedRule, ...]:
    """The rules that people assess on the day. No query beyond the adoption that holds."""
    return _sources[0].assessed_rules(as_of=as_of) if _sources else ()


def self_check(*, as_of: date) -> tuple[tuple[str, Bilingual], ...]:
    """The questions of a body's self-check by their names. No query beyond the adoption that holds."""
    return _sources[0].self_check(as_of=as_of) if _sources else ()


def rules_in_year(wanted: Wanted, *, start: date, last: date) -> list[RuleInYear]:
    """What is stored of each wanted rule from `start` to and with `last`, in the package's order. Two queries.

    Only what was asked then counts: nothing is computed for a day that nothing is stored about.
    """
    return _sources[0].rules_in_year(wanted, start=start, last=last) if _sources else []


def evaluation_questions(*, as_of: date) -> tuple[tuple[str, Bilingual], ...]:
    """What a body asks itself in its yearly evaluation, each question with its id, as the package has them."""
    return _sources[0].evaluation_questions(as_of=as_of) if _sources else ()


def occasions(*, as_of: date) -> tuple[CycleEvent, ...]:
    """The occasions of the municipal year as the package in force has them. No query beyond the adoption that holds."""
    return _sources[0].occasions(as_of=as_of) if _sources else ()


def moved_occasions(*, as_of: date) -> Moves:
    """Where the occasions of the year had been moved by the day. One query, asked once in a request that only reads."""
    return _sources[0].moved_occasions(as_of=as_of) if _sources else NONE_MOVED


def is_recounting() -> bool:
    """Whether something is stored that the answers do not know of yet, which the page must say."""
    return _sources[0].is_recounting() if _sources else False


def retold(*, check: str, place: Place, naming: str) -> AbstractContextManager[None]:
    """Something is taken back inside: afterwards no stored answer of the check about the place tells what it said.

    `naming` is the day of it, as answers name it. States and days stay as they were; only reasons and inputs change.
    """
    return _sources[0].retold(check=check, place=place, naming=naming) if _sources else nullcontext()
