"""What was written since the answers were asked last, as the trail tells it: which kinds of rows, and of which units.

The trail is the truth: two who write at once, or a process that dies before it asks, leave rows that the next one to
ask finds too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from spelregler.domain.checks import Check
from spelregler.platform.audit.queries import RowWritten, rows_written
from spelregler.platform.touching import Units, belonging

MOST_ROWS = 1_000
"""So many rows of the trail are read to see what they touch; after more, everything is asked."""

READ_BY_EVERY_CHECK = frozenset({"organisation.municipality", "policy.adoption"})
"""The start day, and the package that sets the parameters."""

NO_UNIT: Units = frozenset()


@dataclass(frozen=True)
class Touched:
    """By each kind of row that was written, the units that its rows are of. Without kinds: anything may have been."""

    kinds: Mapping[str, Units] | None

    def reaches(self, check: Check[object]) -> bool:
        """Whether the check reads anything that was written."""
        return self.kinds is None or any(kind in self.kinds for kind in check.reads)

    def units_of(self, checks: Iterable[Check[object]]) -> Units:
        """The units that the checks are to be asked about."""
        if self.kinds is None:
            return None
        read = {kind for check in checks if "unit" in check.scope_kinds for kind in check.reads}
        return reduce(_both, (units for kind, units in self.kinds.items() if kind in read), NO_UNIT)


ANYTHING = Touched(kinds=None)


def touched(*, after: int, to: int) -> Touched:
    """What the rows of the trail between two of its numbers have touched. One query, and one or two a kind of row."""
    written = rows_written(after=after, to=to, most=MOST_ROWS)
    if written is None:
        return ANYTHING
    rows: dict[str, list[RowWritten]] = defaultdict(list)
    for row in written:
        rows[row.kind].append(row)
    if "" in rows or READ_BY_EVERY_CHECK & rows.keys():
        return ANYTHING
    return Touched({kind: _units(kind, its) for kind, its in rows.items()})


def _units(kind: str, rows: Iterable[RowWritten]) -> Units:
    said = belonging(kind)
    if said is None:
        return None
    counting = [row for row in rows if not (row.is_new and said.alone_is_nothing)]
    if any(row.key is None or any(map(said.leads_by, row.changed)) for row in counting):
        return None
    if said.alone_is_nothing and counting:
        return None
    return said.units({row.key for row in counting if row.key is not None})


def _both(one: Units, other: Units) -> Units:
    return None if one is None or other is None else one | other
