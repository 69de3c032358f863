"""Departments and units, whom they answer to and where they belong."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from spelregler.apps.organisation.models.bodies import Body
from spelregler.apps.organisation.models.dated import Dated


class Department(Dated):
    """An administration that answers to one body through its head."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="departments")
    instruction_decided_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class AlsoServes(Dated):
    """A further body that a department works for. Its head answers to the department's own body alone (CP-6)."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="also_serves")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="also_served_by")
    basis = models.ForeignKey("Basis", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.department} – {self.body}"


class Answering(Dated):
    """To which body a department answered before it came under the one that it answers to now."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="answered")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    # The decision by which it came under another.
    basis = models.ForeignKey("Basis", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.department} – {self.body}"


class Instruction(models.Model):
    """The instruction for a department's head, as a body decided it. A later one takes the place of an earlier."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="instructions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["department", "decided_on", "paragraph"], name="organisation_instruction_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.department}, {self.body} {self.decided_on} § {self.paragraph}"


class Unit(Dated):
    """A unit that is free within its goals and its frame. Where it belongs is a placement."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )

    def __str__(self) -> str:
        return self.name


class Placement(Dated):
    """Where a unit belongs: a department and, in the tree, perhaps a parent unit. Never two places at once."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                name="organisation_unit_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.department}"
