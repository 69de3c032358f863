"""Rules of a package by their titles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from spelregler.exchange.package import Package


@dataclass(frozen=True)
class NamedClause:
    """A rule by its title, with the way to it."""

    id: str
    title: str
    url: str


def named_clauses(package: Package, clauses: Iterable[str], language: str) -> list[NamedClause]:
    """The rules in the order given; no query."""
    return [
        NamedClause(each, package.clause(each).name.text(language), reverse("policy:clause", args=[each]))
        for each in clauses
    ]
