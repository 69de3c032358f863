"""The rules of the packages that the council has adopted, for whoever searches. They are open to all (MR-1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.searching import Kind
from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.packages.in_force import NoPackageInForce, package_adopted
from spelregler.domain.words import Pair, joined
from spelregler.exchange.package import Clause
from spelregler.platform.search.models import EVER
from spelregler.platform.search.sources import Keys, Source, Thing


def _rules(keys: Keys) -> Iterator[Thing]:
    for adoption, clause in _adopted():
        if keys is None or clause.id in keys:
            mark, law = Pair(clause.id), Pair(" ".join(clause.law))
            yield Thing(
                key=clause.id,
                address=reverse("policy:clause", args=[clause.id]),
                title=joined(mark, clause.name),
                place=clause.section,
                text=joined(clause.text, clause.evidence, law),
                start=adoption.start,
                end=adoption.end or EVER,
            )


def _all(_rows: Iterable[int]) -> Iterator[str]:
    """An adoption ends the one before, whose rules are found up to then."""
    return (clause.id for _adoption, clause in _adopted())


def _adopted() -> Iterator[tuple[Adoption, Clause]]:
    """The rules of every package that was adopted; nothing where its files are gone."""
    for adoption in Adoption.objects.order_by("start"):
        with suppress(NoPackageInForce):
            yield from ((adoption, clause) for clause in package_adopted(adoption).clauses)


SEARCHED = (
    Kind(Source(kind="rule", things=_rules, follows={Adoption: _all}), place=9, one=_("rule"), many=_("Rules")),
)
"""The kinds of things that this room lets be searched for."""
