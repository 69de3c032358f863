"""A decision taken by delegation, and where it was told to the body that had delegated it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.delegation.models.orders import OrderRow
from spelregler.apps.organisation.models import Person, Post
from spelregler.domain.vouchers import LONGEST_NUMBER, LONGEST_SERIES, VoucherName

SUBJECT, REFERENCE, PASSED_ON, WITHDRAWN = 200, 40, 200, 400


class DelegatedDecision(models.Model):
    """What somebody decided by a row of the delegation order that held that day.

    Without a `post` the presidium decided, by `person`. `passed_on` says when and by whom the decision had been passed
    on, where the post is not the row's own. `is_open` where somebody has said that everybody may read the subject.
    `told` is the body's decision under which it was told (KL 6 kap. 40 §). It is never changed; one entered by mistake
    is taken back.
    """

    row = models.ForeignKey(OrderRow, on_delete=models.PROTECT, related_name="decided")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    passed_on = models.CharField(max_length=PASSED_ON, blank=True)
    decided_on = models.DateField()
    subject = models.CharField(max_length=SUBJECT)
    reference = models.CharField(max_length=REFERENCE, blank=True)
    is_open = models.BooleanField(default=False)
    role = models.CharField(max_length=6)
    recorded_on = models.DateField()
    told = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=WITHDRAWN, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row", "person", "decided_on", "subject", "reference"],
                condition=Q(ended_on__isnull=True),
                name="delegation_decided_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(told__isnull=True), name="delegation_told_is_not_taken_back"
            ),
        ]
        indexes = [models.Index(fields=["-decided_on", "-id"], name="delegation_decided_latest")]

    def __str__(self) -> str:
        return self.subject


class DecidedVoucher(models.Model):
    """A voucher of the ledger that a delegated decision stands behind, as whoever keeps the register has said.

    The ledger itself is not asked: it may come later, and a month of it may be taken over by another file.
    """

    decided = models.ForeignKey(DelegatedDecision, on_delete=models.CASCADE, related_name="vouchers")
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=LONGEST_SERIES, blank=True)
    number = models.CharField(max_length=LONGEST_NUMBER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decided", "year", "series", "number"], name="delegation_voucher_once"),
        ]
        indexes = [models.Index(fields=["year", "series", "number"], name="delegation_voucher_named")]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> VoucherName:
        """What the ledger calls it."""
        return VoucherName(self.year, self.series, self.number)
