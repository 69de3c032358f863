"""The packages that can be adopted: those that ship with the product, and the municipality's own. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.packages import comparing
from spelregler.apps.policy.packages.bases import newest, version_of
from spelregler.apps.policy.packages.in_force import adoption_on, folder_of, load_package, package_on, package_or_none
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.domain.roles.comparing import Differences as RoleDifferences
from spelregler.domain.terms import Term
from spelregler.domain.words import NOTHING, Bilingual
from spelregler.exchange.package import Document, Package, PackageError, read_package
from spelregler.exchange.package.differences import Differences, differences


@dataclass(frozen=True)
class Offer:
    """A package by its folder's name. One that cannot be read is told of as well, so that it can be put right."""

    name: str
    is_own: bool
    in_force: bool
    package: Package | None


def offers(*, as_of: date) -> list[Offer]:
    """Every package of the installation, the municipality's own first. Files are read anew: they may have changed."""
    own, *_shipped = [Path(each) for each in settings.SPELREGLER_PACKAGES]
    places = (each for each in map(Path, settings.SPELREGLER_PACKAGES) if each.is_dir())
    found = {folder.name for place in places for folder in place.iterdir() if (folder / "policy.yaml").is_file()}
    held = adoption_on(as_of)
    rows = [
        Offer(
            name=name,
            is_own=folder_of(name).parent == own,
            in_force=held is not None and held.package == name,
            package=_read(name),
        )
        for name in sorted(found)
    ]
    return sorted(rows, key=lambda each: not each.is_own)


def _read(name: str) -> Package | None:
    try:
        return read_package(folder_of(name))
    except PackageError:
        return None


@dataclass(frozen=True)
class Demands:
    """What a package asks of the municipality, and what stands in the way of adopting it."""

    documents: tuple[Document, ...]
    clauses: int
    awaited: int
    invented: int
    parameters: int
    missing: tuple[str, ...]
    faults: list[dict[str, Any]]
    base: Bilingual = NOTHING
    changes: RoleDifferences | None = None
    terms: Mapping[str, Term] = field(default_factory=dict)
    otherwise: Differences = field(default_factory=Differences)
    role_rules: RoleDifferences = field(default_factory=RoleDifferences)


def demands(offer: Offer, *, as_of: date) -> Demands:
    """How many rules and limits there are, how many are answered by records, which bodies are not entered; the faults.

    A limit that is invented is a default that the municipality should look at before it decides. Where the package
    stands on an older base, `changes` tells what the newest would change in the role rules; `otherwise` and
    `role_rules` are what it says otherwise than the package in force.
    """
    folder = folder_of(offer.name)
    package, faults = offer.package, faults_of(folder)
    if package is None:
        return Demands((), 0, 0, 0, 0, (), faults)
    adopted = adoption_on(as_of) if offer.in_force else None
    held = adopted.base if adopted else version_of(package)
    in_force = package_or_none(as_of)
    known = set(Body.objects.on(as_of).values_list("code", flat=True))
    return Demands(
        documents=package.documents,
        clauses=len(package.clauses),
        awaited=sum(clause.check == "evidence.awaited" for clause in package.clauses),
        invented=sum(parameter.invented for parameter in package.parameters.values()),
        parameters=len(package.parameters),
        missing=tuple(each.name.sv for each in package.committees if each.code not in known),
        faults=faults,
        base=comparing.base_words(folder, held=held),
        changes=comparing.upgrade_of(folder, held=held) if held < newest() and not faults else None,
        terms=package.terms,
        otherwise=differences(in_force, package) if in_force else Differences(),
        role_rules=RoleDifferences() if faults else comparing.otherwise_than_held(folder, package, as_of=as_of),
    )


def named_documents(*, as_of: date) -> tuple[Document, ...]:
    """The documents that can be registered: those of the package in force, or of the one that is meant to be."""
    held = adoption_on(as_of)
    return (package_on(as_of) if held else load_package(settings.SPELREGLER_PACKAGE)).documents


def councils(*, as_of: date) -> list[Body]:
    """The bodies that adopt a package; a municipality has one council."""
    return list(Body.objects.on(as_of).filter(kind=Body.Kind.COUNCIL).order_by("name"))
