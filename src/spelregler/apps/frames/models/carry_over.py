"""What a year that is over leaves to the next, by decision. Money is whole öre."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Unit


class CarryOver(models.Model):
    """A decision that carries what was left of the year before into `year`: the council's, or a committee's."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="carry_overs")
    year = models.PositiveSmallIntegerField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="carry_over")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    def __str__(self) -> str:
        return f"{self.body} {self.year - 1} → {self.year}"


class CarryOverShare(models.Model):
    """What one committee or unit got: net cost more to use, or less where below zero, and investment money."""

    carry_over = models.ForeignKey(CarryOver, on_delete=models.PROTECT, related_name="shares")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    net_ore = models.BigIntegerField(default=0)
    investment_ore = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, body__isnull=False) | Q(unit__isnull=False, body__isnull=True),
                name="frames_carried_unit_or_body",
            ),
            models.CheckConstraint(condition=~Q(net_ore=0, investment_ore=0), name="frames_carried_share_is_something"),
            models.UniqueConstraint(fields=["carry_over", "body"], name="frames_carried_body_once"),
            models.UniqueConstraint(fields=["carry_over", "unit"], name="frames_carried_unit_once"),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.body)
