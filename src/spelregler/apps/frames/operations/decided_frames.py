"""The frames that a body decides on: the committees' where it is the council, else those of its own units."""

from __future__ import annotations

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import CommitteeFrame, UnitFrame
from spelregler.apps.frames.operations.shares import set_committee_frame
from spelregler.apps.frames.operations.unit_shares import set_unit_frame
from spelregler.apps.organisation.models import Body, Unit
from spelregler.platform.audit.operations import Who

Held = CommitteeFrame | UnitFrame


def held_by(body: Body, *, year: int) -> dict[str, Held]:
    """The frames of a year that hold, by the committee's or the unit's code."""
    if body.kind == Body.Kind.COUNCIL:
        committees = CommitteeFrame.objects.filter(year=year, end__isnull=True).select_related("body")
        return {frame.body.code: frame for frame in committees}
    units = UnitFrame.objects.filter(year=year, end__isnull=True, committee_frame__body=body)
    return {frame.unit.code: frame for frame in units.select_related("unit", "committee_frame__body")}


def place_of(frame: Held) -> Body | Unit:
    """Whose frame it is."""
    return frame.body if isinstance(frame, CommitteeFrame) else frame.unit


def place_fields(frame: Held) -> dict[str, Body | Unit]:
    """The same, as the field of a row that tells of either a committee or a unit."""
    return {"body": frame.body} if isinstance(frame, CommitteeFrame) else {"unit": frame.unit}


def set_held(frame: Held, *, amount_ore: int, investment_ore: int, decision: Decision, who: Who) -> None:
    """The frame holds with other amounts from the decision's day. The income in it and where it came from stand.

    Refuses as `set_committee_frame` and `set_unit_frame` do.
    """
    if isinstance(frame, CommitteeFrame):
        set_committee_frame(
            body=frame.body,
            year=frame.year,
            amount_ore=amount_ore,
            income_ore=frame.income_ore,
            investment_ore=investment_ore,
            decision=decision,
            origin=frame.origin,
            who=who,
        )
        return
    set_unit_frame(
        unit=frame.unit,
        committee_frame=frame.committee_frame,
        amount_ore=amount_ore,
        income_ore=frame.income_ore,
        investment_ore=investment_ore,
        decided_on=decision.decided_on,
        origin=frame.origin,
        who=who,
    )
