"""Everything that is wrong with a package, with file, line and what to do: data, checks, parameters and role rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from spelregler.apps.policy.packages.bases import base_of, bases, role_texts
from spelregler.domain.checks import registry
from spelregler.domain.faults import Fault
from spelregler.domain.roles import Base, Role, validate_rules
from spelregler.domain.words import Bilingual
from spelregler.exchange.package import PackageError, read_package, validate
from spelregler.platform.errors import DomainError


class FaultsRefused(DomainError):
    """What would give a package faults is refused; `faults` are all of them, each with its file and line."""

    def __init__(self, words: Bilingual, *, faults: Sequence[Mapping[str, Any]] = (), **more: Any) -> None:
        super().__init__(words, **more)
        self.faults = faults


def faults_of(folder: Path, *, but_role_rules: bool = False) -> list[dict[str, Any]]:
    """Every fault at once, in the order of files and lines. Empty means that the package can be adopted.

    With `but_role_rules` the role rules are not asked, which takes most of the time: for when they stay as they were.
    """
    try:
        package = read_package(folder)
    except PackageError as error:
        return [fault.as_dict() for fault in error.faults]
    known, roles = {clause.id for clause in package.clauses}, [str(role) for role in Role]
    faults = [fault.as_dict() for fault in validate(package, registry, roles, bases())]
    if not but_role_rules and (package.extends is None or package.extends.base in bases()):
        rules = _RoleRules(role_texts(folder), frozenset(known), base_of(package), folder)
        faults += [fault.as_dict() for fault in _role_faults(rules)]
    return sorted(faults, key=lambda fault: (fault["file"], fault["line"]))


@dataclass(frozen=True)
class _RoleRules:
    """All that the faults of role rules rest on; where it lies is no part of that."""

    texts: tuple[bytes | None, ...]
    known: frozenset[str]
    base: Base
    folder: Path = field(compare=False)


@lru_cache(maxsize=8)
def _role_faults(rules: _RoleRules) -> tuple[Fault, ...]:
    """Seconds of work, that a changed limit does not ask for again."""
    return tuple(validate_rules(rules.folder, set(rules.known), rules.base))


def new_faults(*, before: Path, after: Path, but_role_rules: bool = False) -> list[dict[str, Any]]:
    """The faults of a package that it had not before it was changed, in the order of files and lines."""
    has = faults_of(after, but_role_rules=but_role_rules)
    had = {(each["file"], each["what_sv"]) for each in faults_of(before, but_role_rules=but_role_rules)} if has else ()
    return [each for each in has if (each["file"], each["what_sv"]) not in had]
