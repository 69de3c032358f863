"""The minutes are adjusted when each of those who adjust them has confirmed, and stay as they were confirmed."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import Adjustment, Meeting
from spelregler.apps.meetings.operations import MeetingRefused, ParagraphRefused
from spelregler.apps.meetings.queries import agenda
from spelregler.apps.meetings.queries.as_known import DAYS, items_known_on, known_on
from spelregler.apps.meetings.tests.conftest import HELD, TODAY, WHO, Town, attendance, paragraphs, write
from spelregler.apps.organisation.models import Membership
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.errors import NotVisible

DAY, LAST = date(2026, 10, 26), date(2026, 10, 28)


def ready(town: Town) -> Meeting:
    """The minutes are written, and one thing is decided."""
    meeting = town.minuted("Skolstart")
    for each in paragraphs(meeting):
        write(each)
    write(paragraphs(meeting)[-1], "", "Nämnden beslutar.", "other")
    return meeting


def confirm(meeting: Meeting, place: Membership, day: date = DAY, *, of: Meeting | None = None) -> Meeting:
    return operations.confirm_minutes(
        meeting=meeting,
        attendance=attendance(of or meeting, place),
        adjusted_on=day,
        is_on_paper=place.function == Membership.Function.MEMBER,
        on=TODAY,
        who=WHO,
    )


def test_they_are_adjusted_when_the_last_has_confirmed_and_on_that_day(town: Town):
    meeting = ready(town)
    assert confirm(meeting, town.places[0], LAST).adjusted_on is None
    assert not Decision.objects.exists()
    assert confirm(meeting, town.places[1], DAY).adjusted_on == LAST
    made = Decision.objects.get()
    assert (made.decided_on, made.adjusted_on, made.effective_on) == (HELD, LAST, LAST)
    assert [each.is_on_paper for each in Adjustment.objects.order_by("pk")] == [False, True]
    assert [each.concerns for each in AuditRow.objects.filter(act="confirm-minutes").order_by("id")] == ["p0", "p1"]


def test_those_who_are_left_sign_on_paper_at_once(town: Town):
    meeting = ready(town)
    confirm(meeting, town.places[0])
    operations.adjust_minutes(meeting=meeting, adjusted_on=LAST, on=TODAY, who=WHO)
    meeting.refresh_from_db()
    assert meeting.adjusted_on == LAST
    assert list(Adjustment.objects.order_by("pk").values_list("is_on_paper", flat=True)) == [False, True]


def test_nobody_else_confirms_and_nobody_twice(town: Town):
    meeting = ready(town)
    town.hold(meeting, present=[*town.members[:2], town.substitutes[0]])
    other = town.minuted("Annat", day=date(2026, 10, 27))
    for place, of in ((town.places[3], meeting), (town.places[0], other)):
        with pytest.raises(MeetingRefused) as refused:
            confirm(meeting, place, of=of)
        assert refused.value.field == "signer"
    confirm(meeting, town.places[0])
    with pytest.raises(MeetingRefused):
        confirm(meeting, town.places[0])
    assert Adjustment.objects.count() == 1


@pytest.mark.parametrize("day", [date(2026, 10, 19), date(2026, 11, 3)])
def test_nobody_confirms_before_the_meeting_or_ahead_of_today(town: Town, day: date):
    meeting = ready(town)
    with pytest.raises(MeetingRefused) as refused:
        confirm(meeting, town.places[0], day)
    assert refused.value.field == "adjusted_on"


def test_what_is_confirmed_stays_until_it_is_taken_back(town: Town):
    meeting = ready(town)
    confirm(meeting, town.places[0])
    row = paragraphs(meeting)[-1]
    for act in (
        lambda: write(row, "Efteråt."),
        lambda: town.hold(meeting),
        lambda: town.item(meeting, "Efteråt"),
        lambda: operations.adjust_at_once(paragraph=row, on=TODAY, who=WHO),
    ):
        with pytest.raises(ParagraphRefused):
            act()
    held = Adjustment.objects.get()
    operations.take_back_adjustment(adjustment=held, on=TODAY, who=WHO)
    write(paragraphs(meeting)[-1], "", "Nämnden beslutar annat.", "other")
    confirm(meeting, town.places[0])
    with pytest.raises(MeetingRefused):
        operations.take_back_adjustment(adjustment=held, on=TODAY, who=WHO)
    confirm(meeting, town.places[1])
    with pytest.raises(MeetingRefused):
        operations.take_back_adjustment(adjustment=Adjustment.objects.order_by("pk").last(), on=TODAY, who=WHO)
    assert Decision.objects.get().text == "Nämnden beslutar annat."


def test_a_paragraph_that_was_adjusted_at_once_keeps_its_own_day(town: Town):
    meeting = ready(town)
    operations.adjust_at_once(paragraph=paragraphs(meeting)[-1], on=TODAY, who=WHO)
    confirm(meeting, town.places[0], LAST)
    confirm(meeting, town.places[1], LAST)
    assert Decision.objects.get().adjusted_on == HELD


def test_minutes_that_were_adjusted_before_each_confirmed_go_on(town: Town):
    meeting = ready(town)
    Meeting.objects.filter(pk=meeting.pk).update(adjusted_on=DAY)  # as an earlier version left them
    with pytest.raises(MeetingRefused):
        confirm(meeting, town.places[0])
    operations.post_minutes(meeting=meeting, posted_on=DAY, posted_until=date(2026, 11, 20), on=TODAY, who=WHO)
    assert not Adjustment.objects.exists()


def test_an_earlier_day_knows_nothing_of_what_came_after_it(town: Town):
    meeting = ready(town)
    operations.adjust_minutes(meeting=meeting, adjusted_on=LAST, on=TODAY, who=WHO)
    operations.post_minutes(meeting=meeting, posted_on=LAST, posted_until=date(2026, 11, 20), on=TODAY, who=WHO)

    def then(day: date) -> Meeting:
        return known_on(Meeting.objects.get(pk=meeting.pk), day)

    before = then(date(2026, 10, 1))
    assert [getattr(before, name) for name in (*DAYS, "posted_until")] == [None] * (len(DAYS) + 1)
    assert then(TODAY).posted_until == date(2026, 11, 20)
    assert then(date(2026, 10, 12)).noticed_on == date(2026, 10, 9)
    with pytest.raises(NotVisible):
        then(date(2026, 1, 11))
    items = items_known_on(agenda.items_of(meeting), TODAY)
    assert len(items) == 4
