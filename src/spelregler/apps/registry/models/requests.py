"""A case that somebody who leads asks the registrar for: it becomes one when the registrar registers it (CP-11)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.registry.models.cases import LONGEST_TITLE, CaseFile

DECLINED = 400


class CaseRequest(models.Model):
    """What the case is to be about, for which occasion of the year, and which post asks and will answer for it.

    `case` is the one that was registered; `declined_for` why there was none.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=LONGEST_TITLE)
    occasion = models.CharField(max_length=60, blank=True)
    occasion_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    case_file = models.OneToOneField(
        CaseFile, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_for"
    )
    declined_for = models.CharField(max_length=DECLINED, blank=True)

    audit_secret = ("title",)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, case_file__isnull=True, declined_for="")
                | Q(ended_on__isnull=False, case_file__isnull=False, declined_for="")
                | (Q(ended_on__isnull=False, case_file__isnull=True) & ~Q(declined_for="")),
                name="registry_request_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(occasion="", occasion_on__isnull=True) | (~Q(occasion="") & Q(occasion_on__isnull=False)),
                name="registry_request_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.asked_on}"
