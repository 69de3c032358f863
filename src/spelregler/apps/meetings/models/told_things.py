"""What programs have been told of the organisation, so that a change in it has a moment."""

from __future__ import annotations

from django.db import models


class ToldThing(models.Model):
    """A body, a term, a seat's holder or a person as programs were last told it, by a digest of what was said.

    Nothing is said here that the rows themselves do not say, so nothing of it stands in the trail. `gone_at` is when it
    was found to be there no longer.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="meetings_told_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
