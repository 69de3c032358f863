"""What goes on from one year's plan into the next, and the last link of the chain: an employee's job assignment."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Body, Department, Person, Unit


class RollOver(models.Model):
    """One owner's plan carried into a year: what it made, and whether it was undone again."""

    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    goals = models.ManyToManyField("goals.Goal", related_name="+", blank=True)
    actions = models.ManyToManyField("goals.Action", related_name="+", blank=True)
    done_on = models.DateField()
    by = models.CharField(max_length=200)
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, department__isnull=True, unit__isnull=True)
                | Q(body__isnull=True, department__isnull=False, unit__isnull=True)
                | Q(body__isnull=True, department__isnull=True, unit__isnull=False),
                name="goals_roll_over_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True) | Q(undone_on__gte=F("done_on")), name="goals_undone_after_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.department or self.body} {self.year}"


class JobAssignment(models.Model):
    """What an employee's work is for in a year. Words, the unit's goals and two dates; nothing is measured."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=600)
    goals = models.ManyToManyField("goals.Goal", related_name="+")
    given_on = models.DateField()
    by = models.CharField(max_length=200)
    followed_up_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "unit", "year"], name="goals_job_assignment_once"),
            models.CheckConstraint(condition=~Q(text=""), name="goals_job_assignment_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.unit} {self.year}"
