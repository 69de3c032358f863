"""A decision that may reach into how a unit works is marked for a talk with the presidium. A mark is no verdict."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models.decisions import Decision

NOTE = 400


class HowFlag(models.Model):
    """What in the decision, by its own type, is about how: a choice by a person, and no reading of its text (MR-24).

    `talked_on` is the day of the talk with the presidium, once it is held. One marked by mistake is taken back.
    """

    class About(models.TextChoices):
        UNIT = "unit"
        PERSON = "person"
        ROSTER = "roster"
        PURCHASE = "purchase"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="how_flags")
    about = models.CharField(max_length=8, choices=About.choices)
    flagged_on = models.DateField()
    role = models.CharField(max_length=6)
    talked_on = models.DateField(null=True, blank=True)
    talk_noted_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=NOTE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "about"],
                condition=Q(ended_on__isnull=True, talked_on__isnull=True),
                name="decisions_flagged_once",
            ),
            models.CheckConstraint(
                condition=Q(talked_on__isnull=True, talk_noted_on__isnull=True)
                | Q(talked_on__isnull=False, talk_noted_on__gte=F("talked_on")),
                name="decisions_talk_is_noted_when_held",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, withdrawn_for="")
                | Q(ended_on__isnull=False, talked_on__isnull=True),
                name="decisions_flag_ends_before_its_talk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision}: {self.about}"
