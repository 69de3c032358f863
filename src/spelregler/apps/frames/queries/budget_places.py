"""The places that a year's budget gives something, with what each holds already. Two queries however many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.frames.models import CommitteeFrame, UnitFrame
from spelregler.apps.frames.operations import Given
from spelregler.apps.organisation.models import Body, Placement, Unit

STEERED = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)


@dataclass(frozen=True)
class GivenTo:
    """A committee or a unit, which unit it lies inside, and what it holds of the year."""

    place: Body | Unit
    inside: Unit | None
    held: Given | None


def bodies_to_give(*, year: int, as_of: date) -> list[GivenTo]:
    """Every body that money may be given to: council, executive board and committees by name.

    With each what it holds of the year until further notice. Two queries.
    """
    frames = CommitteeFrame.objects.filter(year=year, end__isnull=True).select_related("body")
    held = {frame.body: Given.by(frame) for frame in frames}
    bodies = {*Body.objects.on(as_of).filter(kind__in=STEERED), *held}
    ordered = sorted(bodies, key=lambda body: (STEERED.index(Body.Kind(body.kind)), body.name))
    return [GivenTo(body, None, held.get(body)) for body in ordered]


def units_to_give(*, body: Body, year: int, as_of: date) -> list[GivenTo]:
    """Every unit under the committee's departments by name, with what each holds of the year until further notice.

    One inside another shares its frame unless it gets its own. Two queries.
    """
    frames = UnitFrame.objects.filter(year=year, end__isnull=True).select_related("unit")
    held = {frame.unit_id: Given.by(frame) for frame in frames}
    placed = Placement.objects.on(as_of).filter(department__body=body).select_related("unit", "parent")
    return [GivenTo(each.unit, each.parent, held.get(each.unit_id)) for each in placed.order_by("unit__name")]
