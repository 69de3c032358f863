"""The municipality's own Word templates for the notice and the minutes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.platform.attachments.models import Attachment


class WordTemplate(models.Model):
    """A template for one kind of document: brought, looked at, used from a day, and retired on another.

    One of a kind is used at a time, and one waits. What was made before it looks as it did then.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice"
        MINUTES = "minutes"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="word_templates")
    brought_on = models.DateField()
    used_from = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(used_from__isnull=False, retired_on__isnull=True),
                name="meetings_one_template_used",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(used_from__isnull=True, retired_on__isnull=True),
                name="meetings_one_template_waits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.file)
