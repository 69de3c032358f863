"""A unit's freedom: signals, what the unit says, what department management decides, and interventions that end."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Dated, Department, Unit
from spelregler.domain.autonomy.how_limits import Ground


class Signal(models.Model):
    """Something that department management must take a stand on within its days. It limits nothing by itself."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="signals")
    ground = models.CharField(max_length=12)
    opened_on = models.DateField()
    evidence = models.CharField(max_length=400)
    evidence_en = models.CharField(max_length=400, blank=True)
    opened_by = models.CharField(max_length=200)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(evidence=""), name="autonomy_signal_has_evidence")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.ground}"


class Statement(models.Model):
    """The unit's own words about a signal."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField()
    text_en = models.TextField(blank=True)
    given_on = models.DateField()
    given_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.signal} {self.given_on}"


class Stand(models.Model):
    """What department management decided about a signal, with the reason."""

    class Choice(models.TextChoices):
        DIALOGUE = "dialogue"
        INTERVENE = "intervene"
        NO_ACTION = "no_action"

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="stands")
    choice = models.CharField(max_length=12, choices=Choice.choices)
    reason = models.CharField(max_length=400)
    reason_en = models.CharField(max_length=400, blank=True)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=200)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="autonomy_stand_has_reason")]

    def __str__(self) -> str:
        return f"{self.signal}: {self.choice}"


class Intervention(Dated):
    """A limit on a unit's freedom. It has a ground, a scope, a way out and always an end."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="interventions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="interventions")
    ground = models.CharField(max_length=12)
    limits = models.CharField(max_length=300)
    limits_money_moves = models.BooleanField(default=False)
    exit_criterion = models.CharField(max_length=300)
    next_review = models.DateField()
    opened_by = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(end__isnull=False), name="autonomy_intervention_ends"),
            models.CheckConstraint(
                condition=~Q(limits="") & ~Q(exit_criterion=""), name="autonomy_intervention_scope_and_exit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.ground}"


class Review(models.Model):
    """Department management has looked at an intervention again: what was seen, and what follows (MR-46…51)."""

    class Outcome(models.TextChoices):
        CONTINUE = "continue"
        EASE = "ease"
        RENEW = "renew"
        END = "end"

    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    seen = models.CharField(max_length=1000)
    reviewed_on = models.DateField()
    reviewed_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(seen=""), name="autonomy_review_says_what_was_seen")]

    def __str__(self) -> str:
        return f"{self.intervention}: {self.outcome}"


class HowLimit(Dated):
    """A rule, an instruction or a routine that limits how units work, and what it rests on (MR-26).

    It limits one unit, else the units of one department, else every unit. Without a ground somebody has said that it
    limits them and management has not answered. What it rests on is named once and never changed: it ends, and
    another is entered.
    """

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="how_limits")
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="how_limits"
    )
    what = models.CharField(max_length=300)
    ground = models.CharField(max_length=12, blank=True, choices=[(each.value, each.value) for each in Ground])
    rests_on = models.CharField(max_length=300, blank=True)
    intervention = models.ForeignKey(
        Intervention, null=True, blank=True, on_delete=models.PROTECT, related_name="how_limits"
    )
    grounded_on = models.DateField(null=True, blank=True)
    entered_on = models.DateField()
    role = models.CharField(max_length=6)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(department__isnull=True), name="autonomy_how_limit_has_one_place"
            ),
            models.CheckConstraint(
                condition=Q(ground="", grounded_on__isnull=True) | (~Q(ground="") & Q(grounded_on__isnull=False)),
                name="autonomy_how_limit_ground_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ground="intervention", intervention__isnull=False)
                | (~Q(ground="intervention") & Q(intervention__isnull=True)),
                name="autonomy_how_limit_by_intervention",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def has_ground(self, on: date) -> bool:
        """Whether it rests on something on the day. The intervention must be read with it."""
        if self.grounded_on is None or self.grounded_on > on:
            return False
        return self.intervention is None or self.intervention.end is None or on < self.intervention.end
