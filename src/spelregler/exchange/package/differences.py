"""What one package says otherwise than another: limits with both values, and rules part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from spelregler.domain.words import Pair
from spelregler.exchange.package.model import Clause, Package, PolicyParameter

LEFT_OUT = frozenset({"id", "line"})
"""Where a rule stands in the file is no part of what it says."""


@dataclass(frozen=True)
class LimitDifference:
    """A limit, or one of its values by name; None where one of the packages has it not."""

    limit: PolicyParameter
    name: str
    before: object | None
    after: object | None


@dataclass(frozen=True)
class RuleDifference:
    """A rule in both packages, and each part of it that differs, by the part's name in the file."""

    clause: Clause
    parts: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True)
class Differences:
    """What the later package says otherwise than the one before."""

    limits: tuple[LimitDifference, ...] = ()
    changed: tuple[RuleDifference, ...] = ()
    new: tuple[Clause, ...] = ()
    gone: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.limits or self.changed or self.new or self.gone)


def differences(before: Package, after: Package) -> Differences:
    """Limits and rules that differ, in the order of the later package (MR-1: what is decided is seen before)."""
    was, now = ({each.id: each for each in package.clauses} for package in (before, after))
    changed = [RuleDifference(each, tuple(_parts(was[each.id], each))) for each in after.clauses if each.id in was]
    return Differences(
        limits=tuple(_limits(before, after)),
        changed=tuple(each for each in changed if each.parts),
        new=tuple(each for each in after.clauses if each.id not in was),
        gone=tuple(each for each in before.clauses if each.id not in now),
    )


def _limits(before: Package, after: Package) -> Iterator[LimitDifference]:
    for key in dict.fromkeys([*after.parameters, *before.parameters]):
        was, now = before.parameters.get(key), after.parameters.get(key)
        old, new = (each.values if each else {} for each in (was, now))
        for name in dict.fromkeys([*new, *old]):
            limit = now or was
            if limit is not None and old.get(name) != new.get(name):
                yield LimitDifference(limit, name, old.get(name), new.get(name))


def _parts(before: Clause, after: Clause) -> Iterator[tuple[str, object, object]]:
    """A title that a rule had not, and one that says what its first words said, are no difference."""
    for each in fields(Clause):
        was, now = getattr(before, each.name), getattr(after, each.name)
        if each.name == "title":
            was, now = before.name, after.name
        if each.name not in LEFT_OUT and _plain(was) != _plain(now):
            yield each.name, was, now


def _plain(value: object) -> object:
    return (value.sv, value.en) if isinstance(value, Pair) else value
