"""What the ledger says: codes, months, sums and vouchers as imported. Money is whole öre."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Dated, Unit


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


class LedgerNet(models.Model):
    """A unit's net cost in a month of a file: its sums of account classes 3–7 together, so that no page adds them up.

    `unit` is empty for what no unit stands behind. Whoever changes sums has them added up again in the same turn
    (`operations.ledger_nets`).
    """

    ledger_month = models.ForeignKey(LedgerMonth, on_delete=models.CASCADE, related_name="nets", db_index=False)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_nets", db_index=False
    )
    amount_ore = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ledger_month", "unit"], name="frames_net_once_per_unit"),
        ]
        indexes = [models.Index(fields=["unit", "ledger_month", "amount_ore"], name="frames_net_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit} {self.ledger_month}"


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
