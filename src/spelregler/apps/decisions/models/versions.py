"""What a body decides as a list of rows, in versions: each holds from its day until a later one does."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models

from spelregler.apps.decisions.models.decisions import Decision
from spelregler.apps.organisation.models import Body

V = TypeVar("V", bound=models.Model, covariant=True)
LONGEST_CODE, LONGEST_ROW = 20, 200


class VersionQuerySet(models.QuerySet[V]):
    """Versions, each with its body and its decision."""

    def held_by(self, day: date) -> Self:
        """Those that held on the day or before, as known then, the latest first."""
        return self.filter(start__lte=day).known_on(day)

    def known_on(self, day: date) -> Self:
        """Those that were entered on the day, also those that hold later, the latest first."""
        return self.whole().filter(entered_on__lte=day).order_by("-start", "-pk")

    def written(self) -> Self:
        """Those that are being written; one for each body at most."""
        return self.whole().filter(entered_on__isnull=True)

    def whole(self) -> Self:
        """With body and decision, in one query."""
        return self.select_related("body", "decision")


class Version(models.Model):
    """A version of a body's list, as the body decided it. It holds from `start`, until a later one does.

    It is written until `entered_on`, and counts from that day on; then it is changed by a new version alone.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    entered_on = models.DateField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.body} {self.start}"


class VersionRow(models.Model):
    """A row of a version, which has its code once."""

    code = models.CharField(max_length=LONGEST_CODE)
    title = models.CharField(max_length=LONGEST_ROW)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
