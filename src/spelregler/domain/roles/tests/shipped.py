"""The shipped packages on their base, read without the reader of packages, which the domain does not know."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

import spelregler
from spelregler.domain.roles import Base, Rules, load_rules

PACKAGES = Path(spelregler.__file__).parent / "policies"
BASES = PACKAGES / "base"


@cache
def base(name: str) -> Base:
    """What lies under a shipped package."""
    said = yaml.safe_load((PACKAGES / name / "policy.yaml").read_text(encoding="utf-8"))["extends"]
    return Base(BASES / str(said["base"]), said["principles"], frozenset(said.get("leaves_out", [])))


@cache
def rules(name: str) -> Rules:
    """The role rules of a shipped package."""
    return load_rules(PACKAGES / name, base(name))
