"""Our bodies, people, meetings, motions and votes as Popolo, a page of a kind at a time.

A paragraph is the motion that the body decides on, with its votes; what a member moved is a motion of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from spelregler.apps.meetings.feed.asked import Asked
from spelregler.apps.meetings.feed.things import BODIES, ROLES, Things, begins, last_day, published
from spelregler.apps.meetings.models import Meeting, Motion, Paragraph, Vote
from spelregler.apps.meetings.queries import in_the_open
from spelregler.apps.organisation.models import Body, Membership, Person
from spelregler.exchange import popolo
from spelregler.exchange.oparl import moment

TOWN: Final = "kommun"
"""What the municipality itself is called among the organisations."""
Some: TypeAlias = tuple[int, list[popolo.Thing]]


@dataclass(frozen=True)
class PopoloFeed:
    """What is open on the day."""

    things: Things
    as_of: date

    def page(self, kind: str, asked: Asked, *, next_url: str) -> dict[str, Any]:
        """A page of things of a kind, in a fixed order. At most five queries."""
        start = (asked.page - 1) * asked.per_page
        total, told = KINDS[kind](self, slice(start, start + asked.per_page))
        is_last = start + asked.per_page >= total
        return popolo.collection(kind, told, total=total, next_url=None if is_last else next_url)

    def organizations(self, part: slice) -> Some:
        """The municipality and the bodies that meet in it. One query."""
        own = popolo.thing(id=TOWN, name=self.things.own.name, classification="kommun")
        bodies = [self._organization(each) for each in in_the_open.bodies_known(as_of=self.as_of)]
        return len(bodies) + 1, [own, *bodies][part]

    def persons(self, part: slice) -> Some:
        """Those who have or have had a seat. One query."""
        people = {each.person_id: each.person for each in in_the_open.seats_held(as_of=self.as_of)}
        return len(people), [_person(people[each]) for each in sorted(people)[part]]

    def memberships(self, part: slice) -> Some:
        """Who holds or has held which seat. One query."""
        seats = in_the_open.seats_held(as_of=self.as_of)
        return len(seats), [_membership(each) for each in seats[part]]

    def events(self, part: slice) -> Some:
        """The meetings, with those who were there once the minutes are adjusted. Three queries."""
        found = in_the_open.meetings_known(as_of=self.as_of)
        rows = in_the_open.with_people(found).order_by("pk")
        return found.count(), [self._event(each) for each in rows[part]]

    def motions(self, part: slice) -> Some:
        """The paragraphs of published minutes, and then what members moved. Six queries."""
        matters, moved = in_the_open.paragraphs_published(), in_the_open.motions_published()
        first, more = matters.count(), moved.count()
        told: Iterable[popolo.Thing] = (self._matter(each) for each in matters.order_by("pk")[part])
        rest = slice(max(part.start - first, 0), max(part.stop - first, 0))
        return first + more, [*told, *(self._motion(each) for each in moved.order_by("pk")[rest])]

    def vote_events(self, part: slice) -> Some:
        """The votes of published minutes, in numbers. Two queries."""
        found = in_the_open.votes_published()
        return found.count(), [self._vote(each) for each in found.order_by("pk")[part]]

    def _organization(self, body: Body) -> popolo.Thing:
        return popolo.thing(
            id=body.code,
            name=body.name,
            classification=BODIES[Body.Kind(body.kind)],
            parent_id=TOWN,
            founding_date=body.start.isoformat(),
            dissolution_date=last_day(body),
        )

    def _event(self, row: Meeting) -> popolo.Thing:
        there: Iterable[Any] = row.attendances.all() if row.adjusted_on else ()
        return popolo.thing(
            id=_event_id(row),
            name=f"{row.body.name} {row.held_on}",
            start_date=begins(row).isoformat(timespec="seconds"),
            location=row.place,
            status="cancelled" if row.is_cancelled else "confirmed",
            classification="meeting",
            organization_id=row.body.code,
            attendees=[_person(each.membership.person) for each in there],
            created_at=moment(row.created_at),
            updated_at=moment(row.changed_at),
            sources=popolo.link(self.things.page("meeting", row.pk)),
        )

    def _matter(self, row: Paragraph) -> popolo.Thing:
        meeting = row.item.meeting
        votes = () if row.is_withheld else row.votes.all()
        return popolo.thing(
            id=_matter_id(row),
            organization_id=meeting.body.code,
            legislative_session_id=_event_id(meeting),
            identifier=f"§ {row.number}/{row.year}",
            classification=row.item.title,
            text=published(row),
            vote_events=[self._vote(each, row) for each in votes],
            updated_at=moment(meeting.changed_at),
            sources=popolo.link(self.things.page("paragraph", row.pk)),
        )

    def _motion(self, row: Motion) -> popolo.Thing:
        meeting = row.paragraph.item.meeting
        return popolo.thing(
            id=f"yrkande-{row.pk}",
            organization_id=meeting.body.code,
            legislative_session_id=_event_id(meeting),
            creator_id=str(row.mover.membership.person_id),
            identifier=f"§ {row.paragraph.number}/{row.paragraph.year}",
            classification="yrkande",
            text=row.text,
            updated_at=moment(meeting.changed_at),
            sources=popolo.link(self.things.page("paragraph", row.paragraph_id)),
        )

    def _vote(self, row: Vote, paragraph: Paragraph | None = None) -> popolo.Thing:
        of = paragraph or row.paragraph
        meeting = of.item.meeting
        return popolo.thing(
            id=f"omrostning-{row.pk}",
            organization_id=meeting.body.code,
            legislative_session_id=_event_id(meeting),
            motion_id=_matter_id(of),
            identifier=row.about,
            counts=popolo.counts(yes=row.yes, no=row.no, abstained=row.abstained),
            updated_at=moment(meeting.changed_at),
            sources=popolo.link(self.things.page("paragraph", of.pk)),
        )


KINDS: Final[dict[str, Callable[[PopoloFeed, slice], Some]]] = {
    "organizations": PopoloFeed.organizations,
    "persons": PopoloFeed.persons,
    "memberships": PopoloFeed.memberships,
    "events": PopoloFeed.events,
    "motions": PopoloFeed.motions,
    "vote_events": PopoloFeed.vote_events,
}
"""The kinds by their names in the address."""


def _person(person: Person) -> popolo.Thing:
    return popolo.thing(id=str(person.pk), name=person.name)


def _membership(seat: Membership) -> popolo.Thing:
    return popolo.thing(
        id=str(seat.pk),
        role=ROLES[Membership.Function(seat.function)],
        person_id=str(seat.person_id),
        organization_id=seat.seat.body.code,
        start_date=seat.start.isoformat(),
        end_date=last_day(seat),
    )


def _event_id(row: Meeting) -> str:
    return f"sammantrade-{row.pk}"


def _matter_id(row: Paragraph) -> str:
    return f"paragraf-{row.pk}"
