"""One row per act. Rows are never changed; each row's hash covers the row before it."""

from __future__ import annotations

from django.db import models


class AuditRow(models.Model):
    """Who, in which role, did what to what, when; with the hash of the row before."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    act = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.subject}"
