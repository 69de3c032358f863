"""A package that is written in files is brought: as a new one of the municipality's own, or in the place of one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spelregler.apps.policy.operations.copying import made_aside, put_in_place
from spelregler.apps.policy.operations.editing import changed
from spelregler.apps.policy.packages.validation import FaultsRefused, faults_of
from spelregler.domain.words import Words
from spelregler.exchange.package.packed import Unpacked
from spelregler.platform.audit.operations import Who


class BringRefused(FaultsRefused):
    """What is brought is a whole package without a fault (MR-1)."""

    code = "bring-refused"


def bring_package(*, new_name: str, sent: Unpacked, who: Who) -> Path:
    """The files become a package of the municipality's own, as they were written (MR-1). The council decides it.

    Refuses with `BringRefused` a package with a fault, with `CopyRefused` a name that is no folder's name or is taken.
    """
    with made_aside(new_name) as made:
        made.mkdir()
        _write(sent.files, made)
        _refuse_faults(made)
        return put_in_place(made, act="bring-package", who=who)


def bring_anew(*, name: str, sent: Unpacked, was: str, who: Who) -> None:
    """The files take the place of those of a package that nothing is judged by before it is decided (MR-1).

    A file that was not sent stays as it is.

    Refuses with `ChangeRefused` a package that is not the municipality's own, one that is not as the sender saw it, and
    a fault that it had not.
    """
    told = {"file": ", ".join(sorted(sent.files)), "places": []}
    with changed(name=name, was=was, told=told, who=who, but_role_rules=False) as made:
        _write(sent.files, made)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _refuse_faults(made: Path) -> None:
    faults = faults_of(made)
    if faults:
        first = faults[0]
        raise BringRefused(
            Words(
                "The package has {count} faults, first {file}:{line}.",
                count=len(faults),
                file=first["file"],
                line=first["line"],
            ),
            way=Words("Put them right in the files, and choose them again."),
            clause="MR-1",
            field="chosen",
            faults=faults,
        )
