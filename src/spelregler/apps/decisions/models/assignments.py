"""What a body asked for. Assignments are addressed to leading officials only (MR-23)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models.decisions import Decision
from spelregler.apps.organisation.models import Post


class Assignment(models.Model):
    """A political assignment. Its addressee is a post, and only a leading official's post can be chosen.

    `due_on` is the day that the decision gave; a later decision of the same body may give another (`LaterDay`).
    The effect may be told after the result: what was done is known before what came of it (CP-9).
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="assignments")
    addressee = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    intended_result = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    reported_on = models.DateField(null=True, blank=True)
    reported_by = models.CharField(max_length=200, blank=True)
    result = models.TextField(max_length=1000, blank=True)
    effect = models.TextField(max_length=1000, blank=True)
    effect_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(effect="", effect_on__isnull=True) | (~Q(effect="") & Q(effect_on__isnull=False)),
                name="decisions_effect_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.text


class LaterDay(models.Model):
    """Another day for an assignment, given by the body that gave the assignment (MR-29)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="later_days")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "decision"], name="decisions_one_later_day_per_decision")
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.due_on}"


class PartReport(models.Model):
    """An assignment is done in part: what has been done, and what is left. It stays open (MR-29)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="part_reports")
    done = models.TextField(max_length=1000)
    left = models.TextField(max_length=1000)
    reported_on = models.DateField()
    reported_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(done="") & ~Q(left=""), name="decisions_part_report_says_what_is_left"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.left}"


class UnitAssignment(models.Model):
    """What a department's head asks of a unit, so that the body's assignment is carried out (CP-9, MR-23).

    No body gives one. The unit reports to the head, and the head to the body.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="passed_on")
    addressee = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    given_on = models.DateField()
    given_by = models.CharField(max_length=200)
    due_on = models.DateField()
    result = models.TextField(max_length=1000, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    reported_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "addressee", "text"], name="decisions_passed_on_once"),
            models.CheckConstraint(
                condition=Q(result="", reported_on__isnull=True) | (~Q(result="") & Q(reported_on__isnull=False)),
                name="decisions_unit_result_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text
