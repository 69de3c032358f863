"""A municipality's own package begins as a copy of another: its rules stay, its decisions do not."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.policy.packages.in_force import NoPackageInForce, folder_of
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError

NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")
PACKAGE = re.compile(r"^package:.*$", re.MULTILINE)
PLACE = re.compile(r"^municipality:.*$", re.MULTILINE)
ADOPTED = re.compile(r"^(\s+adopted:).*$", re.MULTILINE)


def place_of_copies() -> tuple[str, str] | None:
    """The code and name of the municipality here, whose own a copy becomes; None before one is set up. One query."""
    found = municipality()
    return (found.code, found.name) if found else None


def key_of(name: str) -> str:
    """What the trail calls a package's files. No rule reads them before they are adopted, so none is asked anew."""
    return f"package.files:{name}"


class CopyRefused(DomainError):
    """A package has a name of its own, and none is written over another."""

    code = "copy-refused"


def copy_package(*, name: str, new_name: str, municipality: tuple[str, str] | None, who: Who) -> Path:
    """The package `name` under a new name in the installation, for the municipality to change and adopt (MR-1).

    The copy names the `municipality` (code and name), and no decision: what another council decided is not this one's.

    Refuses with `CopyRefused` a name that is no folder's name or is taken, with `NoPackageInForce` a package that is
    not there.
    """
    source = folder_of(name)
    with made_aside(new_name) as made:
        shutil.copytree(source, made)
        policy = made / "policy.yaml"
        policy.write_text(_as_own(policy.read_text(encoding="utf-8"), new_name, municipality), encoding="utf-8")
        return put_in_place(made, act="copy-package", who=who, details={"from": name})


@contextmanager
def made_aside(new_name: str) -> Iterator[Path]:
    """Where a new package is made beside the municipality's own; gone in the end where it was not put in its place.

    Refuses with `CopyRefused` a name that is no folder's name or is taken.
    """
    _refuse_name(new_name)
    place = Path(settings.SPELREGLER_PACKAGES[0])
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".ny-") as aside:
        yield Path(aside) / new_name


def put_in_place(made: Path, *, act: str, who: Who, details: dict[str, Any] | None = None) -> Path:
    """What was made aside becomes one of the municipality's own packages, with a row in the trail."""
    name, place = made.name, Path(settings.SPELREGLER_PACKAGES[0]) / made.name
    with transaction.atomic():
        record(who=who, act=act, subject=name, subject_key=key_of(name), details=details)
        made.rename(place)
    return place


def _as_own(text: str, name: str, municipality: tuple[str, str] | None) -> str:
    """The same text with its own name, its own municipality and no decision; comments and order stay."""
    text = PACKAGE.sub(f"package: {name}", text, count=1)
    if municipality:
        code, place = municipality
        written = f'municipality: {{name: "{place}", code: "{code}"}}'
        text = PLACE.sub(lambda _found: written, text, count=1)
    return ADOPTED.sub(r"\1 null", text)


def _refuse_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise CopyRefused(
            Words("“{name}” cannot be a package's name.", name=name),
            way=Words("Use small letters a–z, figures and hyphens, for example strandby."),
            field="new_name",
        )
    try:
        folder_of(name)
    except NoPackageInForce:
        return
    raise CopyRefused(
        Words("There is a package called {name} already.", name=name),
        way=Words("Choose another name."),
        field="new_name",
    )
