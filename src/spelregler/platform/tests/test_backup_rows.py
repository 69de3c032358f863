"""Each kind of column that the house has goes into a copy as text, and comes back as the value that it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.apps import apps
from django.db import models

from spelregler.platform.backup.rows import fields_of, read, written

TEXT, NUMBER = "Å, ä och ö", 7
VALUES: dict[str, object] = {
    "AutoField": NUMBER,
    "BigAutoField": NUMBER,
    "BigIntegerField": NUMBER,
    "BinaryField": b"\x00\xff",
    "BooleanField": True,
    "CharField": TEXT,
    "DateField": date(2026, 11, 2),
    "DateTimeField": datetime(2026, 11, 2, 13, 30, tzinfo=UTC),
    "DecimalField": Decimal("1.5"),
    "ForeignKey": NUMBER,
    "GenericIPAddressField": "192.0.2.7",
    "IntegerField": NUMBER,
    "JSONField": {"a": [1, None]},
    "OneToOneField": NUMBER,
    "PositiveBigIntegerField": NUMBER,
    "PositiveIntegerField": NUMBER,
    "PositiveSmallIntegerField": NUMBER,
    "SlugField": "un",
    "TextField": TEXT,
    "TimeField": time(13, 30),
    "UUIDField": UUID(int=NUMBER),
}


def kinds() -> dict[str, models.Field]:
    """A column of each kind that a table of the house has."""
    return {each.get_internal_type(): each for model in apps.get_models() for each in fields_of(model)}


def test_every_kind_of_column_is_written_and_read() -> None:
    for kind, field in kinds().items():
        assert read(written([VALUES[kind]], [field]), [field]) == [VALUES[kind]], kind
