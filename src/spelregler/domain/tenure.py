"""What may be held at the same time: one chair of a body, and one department for a head (CP-6).

The one place of both rules: a page asks about somebody new among those stored, a file about all that it would leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody holds a seat or a post (`what`) in a body or department (`within`) from `start` up to `end`.

    `ref` is the caller's own row.
    """

    who: str
    what: object
    within: object
    start: date
    end: date | None = None
    is_acting: bool = False
    ref: Any = field(default=None, compare=False)

    def meets(self, other: Tenure) -> bool:
        """Whether at least one day belongs to both."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


Two = tuple[Tenure, Tenure]
"""The later one first, then the one that it meets."""


def second_chairs(chairs: Iterable[Tenure]) -> Iterator[Two]:
    """A body has one chair at a time: each chair whose days meet an earlier one's, in another seat of the body."""
    return _meeting(chairs, lambda each: each.within)


def second_departments(heads: Iterable[Tenure]) -> Iterator[Two]:
    """A head answers for the whole of one department; beside it goes only acting in another (CP-6)."""
    return _meeting((each for each in heads if not each.is_acting), lambda each: each.who)


def _meeting(tenures: Iterable[Tenure], group: Callable[[Tenure], object]) -> Iterator[Two]:
    groups: dict[object, list[Tenure]] = defaultdict(list)
    for each in tenures:
        groups[group(each)].append(each)
    for held in groups.values():
        for earlier, later in combinations(sorted(held, key=lambda each: each.start), 2):
            if earlier.what != later.what and earlier.meets(later):
                yield later, earlier
