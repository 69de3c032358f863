"""Searching in everything, as the acting role sees it. Each room tells what it has when the product starts.

What the role does not see is not among what was found, is not counted, and is not what a typing error is taken for: the
room's own door is asked about everything that comes out of the index before anything else is done with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from django.utils.functional import Promise

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.domain.searching.tokens import Nearness, Sought
from spelregler.platform.search import asking, sources
from spelregler.platform.search.asking import Hit
from spelregler.platform.search.sources import Source

MOST = 100
"""Of each kind so many are found; that there are more is told, and a further word narrows it."""
CANDIDATES = 300
"""So many of a kind are asked about where the role may not see them all."""
ENOUGH = 20
"""A page full: what only begins as the words do is looked for where fewer were found."""

Door: TypeAlias = Callable[[ActingRole, Collection[str]], Collection[str]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing with its words: `one` of them, and `many`. `place` is its place among the kinds."""

    source: Source
    place: int
    one: str | Promise
    many: str | Promise
    seen: Door | None = None
    """Which of some things the role sees, by their keys; None where everybody sees all of them."""
    address: Callable[[ActingRole, str], str] | None = None
    """Where a thing is for the role, where that differs."""
    candidates: int = CANDIDATES
    """So many are asked about where not everybody sees all: fewer where the role sees nearly all of them."""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Called by a room's AppConfig when the product starts."""
    for each in kinds:
        _kinds[each.source.kind] = each
        sources.register(each.source)


def kinds() -> list[Kind]:
    """Every kind, in its place."""
    return sorted(_kinds.values(), key=lambda each: each.place)


@dataclass
class Found:
    """What was found, the best first; of each kind how many, at most `MOST`, and of which there are more."""

    sought: Sought
    hits: list[Hit] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    more: set[str] = field(default_factory=set)
    is_forgiven: bool = False
    """Nothing holds the words as they were written: this is what is like them."""

    def of(self, kind: str) -> list[Hit]:
        """Those of a kind; all where it is empty."""
        return [each for each in self.hits if kind in ("", each.kind)]


def search(words: str, acting_role: ActingRole, *, only: Collection[str] = ()) -> Found:
    """What the words are about, on the day and as the role sees it, the best first; `only` of some kinds where named.

    First what is called so, then what says so, then what begins so, then what holds its parts or another word for it;
    where nothing is found at all, what is written nearly so. One to six queries beside those of the rooms' doors, each
    of at most `CANDIDATES` rows of a kind.
    """
    found = Found(Sought.of(words))
    known: dict[int, Hit] = {}
    for nearness in Nearness:
        if (len(known) >= ENOUGH and nearness >= Nearness.BEGINNING) or (known and nearness is Nearness.ALIKE):
            break
        wanted = {
            each.source.kind: each.candidates if each.seen else MOST + 1
            for each in kinds()
            if found.counts[each.source.kind] <= MOST and (not only or each.source.kind in only)
        }
        hits = asking.hits(found.sought, nearness=nearness, most=wanted, as_of=acting_role.as_of, by_kind=bool(only))
        new = [each for each in hits if each.pk not in known]
        if nearness is Nearness.ALIKE:
            new = [each for each in new if _is_near(found.sought, each)]
        for each in _seen(acting_role, new):
            known[each.pk] = each
            found.counts[each.kind] += 1
        found.is_forgiven = nearness is Nearness.ALIKE and bool(known)
    _cut(found, sorted(known.values(), key=lambda each: _order(found.sought, each)))
    return found


def _seen(acting_role: ActingRole, hits: Collection[Hit]) -> list[Hit]:
    """Those that the role sees, kind by kind, in their order."""
    seen: set[int] = set()
    for kind in kinds():
        its = [each for each in hits if each.kind == kind.source.kind]
        keys = {each.key for each in its}
        shown = set(kind.seen(acting_role, keys)) if kind.seen and keys else keys
        seen.update(each.pk for each in its if each.key in shown)
    return [each for each in hits if each.pk in seen]


def _is_near(sought: Sought, hit: Hit) -> bool:
    return sought.is_near(hit.title_sv, "sv") or sought.is_near(hit.title_en, "en")


def _order(sought: Sought, hit: Hit) -> tuple[int, int, int, int]:
    """What is called just so before what is called nearly so; within that by kind, and what was entered last."""
    title = max(sought.as_typed(hit.title_sv), sought.as_typed(hit.title_en))
    return hit.nearness, -title, _kinds[hit.kind].place, -hit.pk


def _cut(found: Found, hits: Iterable[Hit]) -> None:
    """At most `MOST` of each kind, and no two that lead to the same thing."""
    found.counts.clear()
    told: set[tuple[str, str]] = set()
    for each in hits:
        if (each.kind, each.key) in told:
            continue
        told.add((each.kind, each.key))
        if found.counts[each.kind] == MOST:
            found.more.add(each.kind)
            continue
        found.counts[each.kind] += 1
        found.hits.append(each)


def address_of(hit_kind: str, key: str, address: str, acting_role: ActingRole) -> str:
    """Where the thing is, for the role."""
    own = _kinds[hit_kind].address
    return own(acting_role, key) if own else address
