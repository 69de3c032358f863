"""The few measures that the leader of a body, a department or a unit has chosen to be followed first."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.goals.models.measures import Indicator
from spelregler.apps.organisation.models import Body, Dated, Department, Unit


class KeyChoice(Dated):
    """A choice that holds from a day until the next one. `role` is the role that chose, in words."""

    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(body__isnull=False, department__isnull=True, unit__isnull=True)
                | Q(body__isnull=True, department__isnull=False, unit__isnull=True)
                | Q(body__isnull=True, department__isnull=True, unit__isnull=False),
                name="goals_key_choice_is_of_one",
            ),
            *(
                models.UniqueConstraint(fields=[whose], condition=Q(end__isnull=True), name=f"goals_key_one_{whose}")
                for whose in ("body", "department", "unit")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body or self.department or self.unit}, {self.start}"


class KeyMeasure(models.Model):
    """One of the measures of a choice, and its place among them."""

    choice = models.ForeignKey(KeyChoice, on_delete=models.CASCADE, related_name="measures")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["choice", "place"], name="goals_key_place_once"),
            models.UniqueConstraint(fields=["choice", "indicator"], name="goals_key_measure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.indicator}"
