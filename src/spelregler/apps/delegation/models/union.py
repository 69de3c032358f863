"""Information to, and negotiation with, a union, and who spoke for the employer (CP-32)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.delegation.models.decided import PASSED_ON, WITHDRAWN
from spelregler.apps.delegation.models.orders import OrderRow
from spelregler.apps.organisation.models import Department, Person, Post
from spelregler.domain.union_records import Kind

UNION, SUBJECT = 120, 200


class UnionRecord(models.Model):
    """A record of a day: the union, by which section, about what, and the post and person for the employer.

    Without a department it is of the whole municipality. `row` is the row of the order in force that day that gave the
    post the employer's matters, and `passed_on` says by whom; without one nothing gave it. It is never changed; one
    entered by mistake is taken back.
    """

    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Kind])
    held_on = models.DateField()
    union = models.CharField(max_length=UNION)
    subject = models.CharField(max_length=SUBJECT)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    row = models.ForeignKey(OrderRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    passed_on = models.CharField(max_length=PASSED_ON, blank=True)
    recorded_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=WITHDRAWN, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "kind", "held_on", "union", "subject"],
                condition=Q(ended_on__isnull=True, department__isnull=False),
                name="delegation_union_record_once",
            ),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"], name="delegation_union_latest")]

    def __str__(self) -> str:
        return f"{self.union}: {self.subject}"
