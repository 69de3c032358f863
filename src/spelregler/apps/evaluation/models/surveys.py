"""What surveys answered, as figures of many: never a person's answer, and never of fewer than ten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Department
from spelregler.domain.suppression import FEWEST_ANSWERS
from spelregler.domain.surveys import SCALES, THEMES


class SurveyResult(models.Model):
    """The figure of a question in a survey, of the municipality or a department, and how many answered.

    It counts from `recorded_on` up to, not including, `ended_on`, when it was withdrawn.
    """

    theme = models.CharField(max_length=10, choices=[(each, each) for each in THEMES])
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="survey_results"
    )
    survey = models.CharField(max_length=120)
    held_on = models.DateField()
    answers = models.PositiveIntegerField()
    measure = models.CharField(max_length=8, choices=[(each, each) for each in SCALES])
    value = models.DecimalField(max_digits=5, decimal_places=2)
    role = models.CharField(max_length=6)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "department", "held_on"],
                condition=Q(ended_on__isnull=True),
                name="evaluation_survey_once",
            ),
            models.UniqueConstraint(
                fields=["theme", "held_on"],
                condition=Q(ended_on__isnull=True, department__isnull=True),
                name="evaluation_survey_once_of_the_whole",
            ),
            models.CheckConstraint(condition=Q(answers__gte=FEWEST_ANSWERS), name="evaluation_survey_of_many"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=100), name="evaluation_survey_on_a_scale"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("recorded_on")),
                name="evaluation_survey_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} {self.held_on}"
