"""A table's rows as JSON Lines: one list of values per row, the same text whichever database the row lay in.

The digest of a table is the sum of its rows' digests, so it does not depend on the order that a database sorts in.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

Fields = Sequence["models.Field[Any, Any]"]
SPACE = 2**256


def fields_of(model: type[models.Model]) -> Fields:
    """The columns, in the model's order."""
    return tuple(model._meta.concrete_fields)


def written(values: Sequence[Any], fields: Fields) -> str:
    """One row as a line of JSON."""
    told = [_plain(value, field) for value, field in zip(values, fields, strict=True)]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def read(line: str, fields: Fields) -> list[Any]:
    """The values of a line, as the model holds them."""
    told = json.loads(line)
    return [None if value is None else field.to_python(value) for value, field in zip(told, fields, strict=True)]


def digest(line: str) -> int:
    """A row's part of its table's digest. A whole number written as a float is the same value to a JSON column."""
    same = json.dumps(_canonical(json.loads(line)), ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(same.encode("utf-8", "surrogatepass")).digest(), "big")


def _plain(value: Any, field: models.Field[Any, Any]) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        places = getattr(field, "decimal_places", None)
        return str(value) if places is None else f"{value:.{places}f}"
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    return str(value) if isinstance(value, UUID) else value


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_canonical(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
