"""Who was there and served, the numbers of the paragraphs, what is recorded, and the minutes adjusted and posted."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.models import Meeting, Motion, OtherText, Paragraph, Vote
from spelregler.apps.meetings.operations import Attended, MeetingRefused, ParagraphRefused, TieSettled, Written
from spelregler.apps.meetings.pages.meeting.presenters import adjusted_in_words, adjusters, recorded_in_words
from spelregler.apps.meetings.queries.agenda import attendances_of
from spelregler.apps.meetings.tests.conftest import HELD, TODAY, WHO, Town, attendance, paragraphs, write
from spelregler.platform.audit.operations import Who

DAY = date(2026, 10, 26)


def numbers(meeting: Meeting) -> list[int]:
    return [each.number for each in paragraphs(meeting)]


class TestRecordAttendance:
    def test_substitutes_serve_in_their_order_and_the_rest_are_there(self, town: Town):
        meeting = town.minuted()
        said = Attended(
            present=[*town.members[:2], *town.substitutes],
            remote=[town.members[1]],
            leads=town.members[0],
            adjusters=[town.substitutes[0]],
        )
        operations.record_attendance(meeting=meeting, said=said, on=TODAY, who=WHO)
        first, second = (attendance(meeting, each) for each in town.places[3:])
        assert (first.seat.number, first.adjusts, second.seat) == (3, True, None)
        assert attendance(meeting, town.places[1]).is_remote
        assert not meeting.attendances.filter(membership=town.places[2]).exists()

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            (lambda town: Attended([]), "present"),
            (lambda town: Attended([*town.members, 0], leads=town.members[0]), "present"),
            (lambda town: Attended(town.members[:2], remote=[town.members[2]], leads=town.members[0]), "remote"),
            (lambda town: Attended(town.members[:2], leads=town.members[0], adjusters=[town.members[2]]), "adjusters"),
            (lambda town: Attended(town.members, leads=town.members[0]), "adjusters"),
            (
                lambda town: Attended(
                    [*town.members, town.substitutes[0]], leads=town.members[0], adjusters=[town.substitutes[0]]
                ),
                "adjusters",
            ),
            (lambda town: Attended(town.members[:2], leads=town.members[2]), "leads"),
            (lambda town: Attended(town.members), "leads"),
        ],
    )
    def test_refuses_at_its_field_and_begins_no_minutes(self, town: Town, said, field: str):
        (meeting,) = town.plan()
        town.call(meeting)
        with pytest.raises(MeetingRefused) as refused:
            operations.record_attendance(meeting=meeting, said=said(town), on=TODAY, who=WHO)
        assert refused.value.field == field
        assert not Paragraph.objects.exists()
        assert not meeting.attendances.exists()

    def test_refuses_a_meeting_without_notice_before_its_day_and_before_an_earlier_one(self, town: Town):
        earlier, meeting = town.plan(date(2026, 9, 15), HELD)
        with pytest.raises(MeetingRefused):
            town.hold(meeting)
        town.call(meeting)
        with pytest.raises(MeetingRefused):
            town.hold(meeting, on=date(2026, 10, 19))
        with pytest.raises(MeetingRefused):
            town.hold(meeting)
        operations.cancel_meeting(meeting=earlier, reason="Inga ärenden.", on=TODAY, who=WHO)
        assert numbers(town.hold(meeting)) == [1, 2, 3]

    def test_whoever_has_something_recorded_stays(self, town: Town):
        meeting = town.minuted("Skolstart")
        mover = attendance(meeting, town.places[2])
        operations.record_motion(paragraph=paragraphs(meeting)[0], mover=mover, text="Avslag.", who=WHO)
        with pytest.raises(MeetingRefused) as refused:
            town.hold(meeting, present=town.members[:2])
        assert refused.value.field == "present"
        assert town.hold(meeting, present=[*town.members, town.substitutes[0]]).attendances.count() == 4


class TestParagraphNumbers:
    def test_run_through_the_year_after_what_was_entered_by_hand(self, town: Town):
        said = {"title": "Sak", "text": "Beslut.", "kind": "other", "who": WHO}
        record_decision(body=town.body, decided_on=date(2026, 2, 3), paragraph="7", **said)
        record_decision(body=town.body, decided_on=date(2025, 2, 3), paragraph="90", **said)
        first = town.minuted("A", day=date(2026, 10, 13))
        second = town.minuted("B")
        assert (numbers(first), numbers(second)) == ([8, 9, 10, 11], [12, 13, 14, 15])
        assert numbers(town.minuted("C", day=date(2026, 10, 27)))[0] == 16

    def test_an_item_that_is_raised_at_the_meeting_has_the_next_unless_a_later_was_held(self, town: Town):
        first = town.minuted("A", day=date(2026, 10, 13))
        town.item(first, "Väckt vid bordet")
        assert numbers(first) == [1, 2, 3, 4, 5]
        town.minuted("B")
        with pytest.raises(ParagraphRefused):
            town.item(first, "För sent")
        assert not first.items.filter(title="För sent").exists()

    def test_the_database_takes_no_number_twice(self, town: Town):
        meeting = town.minuted("A")
        (extra,) = town.plan(date(2026, 10, 27), kind="extra")
        item = town.item(extra)
        with pytest.raises(IntegrityError), transaction.atomic():
            Paragraph.objects.create(item=item, body=town.body, year=2026, number=numbers(meeting)[0])

    def test_what_has_its_paragraph_stays_on_the_agenda(self, town: Town):
        meeting = town.minuted("A")
        for act in (
            lambda item: operations.remove_item(item=item, reason="Nej.", on=TODAY, who=WHO),
            lambda item: operations.move_item(item=item, earlier=True, who=WHO),
        ):
            with pytest.raises(MeetingRefused):
                act(meeting.items.last())
        with pytest.raises(MeetingRefused):
            operations.cancel_meeting(meeting=meeting, reason="Nej.", on=TODAY, who=WHO)


class TestWhatIsRecorded:
    def test_members_move_join_vote_and_dissent(self, town: Town):
        meeting = town.minuted("Skolstart")
        row, (chair, other, third) = paragraphs(meeting)[-1], [attendance(meeting, each) for each in town.places[:3]]
        motion = operations.record_motion(paragraph=row, mover=chair, text="Bifall.", seconds=[other], who=WHO)
        assert [each.attendance for each in motion.seconds.all()] == [other]
        vote = operations.record_vote(paragraph=row, about="ja för bifall", yes=2, no=1, abstained=0, who=WHO)
        operations.record_dissent(paragraph=row, attendance=third, text="För dyrt.", who=WHO)
        operations.take_back(row=vote, on=TODAY, who=WHO)
        assert row.votes.get().taken_back_on == TODAY

    def test_an_official_and_a_substitute_that_does_not_serve_neither_move_nor_join(self, town: Town):
        meeting = town.minuted("Skolstart")
        town.hold(meeting, present=[*town.members, town.substitutes[0]])
        row, idle = paragraphs(meeting)[-1], attendance(meeting, town.places[3])
        chair = attendance(meeting, town.places[0])
        for mover, seconds, field in ((None, [], "mover"), (idle, [], "mover"), (chair, [idle], "seconds")):
            with pytest.raises(MeetingRefused) as refused:
                operations.record_motion(paragraph=row, mover=mover, text="Bifall.", seconds=seconds, who=WHO)
            assert (refused.value.field, refused.value.clause) == (field, "MR-34")
        with pytest.raises(MeetingRefused):
            operations.record_dissent(paragraph=row, attendance=idle, text="", who=WHO)
        assert not Motion.objects.exists()

    def test_whoever_is_disqualified_neither_moves_nor_counts(self, town: Town):
        meeting = town.minuted("Skolstart")
        row, chair = paragraphs(meeting)[-1], attendance(meeting, town.places[0])
        with pytest.raises(MeetingRefused):
            operations.record_disqualification(paragraph=row, attendance=chair, reason=" ", who=WHO)
        out = operations.record_disqualification(paragraph=row, attendance=chair, reason="Äger fastigheten.", who=WHO)
        with pytest.raises(MeetingRefused):
            operations.record_motion(paragraph=row, mover=chair, text="Bifall.", who=WHO)
        with pytest.raises(MeetingRefused) as refused:
            operations.record_vote(paragraph=row, about="bifall", yes=2, no=1, abstained=0, who=WHO)
        assert refused.value.field == "yes"
        operations.record_vote(paragraph=row, about="bifall", yes=2, no=0, abstained=0, who=WHO)
        operations.take_back(row=out, on=TODAY, who=WHO)
        operations.record_motion(paragraph=row, mover=chair, text="Bifall.", who=WHO)
        with pytest.raises(MeetingRefused):
            operations.record_disqualification(paragraph=row, attendance=chair, reason="Igen.", who=WHO)

    def test_a_vote_has_votes_and_is_about_something(self, town: Town):
        row = paragraphs(town.minuted("Skolstart"))[-1]
        for about, yes in (("", 1), ("bifall", 0), ("bifall", 4)):
            with pytest.raises(MeetingRefused):
                operations.record_vote(paragraph=row, about=about, yes=yes, no=0, abstained=0, who=WHO)

    def test_a_mover_does_not_join_the_own_motion(self, town: Town):
        meeting = town.minuted("Skolstart")
        row, chair = paragraphs(meeting)[-1], attendance(meeting, town.places[0])
        with pytest.raises(MeetingRefused) as refused:
            operations.record_motion(paragraph=row, mover=chair, text="Bifall.", seconds=[chair], who=WHO)
        assert refused.value.field == "seconds"
        assert not Motion.objects.exists()

    def test_a_tie_says_what_it_became_and_by_whom_and_nothing_else_does(self, town: Town):
        meeting = town.minuted("Skolstart")
        row, chair = paragraphs(meeting)[-1], attendance(meeting, town.places[0])
        tie = TieSettled(Vote.Tie.YES, chair)
        for no, settled in ((1, None), (0, tie)):
            with pytest.raises(MeetingRefused) as refused:
                operations.record_vote(paragraph=row, about="bifall", yes=1, no=no, abstained=1, tie=settled, who=WHO)
            assert refused.value.field == "tie_for"
        operations.record_vote(paragraph=row, about="bifall", yes=1, no=1, abstained=1, tie=tie, who=WHO)
        with override("sv"):
            assert recorded_in_words(row)[-1].endswith("Det blev ja, genom rösten från Person 0.")

    def test_the_same_question_is_voted_on_once(self, town: Town):
        row = paragraphs(town.minuted("Skolstart"))[-1]
        vote = operations.record_vote(paragraph=row, about="Bifall", yes=2, no=1, abstained=0, who=WHO)
        with pytest.raises(MeetingRefused) as refused:
            operations.record_vote(paragraph=row, about="bifall ", yes=1, no=2, abstained=0, who=WHO)
        assert refused.value.field == "about"
        operations.take_back(row=vote, on=TODAY, who=WHO)
        operations.record_vote(paragraph=row, about="bifall", yes=1, no=2, abstained=0, who=WHO)


class TestWriting:
    @pytest.mark.parametrize("said", [None, True, False])
    def test_the_decision_carries_whether_it_touches_the_staff(self, town: Town, said: bool | None):
        meeting = town.minuted("Skolstart")
        row = paragraphs(meeting)[-1]
        written = Written("", "Nämnden beslutar.", "other", said)
        operations.write_paragraph(paragraph=row, said=written, version=0, on=TODAY, who=WHO)
        made = operations.adjust_at_once(paragraph=row, on=TODAY, who=WHO)
        assert made.touches_staff is said

    def test_two_who_write_at_once_lose_no_word(self, town: Town):
        row = paragraphs(town.minuted("Skolstart"))[-1]
        first = operations.write_paragraph(paragraph=row, said=Written("Ett.", ""), version=0, on=TODAY, who=WHO)
        other = Who(name="Vikarien", role="SE")
        second = operations.write_paragraph(paragraph=row, said=Written("Två.", ""), version=0, on=TODAY, who=other)
        assert (first.kept_beside, second.kept_beside.text, second.kept_beside.written_by) == (None, "Två.", "Vikarien")
        row.refresh_from_db()
        assert (row.text, row.version) == ("Ett.", 1)
        same = operations.write_paragraph(paragraph=row, said=Written("Ett.", ""), version=0, on=TODAY, who=other)
        assert same.kept_beside is None

    def test_a_kind_of_decision_says_what_was_decided(self, town: Town):
        row = paragraphs(town.minuted("Skolstart"))[-1]
        with pytest.raises(MeetingRefused) as refused:
            write(row, "Text.", "", "other")
        assert refused.value.field == "outcome"

    def test_what_is_left_out_has_text_and_reason_and_the_open_decision_follows(self, town: Town):
        meeting = town.minuted("Skolstart")
        for each in paragraphs(meeting):
            write(each, "Namnet N. N.", "N. N. får rätt.", "other")
        row = paragraphs(meeting)[-1]
        for text, reason, field in (("Kort.", "", "reason"), ("", "Namn.", "public_text")):
            with pytest.raises(MeetingRefused) as refused:
                operations.choose_public_text(paragraph=row, public_text=text, reason=reason, who=WHO)
            assert refused.value.field == field
        operations.choose_public_text(paragraph=row, public_text="En sökande får rätt.", reason="Namn.", who=WHO)
        operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        row.refresh_from_db()
        assert row.decision.text == "En sökande får rätt."
        operations.choose_public_text(paragraph=row, public_text="", reason="", who=WHO)
        row.decision.refresh_from_db()
        assert row.decision.text == "N. N. får rätt."


class TestAdjusting:
    def test_whoever_comes_later_is_told_when_and_by_whom(self, town: Town):
        meeting = town.minuted("Skolstart")
        for each in paragraphs(meeting):
            write(each)
        operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        with pytest.raises(MeetingRefused, match="Person 0, Person 1"):
            operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)

    def test_nobody_is_named_who_has_not_confirmed(self, town: Town):
        meeting = town.minuted("Skolstart")
        Meeting.objects.filter(pk=meeting.pk).update(adjusted_on=DAY)  # as an earlier version left them
        meeting.refresh_from_db()
        words = adjusted_in_words(meeting, adjusters(attendances_of(meeting), "sv"), "sv")
        assert "2026" in words
        assert "Person" not in words

    def test_makes_the_decisions_that_other_rooms_know(self, town: Town):
        meeting = town.minuted("Skolstart", "Information")
        rows = paragraphs(meeting)
        for each in rows:
            write(each)
        write(paragraphs(meeting)[3], "Talar.", "Nämnden beslutar.", "measures")
        operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        made = Decision.objects.get()
        assert (made.decided_on, made.adjusted_on, made.effective_on) == (HELD, DAY, DAY)
        assert (made.paragraph, made.kind, made.reference, made.title) == ("4", "measures", "UN 2026/1", "Skolstart")
        with pytest.raises(ParagraphRefused):
            write(paragraphs(meeting)[0], "Efteråt.")
        with pytest.raises(MeetingRefused):
            town.hold(meeting)

    def test_at_once_takes_effect_on_the_day_of_the_meeting(self, town: Town):
        meeting = town.minuted("Skolstart")
        row = paragraphs(meeting)[-1]
        with pytest.raises(MeetingRefused):
            operations.adjust_at_once(paragraph=row, on=TODAY, who=WHO)
        write(row, "", "Skolan stängs i dag.", "other")
        made = operations.adjust_at_once(paragraph=row, on=TODAY, who=WHO)
        assert (made.decided_on, made.adjusted_on, made.effective_on) == (HELD, HELD, HELD)
        with pytest.raises(ParagraphRefused):
            write(paragraphs(meeting)[-1], "Efteråt.")
        for each in paragraphs(meeting)[:-1]:
            write(each)
        operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        assert Decision.objects.count() == 1

    def test_takes_the_decision_that_was_entered_by_hand_meanwhile(self, town: Town):
        meeting = town.minuted("Skolstart")
        for each in paragraphs(meeting):
            write(each)
        write(paragraphs(meeting)[-1], "", "Nämnden beslutar.", "other")
        typed = record_decision(
            body=town.body, decided_on=HELD, paragraph="4", title="S", text="T", kind="other", who=WHO
        )
        operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        typed.refresh_from_db()
        assert (typed.adjusted_on, paragraphs(meeting)[-1].decision) == (DAY, typed)

    @pytest.mark.parametrize("day", [date(2026, 10, 19), date(2026, 11, 3)])
    def test_refuses_another_day_an_empty_paragraph_and_an_unsettled_text(self, town: Town, day: date):
        meeting = town.minuted("Skolstart")

        def adjust(on: date) -> str:
            with pytest.raises(MeetingRefused) as refused:
                operations.adjust_minutes(meeting=meeting, adjusted_on=on, on=TODAY, who=WHO)
            return refused.value.field

        assert {adjust(day), adjust(DAY)} == {"adjusted_on"}
        for each in paragraphs(meeting):
            write(each)
        row = paragraphs(meeting)[0]
        operations.write_paragraph(paragraph=row, said=Written("Två.", ""), version=0, on=TODAY, who=WHO)
        assert adjust(DAY) == "adjusted_on"
        operations.settle_other_text(other=OtherText.objects.get(), on=TODAY, who=WHO)
        operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        assert adjust(DAY) == "adjusted_on"


class TestPosting:
    def test_the_notice_is_up_between_its_days(self, town: Town):
        meeting, last = town.minuted("Skolstart"), date(2026, 10, 30)
        for each in paragraphs(meeting):
            write(each)

        def post(first: date, until: date) -> None:
            operations.post_minutes(meeting=meeting, posted_on=first, posted_until=until, on=TODAY, who=WHO)

        for first, until in ((DAY, last), (date(2026, 10, 25), last), (date(2026, 11, 3), last), (DAY, DAY)):
            with pytest.raises(MeetingRefused):
                post(first, until)
            if first == DAY and until == last:
                operations.adjust_minutes(meeting=meeting, adjusted_on=DAY, on=TODAY, who=WHO)
        with pytest.raises(MeetingRefused):
            operations.take_down(meeting=meeting, taken_down_on=TODAY, on=TODAY, who=WHO)
        post(DAY, last)
        with pytest.raises(MeetingRefused):
            operations.take_down(meeting=meeting, taken_down_on=date(2026, 10, 29), on=TODAY, who=WHO)
        operations.take_down(meeting=meeting, taken_down_on=TODAY, on=TODAY, who=WHO)
        meeting.refresh_from_db()
        assert meeting.taken_down_on == TODAY
