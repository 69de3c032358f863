"""What is proposed before it is decided, moved between units and reprioritised. Money is whole öre."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Dated, Unit
from spelregler.domain.frames.proposals import Level


class Proposal(models.Model):
    """One version of a proposed budget: the council's for three years, or a committee's internal budget.

    It is a draft that its authors see, then submitted and never changed again; another wording is a new version. The
    one that the body adopts carries the decision.
    """

    class Track(models.TextChoices):
        AUTUMN = "autumn"
        JUNE = "june"

    decider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="proposals")
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    track = models.CharField(max_length=10, choices=Track.choices, default=Track.AUTUMN)
    written_by = models.CharField(max_length=200)
    author_role = models.CharField(max_length=10)
    author_body = models.CharField(max_length=40, blank=True)
    written_on = models.DateField()
    submitted_on = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="adopted_proposal"
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decider", "year", "title", "version"], name="frames_proposal_version_once"
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(submitted_on__isnull=False), name="frames_adopted_was_submitted"
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=True) | Q(submitted_on__gte=F("written_on")),
                name="frames_submitted_after_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}, version {self.version}"


class ProposedShare(models.Model):
    """What a proposal gives at one place in one year: the total, finance, a committee or a unit."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="shares")
    year = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Level])
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    cost_ore = models.BigIntegerField(default=0)
    income_ore = models.BigIntegerField(default=0)
    investment_ore = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "year", "key"], name="frames_proposed_share_once"),
            models.CheckConstraint(condition=Q(investment_ore__gte=0), name="frames_proposed_investment_not_negative"),
            models.CheckConstraint(
                condition=Q(level="total", body__isnull=True, unit__isnull=True)
                | Q(level="finance", body__isnull=True, unit__isnull=True)
                | Q(level="committee", body__isnull=False, unit__isnull=True)
                | Q(level="unit", body__isnull=False, unit__isnull=False),
                name="frames_proposed_share_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.year}"


class ConsequenceNote(models.Model):
    """What a proposal would lead to, in the words of whoever has to live with it. Kept as it was written."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="notes")
    about = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_on = models.DateField()
    written_by = models.CharField(max_length=200)
    role = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="frames_consequence_has_text")]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.written_by}"


class MoveLimit(Dated):
    """How much the department head may move from one unit in a year before the committee itself decides (MR-38)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="move_limits")
    amount_ore = models.BigIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="frames_move_limit_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.start}"


class UnitMove(models.Model):
    """Money moved, or proposed to be moved, from one unit's frame to another's under the same committee."""

    class Outcome(models.TextChoices):
        PROPOSED = "proposed"
        MOVED = "moved"
        DECLINED = "declined"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="unit_moves")
    year = models.PositiveSmallIntegerField()
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    amount_ore = models.BigIntegerField()
    reason = models.CharField(max_length=300)
    above_limit = models.BooleanField()
    limit = models.ForeignKey(MoveLimit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    proposed_by = models.CharField(max_length=200)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.PROPOSED)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="unit_moves")
    from_after_ore = models.BigIntegerField(null=True, blank=True)
    to_after_ore = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="frames_unit_move_positive"),
            models.CheckConstraint(condition=~Q(from_unit=F("to_unit")), name="frames_unit_move_between_two_units"),
            models.CheckConstraint(condition=~Q(reason=""), name="frames_unit_move_has_reason"),
            models.CheckConstraint(
                condition=~Q(outcome="moved", above_limit=True) | Q(decision__isnull=False),
                name="frames_above_limit_is_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit} → {self.to_unit}"


class Reprioritisation(models.Model):
    """A body's answer to a forecast: money moved, by a minuted decision, from what can wait to what cannot (MR-19)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reprioritisations")
    year = models.PositiveSmallIntegerField()
    forecast = models.ForeignKey("Forecast", on_delete=models.PROTECT, related_name="reprioritisations")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="reprioritisation")
    expected = models.CharField(max_length=300)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(expected=""), name="frames_reprioritisation_has_effect")]

    def __str__(self) -> str:
        return f"{self.body} {self.decision}"


class ReprioritisedShare(models.Model):
    """One frame before and after a reprioritisation: a unit's where a committee decides, a committee's where the
    council does."""

    reprioritisation = models.ForeignKey(Reprioritisation, on_delete=models.PROTECT, related_name="shares")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    before_ore = models.BigIntegerField()
    after_ore = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True, body__isnull=False) | Q(unit__isnull=False, body__isnull=True),
                name="frames_reprioritised_unit_or_body",
            )
        ]

    def __str__(self) -> str:
        return str(self.unit or self.body)
