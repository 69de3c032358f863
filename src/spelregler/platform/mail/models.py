"""The outbox. What a letter says is there only until it has been sent; the line that it was sent stays a while."""

from __future__ import annotations

from django.db import models

EMPTIED = {"subject": "", "text": "", "html": ""}
"""One-time links travel in letters, so nothing of what one says outlives its way."""


class Letter(models.Model):
    """One mail to one address. It waits, is tried again later and later, and ends as sent or given up."""

    to = models.EmailField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(given_up_at__isnull=True),
                name="mail_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True) | models.Q(**EMPTIED),
                name="mail_forgets_what_it_said",
            ),
        ]
        indexes = [models.Index(fields=["sent_at", "given_up_at", "not_before"], name="mail_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.queued_at:%Y-%m-%d %H:%M}"
