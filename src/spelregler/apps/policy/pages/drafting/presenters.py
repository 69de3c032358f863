"""What there is to change in a package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import is_of_unit_state
from spelregler.apps.policy.findings.trying import Otherwise
from spelregler.apps.policy.pages.limits.presenters import LimitRow, limit_rows
from spelregler.exchange.package import Package
from spelregler.platform.findings import URGENCY


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
class OtherwiseRow:
    """A rule that the package would answer otherwise: the counts under each, and the first place with both reasons."""

    id: str
    title: str
    before: list[tuple[str, int]]
    after: list[tuple[str, int]]
    where: str
    was: str
    becomes: str


def otherwise_rows(found: Sequence[Otherwise], acting_role: ActingRole) -> list[OtherwiseRow]:
    """In the order of the package. Of single units' state only the counts are told."""
    return [_otherwise(each, acting_role) for each in found]


def _otherwise(each: Otherwise, acting_role: ActingRole) -> OtherwiseRow:
    language, first = acting_role.language, each.becomes.judgement
    hidden = is_of_unit_state(acting_role, each.clause.id) and first.scope.kind == "unit"
    was = each.was.judgement.reason.text(language) if each.was else ""
    return OtherwiseRow(
        id=each.clause.id,
        title=each.clause.name.text(language),
        before=_counts(each.before),
        after=_counts(each.after),
        where="" if hidden else first.scope.name,
        was="" if hidden else was,
        becomes="" if hidden else first.reason.text(language),
    )


def _counts(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(status, found[status]) for status in URGENCY if found.get(status)]


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
