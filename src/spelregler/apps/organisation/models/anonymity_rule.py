"""The municipality's rule on when those who have left are made anonymous."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class AnonymityRule(models.Model):
    """Decided by somebody on a day; a later decision takes its place. Without one nobody is made anonymous.

    `elected_years` is None where the names of the elected stay, as the minutes that they are in.
    """

    employed_years = models.PositiveSmallIntegerField()
    elected_years = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.ForeignKey("organisation.Basis", on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(employed_years__gte=1) & (Q(elected_years__isnull=True) | Q(elected_years__gte=1)),
                name="organisation_anonymity_years",
            )
        ]

    def __str__(self) -> str:
        return f"{self.employed_years} år, {self.basis}"
