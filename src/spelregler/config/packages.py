"""Where the shipped packages lie; known without starting Django."""

from __future__ import annotations

from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[1] / "policies"


def package_folder(name: str) -> Path | None:
    """The folder of a shipped package, or None."""
    folder = PACKAGES / name
    return folder if (folder / "policy.yaml").is_file() else None
