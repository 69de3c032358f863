"""A body's plan for disposal: what may be disposed of and when, as the body adopted it; and what was disposed of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.decisions.models import Decision, Version, VersionRow
from spelregler.apps.decisions.models.versions import LONGEST_CODE, LONGEST_ROW
from spelregler.apps.organisation.models import Body
from spelregler.domain.disposal import KindOfRecord

CODE, KIND, NOTE = LONGEST_CODE, LONGEST_ROW, 400
"""How long each text of a row may be."""


class DisposalPlan(Version):
    """A body's disposal plan, as the body adopted it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="disposal_plans")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "start"], condition=Q(entered_on__isnull=False), name="registry_one_plan_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(entered_on__isnull=True), name="registry_one_plan_is_written"
            ),
        ]


class PlanRow(VersionRow):
    """A kind of record in a plan: for how many years it is kept, none where it is preserved, and by which source."""

    plan = models.ForeignKey(DisposalPlan, on_delete=models.CASCADE, related_name="rows")
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=NOTE, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="registry_kind_once_in_a_plan")]

    @property
    def fact(self) -> KindOfRecord:
        """The row as it is judged."""
        return KindOfRecord(self.code, self.title, self.years, self.note)


class Disposal(models.Model):
    """One act of disposal: by which plan, under which decision, on which day. Its records point at it."""

    plan = models.ForeignKey(DisposalPlan, on_delete=models.PROTECT, related_name="disposals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.plan.body} {self.held_on}"
