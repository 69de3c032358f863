"""The municipality's own templates for the documents of reports, and its mark."""

from __future__ import annotations

from django.db import models

from spelregler.platform.attachments.models import Attachment
from spelregler.platform.own_templates import OwnTemplate


class ReportTemplate(OwnTemplate):
    """A Word template for one report, or for a committee's and the whole municipality's; or the municipality's mark."""

    class Kind(models.TextChoices):
        REPORT = "report"
        WHOLE = "whole"
        LOGO = "logo"

    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="report_templates")
