"""How a row of the trail is hashed. Plain Python, so that it can be followed, and repeated by another program.

The hash is SHA-256 over the UTF-8 of a JSON array, written by the rules of RFC 8785 (no spaces, characters unescaped):
the format's name and then every stored field in the order of FIELDS. As the hash of the row before is one of them,
each row vouches for all before it. `docs/rules/spar.md` says the same for whoever verifies an export.

Rows written before rows knew their place hold null there, and are hashed by the second format, which has no place.
A row cannot be passed off as one of the other format: the format's name is hashed with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

FORMAT, PLACELESS_FORMAT = "spelregler-audit-3", "spelregler-audit-2"
"""First in what is hashed; a new format gets a new name, so that no row can be read as another format's."""
START = "0" * 64
"""Stands as the hash before the first row."""
FIELDS = (
    "id",
    "at",
    "request_id",
    "actor",
    "person",
    "account",
    "role",
    "act",
    "subject",
    "subject_key",
    "concerns",
    "content",
    "body",
    "department",
    "previous_hash",
)
"""Every stored field but the hash itself, in the order in which they are hashed."""
PLACE = ("body", "department")
"""Where in the organisation the act belongs; null in rows of the second format."""


def moment(at: datetime) -> str:
    """A moment as the hash and the export write it: UTC, microseconds, Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def knows_place(values: Sequence[Any]) -> bool:
    """Whether a row is of the format that tells a place; the fields are given in the order of FIELDS."""
    told = dict(zip(FIELDS, values, strict=True))
    return any(told[name] is not None for name in PLACE)


def row_hash(values: Sequence[Any]) -> str:
    """The hash of a row whose fields are given in the order of FIELDS."""
    knows = knows_place(values)
    kept = [value for name, value in zip(FIELDS, values, strict=True) if knows or name not in PLACE]
    plain = [moment(value) if isinstance(value, datetime) else value for value in kept]
    # What is neither text nor number was put there past the product; its repr breaks the hash, as it should.
    text = json.dumps(
        [FORMAT if knows else PLACELESS_FORMAT, *plain], ensure_ascii=False, separators=(",", ":"), default=repr
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(content: Mapping[str, Any]) -> str:
    """What happened, as the text that is stored and hashed, so that no database rounds it. Empty parts are left out."""
    kept = {key: value for key, value in content.items() if value}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
