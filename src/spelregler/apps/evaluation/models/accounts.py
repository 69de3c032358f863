"""The executive board's account to the council of a year's evaluations (MR-10)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation.models.yearly import LONGEST, Evaluation
from spelregler.apps.organisation.models import Body


class Account(models.Model):
    """The board's own answer, the evaluations that it rests on, and the bodies that it lacks.

    The board decides it (`decision`), and what stands in it is then fixed; `handed_over` is the council's decision.
    Once handed over it is never overwritten: a correction is one more, by `number`.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    opened_on = models.DateField()
    answer = models.CharField(max_length=LONGEST, blank=True)
    evaluations = models.ManyToManyField(Evaluation, blank=True, related_name="accounts")
    lacking = models.ManyToManyField(Body, blank=True, related_name="+")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField(null=True, blank=True)
    handed_over = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts")
    handed_over_entered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="evaluation_account_once"),
            models.UniqueConstraint(
                fields=["year"], condition=Q(handed_over__isnull=True), name="evaluation_account_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True, entered_on__isnull=True)
                | Q(decision__isnull=False, entered_on__isnull=False),
                name="evaluation_account_decided_with_day",
            ),
            models.CheckConstraint(
                condition=Q(handed_over__isnull=True, handed_over_entered_on__isnull=True)
                | Q(handed_over__isnull=False, handed_over_entered_on__isnull=False, decision__isnull=False),
                name="evaluation_account_decided_before_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return f"Redogörelse {self.year}"

    @property
    def is_decided(self) -> bool:
        """Whether the board has decided it, so that what stands in it is fixed."""
        return self.entered_on is not None

    @property
    def is_handed_over(self) -> bool:
        """Whether the council has received it, so that everybody reads it."""
        return self.handed_over_entered_on is not None
