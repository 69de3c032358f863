"""The limits of the package in words, each with its values, units and source; and its words for goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.pages.packages.difference_presenters import DifferenceRow, limit_difference
from spelregler.apps.policy.pages.policy.presenters import pick
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.domain.terms import OURS, Term, in_words
from spelregler.exchange.package import Package
from spelregler.exchange.package.differences import differences
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
            changed_by=owner_called(each.changed_by).text(language),
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


@dataclass(frozen=True)
class DecidedChange:
    """What one decision on the package changed among the limits."""

    start: date
    decision: str
    rows: list[DifferenceRow]


def decided_changes(adopted: Sequence[tuple[Adoption, Package]], language: str) -> list[DecidedChange]:
    """Each adoption held against the one before it, the latest first; those that changed no limit are left out."""
    found = [
        DecidedChange(
            start=adoption.start,
            decision=str(adoption.decision) if adoption.decision else "",
            rows=[limit_difference(each, language) for each in differences(before, package).limits],
        )
        for (adoption, package), (_earlier, before) in pairwise(adopted)
    ]
    return [each for each in found if each.rows]


@dataclass(frozen=True)
class TermRow:
    """One thing in Swedish: the product's word for it, and the word that is said here, in its forms."""

    ours: str
    one: str
    the: str
    many: str
    the_many: str
    whose: str


def term_rows(terms: Mapping[str, Term]) -> list[TermRow]:
    """The four things that may have a word of the municipality's own, from the whole down to the measure."""
    return [
        TermRow(
            ours=OURS[name].one,
            one=term.form("a_one"),
            the=term.the,
            many=term.many,
            the_many=term.the_many,
            whose=_("the municipality's own") if name in terms else _("the product's"),
        )
        for name, term in in_words(terms).items()
    ]
