"""What a room proposes for a body's agenda, told when the product starts, as each tells which checks it has.

The room of meetings shows the proposals beside the agenda; somebody puts them there, or does not. A room below it
proposes as well as one above, so the register stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

MOST_PROPOSED = 20
"""Of one source no more are shown at a meeting."""


@dataclass(frozen=True)
class Proposed:
    """A matter that is ready for a body's meeting: what it is about, its case, and where it is read.

    `kind` is one of the kinds of items: decision, information or theme. `why` says what asks for it.
    """

    title: str
    kind: str = "decision"
    case_number: str = ""
    url: str = ""
    why: str = ""


Source = Callable[[str, date], Iterable[Proposed]]
"""A body's code and the meeting's day. Reads at most `MOST_PROPOSED` rows."""

_sources: list[Source] = []


def register(*sources: Source) -> None:
    """Called by a room's AppConfig when the product starts."""
    _sources.extend(sources)


def proposed_for(body: str, held_on: date) -> list[Proposed]:
    """What the rooms propose for the body's meeting on the day, in the order in which they were told."""
    return [each for source in _sources for each in list(source(body, held_on))[:MOST_PROPOSED]]
