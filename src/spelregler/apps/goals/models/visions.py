"""The dialogue with residents that a vision grows out of (MR-11)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class VisionDialogue(models.Model):
    """Residents and the elected spoke about the vision: when, with whom, what was taken in, and when that was told."""

    held_on = models.DateField()
    audience = models.CharField(max_length=200)
    taken_in = models.CharField(max_length=600, blank=True)
    feedback_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(feedback_on__isnull=True) | (Q(feedback_on__gte=F("held_on")) & ~Q(taken_in="")),
                name="goals_feedback_tells_what_was_taken_in",
            )
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.held_on}"
