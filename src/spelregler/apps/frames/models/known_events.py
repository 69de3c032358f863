"""What is known to happen once in a unit's year: the ground of a forecast that bookings cannot give."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Dated, Unit


class ForecastEvent(Dated):
    """A known event with month, net cost and reason. It counts from the day it was told until it is taken back.

    One told and taken back on the same day never counted on any day.
    """

    class Kind(models.TextChoices):
        ONE_OFF = "one_off"
        FRAME_CHANGE = "frame_change"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="forecast_events")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ONE_OFF)
    reason = models.CharField(max_length=200)
    told_by = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="frames_event_not_ends_before_start"
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="frames_event_in_a_month"),
            models.CheckConstraint(condition=~Q(amount_ore=0), name="frames_event_has_amount"),
            models.CheckConstraint(condition=~Q(reason=""), name="frames_event_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}-{self.month:02} {self.reason}"[:200]
