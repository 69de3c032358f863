"""A package that is written in files is brought: as a new one of the municipality's own, or in the place of one."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from spelregler.apps.policy.operations.copying import key_of, refuse_name
from spelregler.apps.policy.operations.editing import changed
from spelregler.apps.policy.packages.validation import faults_in
from spelregler.domain.words import Words
from spelregler.exchange.package.packed import Unpacked
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError


class BringRefused(DomainError):
    """What is brought is a whole package without a fault (MR-1)."""

    code = "bring-refused"
    faults: Sequence[Mapping[str, Any]] = ()
    """What is wrong, each with its file and line."""


def bring_package(*, new_name: str, sent: Unpacked, who: Who) -> Path:
    """The files become a package of the municipality's own, as they were written (MR-1). The council decides it.

    Refuses with `BringRefused` a package with a fault, with `CopyRefused` a name that is no folder's name or is taken.
    """
    refuse_name(new_name)
    _refuse_faults(sent.files)
    place = Path(settings.SPELREGLER_PACKAGES[0])
    place.mkdir(parents=True, exist_ok=True)
    with transaction.atomic(), tempfile.TemporaryDirectory(dir=place, prefix=".fran-fil-") as aside:
        made = Path(aside) / new_name
        made.mkdir()
        for name, data in sent.files.items():
            (made / name).write_bytes(data)
        record(who=who, act="bring-package", subject=new_name, subject_key=key_of(new_name))
        made.rename(place / new_name)
    return place / new_name


def bring_anew(*, name: str, sent: Unpacked, was: str, who: Who) -> None:
    """The files take the place of those of a package that nothing is judged by before it is decided (MR-1).

    A file that was not sent stays as it is.

    Refuses with `ChangeRefused` a package that is not the municipality's own, one that is not as the sender saw it, and
    a fault that it had not.
    """
    told = {"file": ", ".join(sorted(sent.files)), "places": []}
    with changed(name=name, was=was, told=told, who=who, but_role_rules=False) as made:
        for file, data in sent.files.items():
            (made / file).write_bytes(data)


def _refuse_faults(files: Mapping[str, bytes]) -> None:
    faults = faults_in(files)
    if faults:
        first = faults[0]
        refused = BringRefused(
            Words(
                "The package has {count} faults, first {file}:{line}.",
                count=len(faults),
                file=first["file"],
                line=first["line"],
            ),
            way=Words("Put them right in the files, and choose them again."),
            clause="MR-1",
            field="chosen",
        )
        refused.faults = faults
        raise refused
