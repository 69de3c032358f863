"""A municipality's own package is changed value by value, in its files, and is never left with a new fault."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from spelregler.apps.policy.operations.copying import key_of
from spelregler.apps.policy.packages.in_force import digest_in, folder_of, forget
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.domain.words import Pair, Words
from spelregler.exchange.package.editing import New, NoSuchPlace, Place, edited
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError


class ChangeRefused(DomainError):
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
    folder = own_folder(name)
    with transaction.atomic():
        told = {"file": file, "places": ["/".join(each) for each in changes]}
        # The row takes the turn: there is one writer at a time.
        record(who=who, act="change-package", subject=name, subject_key=key_of(name), details=told)
        if digest_in(folder) != was:
            raise ChangeRefused(
                Words("Somebody else has changed the package since you opened the page."),
                way=Words("Open the page anew in another tab, compare, and write your change there."),
            )
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".andring-") as aside:
            made = Path(shutil.copytree(folder, Path(aside) / name))
            _write(made / file, changes)
            _refuse_new_faults(before=folder, after=made)
            (made / file).replace(folder / file)  # the last of it: what is refused above leaves the file as it was
    forget()


def _write(path: Path, changes: Mapping[Place, New]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    try:
        text = edited(text, changes)
    except (NoSuchPlace, yaml.YAMLError) as error:
        raise ChangeRefused(
            Words("{file} cannot be changed here: {what}.", file=path.name, what=str(error).splitlines()[0]),
            way=Words("Put the file right first."),
        ) from error
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _refuse_new_faults(*, before: Path, after: Path) -> None:
    """A package that had faults already may be put right step by step."""
    has = faults_of(after, but_role_rules=True)
    had = {(each["file"], each["what_sv"]) for each in faults_of(before, but_role_rules=True)} if has else set()
    for each in has:
        if (each["file"], each["what_sv"]) not in had:
            raise ChangeRefused(
                Pair(each["what_sv"], each["what_en"]), way=Pair(each["todo_sv"], each["todo_en"]), clause="MR-1"
            )
