"""What holds for a time: half-open, `end` is the first day after."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound=models.Model, covariant=True)


class PeriodQuerySet(models.QuerySet[M]):
    """Rows of `M` that carry a half-open period."""

    def on(self, day: date) -> Self:
        """The rows that hold on the day."""
        return self.filter(Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gt=day)))

    def on_or_after(self, day: date) -> Self:
        """The rows that hold on the day, or begin later: what has been entered ahead is there to be prepared."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day))


def open_on(day: date) -> Q:
    """What has not closed by the day: seats and posts."""
    return Q(closed_on__isnull=True) | Q(closed_on__gt=day)


class Dated(models.Model):
    """A fact that holds from `start` up to, not including, `end`."""

    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
            )
        ]
