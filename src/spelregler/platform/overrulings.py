"""What somebody has said beside a computed answer, for any room that shows the answer (ADR 74).

The rooms stand below the one that keeps the overrulings, so it provides them here when the product starts. A computed
answer and the counts of answers are never changed by them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from spelregler.domain.words import Bilingual
from spelregler.platform.findings import Answer

About: TypeAlias = tuple[str, str, str]
"""What an answer is about: the clause, the kind of place and its code."""


PLACE_IN_ADDRESS = {
    "municipality": "kommunen",
    "committee": "namnd",
    "department": "forvaltning",
    "unit": "enhet",
}
"""What each kind of place that somebody answers for is called in an address."""


@dataclass(frozen=True)
class Overruling:
    """Somebody's word beside a computed answer: another state, by whom, since when, and the last day that it holds.

    `computed` is what the answer said then. When it says something else the overruling is about an answer that is gone.
    """

    about: About
    status: str
    computed: str
    by: Bilingual
    made_on: date
    holds_to: date
    objections: int


class Source(Protocol):
    """What the room that keeps them provides."""

    def standing(self, clauses: Collection[str], *, as_of: date, limit: int) -> list[Overruling]:
        """Those of the clauses that hold on the day and nobody has withdrawn, the newest first."""

    def standing_at(self, about: Collection[About], *, as_of: date) -> list[Overruling]:
        """Those about some answers."""


_sources: list[Source] = []
MOST = 500
"""So many overrulings are counted at once; a municipality with more has other questions to ask."""


def provide(source: Source) -> None:
    """Called once, by the room that keeps them, when the product starts."""
    _sources[:] = [source]


def about(answer: Answer) -> About:
    """What the answer is about."""
    return answer.clause, answer.scope_kind, answer.scope


def beside(found: Collection[Answer], *, as_of: date) -> dict[About, Overruling]:
    """What is said beside the answers. An answer that gathers places is no single one. Two queries, none for none."""
    told = {about(each): each.status for each in found if not each.gathers}
    if not told or not _sources:
        return {}
    held = _sources[0].standing_at(told.keys(), as_of=as_of)
    return {each.about: each for each in held if each.computed == told[each.about]}


def standing(clauses: Collection[str], *, as_of: date) -> list[Overruling]:
    """Those of the clauses that hold on the day, at most 500, the newest first. Two queries."""
    return _sources[0].standing(clauses, as_of=as_of, limit=MOST) if _sources and clauses else []
