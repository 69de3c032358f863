"""An occasion of reporting: what it covers, its last days, and the sections that its reports are written in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models import Body
from spelregler.domain.reports import Kind

TITLE, INSTRUCTION = 200, 1000


class Occasion(models.Model):
    """Units, departments, committees and the municipality report of a period. It ends before `period_end`.

    Units hand in by `units_by`, departments to their bodies by `due_on`, committees to the executive board by
    `committees_by`, and the municipality to the body `top` by `top_by`. Without a day committees give no report of
    their own, and without a `top` it is not reported for the whole. `event` is the package's name for the occasion of
    the municipality's year that it is, where it is one.
    """

    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Kind])
    title = models.CharField(max_length=TITLE)
    event = models.CharField(max_length=40, blank=True)
    period_start = models.DateField()
    period_end = models.DateField()
    units_by = models.DateField()
    due_on = models.DateField()
    committees_by = models.DateField(null=True, blank=True)
    top = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    top_by = models.DateField(null=True, blank=True)
    opened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "period_start", "period_end"], name="followup_occasion_once"),
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="followup_occasion_has_a_period"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("units_by")), name="followup_occasion_days_in_order"),
            models.CheckConstraint(
                condition=Q(top__isnull=True, top_by__isnull=True) | Q(top__isnull=False, top_by__gte=F("due_on")),
                name="followup_occasion_top_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(committees_by__isnull=True)
                | Q(committees_by__gte=F("due_on")) & (Q(top_by__isnull=True) | Q(top_by__gte=F("committees_by"))),
                name="followup_occasion_committees_in_between",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A section of an occasion's reports: its title, what is to be written, and the figures that stand beside it."""

    class Figures(models.TextChoices):
        NONE = "none"
        MONEY = "money"
        GOALS = "goals"

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="sections")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE)
    instruction = models.CharField(max_length=INSTRUCTION, blank=True)
    figures = models.CharField(max_length=10, choices=Figures.choices, default=Figures.NONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "title"], name="followup_section_once"),
            models.CheckConstraint(condition=~Q(title=""), name="followup_section_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
