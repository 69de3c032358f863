"""Finding, loading and validating policy packages, and which one judges on a date."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.packages.bases import base_of
from spelregler.domain.roles import Rules, load_rules
from spelregler.domain.terms import Term
from spelregler.domain.words import Words
from spelregler.exchange.package import Package, PackageError, read_package
from spelregler.platform import memory
from spelregler.platform.errors import DomainError

KEPT = "_adopted"
"""Where adopted packages are kept, by digest, beside the municipality's own; no package can have that name."""


class NoPackageInForce(DomainError):
    """Nothing can be judged on a day when no package is in force."""

    code = "no-package-in-force"


def folder_of(name: str) -> Path:
    """The folder of a package: the municipality's own before one that ships with the product.

    Refuses with `NoPackageInForce` a name that no folder has.
    """
    for place in settings.SPELREGLER_PACKAGES:
        if (Path(place) / name / "policy.yaml").is_file():
            return Path(place) / name
    raise NoPackageInForce(
        Words("The policy package {name} does not exist.", name=name),
        way=Words("Put the folder under policies in SPELREGLER_HOME."),
    )


@lru_cache(maxsize=8)
def load_package(name: str) -> Package:
    """Read a package once; its files do not change while the product runs."""
    return read_package(folder_of(name))


@lru_cache(maxsize=8)
def rules_of(name: str) -> Rules:
    """The role rules of a package, parsed once, on the version of the base that it names."""
    return load_rules(folder_of(name), base_of(load_package(name)))


@lru_cache(maxsize=8)
def digest_of(name: str) -> str:
    """SHA-256 over every file of the package, so that a changed folder is noticed."""
    return digest_in(folder_of(name))


def digest_in(folder: Path) -> str:
    """SHA-256 over every file of a folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if file.is_file():
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def keep(name: str) -> None:
    """The package's files are kept as they were decided: neither an upgrade nor a change in the folder slips under."""
    kept = _kept(digest_of(name))
    if not kept.is_dir():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as aside:
            shutil.copytree(folder_of(name), Path(aside) / kept.name).rename(kept)


def folder_adopted(adoption: Adoption) -> Path:
    """The files that the adoption is about: as they were kept, else as they lie in the package's folder.

    Every question to the role rules comes here, so the disk is asked once in a request.
    """
    return memory.once(("adopted", adoption.digest), lambda: _folder(adoption))


def _folder(adoption: Adoption) -> Path:
    kept = _kept(adoption.digest)
    return kept if kept.is_dir() else folder_of(adoption.package)


def _kept(digest: str) -> Path:
    return Path(settings.SPELREGLER_PACKAGES[0]) / KEPT / digest


@lru_cache(maxsize=8)
def _package_in(folder: Path) -> Package:
    return read_package(folder)


@lru_cache(maxsize=8)
def _rules_in(folder: Path, version: int) -> Rules:
    return load_rules(folder, base_of(_package_in(folder), version))


def forget() -> None:
    """Read every package anew: another may lie in its place."""
    for each in (load_package, rules_of, digest_of, _package_in, _rules_in):
        each.cache_clear()


def adoption_on(day: date) -> Adoption | None:
    """The adoption in force on the day; a page asks about it with every role rule and every clause."""
    return memory.once(("adoption", day), lambda: Adoption.objects.on(day).order_by("-start").first())


def package_on(day: date) -> Package:
    """The package that judges on the day: the one the council had decided by then (MR-1).

    Refuses with `NoPackageInForce` a day before the first.
    """
    adoption = adoption_on(day)
    if adoption is None:
        raise NoPackageInForce(
            Words("No policy package is in force on {day}.", day=day),
            way=Words("Choose a later date or register the decision on the package."),
        )
    return package_adopted(adoption)


def package_or_none(day: date) -> Package | None:
    """The package that judges on the day; None before the first, and where its files are gone."""
    try:
        return package_on(day)
    except NoPackageInForce:
        return None


def package_adopted(adoption: Adoption) -> Package:
    """The package as it was decided. Refuses with `NoPackageInForce` where neither its files nor its folder is left."""
    return _package_in(folder_adopted(adoption))


def packages_adopted(*, as_of: date, most: int, with_coming: bool = False) -> list[tuple[Adoption, Package]]:
    """The latest adoptions that have begun by the day and whose files are left, each with its package; the latest
    first. `with_coming` those too that are decided by the day and begin after it. One query.
    """
    known = Q(start__lte=as_of) | Q(decision__decided_on__lte=as_of) if with_coming else Q(start__lte=as_of)
    rows = Adoption.objects.filter(known).select_related("decision__body").order_by("-start")[:most]
    found = []
    for each in rows:
        try:
            found.append((each, package_adopted(each)))
        except (NoPackageInForce, PackageError):
            break  # what came before it cannot be held against it
    return found


def borrowed_on(day: date) -> str:
    """The package whose role rules hold on the day before any is adopted; empty where one is."""
    return "" if adoption_on(day) else str(settings.SPELREGLER_PACKAGE)


def rules_on(day: date) -> Rules:
    """The role rules in force on the day, on the version of the base that they were adopted with (ADR 49)."""
    adoption = adoption_on(day)
    if adoption is None:
        return rules_of(settings.SPELREGLER_PACKAGE)
    return _rules_in(folder_adopted(adoption), adoption.base)


def terms_on(day: date) -> Mapping[str, Term]:
    """The municipality's own words on the day. None before a package is adopted, nor where its files cannot be read."""
    adoption = adoption_on(day)
    if adoption is None:
        return {}
    try:
        return package_adopted(adoption).terms
    except (NoPackageInForce, PackageError):
        return {}
