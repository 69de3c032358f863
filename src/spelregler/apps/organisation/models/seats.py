"""The seats of bodies, who sits in them and who serves instead."""

from __future__ import annotations

from django.db import models

from spelregler.apps.organisation.models.bodies import Body
from spelregler.apps.organisation.models.dated import Dated
from spelregler.apps.organisation.models.people import Basis, Person


class Seat(models.Model):
    """A numbered place in a body."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    is_substitute = models.BooleanField(default=False)
    # From this day the body has no such seat. Who sat in it before stays.
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "number", "is_substitute"], name="organisation_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class Membership(Dated):
    """Who sits in a seat, and as what. One person per seat at a time."""

    class Function(models.TextChoices):
        CHAIR = "chair"
        VICE_CHAIR = "vice_chair"
        MEMBER = "member"
        SUBSTITUTE = "substitute"

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=12, choices=Function.choices, default=Function.MEMBER)
    introduced_on = models.DateField(null=True, blank=True)
    # The order in which substitutes are called in; without one the seat's number is the order.
    call_order = models.PositiveSmallIntegerField(null=True, blank=True)
    basis = models.ForeignKey(Basis, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"

    @property
    def order(self) -> int:
        """A substitute's place in the order of call-in; lower is called first."""
        return self.call_order if self.call_order is not None else self.seat.number


class CallIn(Dated):
    """A substitute who serves in a member's seat for a time. The seat stays the member's."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="call_ins")
    substitute = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="call_ins")
    # Why somebody else than the next in order serves.
    reason = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.substitute.person}, {self.seat}"
