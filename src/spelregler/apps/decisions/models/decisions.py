"""What a political body decided: body, date, § and text."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from spelregler.apps.organisation.models import Body

M = TypeVar("M", bound=models.Model, covariant=True)


class RecordedQuerySet(models.QuerySet[M]):
    """Rows of `M` that somebody reported on a day and that a later row may replace."""

    def known_on(self, day: date) -> Self:
        """What was known on the day: recorded by then and not yet replaced by then."""
        return self.filter(recorded_on__lte=day).exclude(replaced_by__recorded_on__lte=day)


class Recorded(models.Model):
    """A reported fact. It is never overwritten: a correction is a new row that replaces an older one."""

    recorded_on = models.DateField()
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")

    objects = RecordedQuerySet.as_manager()

    class Meta:
        abstract = True


class Origin(models.TextChoices):
    """Where a figure or a decision comes from. The demo marks each; in use it is the source's own name that matters."""

    FOUND = "found"
    DERIVED = "derived"
    INVENTED = "invented"
    ENTERED = "entered"
    IMPORTED = "imported"


class Decision(models.Model):
    """A minuted decision."""

    class Kind(models.TextChoices):
        GOALS = "goals"
        FRAMES = "frames"
        MEASURES = "measures"
        REPRIORITISATION = "reprioritisation"
        ACCEPT_WITH_REASON = "accept_with_reason"
        POLICY = "policy"
        EVALUATION = "evaluation"
        OPEN_ASSIGNMENTS = "open_assignments"
        OTHER = "other"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    text = models.TextField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    reference = models.CharField(max_length=40, blank=True)
    """The number of the case in the register (diarienummer), where the secretary gives it."""

    adjusted_on = models.DateField(null=True, blank=True)
    """When the minutes were adjusted; None where nobody has said. Rules count from the day it was decided."""

    effective_on = models.DateField(null=True, blank=True)
    """From when it is carried out, where that is known."""

    touches_staff = models.BooleanField(null=True, blank=True)
    """Whether it touches the staff, as the minutes or the memo say (MR-56); None where nobody has said."""

    class Meta:
        indexes = [models.Index(Upper("reference"), name="decisions_reference")]
        constraints = [
            models.UniqueConstraint(fields=["body", "decided_on", "paragraph"], name="decisions_paragraph_once"),
            models.CheckConstraint(condition=~Q(paragraph="") & ~Q(text=""), name="decisions_paragraph_and_text"),
            models.CheckConstraint(
                condition=Q(adjusted_on__isnull=True) | Q(adjusted_on__gte=F("decided_on")),
                name="decisions_adjusted_after_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.decided_on} § {self.paragraph}"
