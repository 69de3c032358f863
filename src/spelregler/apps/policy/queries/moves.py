"""Where the occasions of the municipality's year had been moved by a day. Reads only."""

from __future__ import annotations

from datetime import date

from spelregler.apps.policy.models import MovedOccasion
from spelregler.domain.cycle import Moved, Moves


def moves_known(*, as_of: date) -> Moves:
    """Each moved occasion by its name and the package's day: the last move recorded by the day. One query."""
    rows = MovedOccasion.objects.filter(recorded_on__lte=as_of).order_by("revision")
    told = rows.values_list("event", "planned_on", "moved_to", "revision", "reason")
    return {(event, planned): Moved(to, revision, reason) for event, planned, to, revision, reason in told}
