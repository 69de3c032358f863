"""Dialogues between a body and the officials (MR-22)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Body


class Dialogue(models.Model):
    """A results or budget dialogue: when, with which posts, about what, and what was agreed. No names are kept.

    It counts from `recorded_on` up to, not including, `ended_on`, when it was withdrawn.
    """

    class Kind(models.TextChoices):
        RESULTS = "results"
        BUDGET = "budget"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="dialogues")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    held_on = models.DateField()
    parties = models.CharField(max_length=300)
    themes = models.CharField(max_length=600)
    agreed = models.TextField(max_length=2000, blank=True)
    role = models.CharField(max_length=6)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "held_on"], condition=Q(ended_on__isnull=True), name="followup_dialogue_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("recorded_on")),
                name="followup_dialogue_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"
