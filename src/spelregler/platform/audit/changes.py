"""What a write changes, read from the database and not from what the caller says.

A secret never stands in the trail: of such a field only that it was set is told. A field is secret when its name says
so (password, secret, token, key to sign in) or when the model lists it in `audit_secret`.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models

SECRET_WORDS = ("password", "secret", "token", "recovery", "passkey", "private")
HIDDEN = "•••"


def before_of(row: models.Model) -> dict[str, Any]:
    """The row as it stands in the database, locked until the act is over; empty for a new row."""
    if row.pk is None or row._state.adding:
        return {}
    stored = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    return values_of(stored) if stored else {}


def values_of(row: models.Model) -> dict[str, Any]:
    """Every concrete field but the key, by column name, in the form in which the database holds it."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def changes(row: models.Model, before: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changed fields' values before and after the save; for a new row every field that holds something."""
    after = _normal(row)
    if not before:
        return {}, {name: _shown(row, name, value) for name, value in after.items() if value not in (None, "")}
    changed = [name for name, value in after.items() if before.get(name) != value]
    return (
        {name: _shown(row, name, before.get(name)) for name in changed},
        {name: _shown(row, name, after[name]) for name in changed},
    )


def _normal(row: models.Model) -> dict[str, Any]:
    # A caller may have set "2026-01-01" where the database gives a date back: the field's own reading makes them alike.
    fields = {field.attname: field for field in row._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in values_of(row).items()}


def _shown(row: models.Model, name: str, value: Any) -> Any:
    secret = name in getattr(row, "audit_secret", ()) or any(word in name for word in SECRET_WORDS)
    if secret:
        return HIDDEN if value else value
    if isinstance(value, bytes | memoryview):
        return f"sha256:{hashlib.sha256(bytes(value)).hexdigest()}"
    return value


def key_of(row: models.Model) -> str:
    """By what the trail names the row: its kind, and its key in the database."""
    return f"{row._meta.label_lower}:{row.pk}"


def concerned(row: models.Model) -> str:
    """The code of the person whom the row is about: the one it points to as `person`, if any."""
    return str(getattr(getattr(row, "person", None), "code", ""))
