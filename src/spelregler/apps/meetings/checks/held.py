"""Papers in time (MR-27, CP-8), information at each ordinary meeting (CP-10), themes over the year (MR-20)."""

from __future__ import annotations

from collections.abc import Sequence

from spelregler.apps.meetings.models import AgendaItem, Material, Meeting
from spelregler.apps.meetings.queries.calendar import meeting_bodies
from spelregler.apps.meetings.queries.for_checks import HeldItem, HeldMeeting, by_body, held_meetings
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope
from spelregler.domain.meetings.judges import (
    INFORMED,
    ON_TIME,
    ON_TIME_DEPARTMENT,
    THEMES,
    BodyMeetings,
    BodyThemes,
    Informed,
    ItemPapers,
    OnTime,
    PapersOf,
    Themes,
    judge_activities_followed,
    judge_body_informed,
    judge_papers_on_time,
)
from spelregler.domain.words import Pair, Words
from spelregler.platform.touching import belongs

for _kind in (Meeting, AgendaItem, Material):
    belongs(_kind)

HELD = ("meetings.meeting", "meetings.agendaitem", "meetings.material", "organisation.body", "organisation.department")
"""What meetings that were held stand in."""


def load_papers(load: Load) -> list[PapersOf]:
    """Each body that meets with the items of its held meetings. At most four queries in an evaluation."""
    found = by_body(_counted(load))
    return [
        PapersOf(
            Scope("committee", each.code, each.name),
            _papers([item for one in found.get(each.code, ()) for item in one.items]),
        )
        for each in load.once(meeting_bodies)
    ]


def load_department_papers(load: Load) -> list[PapersOf]:
    """Each department with the items that it had on agendas of held meetings. At most six queries in an evaluation."""
    items = [item for one in _counted(load) for item in one.items]
    return [
        PapersOf(
            Scope("department", each.code, each.name), _papers([item for item in items if item.department == each.code])
        )
        for each in load.once(departments)
    ]


def load_information(load: Load) -> list[BodyMeetings]:
    """Each body that has a department, with its ordinary meetings. At most seven queries in an evaluation."""
    found, served = by_body(_counted(load)), {each.body for each in load.once(departments)}
    return [
        BodyMeetings(
            Scope("committee", each.code, each.name),
            tuple((one.held_on, one.has_information) for one in found.get(each.code, ()) if one.is_ordinary),
        )
        for each in load.once(meeting_bodies)
        if each.code in served
    ]


def load_themes(load: Load) -> list[BodyThemes]:
    """Each body with its departments as areas, and when each was a theme. At most seven queries in an evaluation."""
    found, near = by_body(_counted(load)), load.once(departments)
    return [
        BodyThemes(
            body=Scope("committee", each.code, each.name),
            areas=tuple(Pair(one.name, one.name_en) for one in near if one.body == each.code),
            themes=tuple(
                (item.area, item.held_on)
                for one in found.get(each.code, ())
                for item in one.items
                if item.kind == AgendaItem.Kind.THEME and item.area
            ),
            first_meeting=min((one.held_on for one in found.get(each.code, ())), default=None),
        )
        for each in load.once(meeting_bodies)
    ]


def _counted(load: Load) -> list[HeldMeeting]:
    """The meetings from the start day (ADR 30)."""
    return [each for each in load.once(held_meetings) if load.counts_from is None or each.held_on >= load.counts_from]


def _papers(items: Sequence[HeldItem]) -> tuple[ItemPapers, ...]:
    """What stands on every agenda by itself has no papers of its own, and is not counted."""
    return tuple(
        ItemPapers(
            title=each.title,
            held_on=each.held_on,
            told_on=each.told_on,
            papers_on=each.papers_on,
            needs_papers=each.kind == AgendaItem.Kind.DECISION,
        )
        for each in items
        if not each.standing
    )


registry.register(
    Check(
        name=ON_TIME,
        title=Words("Papers come in time before the meeting"),
        formula=Words(
            "Items whose papers came the working days before / items at meetings that were held ≥ the share. "
            "An item for decision without papers is not in time."
        ),
        scope_kinds=("committee",),
        load=load_papers,
        judge=judge_papers_on_time,
        reads=HELD,
        parameters=OnTime,
    )
)
registry.register(
    Check(
        name=ON_TIME_DEPARTMENT,
        title=Words("The department's papers come in time"),
        formula=Words(
            "The department's items whose papers came in time / its items at meetings that were held ≥ the share."
        ),
        scope_kinds=("department",),
        load=load_department_papers,
        judge=judge_papers_on_time,
        reads=(*HELD, *DEPARTMENTS),
        parameters=OnTime,
    )
)
registry.register(
    Check(
        name=INFORMED,
        title=Words("The body is informed at each ordinary meeting"),
        formula=Words("Ordinary meetings that were held without information from the department on the agenda = 0."),
        scope_kinds=("committee",),
        load=load_information,
        judge=judge_body_informed,
        reads=(*HELD, *DEPARTMENTS),
        parameters=Informed,
    )
)
registry.register(
    Check(
        name=THEMES,
        title=Words("Each area of activity is a theme"),
        formula=Words("Departments of the body that were no theme at any meeting within the months = 0."),
        scope_kinds=("committee",),
        load=load_themes,
        judge=judge_activities_followed,
        reads=(*HELD, *DEPARTMENTS),
        parameters=Themes,
    )
)
