"""What is decided to hold from a day that has not come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class LaterChange(models.Model):
    """A new name, or another body for a department, from a day to come. It is carried out on that day (ADR 41).

    `body`, `department` or `unit` is what it is about. Where it cannot be carried out, `refused_sv` says why, and it is
    tried again the next night. One that is undone before its day is taken away; the trail keeps it.
    """

    class Kind(models.TextChoices):
        RENAME_BODY = "rename_body"
        RENAME_DEPARTMENT = "rename_department"
        RENAME_UNIT = "rename_unit"
        CHANGE_BODY = "change_body"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    body = models.ForeignKey(
        "organisation.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="later_changes"
    )
    department = models.ForeignKey(
        "organisation.Department", null=True, blank=True, on_delete=models.PROTECT, related_name="later_changes"
    )
    unit = models.ForeignKey(
        "organisation.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="later_changes"
    )
    name = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)
    answers_to = models.ForeignKey(
        "organisation.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="departments_to_come"
    )
    basis = models.ForeignKey("organisation.Basis", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    refused_sv = models.CharField(max_length=400, blank=True)
    refused_en = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(on__gt=F("entered_on")), name="organisation_later_change_is_later"),
            models.CheckConstraint(
                condition=Q(kind="rename_body", body__isnull=False)
                | Q(kind__in=("rename_department", "change_body"), department__isnull=False)
                | Q(kind="rename_unit", unit__isnull=False),
                name="organisation_later_change_has_its_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind="change_body", answers_to__isnull=False) | ~Q(name=""),
                name="organisation_later_change_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing}: {self.answers_to or self.name} {self.on}"

    @property
    def thing(self) -> models.Model:
        """What it is about."""
        found = self.body or self.department or self.unit
        assert found is not None  # noqa: S101  a constraint keeps it
        return found
