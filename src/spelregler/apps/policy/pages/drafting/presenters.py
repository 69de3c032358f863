"""What there is to change in a package."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from spelregler.apps.policy.pages.limits.presenters import LimitRow, limit_rows
from spelregler.exchange.package import Package


@dataclass(frozen=True)
class RuleLink:
    """A rule to change."""

    id: str
    title: str
    url: str


@dataclass(frozen=True)
class ChapterOfRules:
    """The rules of a chapter of a document."""

    title: str
    rules: list[RuleLink]


def chapters(name: str, package: Package, language: str) -> list[ChapterOfRules]:
    """Every rule of the package under its document and chapter, in the order of the package."""
    called = {each.id: each.title.text(language) for each in package.documents}
    by_chapter = groupby(package.clauses, lambda each: (each.document, each.section.text(language)))
    return [
        ChapterOfRules(
            f"{called.get(document, document)}: {section}",
            [
                RuleLink(each.id, each.name.text(language), reverse("policy:own_rule", args=[name, each.id]))
                for each in found
            ],
        )
        for (document, section), found in by_chapter
    ]


@dataclass(frozen=True)
class LimitLink:
    """A limit to change, with its values."""

    row: LimitRow
    url: str


def limit_links(name: str, package: Package, language: str) -> list[LimitLink]:
    """Every limit of the package, in its order."""
    return [
        LimitLink(each, reverse("policy:own_limit", args=[name, each.id])) for each in limit_rows(package, language)
    ]
