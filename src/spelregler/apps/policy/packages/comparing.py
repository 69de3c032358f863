"""What a later version of the base would change in a package's role rules, and how two packages differ. Reads only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from spelregler.apps.policy.packages.bases import base_of, newest, role_texts, version_of
from spelregler.apps.policy.packages.in_force import NoPackageInForce, adoption_on, folder_adopted, package_adopted
from spelregler.domain.roles.book import Book, read_book
from spelregler.domain.roles.comparing import CellTurn, Differences, RuleTurn, Turn, differences
from spelregler.domain.roles.vocabulary import cell_said
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.package import Package, PackageError, read_package

WORDS = {Turn.NEW: Words("new rule"), Turn.CHANGED: Words("changes"), Turn.GONE: Words("goes")}


def book_in(folder: Path, version: int | None = None) -> Book:
    """The role rules of a package in a folder, on the version of the base that it names or on another."""
    return read_book(folder, base_of(read_package(folder), version))


def upgrade_of(folder: Path, *, held: int | None = None, to: int | None = None) -> Differences:
    """What would change if the package stood on the newest version of the base, or on the version `to`.

    `held` is the version that it was adopted with, where that is not the one it names.
    """
    return differences(book_in(folder, held), book_in(folder, to or newest()))


def between(before: Path, after: Path) -> Differences:
    """What would change if the package in the folder `after` took the place of the one in `before`."""
    return differences(book_in(before), book_in(after))


def otherwise_than_held(folder: Path, package: Package, *, as_of: date) -> Differences:
    """What the role rules in a folder say otherwise than those in force, and nothing where none are; `package` is what
    lies in the folder, and has no faults.

    Where rules, base and what is said of it are the same nothing is computed.
    """
    adoption = adoption_on(as_of)
    if adoption is None:
        return Differences()
    try:
        held, before = folder_adopted(adoption), base_of(package_adopted(adoption), adoption.base)
    except (NoPackageInForce, PackageError):
        return Differences()
    after = base_of(package)
    if (before, role_texts(held)) == (after, role_texts(folder)):
        return Differences()
    return differences(read_book(held, before), read_book(folder, after))


def base_words(folder: Path, *, held: int | None = None) -> Bilingual:
    """Which version of the base the package stands on, and whether there is a later one, in Swedish and English."""
    package, last = read_package(folder), newest()
    version = held or version_of(package)
    words = Words("The role rules stand on base {version}", version=version)
    if package.extends is None:
        words = Words("{said}, with the schema in the package as before", said=words)
    if version == last:
        return Words("{said}. It is the newest.", said=words)
    return Words("{said}. There is base {last}, and nothing changes without a new decision.", last=last, said=words)


def told(found: Differences, language: str, *, names_rules: bool = False) -> list[str]:
    """Each difference as a line: first the rules, then what each role may do.

    For whoever writes packages it `names_rules` as their files do; others read what they say.
    """
    rules = (_rule(each, language, named=names_rules) for each in found.rules)
    return [*rules, *(_cell(each, language, named=names_rules) for each in found.cells)]


def _rule(each: RuleTurn, language: str, *, named: bool) -> str:
    clause, turn = each.rule.text("clause"), WORDS[each.turn].text(language)
    reason = each.rule.said("reason").text(language)
    return f"{each.rule.id} ({clause}) {turn}: {reason}" if named else f"{clause} {turn}: {reason}"


def _cell(each: CellTurn, language: str, *, named: bool) -> str:
    label, role = each.row.label.text(language), each.role.label.text(language)
    was, becomes = ((each.before_sv, each.after_sv), (each.before, each.after))[language != "sv"]
    if not named:
        was, becomes = cell_said(was, language), cell_said(becomes, language)
    return f"{label}, {role}: {was} → {becomes}"
