"""How many are to know the policy. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.organisation.models import Employment
from spelregler.apps.organisation.queries.introductions import members_waiting, seated_people


@dataclass(frozen=True)
class Counted:
    """Those in a seat, those employed by the register, and the new in a seat who wait for an introduction."""

    seated: int
    employed: int
    waiting: int


def counted_people(*, as_of: date) -> Counted:
    """Computed from seats and employments on the day. Nine queries at most."""
    return Counted(
        seated=len({each.person for each in seated_people(as_of=as_of)}),
        employed=Employment.objects.on(as_of).values("person").distinct().count(),
        waiting=len(members_waiting(as_of=as_of)),
    )
