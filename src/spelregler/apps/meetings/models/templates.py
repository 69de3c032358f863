"""The municipality's own Word templates for the notice and the minutes."""

from __future__ import annotations

from django.db import models

from spelregler.platform.attachments.models import Attachment
from spelregler.platform.own_templates import OwnTemplate


class WordTemplate(OwnTemplate):
    """A template for the notice or the minutes."""

    class Kind(models.TextChoices):
        NOTICE = "notice"
        MINUTES = "minutes"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="word_templates")
