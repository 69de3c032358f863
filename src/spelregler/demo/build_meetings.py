"""The demo's meetings, as the secretary planned, called and minuted them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from spelregler.apps.decisions.models import Origin
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import AgendaItem, Meeting, Paragraph
from spelregler.apps.meetings.operations import Attended, ItemSaid, Planned, Written
from spelregler.apps.meetings.queries.calendar import lists_a_year
from spelregler.demo.made import Made
from spelregler.demo.meetings import MEETINGS, HeldFact, ItemFact, MeetingFact
from spelregler.domain.period import ONE_DAY
from spelregler.exchange.documents import Document, write_word
from spelregler.exchange.documents import Paragraph as Sentence
from spelregler.platform.audit.operations import Who

SECRETARY = "namndsekreterare"


def build_meetings(made: Made) -> None:
    """One committee's meetings in good order, one with late papers, and one that is not called yet."""
    secretary, planned = made.who(SECRETARY, "SE"), dict[tuple[str, str], Meeting]()
    for code in dict.fromkeys(each.body for each in MEETINGS):
        facts = [each for each in MEETINGS if each.body == code]
        rows = operations.plan_meetings(
            body=made.bodies[code],
            planned=[Planned(each.held_on, each.starts_at, each.place) for each in facts],
            lists_a_year=lists_a_year(as_of=facts[0].planned_on),
            on=facts[0].planned_on,
            origin=Origin.INVENTED,
            who=secretary,
        )
        planned |= {(code, str(each.held_on)): row for each, row in zip(facts, rows, strict=True)}
    for fact in MEETINGS:
        _meeting(made, planned[fact.body, str(fact.held_on)], fact, secretary)


def _meeting(made: Made, meeting: Meeting, fact: MeetingFact, secretary: Who) -> None:
    for standing, reason in fact.without:
        item = meeting.items.get(standing=standing)
        operations.remove_item(item=item, reason=reason, on=fact.planned_on, who=secretary)
    for each in fact.items:
        if each.added_on is None:
            _item(made, meeting, each, fact, secretary)
    if fact.noticed_on is not None:
        operations.send_notice(meeting=meeting, sent_on=fact.noticed_on, on=fact.noticed_on, who=secretary)
    for each in fact.items:
        if each.added_on is not None:
            _item(made, meeting, each, fact, secretary)
    if fact.held is not None:
        _held(meeting, fact, fact.held, secretary)


def _item(made: Made, meeting: Meeting, fact: ItemFact, of: MeetingFact, secretary: Who) -> AgendaItem:
    post = made.posts[fact.presenter] if fact.presenter else None
    on = fact.added_on or of.noticed_on or of.planned_on
    said = ItemSaid(fact.title, fact.kind, fact.case_number, presenter=post, area=post.department if post else None)
    item = operations.add_item(meeting=meeting, said=said, on=on, who=secretary)
    for name in fact.papers:
        paper = Document(
            title=name, language="sv", made=on, author="Demonstrationen", blocks=[Sentence("Påhittat underlag.")]
        )
        file = SimpleUploadedFile(f"{name}.docx", write_word(paper))
        operations.add_material(item=item, title=name, file=file, sent_on=on, on=on, who=secretary)
    return item


def _held(meeting: Meeting, fact: MeetingFact, held: HeldFact, secretary: Who) -> None:
    places = operations.places_of(meeting)
    members = {each.seat.number: each.pk for each in places if not each.seat.is_substitute}
    substitutes = [each.pk for each in places if each.seat.is_substitute][: held.substitutes]
    said = Attended(
        present=[*(pk for number, pk in members.items() if number not in held.absent), *substitutes],
        remote=[members[each] for each in held.remote],
        leads=members[1],
        adjusters=[members[held.adjuster]],
        others="Förvaltningschefen, nämndsekreteraren",
    )
    operations.record_attendance(meeting=meeting, said=said, on=meeting.held_on, who=secretary)
    told = {each.title: each for each in fact.items}
    for row in Paragraph.objects.filter(item__meeting=meeting).select_related("item").order_by("number"):
        item = told.get(row.item.title)
        if held.adjusted_on is None and item is None:
            continue  # the minutes of this meeting are not finished
        wrote = (
            Written(item.text, item.outcome, item.decision_kind)
            if item
            else Written("Informationen lämnas och läggs till handlingarna.", "")
        )
        operations.write_paragraph(paragraph=row, said=wrote, version=0, on=meeting.held_on + ONE_DAY, who=secretary)
    if held.adjusted_on is None:
        return
    operations.adjust_minutes(meeting=meeting, adjusted_on=held.adjusted_on, on=held.adjusted_on, who=secretary)
    if held.posted_until is not None:
        operations.post_minutes(
            meeting=meeting,
            posted_on=held.adjusted_on,
            posted_until=held.posted_until,
            on=held.adjusted_on,
            who=secretary,
        )
    if held.taken_down_on is not None:
        operations.take_down(meeting=meeting, taken_down_on=held.taken_down_on, on=held.taken_down_on, who=secretary)
