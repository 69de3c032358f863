"""A municipality's own package is changed value by value, in its files, and is never left with a new fault."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from spelregler.apps.policy.operations.copying import key_of
from spelregler.apps.policy.packages.in_force import digest_in, folder_of, forget
from spelregler.apps.policy.packages.validation import FaultsRefused, new_faults
from spelregler.domain.words import Pair, Words
from spelregler.exchange.package.editing import New, NoSuchPlace, Place, added, edited, removed
from spelregler.exchange.package.packed import TAKEN
from spelregler.exchange.package.reader import POLICY
from spelregler.platform.audit.operations import Who, record


class ChangeRefused(FaultsRefused):
    """Only the municipality's own package is changed, from what the writer saw, and to one without a new fault."""

    code = "package-change-refused"


def own_folder(name: str) -> Path:
    """The folder of a package that is the municipality's own to change.

    Refuses with `ChangeRefused` a package that ships with the product, with `NoPackageInForce` one that is not there.
    """
    folder = folder_of(name)
    if folder.parent != Path(settings.SPELREGLER_PACKAGES[0]):
        raise ChangeRefused(
            Words("{name} ships with the product and is not changed.", name=name),
            way=Words("Copy it to one of your own, and change that."),
        )
    return folder


def change_package(*, name: str, file: str, changes: Mapping[Place, New], was: str, who: Who) -> None:
    """The changes are written into a file of the package; what is decided and in force is not touched (MR-1).

    `was` is the digest of the package that the writer saw. What an adoption rests on is kept apart, so nothing is
    judged otherwise until the council has decided the changed package.

    Refuses with `ChangeRefused` a package that is not the municipality's own, one that somebody else has changed in
    the meantime, a row that is gone, and a change that gives the package a fault that it had not.
    """
    told = {"file": file, "places": ["/".join(each) for each in changes]}
    with changed(name=name, was=was, told=told, who=who) as made:
        _write(made / file, lambda text: edited(text, changes))


def add_rule(*, name: str, row: Mapping[str, New], after: str, was: str, who: Who) -> None:
    """A rule of the municipality's own is written into the package after the rule `after` (MR-1).

    Refuses with `ChangeRefused` what `change_package` refuses, and a code that another rule has.
    """
    told = {"file": POLICY, "places": [f"clauses/{row['id']}"]}
    with changed(name=name, was=was, told=told, who=who) as made:
        _write(made / POLICY, lambda text: added(text, after=("clauses", after), row=row))


def remove_rule(*, name: str, clause: str, was: str, who: Who) -> None:
    """A rule is taken out of the package; it is asked until the council has decided the package without it (MR-1).

    Refuses with `ChangeRefused` what `change_package` refuses, and a rule that something in the package rests on: the
    year, the grounds for intervention, a principle of the base or a role rule.
    """
    told = {"file": POLICY, "places": [f"clauses/{clause}"], "taken_out": True}
    with changed(name=name, was=was, told=told, who=who, but_role_rules=False) as made:
        _write(made / POLICY, lambda text: removed(text, ("clauses", clause)))


def write_file(*, name: str, file: str, text: str, was: str, who: Who) -> None:
    """A file of the package as a whole, the role rules among them (MR-1).

    Refuses with `ChangeRefused` what `change_package` refuses, and a file that is none of a package's.
    """
    if file not in TAKEN:
        raise ChangeRefused(
            Words("{file} is no file of a package.", file=file),
            way=Words("Choose among {names}.", names=", ".join(TAKEN)),
        )
    with changed(name=name, was=was, told={"file": file, "places": []}, who=who, but_role_rules=False) as made:
        (made / file).write_text(text, encoding="utf-8", newline="")


@contextmanager
def changed(*, name: str, was: str, told: Mapping[str, Any], who: Who, but_role_rules: bool = True) -> Iterator[Path]:
    """A copy of the package to write in, which takes the package's place when it has no new fault.

    Refuses with `ChangeRefused` a package that is not the municipality's own, one that is not as the writer saw it, and
    a new fault.
    """
    folder = own_folder(name)
    with transaction.atomic():
        # The row takes the turn: there is one writer at a time.
        record(who=who, act="change-package", subject=name, subject_key=key_of(name), details=told)
        if digest_in(folder) != was:
            raise ChangeRefused(
                Words("Somebody else has changed the package since you opened the page."),
                way=Words("Open the page anew in another tab, compare, and write your change there."),
            )
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".andring-") as aside:
            made = Path(shutil.copytree(folder, Path(aside) / name))
            yield made
            _refuse_new_faults(before=folder, after=made, but_role_rules=but_role_rules)
            for path in made.iterdir():  # the last of it: what is refused above leaves the files as they were
                if path.is_file() and not _is_alike(path, folder / path.name):
                    path.replace(folder / path.name)
    forget()


def _is_alike(path: Path, other: Path) -> bool:
    return other.is_file() and path.read_bytes() == other.read_bytes()


def _write(path: Path, rewrite: Callable[[str], str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    try:
        text = rewrite(text)
    except (NoSuchPlace, yaml.YAMLError) as error:
        raise ChangeRefused(
            Words("{file} cannot be changed here: {what}.", file=path.name, what=str(error).splitlines()[0]),
            way=Words("Put the file right first."),
        ) from error
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _refuse_new_faults(*, before: Path, after: Path, but_role_rules: bool) -> None:
    """A package that had faults already may be put right step by step."""
    faults = new_faults(before=before, after=after, but_role_rules=but_role_rules)
    if faults:
        first = faults[0]
        raise ChangeRefused(
            Pair(first["what_sv"], first["what_en"]),
            way=Pair(first["todo_sv"], first["todo_en"]),
            clause="MR-1",
            faults=faults,
        )
