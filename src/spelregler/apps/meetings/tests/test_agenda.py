"""Meetings are planned with what stands on every agenda, and papers are told by the day when they were sent."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import AgendaItem, Meeting
from spelregler.apps.meetings.operations import ItemSaid, MeetingRefused
from spelregler.apps.meetings.queries import calendar
from spelregler.apps.meetings.tests.conftest import HELD, TODAY, WHO, Town
from spelregler.apps.organisation.models import Body
from spelregler.platform.attachments.store import AttachmentRefused
from spelregler.platform.audit.models import AuditRow


def standing(meeting: Meeting) -> list[str]:
    return list(meeting.items.filter(removed_on=None).exclude(standing="").values_list("standing", flat=True))


def pdf(name: str = "underlag.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 underlag")


class TestPlanMeetings:
    def test_puts_what_stands_on_every_agenda_there_and_the_open_assignments_twice_a_year(self, town: Town):
        rows = town.plan(*(date(2027, month, 9) for month in (2, 4, 6, 9, 11)))
        assert [len(standing(each)) for each in rows] == [3, 2, 3, 2, 3]
        assert AuditRow.objects.filter(act="plan-meeting").count() == 5

    def test_puts_nothing_on_an_extra_meeting(self, town: Town):
        (extra,) = town.plan(HELD, kind="extra")
        assert standing(extra) == []

    def test_refuses_the_same_time_twice_and_plans_none_of_them(self, town: Town):
        with pytest.raises(MeetingRefused) as refused:
            town.plan(date(2027, 1, 12), HELD, HELD)
        assert refused.value.field == "days"
        assert not Meeting.objects.exists()

    def test_refuses_a_body_that_does_not_meet_and_a_day_before_the_body(self, town: Town):
        auditors = Body.objects.create(code="rev", name="Revisorerna", kind="auditors", start=date(2023, 1, 1))
        with pytest.raises(MeetingRefused):
            operations.plan_meetings(body=auditors, planned=[], lists_a_year=2, on=TODAY, who=WHO)
        with pytest.raises(MeetingRefused):
            town.plan(date(2022, 1, 1))
        with pytest.raises(MeetingRefused):
            operations.plan_meetings(body=town.body, planned=[], lists_a_year=2, on=TODAY, who=WHO)


class TestAgenda:
    def test_an_item_is_taken_away_for_a_reason_and_put_back(self, town: Town):
        (meeting,) = town.plan()
        item = meeting.items.get(standing="information")
        with pytest.raises(MeetingRefused) as refused:
            operations.remove_item(item=item, reason=" ", on=TODAY, who=WHO)
        assert refused.value.field == "reason"
        operations.remove_item(item=item, reason="Tiden räcker inte.", on=TODAY, who=WHO)
        assert "information" not in standing(meeting)
        operations.put_back_item(item=item, who=WHO)
        assert "information" in standing(meeting)

    def test_an_item_moves_up(self, town: Town):
        (meeting,) = town.plan()
        item = town.item(meeting)
        operations.move_item(item=item, earlier=True, who=WHO)
        assert meeting.items.order_by("place").values_list("pk", flat=True)[2] == item.pk
        first = meeting.items.order_by("place").first()
        operations.move_item(item=first, earlier=True, who=WHO)
        assert meeting.items.order_by("place").first() == first

    def test_an_item_is_changed_and_after_the_notice_the_day_is_told(self, town: Town):
        (meeting,) = town.plan()
        item, said = town.item(meeting), ItemSaid("Skolstart 2027", "information", "UN 2026/2", town.head)
        operations.change_item(item=item, said=said, version=0, on=date(2026, 10, 2), who=WHO)
        item.refresh_from_db()
        assert (item.title, item.kind, item.changed_on, item.version) == ("Skolstart 2027", "information", None, 1)
        town.call(meeting)
        corrected = ItemSaid("Skolstart hösten 2027", "information", "UN 2026/2", None, town.department)
        operations.change_item(item=item, said=corrected, version=1, on=date(2026, 10, 16), who=WHO)
        item.refresh_from_db()
        assert (item.changed_on, item.told_on, item.presenter) == (date(2026, 10, 16), None, None)
        row = AuditRow.objects.filter(act="change-agenda-item").last()
        assert (row.before["title"], row.after["title"]) == ("Skolstart 2027", "Skolstart hösten 2027")

    def test_two_who_change_an_item_are_told_of_each_other(self, town: Town):
        (meeting,) = town.plan()
        item, theirs = town.item(meeting), ItemSaid("Den ena", "decision", "", None)
        operations.change_item(item=item, said=theirs, version=0, on=TODAY, who=WHO)
        with pytest.raises(operations.ItemChanged) as refused:
            operations.change_item(item=item, said=ItemSaid("Den andra", "decision"), version=0, on=TODAY, who=WHO)
        assert (refused.value.version, "Den ena" in refused.value.text("sv")) == (1, True)
        operations.change_item(item=item, said=theirs, version=0, on=TODAY, who=WHO)
        item.refresh_from_db()
        assert (item.title, item.version) == ("Den ena", 1)

    def test_what_stands_by_itself_is_taken_away_or_has_its_paragraph_is_not_changed(self, town: Town):
        meeting, said = town.minuted("Skolstart"), ItemSaid("Nytt", "decision")
        (later,) = town.plan(date(2026, 11, 10))
        gone = town.item(later, "Utgår")
        operations.remove_item(item=gone, reason="Dras tillbaka.", on=TODAY, who=WHO)
        for item in (meeting.items.last(), later.items.get(standing="information"), gone):
            with pytest.raises(MeetingRefused):
                operations.change_item(item=item, said=said, version=0, on=TODAY, who=WHO)
        with pytest.raises(MeetingRefused):
            operations.change_item(item=gone, said=ItemSaid("", "decision"), version=0, on=TODAY, who=WHO)
        assert not AgendaItem.objects.filter(title="Nytt").exists()

    def test_an_item_is_of_the_department_of_whoever_presents_it_and_late_after_the_notice(self, town: Town):
        (meeting,) = town.plan()
        assert (town.item(meeting).area, town.item(meeting, "B").told_on) == (town.department, None)
        town.call(meeting)
        assert town.item(meeting, "C", on=date(2026, 10, 16)).told_on == date(2026, 10, 16)

    def test_a_theme_has_an_area_and_an_item_a_title(self, town: Town):
        (meeting,) = town.plan()
        for said, field in ((ItemSaid("Tema", "theme"), "area"), (ItemSaid(" ", "decision"), "title")):
            with pytest.raises(MeetingRefused) as refused:
                operations.add_item(meeting=meeting, said=said, on=TODAY, who=WHO)
            assert refused.value.field == field

    def test_a_paper_goes_with_the_notice_or_has_its_own_day(self, town: Town):
        (meeting,) = town.plan()
        item, day = town.item(meeting), date(2026, 10, 16)
        said = {"item": item, "sent_on": day, "on": TODAY, "who": WHO}
        assert operations.add_material(title="", file=pdf(), **said).sent_on is None
        town.call(meeting)
        late = operations.add_material(title="Bilaga", file=pdf("b.pdf"), **said)
        assert (late.title, late.sent_on) == ("Bilaga", day)
        with pytest.raises(MeetingRefused) as refused:
            operations.add_material(item=item, title="", file=pdf(), sent_on=date(2026, 11, 3), on=TODAY, who=WHO)
        assert refused.value.field == "sent_on"
        with pytest.raises(AttachmentRefused):
            operations.add_material(title="", file=SimpleUploadedFile("x.exe", b"MZ"), **said)
        with pytest.raises(MeetingRefused):
            operations.add_material(title="", file=None, **said)

    def test_a_meeting_is_cancelled_for_a_reason_and_its_time_is_free(self, town: Town):
        (meeting,) = town.plan()
        with pytest.raises(MeetingRefused):
            operations.cancel_meeting(meeting=meeting, reason="", on=TODAY, who=WHO)
        operations.cancel_meeting(meeting=meeting, reason="Inga ärenden.", on=TODAY, who=WHO)
        with pytest.raises(MeetingRefused):
            town.item(meeting)
        assert town.plan()


class TestSendNotice:
    @pytest.mark.parametrize(("day", "on"), [(date(2026, 10, 10), date(2026, 10, 9)), (date(2026, 10, 21), TODAY)])
    def test_refuses_a_notice_before_its_time_and_one_after_the_meeting(self, town: Town, day: date, on: date):
        (meeting,) = town.plan()
        with pytest.raises(MeetingRefused) as refused:
            operations.send_notice(meeting=meeting, sent_on=day, on=on, who=WHO)
        assert refused.value.field == "sent_on"
        meeting.refresh_from_db()
        assert meeting.noticed_on is None

    def test_refuses_an_empty_agenda_and_a_second_notice(self, town: Town):
        (meeting,) = town.plan(HELD, kind="extra")
        with pytest.raises(MeetingRefused):
            town.call(meeting)
        town.item(meeting)
        town.call(meeting)
        with pytest.raises(MeetingRefused):
            town.call(meeting)
        assert AgendaItem.objects.count() == 1


def test_a_meeting_that_was_called_off_later_stands_in_the_calendar_of_an_earlier_day(town: Town):
    (meeting,) = town.plan(date(2026, 11, 10))
    town.call(meeting, on=date(2026, 11, 1))
    operations.cancel_meeting(meeting=meeting, reason="Få ärenden", on=TODAY, who=WHO)
    day, until = date(2026, 10, 31), date(2026, 11, 30)
    (then,), (now,) = (calendar.coming(as_of=each).rows for each in (day, TODAY))
    assert (then.is_cancelled, then.noticed_on, now.is_cancelled) == (False, None, True)
    assert [each.noticed_on for each in calendar.to_attend("un", as_of=day, until=until)] == [None]
    assert calendar.to_attend("un", as_of=TODAY, until=until) == []
    assert calendar.held(as_of=date(2026, 11, 20)).rows == ()
