"""Frames from the council's total to the unit, what the ledger says, and what managers forecast. Money is whole öre."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Decision, Recorded
from spelregler.apps.frames.balanced import (
    DeficitDecision,
    DeficitStep,
    FinancialTarget,
    SoundJudgement,
    YearFigures,
)
from spelregler.apps.frames.carried import CarriedShare, CarryOver
from spelregler.apps.frames.expected import ForecastEvent
from spelregler.apps.frames.proposed import (
    ConsequenceNote,
    MoveLimit,
    Proposal,
    ProposedShare,
    Reprioritisation,
    ReprioritisedShare,
    UnitMove,
)
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Dated, Unit

__all__ = [
    "BudgetLine",
    "CarriedShare",
    "CarryOver",
    "CommitteeFrame",
    "ConsequenceNote",
    "CouncilBudget",
    "DeficitDecision",
    "DeficitStep",
    "DimensionChoice",
    "FinancialTarget",
    "Forecast",
    "ForecastEvent",
    "LedgerBatch",
    "LedgerMonth",
    "LedgerSum",
    "LineMove",
    "MoveLimit",
    "Proposal",
    "ProposedShare",
    "Reprioritisation",
    "ReprioritisedShare",
    "ResponsibilityCode",
    "SoundJudgement",
    "UnitFrame",
    "UnitMove",
    "YearFigures",
]


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


class DimensionChoice(models.Model):
    """Which SIE dimension the municipality uses as ansvar and which as verksamhet. Chosen once, remembered."""

    responsibility_dimension = models.PositiveSmallIntegerField()
    activity_dimension = models.PositiveSmallIntegerField(null=True, blank=True)
    chosen_by = models.CharField(max_length=200)
    chosen_on = models.DateField()

    def __str__(self) -> str:
        return f"ansvar = {self.responsibility_dimension}"


class TableChoice(models.Model):
    """What the columns of a ledger as a table are called, and how its amounts are written. Chosen once, remembered."""

    responsibility = models.CharField(max_length=80)
    activity = models.CharField(max_length=80, blank=True)
    account = models.CharField(max_length=80)
    month = models.CharField(max_length=80)
    amount = models.CharField(max_length=80)
    money_unit = models.CharField(max_length=4, choices=[("kr", "kr"), ("tkr", "tkr"), ("mnkr", "mnkr")])
    costs_are_negative = models.BooleanField(default=False)
    chosen_by = models.CharField(max_length=200)
    chosen_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.responsibility}, {self.account}, {self.month}, {self.amount} ({self.money_unit})"


class ResponsibilityCode(models.Model):
    """An ansvar code of the ledger and the unit it stands for."""

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="responsibility_codes")

    def __str__(self) -> str:
        return self.code


class LedgerBatch(models.Model):
    """One imported ledger file. The digest keeps the same file from being counted twice."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    company = models.CharField(max_length=200, blank=True)
    """Empty for a table, which does not say whose it is."""
    organisation_number = models.CharField(max_length=10, blank=True)
    """Digits of #ORGNR, where the file says it: whose the next file ought to be."""
    first_month = models.DateField()
    last_month = models.DateField()
    vouchers = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    ksumma = models.CharField(max_length=8)
    responsibility_dimension = models.PositiveSmallIntegerField(null=True, blank=True)
    activity_dimension = models.PositiveSmallIntegerField(null=True, blank=True)
    warnings = models.JSONField(default=list)
    closing = models.JSONField(default=dict, blank=True)
    """What the balance accounts closed with (#UB 0), in öre by account. Empty where the file did not say."""
    imported_on = models.DateField()
    imported_by = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.IMPORTED)

    class Meta:
        verbose_name_plural = "ledger batches"

    def __str__(self) -> str:
        return self.file_name


class LedgerMonth(Dated):
    """A month of an imported file, with the days on which its sums count: until a later file takes the month over.

    Only one file's month counts on any day. One that is taken over on the day when it came never counted on any.
    """

    batch = models.ForeignKey(LedgerBatch, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "month"], name="frames_month_once_per_batch"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="frames_ledgermonth_not_ends_before_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} {self.month:%Y-%m}"


class LedgerSum(models.Model):
    """Net cost per batch, unit, month, account and activity. `unit` is empty where the ansvar code is unknown.

    It counts on the days on which its batch's month does (`LedgerMonth`).
    """

    batch = models.ForeignKey(LedgerBatch, on_delete=models.CASCADE, related_name="sums")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_sums")
    responsibility = models.CharField(max_length=20, blank=True)
    activity = models.CharField(max_length=20, blank=True)
    month = models.DateField()
    account = models.CharField(max_length=12)
    amount_ore = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["month", "unit"], name="frames_sum_month_unit")]

    def __str__(self) -> str:
        return f"{self.responsibility} {self.month:%Y-%m} {self.account}"


class InternalChoice(models.Model):
    """Which accounts the units bill each other on, as ranges: 391-399, 4990. The latest choice holds."""

    accounts = models.CharField(max_length=200, blank=True)
    chosen_by = models.CharField(max_length=200)
    chosen_on = models.DateField()

    def __str__(self) -> str:
        return self.accounts


class CommittedSum(Dated):
    """What an ansvar code had ordered and not yet had booked, for a month: beside the outcome, never a part of it."""

    responsibility = models.CharField(max_length=20)
    month = models.DateField()
    amount_ore = models.BigIntegerField()
    file_name = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["responsibility", "month"], condition=Q(end__isnull=True), name="frames_committed_once"
            ),
        ]
        indexes = [models.Index(fields=["responsibility", "month"], name="frames_committed_month")]

    def __str__(self) -> str:
        return f"{self.responsibility} {self.month:%Y-%m}"


class VoucherLines(models.Model):
    """An ansvar code's voucher rows of a month, as the file has them: for its unit's own manager (MR-38).

    The lines are SIE, packed (`frames.vouchers` reads them). They are kept while the month counts and no longer: the
    text of a row may name a person.
    """

    batch = models.ForeignKey(LedgerBatch, on_delete=models.CASCADE, related_name="voucher_lines")
    responsibility = models.CharField(max_length=20)
    month = models.DateField()
    encoding = models.CharField(max_length=10)
    packed = models.BinaryField()

    class Meta:
        verbose_name_plural = "voucher lines"
        constraints = [
            models.UniqueConstraint(fields=["batch", "responsibility", "month"], name="frames_voucher_lines_once"),
        ]
        indexes = [models.Index(fields=["responsibility", "month"], name="frames_voucher_lines_month")]

    def __str__(self) -> str:
        return f"{self.responsibility} {self.month:%Y-%m}"


class Proposed(models.TextChoices):
    """How the proposal beside a forecast was counted; the methods of `domain.frames.forecast`."""

    SEASONAL = "seasonal"
    MEDIAN = "median"
    STRAIGHT = "straight"


class Forecast(Recorded):
    """What a manager expects the year's net cost to be; the computed proposal is kept beside it, never instead.

    The proposal is the one that was shown on the day of report; empty where none could be computed.
    """

    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="forecasts")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="forecasts")
    year = models.PositiveSmallIntegerField()
    month = models.DateField()
    amount_ore = models.BigIntegerField()
    method = models.CharField(max_length=200)
    comment = models.CharField(max_length=400, blank=True)
    proposed_ore = models.BigIntegerField(null=True, blank=True)
    proposed_low_ore = models.BigIntegerField(null=True, blank=True)
    proposed_high_ore = models.BigIntegerField(null=True, blank=True)
    proposed_method = models.CharField(max_length=12, choices=Proposed.choices, blank=True)
    proposed_month = models.PositiveSmallIntegerField(null=True, blank=True)
    reported_by = models.CharField(max_length=200)
    answered_by = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_forecasts"
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    proposed_ore__isnull=True,
                    proposed_low_ore__isnull=True,
                    proposed_high_ore__isnull=True,
                    proposed_month__isnull=True,
                    proposed_method="",
                )
                | (
                    Q(
                        proposed_ore__isnull=False,
                        proposed_low_ore__isnull=False,
                        proposed_high_ore__isnull=False,
                        proposed_month__isnull=False,
                        proposed_low_ore__lte=F("proposed_ore"),
                        proposed_high_ore__gte=F("proposed_ore"),
                    )
                    & ~Q(proposed_method="")
                ),
                name="frames_forecast_proposal_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, body__isnull=False) | Q(unit__isnull=False, body__isnull=True),
                name="frames_forecast_for_unit_or_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.body} {self.month:%Y-%m}"
