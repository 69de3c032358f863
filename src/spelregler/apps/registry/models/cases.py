"""A case: its number in the body's series of the year, who answers for it, and its parties.

What is to be reviewed before it is disclosed is marked field by field with its legal ground (`…_ground`). A mark is no
secrecy: the text shown to others says that they may ask for it (domain finding 5).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.registry import DEFAULT_PATTERN, LONGEST_NUMBER

LONGEST_TITLE = 200
LONGEST_GROUND = 100


class RegistrySettings(models.Model):
    """How the municipality writes its numbers, and which parts its memos must have; one row, or none for the defaults.

    `demanded` are names of parts, separated by commas.
    """

    pattern = models.CharField(max_length=60, default=DEFAULT_PATTERN)
    demanded = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.pattern


class Series(models.Model):
    """The numbers that a body has given in a year: the last one. Its row is locked while a number is taken."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="registry_one_series")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}: {self.last}"


class CaseFile(models.Model):
    """A case in the registry. Its number is never changed, given twice or left out of its series.

    `occasion` is the package's name of the occasion of the year that it is opened for, on `occasion_on` (CP-11).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="case_files")
    year = models.PositiveSmallIntegerField()
    running = models.PositiveIntegerField()
    number = models.CharField(max_length=LONGEST_NUMBER)
    title = models.CharField(max_length=LONGEST_TITLE)
    title_ground = models.CharField(max_length=LONGEST_GROUND, blank=True)
    responsible = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    last_event_on = models.DateField()
    occasion = models.CharField(max_length=60, blank=True)
    occasion_on = models.DateField(null=True, blank=True)

    audit_secret = ("title",)
    """What may come to be marked stands in the registry's own rows, and not once more in the trail."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="registry_number_once"),
            models.UniqueConstraint(fields=["body", "year", "running"], name="registry_running_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(number=""), name="registry_case_is_named"),
            models.CheckConstraint(
                condition=Q(occasion="", occasion_on__isnull=True) | (~Q(occasion="") & Q(occasion_on__isnull=False)),
                name="registry_occasion_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("opened_on")),
                name="registry_closed_after_opened",
            ),
        ]
        indexes = [
            models.Index(fields=["-opened_on", "-id"], name="registry_newest"),
            models.Index(fields=["body", "-opened_on", "-id"], name="registry_newest_of_body"),
            models.Index(fields=["closed_on", "last_event_on"], name="registry_open_waiting"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether it is still handled."""
        return self.closed_on is None


class Party(models.Model):
    """Somebody whom a case is about, or who has begun it."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(max_length=120)
    name_ground = models.CharField(max_length=LONGEST_GROUND, blank=True)

    audit_secret = ("name",)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="registry_party_is_named")]

    def __str__(self) -> str:
        return f"{self.case_file}: part"
