"""What Kolada says, as it was known on each day: catalogue, municipalities, reference groups and values.

None of it is typed in here. What the municipality itself decides is which key figures it follows, which way is good and
with whom it compares.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from spelregler.apps.goals.models import Measurement
from spelregler.apps.organisation.models import PeriodQuerySet
from spelregler.domain.comparison import Direction


class Kpi(models.Model):
    """A key figure (nyckeltal) of Kolada's catalogue as it stands today. `gone_on`: the catalogue no longer has it."""

    kolada_id = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=400)
    description = models.TextField(blank=True)
    is_divided_by_gender = models.BooleanField(default=False)
    municipality_type = models.CharField(max_length=4, blank=True)
    operating_area = models.CharField(max_length=120, blank=True)
    perspective = models.CharField(max_length=60, blank=True)
    prel_publication_date = models.DateField(null=True, blank=True)
    publication_date = models.DateField(null=True, blank=True)
    publ_period = models.CharField(max_length=12, blank=True)
    gone_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kolada_id} {self.title}"


class Place(models.Model):
    """A municipality (K) or a region (L). 0000 is the whole country."""

    kolada_id = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.title


class ReferenceGroup(models.Model):
    """Municipalities to compare with: a group that our own belongs to, or that is the group of those like it."""

    kolada_id = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=200)
    members = models.ManyToManyField(Place, related_name="groups")

    def __str__(self) -> str:
        return self.title


class FollowedKpi(models.Model):
    """A key figure that the municipality follows from `start` up to, not including, `end`.

    Kolada may change a title without notice: `title` is what it was when it was chosen. `fetched_on` is the day of the
    last fetch that was carried through; none means that the next one begins from the beginning.
    """

    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="followed")
    title = models.CharField(max_length=400)
    direction = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Direction])
    group = models.ForeignKey(ReferenceGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="followed")
    fetched_on = models.DateField(null=True, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kpi"], condition=Q(end__isnull=True), name="comparison_followed_once"),
            # Chosen and taken away on one day: it was followed on none.
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="comparison_followed_not_ends_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kpi.kolada_id} {self.title}"


class KoladaValueQuerySet(models.QuerySet["KoladaValue"]):
    """Values with the days on which they were what Kolada said."""

    def known_on(self, day: date) -> Self:
        """What Kolada said on the day."""
        return self.filter(Q(known_from__lte=day) & (Q(known_to__isnull=True) | Q(known_to__gt=day)))


class KoladaValue(models.Model):
    """One value: key figure × municipality × year × sex, as Kolada gave it from `known_from` until it said otherwise.

    `value` empty is missing, with Kolada's reason in `status`, or deleted. Never overwritten: a change is a new row.
    """

    kpi = models.ForeignKey(Kpi, on_delete=models.PROTECT, related_name="values")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="values")
    year = models.PositiveSmallIntegerField()
    sex = models.CharField(max_length=1, choices=Measurement.Sex.choices)
    value = models.DecimalField(max_digits=24, decimal_places=10, null=True, blank=True)
    status = models.CharField(max_length=60, blank=True)
    is_deleted = models.BooleanField(default=False)
    known_from = models.DateField()
    known_to = models.DateField(null=True, blank=True)

    objects = KoladaValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kpi", "place", "year", "sex"], condition=Q(known_to__isnull=True), name="comparison_value_once"
            ),
            models.CheckConstraint(
                condition=Q(is_deleted=False) | Q(value__isnull=True), name="comparison_deleted_has_no_value"
            ),
            models.CheckConstraint(
                condition=Q(known_to__isnull=True) | Q(known_to__gte=F("known_from")), name="comparison_value_days"
            ),
        ]
        indexes = [models.Index(fields=["kpi", "sex", "year"], name="comparison_value_kpi_year")]

    def __str__(self) -> str:
        return f"{self.kpi_id} {self.place_id} {self.year} {self.sex}"


class Fetch(models.Model):
    """One fetch of values: the calls that were planned, and how many of them are stored. Only one is open at a time."""

    server = models.CharField(max_length=200)
    begun_on = models.DateField()
    plan = models.JSONField()
    done = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "fetches"
        constraints = [
            models.UniqueConstraint(fields=["is_open"], condition=Q(is_open=True), name="comparison_one_open_fetch")
        ]

    def __str__(self) -> str:
        return f"{self.server} {self.begun_on}"


class CatalogueFetch(models.Model):
    """A day on which the whole catalogue was fetched."""

    server = models.CharField(max_length=200)
    fetched_on = models.DateField()

    class Meta:
        verbose_name_plural = "catalogue fetches"

    def __str__(self) -> str:
        return f"{self.server} {self.fetched_on}"
