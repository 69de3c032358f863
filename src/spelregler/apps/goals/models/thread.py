"""The thread from vision to action, and what is measured along it."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision, Origin, Recorded
from spelregler.apps.goals.models.reported_values import (
    AddsUp,
    SmallNumbers,
)
from spelregler.apps.organisation.models import Body, Dated, Department, Post, Unit


class Vision(Dated):
    """What the municipality wants to become; decided by the council."""

    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class Goal(Dated):
    """A goal on one of three levels. Without a decision it is a proposal and does not count (MR-17)."""

    class Level(models.TextChoices):
        MUNICIPAL = "municipal"
        COMMITTEE = "committee"
        UNIT = "unit"

    class Aggregate(models.TextChoices):
        MEAN = "mean"
        WORST = "worst"
        WEIGHTED = "weighted"

    code = models.SlugField(max_length=60, unique=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=400, blank=True)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    vision = models.ForeignKey(Vision, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    parents = models.ManyToManyField("self", symmetrical=False, related_name="children", blank=True)
    coordinated_by = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    coordination = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="goals")
    aggregate = models.CharField(max_length=10, choices=Aggregate.choices, default=Aggregate.MEAN)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(Q(level="unit") & Q(unit__isnull=False)) | (~Q(level="unit") & Q(body__isnull=False)),
                name="goals_goal_has_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.title


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

    def __str__(self) -> str:
        return f"{self.indicator} {self.period_start}: {Decimal(self.value).normalize():f}"


class GoalJudgement(Recorded):
    """A person's judgement that overrules the computed one, with the reason; a body's rests on its decision."""

    class Level(models.TextChoices):
        MET = "met"
        PARTLY_MET = "partly_met"
        NOT_MET = "not_met"
        NOT_MEASURABLE = "not_measurable"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="judgements")
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16, choices=Level.choices)
    reason = models.CharField(max_length=400)
    judged_by = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="goals_judgement_has_reason")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.level}"


class Action(models.Model):
    """Something done to reach goals, or because the law demands it."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="actions")
    goals = models.ManyToManyField(Goal, related_name="actions", blank=True)
    statutory_duty = models.CharField(max_length=120, blank=True)
    responsible = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=400, blank=True)
    continues = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="continued_by")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=models.F("start")), name="goals_action_due_after_start")
        ]

    def __str__(self) -> str:
        return self.title


class Plan(models.Model):
    """A unit's plan or a department's action plan for a year, decided by the manager responsible.

    Taken up again it is a proposal until it is decided anew, and that is a row of its own: both decisions are kept.
    """

    year = models.PositiveSmallIntegerField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    decided_on = models.DateField()
    reopened_on = models.DateField(null=True, blank=True)
    reopened_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit"],
                condition=Q(unit__isnull=False, reopened_on__isnull=True),
                name="goals_unit_plan_once",
            ),
            models.UniqueConstraint(
                fields=["year", "department"],
                condition=Q(unit__isnull=True, reopened_on__isnull=True),
                name="goals_action_plan_once",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True)
                | (Q(reopened_on__gte=models.F("decided_on")) & ~Q(reopened_by="") & ~Q(reason="")),
                name="goals_reopened_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.department} {self.year}"
