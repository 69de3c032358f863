"""That the policy is known: what a unit has gone through, and what each has said for themselves."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Body, Person, Training, Unit


class UnitInformation(models.Model):
    """A unit has gone through the policy on a day: so many took part, of so many. No names are kept (MR-4).

    It counts from `recorded_on` up to, not including, `ended_on`, when it was withdrawn. `of_how_many` is how many
    worked in the unit, `is_stated` where that is the recorder's own word and not the register's. A catch-up has none.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting"
        COURSE = "course"
        CATCH_UP = "catch_up"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="policy_information")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    held_on = models.DateField()
    took_part = models.PositiveIntegerField()
    of_how_many = models.PositiveIntegerField(null=True, blank=True)
    is_stated = models.BooleanField(default=False)
    role = models.CharField(max_length=6)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "held_on"],
                condition=Q(ended_on__isnull=True),
                name="knowledge_information_once",
            ),
            models.CheckConstraint(condition=Q(took_part__gt=0), name="knowledge_information_of_somebody"),
            models.CheckConstraint(
                condition=Q(kind="catch_up") | Q(of_how_many__gte=F("took_part")),
                name="knowledge_information_of_how_many",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("recorded_on")),
                name="knowledge_information_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.held_on}"


class PolicyReading(models.Model):
    """Somebody has said of themselves that they have read and understood a version of the policy.

    The version is told by the day from which it holds. `is_catch_up` where they had missed it when the others went
    through it. Nobody else is told by name; it counts among the others' numbers.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="policy_readings")
    version_from = models.DateField()
    read_on = models.DateField()
    is_catch_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version_from"], name="knowledge_reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.version_from}"


class Attendance(models.Model):
    """How many of a body's members and substitutes took part in a training, or caught it up later. No names (MR-3).

    It counts as `UnitInformation` does. `part` is what was gone through, where it was not the whole.
    """

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="attendances")
    is_catch_up = models.BooleanField(default=False)
    held_on = models.DateField()
    took_part = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=6)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["training", "held_on", "is_catch_up"],
                condition=Q(ended_on__isnull=True),
                name="knowledge_attendance_once",
            ),
            models.CheckConstraint(condition=Q(took_part__gt=0), name="knowledge_attendance_of_somebody"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("recorded_on")),
                name="knowledge_attendance_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training} {self.held_on}"


class SelfCheck(models.Model):
    """What a body answered together to the questions of its package. Only the body's answers are kept.

    `answers` are the questions as they were put, in both languages, each with yes, partly or no. The newest counts.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="self_checks")
    answered_on = models.DateField()
    answers = models.JSONField()
    agreed = models.CharField(max_length=1000, blank=True)
    role = models.CharField(max_length=6)

    def __str__(self) -> str:
        return f"{self.body} {self.answered_on}"
