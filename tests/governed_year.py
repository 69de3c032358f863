"""A year of the demo's executive board and four committees, lived through the operations that the pages call.

Sixty meetings, seven hundred matters from case to adjusted paragraph, fifteen hundred delegated decisions. Two matters
go wrong: the papers of one come late, and what another decided is never carried out. All of it is made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.decisions.operations import Minutes, give_assignment, report_back
from spelregler.apps.delegation import operations as delegation
from spelregler.apps.delegation.queries.delegates import Delegates, Holding, holdings_of
from spelregler.apps.meetings import operations as meetings
from spelregler.apps.meetings.models import AgendaItem, Attendance, Meeting, Paragraph
from spelregler.apps.meetings.operations import Attended, ItemSaid, Planned, Written
from spelregler.apps.meetings.queries.agenda import attendances_of
from spelregler.apps.organisation.models import Body, Membership, Post
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.operations.new_term import Elected, Sits, begin_terms
from spelregler.apps.registry import operations as registry
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.operations import NewCase
from spelregler.domain.delegation import Level, TypeOfDecision
from spelregler.platform.audit.operations import Who

YEAR, BODIES = 2027, ("ks", "un", "von", "msn", "kfn")
MATTERS, DELEGATED = (12, 11, 12) * 4, 25
"""How many matters each month's meeting takes up (140 a year), and how many decisions by delegation it is told."""
HEADS = {
    "ks": "kommunchef",
    "un": "chef-utbildningsforvaltningen",
    "von": "chef-aldreomsorgsforvaltningen",
    "msn": "chef-samhallsbyggnadsforvaltningen",
    "kfn": "chef-kultur-och-fritidsforvaltningen",
}
"""Who prepares and carries out what each body decides."""
LATE_PAPERS, NOT_DONE = ("kfn", 1), ("von", 3)
"""The body and the month of the two matters that go wrong."""
SECRETARY, OFFICIAL = Who(name="Nämndsekreteraren", role="SE"), Who(name="Handläggaren", role="EM")
PARTS = {"summary": "Vad det gäller.", "background": "Bakgrund.", "alternatives": "Två.", "money": "Inom ramen."}
PARTS |= {"children": "Ingen följd.", "proposal": "Nämnden beslutar enligt förslaget."}
ORDER = (
    TypeOfDecision("1.1", "Anställa medarbetare i enheten", Level.UNIT_MANAGER, Level.UNIT_MANAGER, is_employer=True),
    TypeOfDecision("7.1", "Bidrag till en förening", Level.DEPARTMENT_HEAD, Level.DEPARTMENT_HEAD),
)
"""For the committee that has no delegation order in the demo."""


@dataclass
class GovernedYear:
    """What has been lived: the bodies, their meetings in order, and what went wrong."""

    bodies: dict[str, Body]
    meetings: dict[str, list[Meeting]] = field(default_factory=dict)
    late: AgendaItem | None = None
    undone: Assignment | None = None
    dice: random.Random = field(default_factory=lambda: random.Random(YEAR))


def lived() -> GovernedYear:
    """The whole year, month by month, in the demo's database."""
    year = GovernedYear({each.code: each for each in Body.objects.filter(code__in=BODIES)})
    _elect(year)
    delegation.bring_order(
        body=year.bodies["kfn"],
        minutes=Minutes(date(2026, 12, 8), "160"),
        start=date(YEAR, 1, 1),
        rows=ORDER,
        today=date(YEAR, 1, 1),
        who=SECRETARY,
    )
    for code in BODIES:
        planned = [Planned(_held_on(code, month), time(13), "Sessionssalen") for month in range(1, 13)]
        year.meetings[code] = meetings.plan_meetings(
            body=year.bodies[code], planned=planned, lists_a_year=2, on=date(2026, 12, 15), who=SECRETARY
        )
    for month in range(1, 13):
        for code in BODIES:
            _live_month(year, code, month)
    return year


def _elect(year: GovernedYear) -> None:
    """Everybody is elected again, so that the new term begins with the seats of the old one."""
    elected = []
    for body in year.bodies.values():
        rows = Membership.objects.on(date(2026, 12, 31)).filter(seat__body=body).select_related("seat", "person")
        seated = sorted(rows, key=lambda each: (each.seat.is_substitute, each.seat.number))
        sits = [(each.seat.is_substitute, Sits(each.person.name, each.function, each.person)) for each in seated]
        members, substitutes = ([one for is_sub, one in sits if is_sub is wanted] for wanted in (False, True))
        elected.append(Elected(body, tuple(members), tuple(substitutes)))
    decided = Decided(by="Kommunfullmäktige", on=date(2026, 12, 14), paragraph="170", today=date(2026, 12, 15))
    begin_terms(
        elected=elected,
        first_day=date(YEAR, 1, 1),
        last_day=date(2030, 12, 31),
        decided=decided,
        today=date(2026, 12, 15),
        who=SECRETARY,
    )


def _held_on(code: str, month: int) -> date:
    """The bodies meet one after the other in a week of each month, never on a Saturday or Sunday."""
    day = date(YEAR, month, 18 + BODIES.index(code))
    return day + timedelta(days=2 if day.weekday() > 4 else 0)


def _live_month(year: GovernedYear, code: str, month: int) -> None:
    body, meeting = year.bodies[code], year.meetings[code][month - 1]
    head = Post.objects.select_related("department").get(code=HEADS[code])
    cases = [_matter(body, head, meeting, number) for number in range(MATTERS[month - 1])]
    late = cases.pop() if (code, month) == LATE_PAPERS else None
    for case in cases:
        _on_agenda(meeting, case, head, sent_on=meeting.held_on - timedelta(days=12))
    _notice(meeting, meeting.held_on - timedelta(days=12))
    if late is not None:
        year.late = _on_agenda(meeting, late, head, sent_on=meeting.held_on - timedelta(days=1))
    _decide_by_delegation(year, body, meeting)
    _hold(year, meeting)
    _minutes(year, meeting, month)
    _carry_out(year, meeting, head, month)


def _matter(body: Body, head: Post, meeting: Meeting, number: int) -> CaseFile:
    """A case is opened, and its memo written and signed in time."""
    day = meeting.held_on - timedelta(days=17)
    title = f"Ärende {meeting.held_on.month}:{number + 1}"
    case = registry.open_case(
        new=NewCase(body=body, title=title, responsible=head, opened_on=day), on=day, who=OFFICIAL
    )
    memo = registry.begin_memo(case=case, subject=title, on=day, who=OFFICIAL)
    registry.write_memo(memo=memo, parts=PARTS, reason="", who=OFFICIAL)
    signed = meeting.held_on - timedelta(days=14)
    registry.sign_memo(memo=memo, post=head, demanded=PARTS, on=signed, who=OFFICIAL)
    return case


def _on_agenda(meeting: Meeting, case: CaseFile, head: Post, *, sent_on: date) -> AgendaItem:
    said = ItemSaid(case.title, AgendaItem.Kind.DECISION, case.number, presenter=head)
    item = meetings.add_item(meeting=meeting, said=said, on=sent_on, who=SECRETARY)
    paper = SimpleUploadedFile("tjansteskrivelse.pdf", f"%PDF-1.7 {case.number}".encode())
    meetings.add_material(item=item, title="Tjänsteskrivelse", file=paper, sent_on=sent_on, on=sent_on, who=SECRETARY)
    return item


def _notice(meeting: Meeting, day: date) -> None:
    meetings.send_notice(meeting=meeting, sent_on=day, on=day, who=SECRETARY)


def _decide_by_delegation(year: GovernedYear, body: Body, meeting: Meeting) -> None:
    """Those who have something delegated decide on the days before the meeting; the clerk registers it the same day."""
    known = Delegates.of(body)
    pairs = list(_delegates(known, body, meeting.held_on))
    assert len(pairs) > 3, body.code
    for number in range(DELEGATED):
        code, holding = pairs[number % len(pairs)]
        day = meeting.held_on - timedelta(days=1 + number % 17)
        said = delegation.DecidedSaid(code, holding.post, holding.person, day, f"Beslut {number + 1}, {day}")
        delegation.record_delegated(body=body, said=said, today=day, role="SE", who=SECRETARY, known=known)


def _delegates(known: Delegates, body: Body, day: date) -> Iterator[tuple[str, Holding]]:
    """A type of decision with somebody who has it, one holder after the other."""
    order = known.order_on(day)
    assert order is not None
    rows = [each for each in known.rows[order.pk].values() if each.level > Level.PRESIDIUM]
    for holding in holdings_of(body=body, as_of=day):
        if holding.end is None and holding.post is not None:
            yield from ((row.code, holding) for row in rows if known.is_delegate(row, holding.post, on=day))


def _hold(year: GovernedYear, meeting: Meeting) -> None:
    """One to three members are absent, and as many substitutes are there; the chair leads."""
    places = meetings.places_of(meeting)
    members = [each.pk for each in places if not each.seat.is_substitute]
    absent = set(year.dice.sample(members[2:], k=year.dice.randint(1, 3)))
    there = [each for each in members if each not in absent]
    substitutes = [each.pk for each in places if each.seat.is_substitute][: len(absent)]
    said = Attended(
        present=[*there, *substitutes],
        remote=there[-1:],
        leads=there[0],
        adjusters=[year.dice.choice(there[1:])],
        others="Förvaltningschefen",
    )
    meetings.record_attendance(meeting=meeting, said=said, on=meeting.held_on, who=SECRETARY)


def _minutes(year: GovernedYear, meeting: Meeting, month: int) -> None:
    """Each paragraph is written; then the minutes are adjusted and posted, and the decisions by delegation told."""
    serving = [each for each in attendances_of(meeting) if each.seat_id is not None]
    rows = list(Paragraph.objects.filter(item__meeting=meeting).select_related("item").order_by("number"))
    for row in rows:
        _happen(year, row, serving)
        meetings.write_paragraph(paragraph=row, said=_written(row), version=0, on=meeting.held_on, who=SECRETARY)
    if month % 4 == 0:
        meetings.adjust_at_once(paragraph=rows[-1], on=meeting.held_on, who=SECRETARY)
    day, told = meeting.held_on + timedelta(days=4), next(row for row in rows if row.item.standing == "delegated")
    minutes = Minutes(meeting.held_on, f"§ {told.number}")
    tell = {"body": meeting.body, "minutes": minutes, "who": SECRETARY}
    if month % 2:  # under a paragraph that is not adjusted yet, and under one that is
        delegation.tell_body(today=meeting.held_on, **tell)
    meetings.adjust_minutes(meeting=meeting, adjusted_on=day, on=day, who=SECRETARY)
    if not month % 2:
        delegation.tell_body(today=day, **tell)
    until = day + timedelta(days=22)
    meetings.post_minutes(meeting=meeting, posted_on=day, posted_until=until, on=day, who=SECRETARY)
    meetings.take_down(meeting=meeting, taken_down_on=until, on=until, who=SECRETARY)


def _written(row: Paragraph) -> Written:
    if row.item.standing == "open_assignments":
        return Written("Uppdragen gås igenom.", "Nämnden tar del av listan.", Decision.Kind.OPEN_ASSIGNMENTS)
    if row.item.standing == "delegated":
        return Written("", "Nämnden tar del av besluten.", Decision.Kind.OTHER)
    if row.item.standing:
        return Written("Förvaltningschefen informerar.", "")
    return Written("Ärendet föredras.", "Nämnden beslutar enligt förslaget.", Decision.Kind.OTHER)


def _happen(year: GovernedYear, row: Paragraph, serving: list[Attendance]) -> None:
    """At some items there is a motion, a vote and a dissent, and at fewer somebody takes no part."""
    if row.item.standing or year.dice.random() > 0.1:
        return
    one, other, third = year.dice.sample(serving, k=3)
    meetings.record_disqualification(paragraph=row, attendance=third, reason="Äger fastigheten.", who=SECRETARY)
    meetings.record_motion(paragraph=row, mover=one, text="Avslag.", seconds=[other], who=SECRETARY)
    votes = {"yes": len(serving) - 3, "no": 2, "abstained": 0}
    tie = meetings.TieSettled("yes", one) if votes["yes"] == votes["no"] else None
    meetings.record_vote(paragraph=row, about="ja för förslaget", **votes, tie=tie, who=SECRETARY)
    meetings.record_dissent(paragraph=row, attendance=one, text="", who=SECRETARY)


def _carry_out(year: GovernedYear, meeting: Meeting, head: Post, month: int) -> None:
    """One decision of each meeting is an assignment, reported back in time but for the one that never is."""
    decision = Decision.objects.filter(minuted__item__meeting=meeting, minuted__item__standing="").latest("pk")
    given = give_assignment(
        decision=decision,
        addressee=head,
        text=f"Genomför beslut {month}",
        intended_result="Det är gjort.",
        due_on=meeting.held_on + timedelta(days=40),
        who=SECRETARY,
    )
    if (meeting.body.code, month) == NOT_DONE:
        year.undone = given
        return
    if month < 12:
        said = {"result": "Gjort.", "effect": "Kortare väntan.", "reported_on": given.due_on - timedelta(days=5)}
        report_back(assignment=given, who=OFFICIAL, **said)
    for case in CaseFile.objects.filter(number__in=meeting.items.values("case_number"))[:4]:
        registry.close_case(case=case, on=meeting.held_on + timedelta(days=30), who=OFFICIAL)
