"""A file that somebody has attached: what it is called, its kind and size, and the digest of what is in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

LONGEST_NAME = 120


class Attachment(models.Model):
    """The row of a file; the bytes lie in the home under their digest, once however many rows have them.

    A room refers to it from its own row, and says itself who may read it.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="attachments_is_called_something")]

    def __str__(self) -> str:
        return self.name
