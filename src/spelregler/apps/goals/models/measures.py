"""What is measured along the thread: indicators, their targets, and the values that are reported."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision, Origin, Recorded
from spelregler.apps.goals.models.reported_values import AddsUp, SmallNumbers
from spelregler.apps.goals.models.thread import Goal
from spelregler.apps.organisation.models import Dated, Post, Unit


class Indicator(models.Model):
    """Something measured, with its direction, unit, owner and source."""

    class Direction(models.TextChoices):
        HIGHER = "higher"
        LOWER = "lower"

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    unit_of_measure = models.CharField(max_length=40)
    decimals = models.PositiveSmallIntegerField(default=1)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    noise = models.DecimalField(max_digits=14, decimal_places=4, default=0)
    months_between = models.PositiveSmallIntegerField(default=12)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=120, blank=True)
    kolada_id = models.CharField(max_length=10, blank=True)
    formula = models.CharField(max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(default=15)
    small_numbers = models.CharField(max_length=8, choices=SmallNumbers.choices, default=SmallNumbers.CASES)
    by_sex = models.BooleanField(default=False)
    adds_up = models.CharField(max_length=5, choices=AddsUp.choices, default=AddsUp.RATIO)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(noise__gte=0), name="goals_noise_not_negative")]

    def __str__(self) -> str:
        return self.title


class Target(Dated):
    """What an indicator is to reach for a goal in a year, as set on `start`. A change ends it and adds a new row.

    Changed when its year is over, it shows the decision behind it and what it was.
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=4)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    weight = models.DecimalField(max_digits=6, decimal_places=2, default=1)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(weight__gt=0), name="goals_weight_positive"),
        ]
        indexes = [models.Index(fields=["goal", "indicator", "year"], name="goals_target_of_year")]
        """Each target that is written is held against those of its goal, indicator and year, and no others."""

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {Decimal(self.value).normalize():f}"


class Measurement(Recorded):
    """One reported value: for the whole municipality or one unit, for all or one sex. Missing is no row, never zero."""

    class Sex(models.TextChoices):
        TOTAL = "T"
        WOMEN = "K"
        MEN = "M"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements")
    period_start = models.DateField()
    period_end = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.TOTAL)
    value = models.DecimalField(max_digits=16, decimal_places=4)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)
    source = models.CharField(max_length=120, blank=True)
    comment = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0), name="goals_denominator_positive"
            ),
            models.CheckConstraint(
                condition=Q(period_end__gt=models.F("period_start")), name="goals_measurement_period"
            ),
        ]
        indexes = [models.Index(fields=["unit", "indicator", "sex", "period_end"], name="goals_measurement_latest")]
        """A unit's latest value of a measure is the last in this order; whole municipalities share one measure."""

    def __str__(self) -> str:
        return f"{self.indicator} {self.period_start}: {Decimal(self.value).normalize():f}"
