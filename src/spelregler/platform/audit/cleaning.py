"""What a row must be before it is stored, asked as little of the database as can be."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction


def save(row: models.Model) -> None:
    """Save what `full_clean` finds nothing in; its own refusal otherwise.

    The constraints are judged once, by the database when it is written, and not asked for one by one beforehand. When
    it refuses, `full_clean` says why in words, unless it is a trigger that does.
    """
    try:
        clean(row, besides=_at_hand(row))
        row.validate_unique()
        with transaction.atomic():
            row.save()
    except (ValidationError, IntegrityError):
        row.full_clean()
        raise


def clean(row: models.Model, *, besides: Collection[str] | None = None) -> None:
    """What a row by itself must be, as `store` asks it; refuses with Django's `ValidationError`.

    Fields that are left out need no asking; its foreign keys, where it is not said: the database keeps them.
    """
    keys = {key.name for key in row._meta.concrete_fields if key.is_relation}
    row.clean_fields(exclude=keys if besides is None else besides)
    row.clean()


def _at_hand(row: models.Model) -> set[str]:
    """Foreign keys whose rows were read or written just now: nobody needs to ask whether they exist."""
    found = set()
    for key in row._meta.concrete_fields:
        if isinstance(key, models.ForeignKey) and key.is_cached(row):
            other = key.get_cached_value(row)
            if other is not None and not other._state.adding and other.pk == getattr(row, key.attname):
                found.add(key.name)
    return found
