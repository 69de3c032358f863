"""Everything that is wrong with a package, with file, line and what to do: data, checks, parameters and role rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spelregler.apps.policy.packages.bases import base_of, bases
from spelregler.domain.checks import registry
from spelregler.domain.roles import Role, validate_rules
from spelregler.exchange.package import PackageError, read_package, validate


def faults_of(folder: Path, *, but_role_rules: bool = False) -> list[dict[str, Any]]:
    """Every fault at once, in the order of files and lines. Empty means that the package can be adopted.

    With `but_role_rules` the role rules are not asked, which takes most of the time: for when they stay as they were.
    """
    try:
        package = read_package(folder)
    except PackageError as error:
        return [fault.as_dict() for fault in error.faults]
    known, roles = {clause.id for clause in package.clauses}, [str(role) for role in Role]
    faults = [fault.as_dict() for fault in validate(package, registry, roles, bases())]
    if not but_role_rules and (package.extends is None or package.extends.base in bases()):
        faults += [fault.as_dict() for fault in validate_rules(folder, known, base_of(package))]
    return sorted(faults, key=lambda fault: (fault["file"], fault["line"]))
