"""The versions of the policy that can be held against each other: those decided, and drafts for whoever writes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.packages.bases import base_of, role_texts
from spelregler.apps.policy.packages.in_force import folder_adopted, folder_of, packages_adopted
from spelregler.apps.policy.packages.offers import offers
from spelregler.domain.roles.book import read_book
from spelregler.domain.roles.comparing import Differences, differences
from spelregler.exchange.package import Package

MOST = 20


@dataclass(frozen=True)
class Version:
    """A package as it was decided, or as it lies in its folder: `adoption` tells which."""

    key: str
    package: Package
    folder: Path
    adoption: Adoption | None = None

    @property
    def base(self) -> int | None:
        """The version of the product's base that it was decided with; None is the one that it names."""
        return self.adoption.base if self.adoption else None


def versions(*, as_of: date, with_drafts: bool) -> list[Version]:
    """The twenty latest that were decided by the day, also those that begin after it, the latest first, and the
    packages that lie here. One query.
    """
    found = [
        Version(f"beslut-{each.pk}", package, folder_adopted(each), each)
        for each, package in packages_adopted(as_of=as_of, most=MOST, with_coming=True)
    ]
    if with_drafts:
        found += [
            Version(f"paket-{each.name}", each.package, folder_of(each.name))
            for each in offers(as_of=as_of)
            if each.package is not None
        ]
    return found


def role_rules_between(before: Version, after: Version) -> Differences:
    """What the role rules of one say otherwise than the other's; nothing is computed where their texts are the same.

    Refuses with `PackageError` rules that cannot be read.
    """
    was, becomes = base_of(before.package, before.base), base_of(after.package, after.base)
    if (was, role_texts(before.folder)) == (becomes, role_texts(after.folder)):
        return Differences()
    return differences(read_book(before.folder, was), read_book(after.folder, becomes))


def chosen(found: Sequence[Version], key: str, otherwise: int) -> Version | None:
    """The version by its key, else the one in that place."""
    named = next((each for each in found if each.key == key), None)
    return named or (found[otherwise] if otherwise < len(found) else None)
