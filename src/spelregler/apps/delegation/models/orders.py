"""A body's delegation order: a version that holds from a day, and its rows, which nobody changes once it is entered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.decisions.models import Version, VersionRow
from spelregler.apps.decisions.models.versions import LONGEST_CODE, LONGEST_ROW
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.delegation import Level, Matter, TypeOfDecision

CODE, TITLE, LAW, CONDITIONS, REASON = LONGEST_CODE, LONGEST_ROW, 120, 400, 400
"""How long each text of a row may be."""


class DelegationOrder(Version):
    """A version of a body's delegation order, as the body decided it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="delegation_orders")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "start"],
                condition=Q(entered_on__isnull=False),
                name="delegation_one_version_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(entered_on__isnull=True), name="delegation_one_version_is_written"
            ),
        ]


class OrderRow(VersionRow):
    """A type of decision in a version: by which law, how far out it may lie, with whom it lies, and on which terms.

    `words` are what it is searched by, in small letters.
    """

    order = models.ForeignKey(DelegationOrder, on_delete=models.CASCADE, related_name="rows")
    law = models.CharField(max_length=LAW, blank=True)
    matter = models.CharField(max_length=20, choices=[(each, each) for each in Matter], default=Matter.DELEGABLE)
    lowest = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    conditions = models.CharField(max_length=CONDITIONS, blank=True)
    may_subdelegate = models.BooleanField(default=False)
    is_employer = models.BooleanField(default=False)
    reason = models.CharField(max_length=REASON, blank=True)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "code"], name="delegation_type_once_in_a_version"),
            models.CheckConstraint(condition=Q(matter="delegable") | Q(level=0), name="delegation_law_keeps_with_body"),
            models.CheckConstraint(
                condition=~Q(matter="delegable") | Q(level__lte=F("lowest")), name="delegation_no_further_than_allowed"
            ),
        ]

    @property
    def fact(self) -> TypeOfDecision:
        """The row as it is judged. The post must be read with it."""
        return TypeOfDecision(
            code=self.code,
            title=self.title,
            level=Level(self.level),
            lowest=Level(self.lowest),
            law=self.law,
            matter=Matter(self.matter),
            post=self.post.code if self.post else "",
            conditions=self.conditions,
            may_subdelegate=self.may_subdelegate,
            is_employer=self.is_employer,
            reason=self.reason,
        )
