"""What can be searched for. Derived from the rooms' own rows, and made anew from them at any time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

ALWAYS, EVER = date.min, date.max
"""First and last day of what has no days of its own."""


class Entry(models.Model):
    """A thing as it was called and described from a day up to, not including, another.

    `key` is its room's own name for it. `words` are the tokens that it is found by (`domain.searching.tokens`); the
    database keeps an index of them, which is no part of the model (migration 1).
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=150)
    start = models.DateField(default=ALWAYS)
    end = models.DateField(default=EVER)
    # Empty where it differs by role.
    address = models.CharField(max_length=300, blank=True)
    title_sv = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    # Where it belongs, in a few words: shown under the title.
    place_sv = models.CharField(max_length=300, blank=True)
    place_en = models.CharField(max_length=300, blank=True)
    text_sv = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    words = models.TextField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "start"], name="search_entry_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="search_entry_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Known(models.Model):
    """How far into the trail the entries know, and by which way of making tokens: one row, none until they are made."""

    number = models.PositiveBigIntegerField()
    made_as = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return str(self.number)
