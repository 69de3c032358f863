"""The archives that were brought here. The file itself lies sealed in the home, under its digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class BroughtArchive(models.Model):
    """An archive of a policy that was made somewhere else, or here earlier: only to be read.

    `standing` is how many of each rule's answers said what on the archive's day, counted once when it was brought.
    """

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    as_of = models.DateField()
    made_at = models.DateTimeField()
    product = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    standing = models.JSONField(default=dict)
    brought_on = models.DateField()
    role = models.CharField(max_length=6)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(sha256=""), name="archive_has_a_digest")]

    def __str__(self) -> str:
        return f"{self.name} {self.as_of}"
