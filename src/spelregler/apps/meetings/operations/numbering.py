"""The paragraph numbers of a body's year: one after the other, without a gap and never twice."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from spelregler.apps.decisions.models import Decision
from spelregler.apps.meetings.models import AgendaItem, Meeting, Paragraph
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class ParagraphRefused(DomainError):
    """Paragraph numbers run in the order of the meetings."""

    code = "paragraph-refused"


def give_paragraph(*, item: AgendaItem, who: Who) -> Paragraph:
    """The next number of the body's year, to an item of a meeting. Called under the lock of the trail.

    Whoever writes takes the same lock, so two who begin at once get numbers after each other. Numbers of decisions that
    were entered by hand count too. Refuses with `ParagraphRefused` an item where a later meeting has been held.
    """
    meeting = item.meeting
    later = Meeting.objects.filter(
        body=meeting.body, held_on__year=meeting.held_on.year, opened_on__isnull=False, held_on__gt=meeting.held_on
    ).order_by("held_on")
    found = later.first()
    if found is not None:
        raise ParagraphRefused(
            Words("The meeting on {day} has been held, and its paragraphs have the next numbers.", day=found.held_on),
            way=Words("Take the matter up at a meeting to come."),
        )
    year = meeting.held_on.year
    paragraph = Paragraph(item=item, body=meeting.body, year=year, number=_last_number(meeting.body, year) + 1)
    store(paragraph, act="give-paragraph", who=who, details={"number": paragraph.number, "year": year})
    return paragraph


def _last_number(body: Body, year: int) -> int:
    minuted = Paragraph.objects.filter(body=body, year=year).aggregate(last=Max("number"))["last"] or 0
    within = {"decided_on__gte": date(year, 1, 1), "decided_on__lt": date(year + 1, 1, 1)}
    typed = Decision.objects.filter(body=body, minuted__isnull=True, **within).values_list("paragraph", flat=True)
    return max([minuted, *(int(each) for each in typed if each.isascii() and each.isdigit())])
