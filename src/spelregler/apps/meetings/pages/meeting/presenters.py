"""A meeting as people read it: its agenda with what is late, or its paragraphs, and what is done next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.agenda_sources import Proposed, proposed_for
from spelregler.apps.meetings.access.rights import Doing
from spelregler.apps.meetings.models import AgendaItem, Attendance, Material, Meeting, Paragraph, Vote
from spelregler.apps.meetings.operations.planning import STANDING_TITLES
from spelregler.apps.meetings.pages.calendar.presenters import state
from spelregler.apps.meetings.pages.words import ITEM_KINDS, KINDS, address
from spelregler.apps.meetings.queries.agenda import confirmation, sent_on, told_on
from spelregler.apps.registry.queries.cases import keys_by_number
from spelregler.domain.meetings.notice_days import last_day_for_papers
from spelregler.ui import formatting

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Paper:
    """A paper of an item; without an address for whoever may not read it."""

    title: str
    url: str
    sent: str
    is_late: bool


@dataclass(frozen=True)
class ItemRow:
    """An item on the agenda."""

    pk: int
    number: int
    title: str
    note: str
    case_number: str
    papers: Sequence[Paper]
    late: str
    """What was late about it, in words; empty where nothing was."""
    removed_for: str
    is_standing: bool
    case_url: str = ""
    changed: str = ""
    """When it was changed after the notice, in words."""
    is_changed_late: bool = False


@dataclass(frozen=True)
class Step:
    """Something that is done with the meeting now, and where."""

    title: str
    url: str


@dataclass(frozen=True)
class MeetingView:
    """A meeting in the reader's language. `late` says how many items came late, in words."""

    status: str
    word: str
    when: str
    place: str
    kind: str
    noticed: str
    papers_by: str
    late: str
    items: Sequence[ItemRow]
    removed: Sequence[ItemRow]
    steps: Sequence[Step]
    posted: str


def view(
    meeting: Meeting, items: Sequence[AgendaItem], acting_role: ActingRole, may: Doing, *, working_days: int
) -> MeetingView:
    """What of it the acting role sees, and what it does next."""
    language = acting_role.language
    last = last_day_for_papers(meeting.held_on, working_days=working_days)
    rows = [_row(each, meeting, acting_role, may, last=last) for each in items] if may.reads_agenda(meeting) else []
    standing = [each for each in rows if not each.removed_for]
    late = sum(bool(each.late) for each in standing)
    status, word = state(meeting, as_of=acting_role.as_of)
    return MeetingView(
        status=status,
        word=word,
        when=when_in_words(meeting, language),
        place=meeting.place,
        kind=str(KINDS[Meeting.Kind(meeting.kind)]),
        noticed=formatting.long_date(meeting.noticed_on, language) if meeting.noticed_on else "",
        papers_by=formatting.long_date(last, language),
        late=ngettext("%(n)d item came late", "%(n)d items came late", late) % {"n": late} if late else "",
        items=with_cases(
            [replace(each, number=number) for number, each in enumerate(standing, start=1)], as_of=acting_role.as_of
        ),
        removed=[each for each in rows if each.removed_for],
        steps=_steps(meeting, may, acting_role.today),
        posted=_posted(meeting, language),
    )


def when_in_words(meeting: Meeting, language: str) -> str:
    """The meeting's day and time."""
    day = formatting.long_date(meeting.held_on, language)
    return _("%(day)s at %(time)s") % {"day": day, "time": f"{meeting.starts_at:%H.%M}"}


def _row(item: AgendaItem, meeting: Meeting, acting_role: ActingRole, may: Doing, *, last: date) -> ItemRow:
    by = acting_role.say(item.presenter.title, item.presenter.title_en) if item.presenter else ""
    area = acting_role.say(item.area.name, item.area.name_en) if item.area else ""
    papers = [each for each in item.material.all() if each.sent_on is None or each.sent_on <= acting_role.as_of]
    newest = max((each.sent_on for each in papers if each.sent_on is not None), default=None)
    kind = "" if item.standing else str(ITEM_KINDS[AgendaItem.Kind(item.kind)])
    return ItemRow(
        pk=item.pk,
        number=item.place,
        title=title_of(item, acting_role.language),
        note=" · ".join(each for each in (kind, by or area) if each),
        case_number=item.case_number,
        papers=[_paper(each, meeting, may, acting_role.language, last=last) for each in papers],
        late=late_in_words(
            item, meeting, acting_role.language, last=last, papers=len(papers), newest=newest or meeting.noticed_on
        ),
        removed_for=item.removed_for,
        is_standing=bool(item.standing),
        changed=_changed(item, acting_role.language),
        is_changed_late=item.changed_on is not None and item.changed_on > last,
    )


def title_of(item: AgendaItem, language: str) -> str:
    """What the item is called; what stands on each agenda by itself, in the reader's language."""
    own = STANDING_TITLES.get(item.standing)
    return own.text(language) if own is not None and item.title == own.sv else item.title


def _changed(item: AgendaItem, language: str) -> str:
    if item.changed_on is None:
        return ""
    return _("changed on %(day)s") % {"day": formatting.short_date(item.changed_on, language)}


def _paper(paper: Material, meeting: Meeting, may: Doing, language: str, *, last: date) -> Paper:
    day = sent_on(paper, meeting)
    return Paper(
        title=paper.title,
        url=reverse("meetings:paper", args=[paper.pk]) if may.read_papers or may.prepare else "",
        sent=formatting.short_date(day, language) if paper.sent_on else "",
        is_late=day is not None and day > last,
    )


def late_in_words(
    item: AgendaItem, meeting: Meeting, language: str, *, last: date, papers: int, newest: date | None
) -> str:
    """What was late about the item once the notice is sent; nothing of what stands on every agenda.

    `papers` is how many it has, `newest` when the last of those sent after the notice was.
    """
    told = told_on(item, meeting)
    if told is None or item.standing:
        return ""
    if told > last:
        return _("late: told on %(day)s") % {"day": formatting.short_date(told, language)}
    if item.kind == AgendaItem.Kind.DECISION and not papers:
        return _("no papers")
    if newest is not None and newest > last:
        return _("late: papers on %(day)s") % {"day": formatting.short_date(newest, language)}
    return ""


def _steps(meeting: Meeting, may: Doing, today: date) -> list[Step]:
    """What is done next, the most urgent first."""
    if meeting.is_cancelled:
        return []
    found = []
    if meeting.noticed_on is None and may.plan:
        found.append(Step(_("Send the notice"), address(meeting, "notice")))
    if may.minute and meeting.noticed_on is not None and meeting.held_on <= today and meeting.adjusted_on is None:
        words = _("Write who was there") if meeting.opened_on is None else _("Change who was there")
        found.append(Step(words, address(meeting, "attendance")))
    if meeting.opened_on is not None and meeting.adjusted_on is None and (may.minute or may.adjust):
        found.append(Step(_("Adjust the minutes"), address(meeting, "adjust")))
    if may.minute and meeting.adjusted_on is not None and meeting.posted_on is None:
        found.append(Step(_("Post the notice of the minutes"), address(meeting, "post")))
    if may.minute and meeting.posted_until is not None and meeting.taken_down_on is None:
        found.append(Step(_("Take the notice down"), address(meeting, "take_down")))
    if may.prepare and meeting.adjusted_on is None and (meeting.opened_on is None or may.plan):
        found.append(Step(_("Add an item"), address(meeting, "add_item")))
    if may.plan and meeting.opened_on is None:
        found.append(Step(_("Cancel the meeting"), address(meeting, "cancel")))
    return found


def _posted(meeting: Meeting, language: str) -> str:
    """From when the notice of the minutes is up, and until when."""
    if meeting.posted_on is None:
        return ""
    words = {
        "first": formatting.long_date(meeting.posted_on, language),
        "last": formatting.long_date(meeting.taken_down_on or meeting.posted_until, language),
    }
    if meeting.taken_down_on:
        return _("Was up %(first)s – %(last)s") % words
    return _("Is up from %(first)s, comes down on %(last)s") % words


@dataclass(frozen=True)
class ProposedRow:
    """A matter that another room proposes, and where it is put on the agenda."""

    title: str
    url: str
    why: str
    add_url: str


def proposed(meeting: Meeting, taken_up: Collection[str]) -> list[ProposedRow]:
    """What the rooms propose and nobody has put on an agenda yet."""
    return [
        ProposedRow(each.title, each.url, each.why, f"{address(meeting, 'add_item')}?{urlencode(_asked(each))}")
        for each in proposed_for(meeting.body.code, meeting.held_on)
        if each.title[:LONGEST_TITLE] not in taken_up
    ]


def _asked(each: Proposed) -> dict[str, str]:
    return {"titel": each.title[:LONGEST_TITLE], "slag": each.kind, "arende": each.case_number}


@dataclass(frozen=True)
class ParagraphRow:
    """A paragraph of the minutes as it is read."""

    number: int
    title: str
    url: str
    case_number: str
    text: str
    outcome: str
    recorded: Sequence[str]
    """What was recorded, where nobody has written the paragraph from it yet."""
    at_once: str
    withheld_for: str
    """Why something is left out of what the reader reads; empty where it reads the whole."""
    waits: str
    """What is to be done in it, for those who write."""
    decision_url: str
    case_url: str = ""


R = TypeVar("R", ItemRow, ParagraphRow)


def with_cases(rows: Sequence[R], *, as_of: date) -> list[R]:
    """The rows, each with the page of its case where the registry has one with the number. One query for all."""
    keys = keys_by_number({each.case_number for each in rows if each.case_number}, as_of=as_of)
    return [
        replace(each, case_url=reverse("registry:case", args=[keys[each.case_number]]))
        if each.case_number in keys
        else each
        for each in rows
    ]


def paragraph_rows(found: Sequence[Paragraph], acting_role: ActingRole, may: Doing) -> list[ParagraphRow]:
    """The paragraphs, whole for those who read the minutes as they are kept, else as they are published."""
    return with_cases([_paragraph(each, acting_role, may) for each in found], as_of=acting_role.as_of)


def _paragraph(row: Paragraph, acting_role: ActingRole, may: Doing) -> ParagraphRow:
    is_public = row.is_withheld and not may.reads_whole()
    waits = ""
    if may.minute and not (row.text or row.outcome):
        waits = _("not written")
    elif may.minute and row.other_texts.all():
        waits = _("another text waits")
    return ParagraphRow(
        number=row.number,
        title=title_of(row.item, acting_role.language),
        url=reverse("meetings:paragraph", args=[row.pk]),
        case_number=row.item.case_number,
        text=row.public_text if is_public else row.text,
        outcome="" if is_public else row.outcome,
        recorded=[] if is_public or row.text else recorded_in_words(row),
        at_once=_("adjusted at once") if row.adjusted_at_once_on else "",
        withheld_for=row.withheld_for if row.is_withheld else "",
        waits=waits,
        decision_url=reverse("decisions:decision", args=[row.decision_id]) if row.decision_id else "",
    )


def recorded_in_words(row: Paragraph) -> list[str]:
    """What was recorded at the item, a sentence for each."""
    told = [
        _("%(name)s took no part: %(reason)s.") % {"name": each.attendance, "reason": each.reason}
        for each in row.disqualifications.all()
    ]
    for each in row.motions.all():
        joined = ", ".join(str(one.attendance) for one in each.seconds.all())
        words = {"name": each.mover, "text": each.text, "joined": joined}
        told.append(
            _("%(name)s moved: %(text)s (joined by %(joined)s)") % words
            if joined
            else _("%(name)s moved: %(text)s") % words
        )
    told += map(_vote, row.votes.all())
    return [*told, *(_dissent(each.attendance, each.text) for each in row.recordeddissents.all())]


def _vote(row: Vote) -> str:
    said = _("Vote, %(about)s: %(yes)d yes, %(no)d no, %(abstained)d abstained.") % {
        "about": row.about, "yes": row.yes, "no": row.no, "abstained": row.abstained
    }  # fmt: skip
    if not row.tie_for:
        return said
    became = _("It became yes") if row.tie_for == Vote.Tie.YES else _("It became no")
    how = _("by the vote of %(name)s") % {"name": row.tie_by} if row.tie_by else _("by lot")
    return f"{said} {became}, {how}."


def _dissent(attendance: Attendance, text: str) -> str:
    if text:
        return _("%(name)s dissents: %(text)s") % {"name": attendance, "text": text}
    return _("%(name)s dissents.") % {"name": attendance}


@dataclass(frozen=True)
class There:
    """Who was there, in words."""

    serving: Sequence[str]
    not_serving: Sequence[str]
    leads: str
    adjusters: Sequence[str]
    others: str


@dataclass(frozen=True)
class Adjuster:
    """One of those who adjust the minutes; `confirmed` says since when, and whether on paper."""

    attendance: Attendance
    leads: bool
    code: str
    name: str
    confirmed: str
    key: int | None
    """Of the confirmation."""

    @property
    def in_words(self) -> str:
        """The name, with when it was."""
        return f"{self.name} ({self.confirmed})" if self.confirmed else self.name


def adjusters(found: Sequence[Attendance], language: str) -> list[Adjuster]:
    """The one who led, then those who were chosen."""
    rows = sorted((each for each in found if each.leads or each.adjusts), key=lambda each: not each.leads)
    return [_adjuster(each, language) for each in rows]


def _adjuster(row: Attendance, language: str) -> Adjuster:
    held = confirmation(row)
    words = ""
    if held is not None:
        words = _("on paper %(day)s") if held.is_on_paper else _("confirmed %(day)s")
        words %= {"day": formatting.short_date(held.adjusted_on, language)}
    return Adjuster(row, row.leads, row.membership.person.code, str(row), words, held.pk if held else None)


def adjusted_in_words(meeting: Meeting, rows: Sequence[Adjuster], language: str) -> str:
    """When the minutes were adjusted, and by those who have confirmed them: nobody else is named as having done so.

    Minutes that an earlier version left adjusted say the day alone.
    """
    if meeting.adjusted_on is None:
        return _("Not adjusted yet. Adjusted by %(names)s.") % {"names": ", ".join(each.in_words for each in rows)}
    day = formatting.long_date(meeting.adjusted_on, language)
    names = ", ".join(each.in_words for each in rows if each.confirmed)
    if not names:
        return _("Adjusted on %(day)s. Who confirmed is not kept here.") % {"day": day}
    return _("Adjusted on %(day)s by %(names)s.") % {"day": day, "names": names}


def there(found: Sequence[Attendance], meeting: Meeting, language: str) -> There:
    """Members and substitutes who served, substitutes who did not, who led and who adjust."""
    return There(
        serving=[_attended(each) for each in found if each.seat_id is not None],
        not_serving=[_attended(each) for each in found if each.seat_id is None],
        leads=next((str(each) for each in found if each.leads), ""),
        adjusters=[each.in_words for each in adjusters(found, language) if not each.leads],
        others=meeting.others_present,
    )


def _attended(row: Attendance) -> str:
    marks = []
    if row.seat_id is not None and row.membership.seat.is_substitute:
        marks.append(_("serving substitute"))
    if row.is_remote:
        marks.append(_("from afar"))
    return f"{row} ({', '.join(marks)})" if marks else str(row)
