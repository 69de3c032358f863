"""What has been shown of figures about few people. Rows are added and never changed (ADR 47)."""

from __future__ import annotations

from django.db import models


class Weighing(models.Model):
    """Once it was decided what may be shown of an indicator: of everything that had been reported up to a value."""

    indicator = models.ForeignKey("goals.Indicator", on_delete=models.PROTECT, related_name="weighings")
    last = models.ForeignKey("goals.Measurement", on_delete=models.PROTECT, related_name="+")
    weighed_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.indicator} {self.weighed_on}"


class ShownValue(models.Model):
    """A value that counts people and is shown from a day. It is known from then on, whatever happens later."""

    measurement = models.OneToOneField(
        "goals.Measurement", primary_key=True, on_delete=models.PROTECT, related_name="shown"
    )
    shown_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.measurement} {self.shown_on}"
