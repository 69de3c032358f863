"""Evaluations that bodies commission: what was asked for, what was handed in, and what it led to (MR-21)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Department, Unit
from spelregler.platform.attachments.models import Attachment

TITLE, TEXT = 200, 1000


class CommissionedEvaluation(models.Model):
    """What a body has decided to have evaluated, why, by whom and by when. No names are kept.

    It is of one unit, department or goal, or of the body's whole area. It counts from `entered_on` up to, not
    including, `ended_on`, when it was taken back.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="commissioned_evaluations")
    title = models.CharField(max_length=TITLE)
    why = models.CharField(max_length=TEXT)
    carried_out_by = models.CharField(max_length=TITLE, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    entered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "title"], condition=Q(ended_on__isnull=True), name="followup_evaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(department__isnull=True, unit__isnull=True)
                | Q(department__isnull=True, goal__isnull=True)
                | Q(unit__isnull=True, goal__isnull=True),
                name="followup_evaluation_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (Q(ended_on__gte=F("entered_on")) & ~Q(withdrawn_for="")),
                name="followup_evaluation_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class HandedInEvaluation(models.Model):
    """The evaluation as the body got it: its day, what it found in short, and its file. It is never changed: one that
    was entered wrongly is taken back with a reason, and of each evaluation one stands.
    """

    evaluation = models.ForeignKey(CommissionedEvaluation, on_delete=models.PROTECT, related_name="handed_in")
    handed_on = models.DateField()
    found = models.TextField(max_length=2 * TEXT)
    file = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=TEXT, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(ended_on__isnull=True), name="followup_one_handed_in_stands"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | (Q(ended_on__gte=F("entered_on")) & ~Q(withdrawn_for="")),
                name="followup_handed_in_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.handed_on}"

    def stands_on(self, day: date) -> bool:
        """Whether it was entered by the day and not taken back by then."""
        return self.entered_on <= day and (self.ended_on is None or self.ended_on > day)


class EvaluationFollowUp(models.Model):
    """What the body decided that an evaluation leads to, and the assignment where it gave one."""

    handed_in = models.ForeignKey(HandedInEvaluation, on_delete=models.PROTECT, related_name="follow_ups")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    leads_to = models.TextField(max_length=2 * TEXT)
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handed_in", "decision"], name="followup_follow_up_once"),
            models.CheckConstraint(condition=~Q(leads_to=""), name="followup_follow_up_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.handed_in} {self.decision}"
