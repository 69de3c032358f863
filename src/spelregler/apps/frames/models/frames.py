"""Frames from the council's total to the unit, what the ledger says, and what managers forecast. Money is whole öre."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Dated, Unit


class Share(Dated):
    """An amount of money that a body decided, from `start` until another is decided: its net cost and what lies in it.

    The net cost binds. The income in it is None where the decision does not tell it; investments stand beside.
    """

    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()
    income_ore = models.BigIntegerField(null=True, blank=True)
    investment_ore = models.BigIntegerField(default=0)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta(Dated.Meta):
        abstract = True
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(investment_ore__gte=0), name="frames_%(class)s_investment_not_negative"),
            models.CheckConstraint(
                condition=Q(income_ore__isnull=True) | Q(income_ore__gte=0), name="frames_%(class)s_income_not_negative"
            ),
        ]


class CouncilBudget(Dated):
    """The council's total for a year as decided on `start`: what is shared out to committees, and finance beside it."""

    year = models.PositiveSmallIntegerField()
    total_ore = models.BigIntegerField()
    finance_ore = models.BigIntegerField(default=0)
    investment_ore = models.BigIntegerField(default=0)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    def __str__(self) -> str:
        return str(self.year)


class CommitteeFrame(Share):
    """A committee's net frame for a year, as decided on `start`. A later decision ends it and adds a row of its own."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="frames")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Share.Meta):
        constraints = [
            *Share.Meta.constraints,
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="frames_committee_frame_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.year}"


class UnitFrame(Share):
    """A unit's one net frame for a year, as decided on `start`. A later decision ends it and adds a row of its own.

    `committee_frame` is the one that it was cut out of on that day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="frames")
    committee_frame = models.ForeignKey(CommitteeFrame, on_delete=models.PROTECT, related_name="unit_frames")

    class Meta(Share.Meta):
        constraints = [
            *Share.Meta.constraints,
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="frames_unit_frame_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"


class BudgetLine(Dated):
    """A line of the unit's own split as it stood from `start`. Information for the unit alone (MR-39).

    The line keeps its number within the unit's year through every change of label and amount.
    """

    unit_frame = models.ForeignKey(UnitFrame, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    amount_ore = models.BigIntegerField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(amount_ore__gte=0), name="frames_line_not_negative"),
            models.CheckConstraint(condition=~Q(label=""), name="frames_line_has_label"),
        ]

    def __str__(self) -> str:
        return self.label


class LineMove(models.Model):
    """Money that a unit manager moved between own lines: at once, with no one's approval (MR-38).

    What each line had after the move is kept, so that both sides are shown as they were; None for older moves.
    """

    unit_frame = models.ForeignKey(UnitFrame, on_delete=models.PROTECT, related_name="moves")
    from_line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="+")
    to_line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="+")
    amount_ore = models.BigIntegerField()
    from_after_ore = models.BigIntegerField(null=True, blank=True)
    to_after_ore = models.BigIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    moved_on = models.DateField()
    moved_by = models.CharField(max_length=200)
    approval_asked_of = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="frames_move_positive"),
            models.CheckConstraint(condition=~Q(from_line=models.F("to_line")), name="frames_move_between_two_lines"),
        ]

    def __str__(self) -> str:
        return f"{self.from_line} → {self.to_line}"
