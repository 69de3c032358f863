"""A committee with three members and two substitutes, for the tests of this room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

import pytest

from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import AgendaItem, Attendance, Meeting, Paragraph
from spelregler.apps.meetings.operations import Attended, ItemSaid, Planned, Written
from spelregler.apps.organisation.models import Body, Department, Membership, Person, Post, Seat
from spelregler.platform.audit.operations import Who

START, TODAY, HELD = date(2023, 1, 1), date(2026, 11, 2), date(2026, 10, 20)
WHO = Who(name="Sekreteraren", role="SE")


@dataclass(frozen=True)
class Town:
    """The committee, its department with a head, and who sits in it: three members, two substitutes."""

    body: Body
    department: Department
    head: Post
    places: tuple[Membership, ...]

    @property
    def members(self) -> list[int]:
        return [each.pk for each in self.places[:3]]

    @property
    def substitutes(self) -> list[int]:
        return [each.pk for each in self.places[3:]]

    def plan(self, *days: date, kind: str = "ordinary") -> list[Meeting]:
        planned = [Planned(each, time(13), "Sessionssalen", kind) for each in days or (HELD,)]
        return operations.plan_meetings(body=self.body, planned=planned, lists_a_year=2, on=date(2026, 1, 12), who=WHO)

    def item(
        self, meeting: Meeting, title: str = "Skolstart", *, kind: str = "decision", on: date = TODAY
    ) -> AgendaItem:
        return operations.add_item(
            meeting=meeting, said=ItemSaid(title, "decision", "UN 2026/1", self.head), on=on, who=WHO
        )

    def call(self, meeting: Meeting, *, on: date = date(2026, 10, 9)) -> None:
        operations.send_notice(meeting=meeting, sent_on=on, on=on, who=WHO)

    def hold(self, meeting: Meeting, *, present: Collection[int] = (), on: date = TODAY) -> Meeting:
        there = list(present or self.members)
        said = Attended(present=there, leads=there[0], adjusters=there[1:2])
        return operations.record_attendance(meeting=meeting, said=said, on=on, who=WHO)

    def minuted(self, *titles: str, day: date = HELD) -> Meeting:
        """A meeting with some items, called to and held: the minutes are begun."""
        (meeting,) = self.plan(day)
        for each in titles:
            self.item(meeting, each, on=date(2026, 10, 1))
        self.call(meeting)
        return self.hold(meeting)


@pytest.fixture
def town(db: None) -> Town:
    return build()


def build() -> Town:
    """The committee with who sits in it, in an empty database."""
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=START)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=START)
    head = Post.objects.create(code="chef", title="Förvaltningschef", kind="department_head", department=department)
    places = []
    for number in range(5):
        seat = Seat.objects.create(body=body, number=number % 3 + 1, is_substitute=number > 2)
        person = Person.objects.create(code=f"p{number}", name=f"Person {number}")
        function = "chair" if number == 0 else "substitute" if number > 2 else "member"
        places.append(Membership.objects.create(seat=seat, person=person, function=function, start=START))
    return Town(body, department, head, tuple(places))


def write(paragraph: Paragraph, text: str = "Nämnden talar om saken.", outcome: str = "", kind: str = "") -> None:
    said = Written(text, outcome, kind)
    operations.write_paragraph(paragraph=paragraph, said=said, version=paragraph.version, on=TODAY, who=WHO)


def attendance(meeting: Meeting, place: Membership) -> Attendance:
    return meeting.attendances.get(membership=place)


def paragraphs(meeting: Meeting) -> list[Paragraph]:
    return list(Paragraph.objects.filter(item__meeting=meeting).select_related("item__meeting").order_by("number"))
