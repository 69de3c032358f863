"""The package's limits in words: what each is called, its values with their units, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.apps.policy.pages.policy.presenters import pick, role_word
from spelregler.exchange.package import Package
from spelregler.exchange.package.model import PolicyParameter
from spelregler.ui.measured import with_unit


@dataclass(frozen=True)
class LimitRow:
    """One limit, its values in words, and the rules that are judged with it."""

    id: str
    title: str
    values: list[tuple[str, str]]
    source: str
    is_invented: bool
    changed_by: str
    clauses: list[str]


def limit_rows(package: Package, language: str) -> list[LimitRow]:
    """Every limit of the package, in its order. A single value has no name beside the limit's own."""
    return [
        LimitRow(
            id=each.id,
            title=pick(each.title, language),
            values=_values(each, language),
            source=pick(each.source, language),
            is_invented=each.invented,
            changed_by=role_word(each.changed_by, language),
            clauses=_judged_with(package, each.id),
        )
        for each in package.parameters.values()
    ]


def _values(limit: PolicyParameter, language: str) -> list[tuple[str, str]]:
    return [
        (
            pick(limit.title_of(name), language) if name in limit.names else "",
            with_unit(value, pick(limit.unit_of(name), language), language),
        )
        for name, value in limit.values.items()
    ]


def _judged_with(package: Package, number: str) -> list[str]:
    return [
        clause.id
        for clause in package.clauses
        if any(str(value).partition(".")[0] == number for value in clause.parameters.values())
    ]
