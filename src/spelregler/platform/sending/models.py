"""A form that was sent: which one, by whom, with what content (as a digest), and what it was answered."""

from __future__ import annotations

from django.db import models


class Sending(models.Model):
    """It is begun before anything is stored, and ends with an answer, or is removed where nothing was stored.

    Nothing of what was written in the form is kept, only a digest of it.
    """

    account = models.CharField(max_length=40)
    token = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    request_id = models.CharField(max_length=40)
    # The last row of the trail before it began: what it stored comes after.
    trail_number = models.PositiveBigIntegerField()
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    location = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "token"], name="sending_once")]
        indexes = [models.Index(fields=["begun_at"], name="sending_begun_at")]

    def __str__(self) -> str:
        return f"{self.account} {self.begun_at:%Y-%m-%d %H:%M}"


class KeptForm(models.Model):
    """A form that was sent after the session had ended, sealed with the installation's key; gone within a day."""

    account = models.CharField(max_length=40)
    key = models.CharField(max_length=40, unique=True)
    sealed = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["account", "kept_at"], name="sending_kept_account")]

    def __str__(self) -> str:
        return f"{self.account} {self.kept_at:%Y-%m-%d %H:%M}"
