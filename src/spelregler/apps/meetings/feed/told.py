"""Since when the organisation's things say what they say: each is held against what programs were last told of it.

A body, a term or a seat's holder has no moment of its own. What differs from what was last told gets the moment when
it was found, which is after it was read: whoever had asked before that is told it by asking for what has changed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from spelregler.apps.meetings.models import ToldThing
from spelregler.exchange.oparl import Moments, Thing

FIELDS = ("digest", "changed_at", "gone_at")


@dataclass(frozen=True)
class Standing:
    """A thing's moments; where it is there no longer it is only told to be gone."""

    at: Moments
    is_gone: bool = False


def stand(kind: str, said: Mapping[str, Thing], *, now: datetime) -> dict[str, Standing]:
    """Every thing of the kind that is told or has been, by its key. One query, and two more where something differs."""
    known = {each.key: each for each in ToldThing.objects.filter(kind=kind)}
    differing = []
    for key, what in said.items():
        digest = _digest(what)
        row = known.get(key)
        if row is None:
            row = known[key] = ToldThing(kind=kind, key=key, created_at=now, changed_at=now, digest=digest)
        elif row.digest == digest and row.gone_at is None:
            continue
        row.digest, row.changed_at, row.gone_at = digest, now, None
        differing.append(row)
    for key, row in known.items():
        if key not in said and row.gone_at is None:
            row.changed_at = row.gone_at = now
            differing.append(row)
    _store(differing)
    return {
        key: Standing(Moments(row.created_at, row.changed_at), is_gone=row.gone_at is not None)
        for key, row in sorted(known.items(), key=lambda each: _order(each[0]))
    }


def _store(rows: list[ToldThing]) -> None:
    """Two who ask at the same moment may both find a thing new: the later of them says since when."""
    new, old = [each for each in rows if each.pk is None], [each for each in rows if each.pk is not None]
    if old:
        ToldThing.objects.bulk_update(old, FIELDS)
    if new:
        ToldThing.objects.bulk_create(
            new, update_conflicts=True, unique_fields=["kind", "key"], update_fields=list(FIELDS)
        )


def _digest(what: Thing) -> str:
    return hashlib.sha256(json.dumps(what, sort_keys=True, default=str).encode()).hexdigest()


def _order(key: str) -> tuple[int, str]:
    return (int(key), "") if key.isdecimal() else (0, key)
