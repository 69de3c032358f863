"""Scans of the surroundings, and the budgets that they were used in (MR-12)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Body
from spelregler.platform.attachments.models import Attachment

TITLE, TEXT = 200, 1000


class EnvironmentScan(models.Model):
    """What somebody saw happen around the municipality: its day, the points in short, and a file.

    Without a `body` it is of the whole municipality, and every body's. It counts from `recorded_on` up to, not
    including, `ended_on`, when it was taken back.
    """

    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="scans")
    title = models.CharField(max_length=TITLE)
    held_on = models.DateField()
    points = models.TextField(max_length=4 * TEXT)
    file = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(points=""), name="followup_scan_has_points"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (Q(ended_on__gte=F("recorded_on")) & ~Q(withdrawn_for="")),
                name="followup_scan_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.held_on}"

    def stands_on(self, day: date) -> bool:
        """Whether it was recorded by the day and not taken back by then."""
        return self.recorded_on <= day and (self.ended_on is None or self.ended_on > day)


class ScanUse(models.Model):
    """How a body used a scan in its goals and budget for a year. Half-open as the scan itself."""

    scan = models.ForeignKey(EnvironmentScan, on_delete=models.PROTECT, related_name="uses")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    how = models.TextField(max_length=TEXT)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scan", "body", "year"], condition=Q(ended_on__isnull=True), name="followup_scan_used_once"
            ),
            models.CheckConstraint(condition=~Q(how=""), name="followup_scan_use_says_how"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("recorded_on")), name="followup_scan_use_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scan} {self.body} {self.year}"

    def stands_on(self, day: date) -> bool:
        """Whether it was recorded by the day and not taken back by then."""
        return self.recorded_on <= day and (self.ended_on is None or self.ended_on > day)
