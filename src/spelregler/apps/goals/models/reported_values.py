"""What is on its way to being a measurement, when it may be reported, and what a missed target is answered with."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Recorded
from spelregler.apps.organisation.models import Department, Post, Unit
from spelregler.domain.suppression import FEWEST_ANSWERS, FEWEST_CASES


class SmallNumbers(models.TextChoices):
    """What an indicator counts, and so from how many on it may be shown."""

    CASES = "cases"
    COUNT = "count"
    ANSWERS = "answers"
    NONE = "none"

    @property
    def fewest(self) -> int:
        """The fewest cases or answers that are shown; none are too few where nobody is counted."""
        return {"answers": FEWEST_ANSWERS, "none": 0}.get(self.value, FEWEST_CASES)


class AddsUp(models.TextChoices):
    """How the values of units make one for all of them; `last` is not added up, each place stands by itself."""

    RATIO = "ratio"
    MEAN = "mean"
    SUM = "sum"
    LAST = "last"


class ReportedValue(Recorded):
    """One step of a value on its way: saved, submitted, returned or approved. Each is a row that replaces the last.

    Nothing counts what stands here. An approved step points at the measurement that it became, and that one counts.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        RETURNED = "returned"
        APPROVED = "approved"

    indicator = models.ForeignKey("goals.Indicator", on_delete=models.PROTECT, related_name="reported")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    sex = models.CharField(max_length=1, default="T")
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    comment = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=200)
    by_person = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=200, blank=True)
    measurement = models.OneToOneField(
        "goals.Measurement", null=True, blank=True, on_delete=models.PROTECT, related_name="reported_as"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="goals_reported_period"),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(reason=""), name="goals_returned_with_reason"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(value__isnull=False), name="goals_submitted_has_value"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", measurement__isnull=False)
                | (~Q(state="approved") & Q(measurement__isnull=True)),
                name="goals_approved_is_measurement",
            ),
            models.UniqueConstraint(
                fields=["indicator", "unit", "period_start", "period_end", "sex"],
                condition=Q(replaces__isnull=True) & Q(unit__isnull=False),
                name="goals_reported_once_for_unit",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period_start", "period_end", "sex"],
                condition=Q(replaces__isnull=True) & Q(unit__isnull=True),
                name="goals_reported_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period_start} {self.sex}: {self.state}"


class PeriodOpening(models.Model):
    """A period is opened or locked for reporting, everywhere or for one department; the latest row holds."""

    period_start = models.DateField()
    period_end = models.DateField()
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opens = models.BooleanField()
    reason = models.CharField(max_length=400)
    recorded_on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="goals_opening_period"),
            models.CheckConstraint(condition=~Q(reason=""), name="goals_opening_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.period_start}/{self.period_end} {'open' if self.opens else 'locked'}"


class DefinitionChange(models.Model):
    """One dated edit of what an indicator means: each field before and after, by whom and why. Never changed."""

    indicator = models.ForeignKey("goals.Indicator", on_delete=models.PROTECT, related_name="definitions")
    changed_on = models.DateField()
    changes = models.JSONField()
    breaks_series = models.BooleanField(default=False)
    reason = models.CharField(max_length=400, blank=True)
    by = models.CharField(max_length=200)
    by_person = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(breaks_series=False) | ~Q(reason=""), name="goals_series_break_has_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.changed_on}"


class MissedAnswer(models.Model):
    """What a missed target was answered with: the cause, and the action with its owner and day. Answered once."""

    measurement = models.ForeignKey("goals.Measurement", on_delete=models.PROTECT, related_name="answers")
    target = models.ForeignKey("goals.Target", on_delete=models.PROTECT, related_name="answers")
    cause = models.CharField(max_length=400)
    action = models.OneToOneField("goals.Action", on_delete=models.PROTECT, related_name="answers_miss")
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measurement", "target"], name="goals_miss_answered_once"),
            models.CheckConstraint(condition=~Q(cause=""), name="goals_miss_has_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.cause}"
