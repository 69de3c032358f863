"""Whether bodies follow what happens around them and use it (MR-12), and are told of both (CP-10)."""

from __future__ import annotations

from spelregler.apps.followup.models import EnvironmentScan, ScanUse
from spelregler.apps.followup.queries.scans import bodies_scans, last_scans
from spelregler.apps.meetings.queries.calendar import meeting_bodies
from spelregler.apps.meetings.queries.for_checks import by_body, held_meetings
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.counting import later_of
from spelregler.domain.findings import Scope
from spelregler.domain.meetings.judges import BodyMeetings
from spelregler.domain.scans import (
    INFORMED_OF_BOTH,
    SCANNED,
    BodyScans,
    BodyTold,
    InformedOfBoth,
    ScansUsed,
    judge_informed_of_both,
    judge_scans_used,
)
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# A scan is a body's or the whole municipality's; the answers are about no unit.
for each in (EnvironmentScan, ScanUse):
    belongs(each, beside=lambda _keys: ())


def load_scans(load: Load) -> list[BodyScans]:
    """The council, the board and every committee with the scans that it has. Four queries."""
    return load.once(bodies_scans)


def load_told(load: Load) -> list[BodyTold]:
    """Each body that has a department, with its ordinary meetings from the start day (ADR 30) and its last scan.

    At most eight queries in an evaluation.
    """
    held = by_body([one for one in load.once(held_meetings) if later_of(one.held_on, load.counts_from) == one.held_on])
    served, scanned = {each.body for each in load.once(departments)}, load.once(last_scans)
    return [
        BodyTold(
            BodyMeetings(
                Scope("committee", each.code, each.name),
                tuple((one.held_on, one.has_information) for one in held.get(each.code, ()) if one.is_ordinary),
            ),
            max((scanned[code] for code in ("", each.code) if code in scanned), default=None),
        )
        for each in load.once(meeting_bodies)
        if each.code in served
    ]


registry.register(
    Check(
        name=SCANNED,
        title=Words("Each body follows what happens around it, and uses it"),
        formula=Words(
            "The last scan of the surroundings is no older than the months, and the last goals and budget rest on a "
            "scan of the months before the decision."
        ),
        scope_kinds=("committee",),
        load=load_scans,
        judge=judge_scans_used,
        reads=("followup.environmentscan", "followup.scanuse", "frames.councilbudget", "organisation.body"),
        parameters=ScansUsed,
    )
)
registry.register(
    Check(
        name=INFORMED_OF_BOTH,
        title=Words("The body is told of its activity and of its surroundings"),
        formula=Words(
            "Ordinary meetings that were held without information from the department on the agenda = 0, and the last "
            "scan of the surroundings is no older than the months."
        ),
        scope_kinds=("committee",),
        load=load_told,
        judge=judge_informed_of_both,
        reads=(
            *("meetings.meeting", "meetings.agendaitem", "meetings.material"),
            *("followup.environmentscan", "organisation.body", *DEPARTMENTS),
        ),
        parameters=InformedOfBoth,
    )
)
