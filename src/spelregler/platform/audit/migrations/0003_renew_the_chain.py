"""Rows of the first format get numbers without gaps and hashes of the second.

The old chain is verified first, and the first row of the new kind tells its length, its last hash and whether it held,
so that nothing which was wrong becomes right by the move. Written out here, because a migration must do in ten years what it does
today.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import migrations

START = "0" * 64
FIELDS = (
    "id", "at", "request_id", "actor", "person", "account", "role", "act", "subject", "subject_key", "concerns",
    "content", "previous_hash",
)  # fmt: skip


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def first_format(row: Any) -> str:
    return sha256(
        compact([row.at.isoformat(), row.actor, row.role, row.act, row.subject, row.details, row.previous_hash])
    )


def second_format(values: dict[str, Any]) -> str:
    at = values["at"].astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    plain = [at if name == "at" else values[name] for name in FIELDS]
    return sha256(compact(["spelregler-audit-2", *plain]))


def renew(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("audit", "AuditRow").objects.using(schema_editor.connection.alias)
    old = new = START
    number, broken = 0, []
    for row in rows.order_by("id").iterator(chunk_size=2000):
        if row.previous_hash != old or row.hash != first_format(row):
            broken.append(row.pk)
        old, number = row.hash, number + 1
        values = {name: getattr(row, name) for name in FIELDS}
        values |= {"id": number, "content": compact({"details": row.details} if row.details else {})}
        new = _write(rows.filter(pk=row.pk).update, values, previous=new)
    if number:
        told = {"rows": number, "last_hash": old, "broken": len(broken), "first_broken": broken[:10]}
        values = dict.fromkeys(FIELDS, "") | {
            "id": number + 1,
            "at": datetime.now(UTC),  # noqa: TID251  the move's own moment
            "actor": "Spelregler",
            "role": "system",
            "act": "renew-chain",
            "subject": "spelregler-audit-2",
            "content": compact({"details": told}),
        }
        _write(rows.create, values, previous=new)


def _write(write: Any, values: dict[str, Any], *, previous: str) -> str:
    values["previous_hash"] = previous
    own = second_format(values)
    write(**values, hash=own)
    return own


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_what_a_row_tells")]

    # Backwards the rows keep the second format: the first cannot tell who was who, and a trail is not rewritten twice.
    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
