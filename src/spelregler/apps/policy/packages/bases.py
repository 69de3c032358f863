"""The versions of the product's base of role rules, and which of them a package or an adoption stands on (ADR 49)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from spelregler.domain.roles import Base
from spelregler.domain.roles.source import POLICY_FILE, SCHEMA_FILE
from spelregler.exchange.package import Package

FIRST = 1
"""What a package stands on that says nothing of it: one made before the base had versions."""


def bases() -> dict[int, Path]:
    """Every version that the product knows, the oldest first. A version that has been shipped is never changed."""
    found = {int(folder.name): folder for folder in Path(settings.SPELREGLER_BASES).iterdir() if folder.name.isdigit()}
    return dict(sorted(found.items()))


def newest() -> int:
    """The version that a new package should stand on."""
    return max(bases())


def version_of(package: Package) -> int:
    """The version that the package itself names."""
    return package.extends.base if package.extends else FIRST


def base_of(package: Package, version: int | None = None) -> Base:
    """What lies under the package's rules: its own version, or another, such as the one it was adopted with."""
    said = package.extends
    return Base(
        folder=bases()[version or version_of(package)],
        principles=said.principles if said else {},
        leaves_out=frozenset(said.leaves_out if said else ()),
    )


def role_texts(folder: Path) -> tuple[bytes | None, ...]:
    """A package's own role rules and schema as they are written; None for a file that it has not."""
    return tuple(
        path.read_bytes() if (path := folder / name).is_file() else None for name in (POLICY_FILE, SCHEMA_FILE)
    )
