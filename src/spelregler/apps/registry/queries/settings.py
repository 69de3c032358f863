"""How the registry is set up: the pattern of its numbers, and the parts that a memo must have."""

from __future__ import annotations

from spelregler.apps.registry.models import RegistrySettings
from spelregler.domain.registry import ALWAYS_DEMANDED, DEFAULT_PATTERN


def pattern() -> str:
    """How a number is written from now on. One query."""
    found: str | None = RegistrySettings.objects.values_list("pattern", flat=True).first()
    return found or DEFAULT_PATTERN


def demanded() -> frozenset[str]:
    """The parts that every memo must have, by their names. One query."""
    found: str = RegistrySettings.objects.values_list("demanded", flat=True).first() or ""
    return ALWAYS_DEMANDED | {each for each in found.split(",") if each}
