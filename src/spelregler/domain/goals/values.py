"""How a reported value is handled: its way to being approved, its sums, and the answer that a missed target asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from spelregler.domain import reading
from spelregler.domain.suppression import FEWEST_CASES

HUNDRED = Decimal(100)
SEXES = ("T", "K", "M")
"""All, and of them women and men."""


class ValueState(StrEnum):
    """Only an approved value counts anywhere."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


FOLLOWS: Mapping[ValueState | None, frozenset[ValueState]] = {
    None: frozenset({ValueState.DRAFT, ValueState.SUBMITTED}),
    ValueState.DRAFT: frozenset({ValueState.DRAFT, ValueState.SUBMITTED}),
    ValueState.SUBMITTED: frozenset({ValueState.RETURNED, ValueState.APPROVED}),
    ValueState.RETURNED: frozenset({ValueState.DRAFT, ValueState.SUBMITTED}),
    ValueState.APPROVED: frozenset({ValueState.DRAFT, ValueState.SUBMITTED}),
}
"""What may come after what. What is submitted waits for its approver; what is approved is corrected by a new report."""


def may_follow(state: ValueState, *, after: ValueState | None) -> bool:
    """Whether the step may be taken from where the value stands."""
    return state in FOLLOWS[after]


def is_opened(said: Iterable[tuple[str, bool]], *, department: str) -> bool:
    """What was last said of a period, to all ("") or to the department, holds; until then it is locked (MR-30).

    `said` is to whom and whether it opens, the newest first.
    """
    return next((opens for code, opens in said if code in ("", department)), False)


@dataclass(frozen=True)
class Ratio:
    """A value and the two numbers that it was made of, where they are known."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def ratio_value(numerator: Decimal, denominator: Decimal, *, unit_of_measure: str) -> Decimal:
    """The share, in per cent where that is the unit; four decimals, as it is kept."""
    share = numerator / denominator
    return (share * HUNDRED if unit_of_measure == "%" else share).quantize(Decimal("0.0001"))


def summed(parts: Sequence[Ratio], *, unit_of_measure: str) -> Ratio | None:
    """Ratios add up by numerator and denominator, never by their mean; nothing where a part is not known in both."""
    known = [(each.numerator, each.denominator) for each in parts if each.numerator is not None and each.denominator]
    if not known or len(known) < len(parts):
        return None
    numerator, denominator = (sum(each, Decimal(0)) for each in zip(*known, strict=True))
    return Ratio(ratio_value(numerator, denominator, unit_of_measure=unit_of_measure), numerator, denominator)


def sexes_add_up(found: Mapping[str, Decimal | None]) -> bool:
    """Women and men are all. Where one of the three is missing there is nothing to compare."""
    total, women, men = found.get("T"), found.get("K"), found.get("M")
    return total is None or women is None or men is None or total == women + men


class Reaction(StrEnum):
    """Where a missed target stands."""

    ANSWERED = "answered"
    WAITING = "waiting"
    LATE = "late"


@dataclass(frozen=True)
class Missed:
    """A target that an approved value did not reach, and the answer with cause, action, owner and date."""

    department: str
    approved_on: date
    answered_on: date | None = None

    @property
    def days(self) -> int | None:
        """From the day on which the miss was known to the answer."""
        return None if self.answered_on is None else (self.answered_on - self.approved_on).days

    def reaction(self, *, as_of: date, days: int) -> Reaction:
        """MR-30: answered, waiting within the days that the policy gives, or late."""
        if self.answered_on is not None and self.answered_on <= as_of:
            return Reaction.ANSWERED
        return Reaction.LATE if as_of > self.last_day(days) else Reaction.WAITING

    def last_day(self, days: int) -> date:
        """The last day on which an answer is in time."""
        return self.approved_on + timedelta(days=days)


def median_days(missed: Iterable[Missed]) -> dict[str, Decimal | None]:
    """The median time to an answer by department, never by person; nothing below five answers (no score per person)."""
    answered: dict[str, list[int]] = defaultdict(list)
    for each in missed:
        if each.days is not None:
            answered[each.department].append(each.days)
    return {
        department: Decimal(str(median(days))) if len(days) >= FEWEST_CASES else None
        for department, days in answered.items()
    }


class NotANumber(ValueError):
    """What was typed is no number, or could be two."""


def read_number(text: str) -> Decimal | None:
    """A number as people and spreadsheets write it: 1 200, 37,5 or 37.5. Blank is None and never zero.

    Refuses with `NotANumber` what is none, and "1.200", which could be a thousand or one and a fifth.
    """
    plain = text.strip().removesuffix("%").strip()
    if not plain:
        return None
    try:
        return reading.figure(plain)
    except reading.Unreadable as refused:
        raise NotANumber(text) from refused


def read_cells(pasted: str) -> list[list[str]]:
    """What a spreadsheet puts on the clipboard: a line for each row, a tab between cells."""
    lines = pasted.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return [[cell.strip() for cell in line.split("\t")] for line in lines]
