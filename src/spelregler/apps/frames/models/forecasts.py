"""What managers and bodies expect a year to cost. Money is whole öre."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision, Recorded
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Unit


class Proposed(models.TextChoices):
    """How the proposal beside a forecast was counted; the methods of `domain.frames.forecast`."""

    SEASONAL = "seasonal"
    MEDIAN = "median"
    STRAIGHT = "straight"


class Forecast(Recorded):
    """What a manager expects the year's net cost to be; the computed proposal is kept beside it, never instead.

    The proposal is the one that was shown on the day of report; empty where none could be computed.
    """

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="forecasts")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="forecasts")
    year = models.PositiveSmallIntegerField()
    month = models.DateField()
    amount_ore = models.BigIntegerField()
    method = models.CharField(max_length=200)
    comment = models.CharField(max_length=400, blank=True)
    proposed_ore = models.BigIntegerField(null=True, blank=True)
    proposed_low_ore = models.BigIntegerField(null=True, blank=True)
    proposed_high_ore = models.BigIntegerField(null=True, blank=True)
    proposed_method = models.CharField(max_length=12, choices=Proposed.choices, blank=True)
    proposed_month = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_by = models.CharField(max_length=200)
    answered_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_forecasts"
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    proposed_ore__isnull=True,
                    proposed_low_ore__isnull=True,
                    proposed_high_ore__isnull=True,
                    proposed_month__isnull=True,
                    proposed_method="",
                )
                | (
                    Q(
                        proposed_ore__isnull=False,
                        proposed_low_ore__isnull=False,
                        proposed_high_ore__isnull=False,
                        proposed_month__isnull=False,
                        proposed_low_ore__lte=F("proposed_ore"),
                        proposed_high_ore__gte=F("proposed_ore"),
                    )
                    & ~Q(proposed_method="")
                ),
                name="frames_forecast_proposal_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, body__isnull=False) | Q(unit__isnull=False, body__isnull=True),
                name="frames_forecast_for_unit_or_body",
            ),
        ]
        indexes = [models.Index(fields=["unit", "year", "month", "recorded_on"], name="frames_forecast_latest")]
        """A unit's latest forecast is the last of its year in this order: of thousands of units one step each."""

    def __str__(self) -> str:
        return f"{self.unit or self.body} {self.month:%Y-%m}"
