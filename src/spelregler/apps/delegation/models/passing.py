"""A decision that whoever has it has passed on to a post further out, from a day and until another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.delegation.models.orders import CODE
from spelregler.apps.organisation.models import Body, Post


class PassingOn(models.Model):
    """`giver` lets `taker` take the body's decisions of a type, by its code: an order in force must let it each day.

    It holds over versions of the order, for as long as the type may be passed on. It ends, and is never changed.
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=CODE)
    giver = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code", "giver", "taker"],
                condition=Q(end__isnull=True),
                name="delegation_passed_on_once",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")), name="delegation_passing_ends"
            ),
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="delegation_passed_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.giver} → {self.taker}"
