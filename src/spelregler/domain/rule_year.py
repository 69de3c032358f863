"""A rule's year: what was answered to it from day to day, of many answers the one that most needs eyes (ADR 9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spelregler.domain.period import ONE_DAY, add_months


@dataclass(frozen=True)
class Held:
    """An answer that held from a day until another; `end` is None where it holds still."""

    status: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Stretch:
    """Days in a row with one answer, `[start, end)`; an empty status where no answer is stored."""

    status: str
    start: date
    end: date

    @property
    def last(self) -> date:
        """The last of the days."""
        return self.end - ONE_DAY


def year_to(day: date) -> tuple[date, date]:
    """The twelve months that end with the day, as `[start, end)`."""
    end = day + ONE_DAY
    return add_months(end, -12), end


def stretches(held: Iterable[Held], *, start: date, end: date, urgency: Sequence[str]) -> list[Stretch]:
    """The whole time in a row, without a gap: of answers that hold at once the one that stands first in `urgency`.

    What does not apply somewhere is told only where nothing else is answered, as `not_applicable` stands last there.
    """
    known = [each for each in held if each.start < end and (each.end is None or each.end > start)]
    turns = {start, end} | {max(each.start, start) for each in known}
    turns |= {each.end for each in known if each.end is not None and each.end < end}
    found: list[Stretch] = []
    for first, after in pairwise(sorted(turns)):
        here = {each.status for each in known if each.start <= first and (each.end is None or each.end > first)}
        status = min(here, key=urgency.index) if here else ""
        if found and found[-1].status == status:
            found[-1] = Stretch(status, found[-1].start, after)
        else:
            found.append(Stretch(status, first, after))
    return found
