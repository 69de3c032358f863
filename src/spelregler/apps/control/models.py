"""Internal control: a body's plan for a year, its risks and controls, what they found, and what is done about it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.control import HIGHEST, LOWEST, value_of
from spelregler.platform.attachments.models import Attachment

TITLE, TEXT = 200, 1000


class ControlPlan(models.Model):
    """A body's plan for a year. It is prepared until the body has decided it, and then its risks and controls stand.

    `reported` is the decision by which the body got the year's report.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="control_plans")
    year = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField(null=True, blank=True)
    reported = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    report_entered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="control_one_plan_a_year"),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, entered_on__isnull=True)
                | Q(decision__isnull=False, entered_on__isnull=False),
                name="control_decided_is_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class Risk(models.Model):
    """What may go wrong, valued by likelihood and consequence, 1 to 4 each; empty until it is valued (P24)."""

    plan = models.ForeignKey(ControlPlan, on_delete=models.PROTECT, related_name="risks")
    title = models.CharField(max_length=TITLE)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    consequence = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "title"], name="control_risk_once"),
            models.CheckConstraint(
                condition=(Q(likelihood__isnull=True) | Q(likelihood__range=(LOWEST, HIGHEST)))
                & (Q(consequence__isnull=True) | Q(consequence__range=(LOWEST, HIGHEST))),
                name="control_risk_on_the_scales",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def value(self) -> int | None:
        """Likelihood × consequence."""
        return value_of(self.likelihood, self.consequence)


class Control(models.Model):
    """How a risk is tried: what is looked at, whose it is, and the last day."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="controls")
    title = models.CharField(max_length=TITLE)
    how = models.CharField(max_length=TEXT, blank=True)
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()

    def __str__(self) -> str:
        return self.title


class ControlResult(models.Model):
    """What a control found, on which day, with its evidence. It is never changed: one that was entered wrongly is taken
    back with a reason, and of each control one stands.
    """

    control = models.ForeignKey(Control, on_delete=models.PROTECT, related_name="results")
    held_on = models.DateField()
    found = models.TextField(max_length=TEXT)
    is_deviating = models.BooleanField()
    file = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["control"], condition=Q(ended_on__isnull=True), name="control_one_result_stands"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(withdrawn_for=""), name="control_withdrawn_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.control} {self.held_on}"

    def stands_on(self, day: date) -> bool:
        """Whether it was recorded by the day and not taken back by then."""
        return self.recorded_on <= day and (self.ended_on is None or self.ended_on > day)


class Deviation(models.Model):
    """What is done about what a control found: the action, whose it is, the last day, and how it was closed."""

    result = models.OneToOneField(ControlResult, on_delete=models.PROTECT, related_name="deviation")
    action = models.CharField(max_length=TEXT)
    owner = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_with = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(closed_with=""), name="control_closed_says_with_what"
            )
        ]

    def __str__(self) -> str:
        return self.action
