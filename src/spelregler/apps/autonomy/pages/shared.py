"""What the pages of a unit share: the unit that an address names, and its frame this year."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.queries import frame_rows
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import unit_by_code, unit_place
from spelregler.domain.period import ONE_DAY
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import NOTHING, Words
from spelregler.platform.errors import DomainError, NotVisible

MODULES = ("UNIT", "BUD")
STATEMENT = "statement"
"""What the role rules call the unit's own words about a signal."""


class FrameMissing(DomainError):
    """Money is used inside a frame that has been decided (MR-38)."""

    code = "frame-missing"


def place_asked(request: Request, code: str) -> UnitPlace:
    """The unit on the reader's day; `NotVisible` where there is none, with the day when it was there."""
    place = unit_place(code=code, as_of=request.acting_role.as_of)
    ended = unit_by_code(code=code) if place is None else None
    if ended is not None and ended.end is not None and ended.end <= request.acting_role.as_of:
        raise _ended(ended)
    if place is None:
        raise NotVisible(
            Words("The unit does not exist on that day."),
            way=Words("Go to Units and choose there."),
        )
    return place


def _ended(unit: Unit) -> NotVisible:
    """Its history is there on the days when it was."""
    last = unit.end - ONE_DAY if unit.end else None
    after = Words(" {succeeded_by} took over.", succeeded_by=unit.succeeded_by) if unit.succeeded_by else NOTHING
    return NotVisible(
        Words("{unit} was there to and with {last}.{after}", unit=unit, last=last, after=after),
        way=Words(
            "Choose a day when it was there, for example with ?per={last} in the address, to see it as it was.",
            last=last,
        ),
    )


def own_frame(request: Request, code: str) -> UnitFrame:
    """The unit's frame today; `FrameMissing` where none has been decided this year."""
    today = request.acting_role.today
    found = frame_rows.unit_frame_of(unit_code=code, year=today.year, as_of=today)
    if found is None:
        raise FrameMissing(
            Words("The unit has no decided frame this year."),
            way=Words("Ask the department head to enter the unit's frame."),
        )
    return found
