"""The rows of this room and of the organisation as OParl's things: what is said of each, without its moments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from django.urls import reverse

from spelregler.apps.meetings.models import AgendaItem, Meeting, Paragraph
from spelregler.apps.organisation.models import Body, Membership, Municipality, Term
from spelregler.domain.period import ONE_DAY
from spelregler.exchange.oparl import SWEDEN, Moments, Thing, gone, thing

OPARL, POPOLO = "/api/oparl/v1.1/", "/api/popolo/v1/"
ROLES: Final = {
    Membership.Function.CHAIR: "ordförande",
    Membership.Function.VICE_CHAIR: "vice ordförande",
    Membership.Function.MEMBER: "ledamot",
    Membership.Function.SUBSTITUTE: "ersättare",
}
"""The open data is in Swedish, whoever asks."""
BODIES: Final = {
    Body.Kind.COUNCIL: "kommunfullmäktige",
    Body.Kind.EXECUTIVE_BOARD: "kommunstyrelse",
    Body.Kind.COMMITTEE: "nämnd",
}


@dataclass(frozen=True)
class Things:
    """Writes things with addresses under `root`, and leads to the pages of the site."""

    root: str
    site: str
    own: Municipality

    def at(self, *parts: object) -> str:
        """The address of a thing or a list."""
        return self.root + "/".join(map(str, parts))

    def page(self, name: str, *args: object, mark: str = "") -> str:
        """Where people read it."""
        return f"{self.site}{reverse(f'meetings:{name}', args=args)}{mark}"

    @property
    def body(self) -> str:
        """The municipality's own address."""
        return self.at("body", self.own.code)

    def system(self) -> Thing:
        """This server."""
        return {"oparlVersion": "https://schema.oparl.org/1.1/", "body": self.at("bodies"), "name": self.own.name,
                "website": self.site + "/"}  # fmt: skip

    def municipality(self) -> Thing:
        """The municipality, with the address of each list."""
        lists = ("organization", "person", "meeting", "paper", "agendaItem", "consultation", "file", "membership")
        return {
            "system": self.root,
            "name": self.own.name,
            "classification": "kommun",
            "website": self.site + "/",
            **{name: self.at(LISTS[name]) for name in lists},
            "locationList": self.at("locations"),
            "legislativeTermList": self.at("legislativeterms"),
        }

    def organization(self, body: Body, seats: Iterable[Membership]) -> Thing:
        """A body with everybody who has or has had a seat in it."""
        return {
            "body": self.body,
            "name": body.name,
            "shortName": body.code,
            "organizationType": "organ",
            "classification": BODIES[Body.Kind(body.kind)],
            "startDate": body.start.isoformat(),
            "endDate": last_day(body),
            "membership": [self.at("membership", each.pk) for each in seats],
            "meeting": self.at("organization", body.code, "meetings"),
        }

    def person(self, seats: list[Membership]) -> Thing:
        """Somebody elected, by name and seats; nothing else of them is open."""
        return {
            "body": self.body,
            "name": seats[0].person.name,
            "membership": [self.at("membership", each.pk) for each in seats],
        }

    def membership(self, seat: Membership) -> Thing:
        """Who holds or has held a seat, as what, and when."""
        return {
            "person": self.at("person", seat.person_id),
            "organization": self.at("organization", seat.seat.body.code),
            "role": ROLES[Membership.Function(seat.function)],
            "votingRight": not seat.seat.is_substitute,
            "startDate": seat.start.isoformat(),
            "endDate": last_day(seat),
        }

    def term(self, term: Term) -> Thing:
        """A term of office of the council."""
        years = f"{term.start:%Y}" + (f"–{term.end - ONE_DAY:%Y}" if term.end else "–")
        return {"body": self.body, "name": f"Mandatperioden {years}", "startDate": term.start.isoformat(),
                "endDate": last_day(term)}  # fmt: skip

    def meeting(self, row: Meeting) -> Thing:
        """A meeting; its items once the notice is sent, who was there and the minutes once they are adjusted."""
        items = row.items.all() if row.noticed_on else ()
        there = row.attendances.all() if row.adjusted_on else ()
        word = "Extra sammanträde" if row.kind == Meeting.Kind.EXTRA else "Sammanträde"
        return thing(
            "Meeting",
            self.at("meeting", row.pk),
            moments(row),
            name=f"{word} {row.held_on}",
            meetingState=_state(row),
            cancelled=row.is_cancelled,
            start=begins(row).isoformat(timespec="seconds"),
            location=self.location(row),
            organization=[self.at("organization", row.body.code)],
            participant=[self.at("person", each.membership.person_id) for each in there],
            resultsProtocol=self.file(row) if row.adjusted_on else None,
            agendaItem=[self.item(each, row) for each in items if each.removed_on is None],
            web=self.page("meeting", row.pk),
        )

    def location(self, row: Meeting) -> Thing:
        """Where the meeting is held."""
        return thing(
            "Location",
            self.at("location", row.pk),
            moments(row),
            description=row.place,
            meetings=[self.at("meeting", row.pk)],
        )

    def file(self, row: Meeting) -> Thing:
        """The adjusted minutes as they are published, to be read as text."""
        at = Moments(datetime.combine(row.adjusted_on or row.held_on, time(), SWEDEN), row.changed_at)
        name = f"protokoll-{row.body.code}-{row.held_on}.txt"
        return thing(
            "File",
            self.at("file", row.pk),
            at,
            name=f"Protokoll {row.held_on}",
            fileName=name,
            mimeType="text/plain",
            date=str(row.adjusted_on),
            accessUrl=self.at("file", row.pk, name),
            meeting=[self.at("meeting", row.pk)],
            web=self.page("meeting", row.pk, mark="#minutes"),
        )

    def item(self, row: AgendaItem, meeting: Meeting) -> Thing:
        """An item; what was decided under its paragraph once the minutes are adjusted, as it is published."""
        found = _paragraph(row) if meeting.adjusted_on else None
        return self._of_item(
            "AgendaItem",
            row,
            meeting,
            meeting=self.at("meeting", meeting.pk),
            number=f"§ {found.number}" if found else "",
            order=row.place,
            name=row.title,
            consultation=self.at("consultation", row.pk) if row.case_number else "",
            result="beslut" if found and found.outcome else "",
            resolutionText=published(found) if found else "",
            web=self.page("paragraph", found.pk) if found else self._at_meeting(row, meeting),
        )

    def paper(self, row: AgendaItem, meeting: Meeting) -> Thing:
        """The case that an item is about, by its number."""
        return self._of_item(
            "Paper",
            row,
            meeting,
            body=self.body,
            name=row.title,
            reference=row.case_number,
            paperType="ärende",
            consultation=[self.consultation(row, meeting)],
            web=self._at_meeting(row, meeting),
        )

    def consultation(self, row: AgendaItem, meeting: Meeting) -> Thing:
        """That the case is taken up at the meeting."""
        return self._of_item(
            "Consultation",
            row,
            meeting,
            paper=self.at("paper", row.pk),
            agendaItem=self.at("agendaitem", row.pk),
            meeting=self.at("meeting", meeting.pk),
            organization=[self.at("organization", meeting.body.code)],
        )

    def _of_item(self, kind: str, row: AgendaItem, at_meeting: Meeting, /, **said: Any) -> Thing:
        """What an item is told as: changed when its meeting is, and gone when it is taken away."""
        at, address = Moments(row.created_at, at_meeting.changed_at), self.at(kind.lower(), row.pk)
        return thing(kind, address, at, **said) if row.removed_on is None else gone(kind, address, at)

    def _at_meeting(self, row: AgendaItem, meeting: Meeting) -> str:
        return self.page("meeting", meeting.pk, mark=f"#item-{row.pk}")


LISTS: Final[Mapping[str, str]] = {
    "organization": "organizations",
    "person": "persons",
    "membership": "memberships",
    "meeting": "meetings",
    "paper": "papers",
    "agendaItem": "agendaitems",
    "consultation": "consultations",
    "file": "files",
}
"""What each list is called in its address, by the property that leads to it."""


def moments(row: Meeting) -> Moments:
    """When the meeting was planned here, and when anything of it was last written."""
    return Moments(row.created_at, row.changed_at)


def begins(row: Meeting) -> datetime:
    """The moment when the meeting begins."""
    return datetime.combine(row.held_on, row.starts_at, SWEDEN)


def published(row: Paragraph) -> str:
    """What is published of what was decided: the text that was chosen instead where something is left out."""
    return row.public_text if row.is_withheld else row.outcome


def _paragraph(row: AgendaItem) -> Paragraph | None:
    found: Paragraph | None = getattr(row, "paragraph", None)
    return found


def last_day(row: Body | Membership | Term) -> str:
    """The last day on which it holds; empty for what goes on."""
    return (row.end - ONE_DAY).isoformat() if row.end else ""


def _state(row: Meeting) -> str:
    if row.is_cancelled:
        return "inställt"
    if row.adjusted_on is not None:
        return "protokollet justerat"
    if row.opened_on is not None:
        return "hållet"
    return "kallat" if row.noticed_on is not None else "planerat"
