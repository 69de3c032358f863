"""The trail's rows. Never changed, and removed only from the beginning, when their retention is over."""

from __future__ import annotations

import json
from typing import Any

from django.db import models


class AuditRow(models.Model):
    """Who, in which role, did what to what, when, in which request; before and after; with the hash of the row before.

    `id` is the row's number in the chain: 1, 2, 3 … without a gap, given by `operations.record`.
    """

    at = models.DateTimeField()
    request_id = models.CharField(max_length=40, blank=True, default="")
    actor = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=100, blank=True, default="")
    account = models.CharField(max_length=40, blank=True, default="")
    role = models.CharField(max_length=200)
    act = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    subject_key = models.CharField(max_length=150, blank=True, default="")
    concerns = models.CharField(max_length=100, blank=True, default="")
    content = models.TextField(default="{}")
    # Null only in rows from before rows knew their place; an empty text is an act of the whole municipality.
    body = models.CharField(max_length=50, null=True)  # noqa: DJ001
    department = models.CharField(max_length=50, null=True)  # noqa: DJ001
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    # Null only in rows from before rows were sealed, which are those that know no place (see seals, chain).
    seal = models.CharField(max_length=64, null=True)  # noqa: DJ001

    class Meta:
        indexes = [
            models.Index(fields=["act", "at"], name="audit_act_at"),
            models.Index(fields=["person"], name="audit_person"),
            models.Index(fields=["concerns"], name="audit_concerns"),
            models.Index(fields=["department", "body"], name="audit_place"),
            models.Index(fields=["at"], name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.subject}"

    @property
    def details(self) -> dict[str, Any]:
        """What the act itself tells beside the changed fields."""
        return self._part("details")

    @property
    def before(self) -> dict[str, Any]:
        """The changed fields' old values; empty for what is new."""
        return self._part("before")

    @property
    def after(self) -> dict[str, Any]:
        """The changed fields' new values."""
        return self._part("after")

    def _part(self, name: str) -> dict[str, Any]:
        part: dict[str, Any] = json.loads(self.content).get(name, {})
        return part


class Retention(models.Model):
    """The municipality's decision on how long the trail is kept: body, date and §. A later decision replaces it."""

    years = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=200)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(years__gte=1), name="audit_retention_years")]

    def __str__(self) -> str:
        return f"{self.years} år, {self.body} {self.decided_on} § {self.paragraph}"


class Anchor(models.Model):
    """Where the kept chain begins: the number and hash of the last row before it. Number 0 is the very beginning.

    The database lets a row be removed only when an anchor at or after it stands here. The first anchor is also the one
    row that every writer locks, so that numbers are given one at a time.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(null=True)
    retention = models.ForeignKey(Retention, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
