"""Writing and verifying the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from spelregler.platform import clock
from spelregler.platform.audit.models import AuditRow

START = "0" * 64


@dataclass(frozen=True)
class Who:
    """The one who acts: a person's name and the one role worn. Background work says that it is the system."""

    name: str
    role: str


SYSTEM = Who(name="Spelregler", role="system")


def row_hash(row: AuditRow) -> str:
    """SHA-256 over every field and the hash before, in a fixed order."""
    body = [row.at.isoformat(), row.actor, row.role, row.act, row.subject, row.details, row.previous_hash]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def record(*, who: Who, act: str, subject: str, details: Mapping[str, Any] | None = None) -> AuditRow:
    """Every act leaves one row, written in the act's own transaction."""
    with transaction.atomic():
        # The first row is the one lock that every writer takes; only then is the last row truly the last. Locking the
        # last row itself would, after a wait, hand out a row that is no longer last.
        AuditRow.objects.select_for_update().order_by("id").first()
        last = AuditRow.objects.order_by("-id").first()
        row = AuditRow(
            at=clock.now(),
            actor=who.name,
            role=who.role,
            act=act,
            subject=subject,
            details=json.loads(json.dumps(dict(details or {}), default=str)),
            previous_hash=last.hash if last else START,
        )
        row.hash = row_hash(row)
        row.save()
    return row


def store(
    row: models.Model, *, act: str, who: Who, details: Mapping[str, Any] | None = None, subject: str = ""
) -> None:
    """Every write is validated, saved and leaves one audit row, all or nothing."""
    with transaction.atomic():
        row.full_clean()
        row.save()
        record(who=who, act=act, subject=(subject or str(row))[:200], details=details)


def amend(
    row: models.Model,
    *,
    to: Mapping[str, Any],
    act: str,
    who: Who,
    details: Mapping[str, Any] | None = None,
    subject: str = "",
) -> None:
    """A row that is changed leaves what it said before beside what it says now, field by field."""
    before = {name: getattr(row, name) for name in to}
    for name, value in to.items():
        setattr(row, name, value)
    store(row, act=act, who=who, subject=subject, details={**(details or {}), "before": before, "after": dict(to)})


def broken_rows() -> list[int]:
    """The ids of rows whose hash or link to the row before does not hold. Empty when the chain is whole."""
    broken, previous = [], START
    for row in AuditRow.objects.order_by("id").iterator(chunk_size=2000):
        if row.previous_hash != previous or row.hash != row_hash(row):
            broken.append(row.pk)
        previous = row.hash
    return broken
