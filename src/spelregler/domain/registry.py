"""The registry: how a case is numbered, what an official's memo holds, and that matters are raised in time (CP-11)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.cycle import CycleEvent
from spelregler.domain.errors import DomainError
from spelregler.domain.findings import (
    Duty,
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Role
from spelregler.domain.wording import named
from spelregler.domain.words import NOTHING, Bilingual, Words, joined

LONGEST_NUMBER = 40
DEFAULT_PATTERN = "{organ} {ar}/{nummer}"
PLACES = ("organ", "ar", "nummer")
_PLACE = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BETWEEN = re.compile(r"[ ./:–-]*")


class PatternRefused(DomainError):
    """A pattern of registry numbers that would not tell every case apart."""

    code = "pattern-refused"


def must_tell_apart(pattern: str) -> str:
    """The pattern as it is kept: body, year and running number once each, and a mark between year and number.

    Refuses with `PatternRefused` one that lacks a place or has it twice, holds anything but the places and the marks
    ``. / : - –`` and spaces, or lets two places run into each other.
    """
    kept = " ".join(pattern.split())
    if sorted(_PLACE.findall(kept)) != sorted(PLACES):
        raise _pattern_refused(
            Words("The pattern needs {places}, each once.", places=", ".join(f"{{{name}}}" for name in PLACES))
        )
    if not all(_BETWEEN.fullmatch(each) for each in _PLACE.split(kept)[::2]):
        raise _pattern_refused(Words("Between the places only spaces and the marks . / : and - may stand."))
    if not all(_PLACE.split(kept)[2:-1:2]):
        raise _pattern_refused(Words("Two places run into each other, so that two cases could get the same number."))
    return kept


def year_in(number: str) -> int | None:
    """The year that a case's number says, in four digits; None where it says none."""
    found = _YEAR.search(number)
    return int(found.group()) if found else None


def _pattern_refused(words: Bilingual) -> PatternRefused:
    way = Words("Write it as {example}, which gives KS 2026/54.", example=DEFAULT_PATTERN)
    return PatternRefused(words, way=way, field="pattern")


def written_number(pattern: str, *, body: str, year: int, running: int) -> str:
    """The number as people write it: the body's code in capitals, the year and the running number."""
    return pattern.format_map({"organ": body.upper(), "ar": year, "nummer": running})


def read_number(pattern: str, number: str) -> tuple[str, int, int] | None:
    """The body's code in small letters, the year and the running number of a number in the pattern.

    None where it is not written so: another mark, a zero before the running number, or no running number at all.
    """
    said = {"organ": r"(?P<organ>\S+?)", "ar": r"(?P<ar>\d{4})", "nummer": r"(?P<nummer>[1-9]\d{0,8})"}
    parts = _PLACE.split(pattern)
    form = "".join(re.escape(each) if at % 2 == 0 else said[each] for at, each in enumerate(parts))
    found = re.fullmatch(form, " ".join(number.split()), re.ASCII)
    return (found["organ"].lower(), int(found["ar"]), int(found["nummer"])) if found else None


PARTS: Mapping[str, Words] = {
    "summary": Words("Summary"),
    "background": Words("Background"),
    "alternatives": Words("Alternatives"),
    "money": Words("Consequences for money"),
    "staff": Words("Consequences for staff"),
    "children": Words("Consequences for children"),
    "environment": Words("Consequences for the environment"),
    "proposal": Words("Proposal for decision"),
}
"""The parts that an official's memo may have, in their order. None of them moves, votes or seconds (MR-34)."""
ALWAYS_DEMANDED = frozenset({"summary", "proposal"})
"""What no template leaves out: without them there is nothing to decide on."""


def missing_parts(written: Mapping[str, str], *, demanded: Collection[str]) -> list[str]:
    """The parts that the template demands and nobody has written, in their order (MR-27)."""
    return [part for part in PARTS if part in {*demanded, *ALWAYS_DEMANDED} and not written.get(part, "").strip()]


DECIDING = {
    Role.N: frozenset({"committee", "executive_board"}),
    Role.KS: frozenset({"executive_board"}),
    Role.KF: frozenset({"executive_board"}),
}
"""Which kinds of bodies have a case for an occasion, by its owner. What the council decides, the board has prepared."""


@dataclass(frozen=True)
class MattersRaised:
    """CP-11: how long before its occasion a decision has a case, and which occasions need none."""

    days: int = param(90, minimum=1, maximum=365, unit=Unit.DAYS, title=Words("Time before the decision"))
    besides: str = param("", unit=Unit.WORD, title=Words("Occasions that need no case"))

    @property
    def left_out(self) -> frozenset[str]:
        """The package's names of the occasions that need no case."""
        return frozenset(each.strip() for each in self.besides.split(",") if each.strip())


@dataclass(frozen=True)
class Raised:
    """An occasion of the year on its last day, and when the body's case about it was opened; None for none."""

    event: str
    title: Bilingual
    on: date
    opened_on: date | None


@dataclass(frozen=True)
class BodyMatters:
    """A body, from when its cases count (None where it has none), and the occasions that it decides on."""

    body: Scope
    since: date | None
    occasions: tuple[Raised, ...] = ()


def decided_by(kind: str, events: Iterable[CycleEvent]) -> list[CycleEvent]:
    """The occasions of the year on which a body of the kind decides. What comes every month has no case of its own."""
    by_owner = {str(owner): kinds for owner, kinds in DECIDING.items()}
    return [each for each in events if each.recurrence != "monthly" and kind in by_owner.get(each.owner, ())]


def judge_matters_raised(facts: Sequence[BodyMatters], *, parameters: MattersRaised, as_of: date) -> list[Judgement]:
    """CP-11: each decision of the year that is due within the days has a case opened, and none has passed without.

    One judgement a body; a fact is a body with the occasions it decides on. Nothing known without a registered case.
    An occasion counts from the day of the body's first case, and for a year after it has passed.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of=Role.FC)]
    return [_raised(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _raised(fact: BodyMatters, *, parameters: MattersRaised, as_of: date) -> Judgement:
    if fact.since is None:
        return nothing_known(scope=fact.body, missing=Words("a case in the registry"), expected_of=Role.FC)
    first, last = max(fact.since, as_of - timedelta(days=365)), as_of + timedelta(days=parameters.days)
    due = [each for each in fact.occasions if first <= each.on <= last and each.event not in parameters.left_out]
    if not due:
        words = Words("No decision of the year is due within {days} days.", days=parameters.days)
        return Judgement(fact.body, Status.NOT_APPLICABLE, words, {"decisions_due": 0, "days": parameters.days})
    overdue = [each for each in due if each.opened_on is None and each.on < as_of]
    coming = [each for each in due if each.opened_on is None and each.on >= as_of]
    inputs: dict[str, InputValue] = {
        "decisions_due": len(due),
        "without_case": len(overdue) + len(coming),
        "days": parameters.days,
    }
    if not overdue and not coming:
        words = (
            Words("The only decision due has a case.")
            if len(due) == 1
            else Words("All {count} decisions due have a case.", count=len(due))
        )
        return Judgement(fact.body, Status.KEPT, words, inputs, latest(each.opened_on for each in due))
    near = min([*overdue, *coming], key=lambda each: each.on)
    since = earliest(each.on for each in overdue)
    begun = near.on - timedelta(days=parameters.days)
    return Judgement(
        fact.body,
        Status.BREACH if overdue else Status.ATTENTION,
        joined(
            Words("Passed without a case: {names}.", names=_named(overdue)) if overdue else NOTHING,
            Words("Due soon and without a case: {names}.", names=_named(coming)) if coming else NOTHING,
        ),
        inputs | {"due": near.on.isoformat()},
        since + ONE_DAY if since else max(begun, fact.since),
        Role.FC,
        duty=Duty(near.on, begun),
    )


def _named(found: Sequence[Raised]) -> Bilingual:
    return named(each.title for each in sorted(found, key=lambda each: each.on))
