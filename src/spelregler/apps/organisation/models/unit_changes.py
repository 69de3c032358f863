"""What decisions did to units: renamed, moved, merged, split, closed. The names that units had before."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q


class UnitChange(models.Model):
    """What a decision did to units on a day. One that is taken back is kept, with who did it and why.

    `done` is what was written, row by row, so that it can be taken back; no page reads it.
    """

    class Kind(models.TextChoices):
        RENAME = "rename"
        MOVE = "move"
        MERGE = "merge"
        SPLIT = "split"
        CLOSE = "close"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    basis = models.ForeignKey("organisation.Basis", on_delete=models.PROTECT, related_name="+")
    done = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    made_on = models.DateField()
    made_by = models.CharField(max_length=200)
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)
    undone_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True) | (~Q(undone_by="") & ~Q(undone_reason="")),
                name="organisation_unit_change_undone_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True) | Q(undone_on__gte=F("made_on")),
                name="organisation_unit_change_undone_after_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class UnitPart(models.Model):
    """A unit in a change: one that it began with, or one that came of it. The name is the one it had then.

    What a change made is removed when it is taken back; its name here is kept.
    """

    change = models.ForeignKey(UnitChange, on_delete=models.PROTECT, related_name="parts")
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.SET_NULL, related_name="change_parts"
    )
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    is_after = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "code", "is_after"], name="organisation_unit_once_in_change")
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """What a unit was called before, up to, not including, `end`. What it is called now stands on the unit."""

    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    start = models.DateField()
    end = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="organisation_unitname_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name
