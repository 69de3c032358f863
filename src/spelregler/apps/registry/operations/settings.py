"""How the municipality writes its registry numbers, and which parts its memos must have."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from spelregler.apps.registry.models import RegistrySettings
from spelregler.domain.registry import ALWAYS_DEMANDED, PARTS, must_tell_apart
from spelregler.platform.audit.operations import Who, amend


def set_up_registry(*, pattern: str, demanded: Collection[str], who: Who) -> RegistrySettings:
    """The pattern holds for the numbers that are given from now on; those that are given stay as they are.

    `demanded` are the parts that a memo must have beside those that every memo has (MR-27).

    Refuses with `PatternRefused` a pattern that would not tell cases apart.
    """
    kept = must_tell_apart(pattern)
    chosen = ",".join(each for each in PARTS if each in demanded and each not in ALWAYS_DEMANDED)
    with transaction.atomic():
        row = RegistrySettings.objects.select_for_update().first() or RegistrySettings()
        amend(row, to={"pattern": kept, "demanded": chosen}, act="set-up-registry", who=who)
    return row
