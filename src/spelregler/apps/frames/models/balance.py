"""The municipality's results year by year, the council's targets, and how deficits are restored. Money is whole öre."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision, Recorded
from spelregler.apps.goals.models import Origin

SIZES = (
    "realised_gains_ore",
    "gains_excepted_ore",
    "losses_excepted_ore",
    "to_reserve_ore",
    "from_reserve_ore",
    "reserve_before_ore",
    "taxes_and_grants_ore",
)
"""Amounts that are sizes: only the result and changes in securities may be negative."""


class YearFigures(Recorded):
    """A year's result and what the balance investigation takes out of it, as budget, forecast or outcome (LKBR 11:10).

    `goals_met_pct` is the share of goals met as the annual report told it, for years whose goals are
    not in the register.
    """

    class Kind(models.TextChoices):
        BUDGET = "budget"
        FORECAST = "forecast"
        OUTCOME = "outcome"

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    result_ore = models.BigIntegerField()
    realised_gains_ore = models.BigIntegerField(default=0)
    gains_excepted_ore = models.BigIntegerField(default=0)
    losses_excepted_ore = models.BigIntegerField(default=0)
    unrealised_ore = models.BigIntegerField(default=0)
    unrealised_returned_ore = models.BigIntegerField(default=0)
    to_reserve_ore = models.BigIntegerField(default=0)
    from_reserve_ore = models.BigIntegerField(default=0)
    reserve_before_ore = models.BigIntegerField(default=0)
    taxes_and_grants_ore = models.BigIntegerField(default=0)
    equity_is_negative = models.BooleanField(default=False)
    goals_met_pct = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    source = models.CharField(max_length=200)
    recorded_by = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta:
        verbose_name_plural = "year figures"
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in SIZES}), name="frames_figures_sizes_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(gains_excepted_ore__lte=F("realised_gains_ore")),
                name="frames_figures_excepted_in_gains",
            ),
            models.CheckConstraint(
                condition=Q(from_reserve_ore__lte=F("reserve_before_ore")), name="frames_figures_reserve_has_it"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="frames_figures_have_source"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind}"


class FinancialTarget(models.Model):
    """The council's financial target for a year: the result in per cent of taxes and general grants (KL 11:6)."""

    year = models.PositiveSmallIntegerField()
    target_pct = models.DecimalField(max_digits=4, decimal_places=1)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "decision"], name="frames_target_once_per_decision")]

    def __str__(self) -> str:
        return f"{self.year}: {self.target_pct} %"


class DeficitDecision(models.Model):
    """What the council decided about a deficit: a plan to restore it (KL 11:12), or special reasons not to (11:13)."""

    class Kind(models.TextChoices):
        PLAN = "plan"
        EXCEPTION = "exception"

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    excepted_ore = models.BigIntegerField(default=0)
    reason = models.CharField(max_length=400)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="deficit_decision")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="plan", excepted_ore=0) | Q(kind="exception", excepted_ore__gt=0),
                name="frames_deficit_plan_or_exception",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="frames_deficit_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.kind}"


class DeficitStep(models.Model):
    """How much of a deficit a year of the plan restores."""

    plan = models.ForeignKey(DeficitDecision, on_delete=models.PROTECT, related_name="steps")
    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "year"], name="frames_step_once_per_year"),
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="frames_step_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.year}"


class SoundJudgement(models.Model):
    """The council's own judgement of a year's financial management, one side at a time, with reasons (KL 11:1)."""

    class Verdict(models.TextChoices):
        MET = "met"
        NOT_MET = "not_met"

    year = models.PositiveSmallIntegerField()
    financial = models.CharField(max_length=10, choices=Verdict.choices)
    financial_reason = models.CharField(max_length=400)
    operational = models.CharField(max_length=10, choices=Verdict.choices)
    operational_reason = models.CharField(max_length=400)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="sound_judgement")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(financial_reason="") & ~Q(operational_reason=""), name="frames_judgement_has_reasons"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}"
