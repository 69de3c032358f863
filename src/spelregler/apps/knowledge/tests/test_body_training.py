"""A body's attendance is recorded in numbers beside its training, withdrawn with a reason, and its self-check kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from spelregler.apps.knowledge import operations
from spelregler.apps.knowledge.models import Attendance, SelfCheck
from spelregler.apps.knowledge.operations import Attended
from spelregler.apps.knowledge.queries.bodies import bodies_learning
from spelregler.apps.organisation.models import Body, Membership, Person, Seat, Term, Training
from spelregler.apps.organisation.operations.introductions import NoTermThen
from spelregler.domain.learners import Gathering
from spelregler.domain.words import Pair
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="SE")
JAN, HELD, TODAY = date(2026, 1, 1), date(2026, 3, 9), date(2026, 11, 2)
SAID = Attended(False, HELD, 4, "Hela policyn")
ASKED = [("one", Pair("Styr vi med mål?", "Do we steer by goals?")), ("two", Pair("Värderar vi?", "Do we value?"))]


@pytest.fixture
def body() -> Body:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    Term.objects.create(body=body, start=JAN, end=date(2030, 1, 1))
    for number in range(1, 6):
        seat = Seat.objects.create(body=body, number=number)
        person = Person.objects.create(code=f"p{number}", name=f"P {number}")
        Membership.objects.create(seat=seat, person=person, start=JAN)
    return body


def record(body: Body, said: Attended = SAID) -> Attendance:
    return operations.record_attendance(body=body, said=said, today=TODAY, role="SE", who=WHO)


def facts(as_of: date = TODAY):
    (found,) = bodies_learning(as_of=as_of)
    return found


def test_the_training_is_recorded_with_it_and_a_training_that_is_there_is_used(body):
    record(body)
    assert Training.objects.get().held_on == HELD
    record(body, Attended(True, TODAY, 1))
    assert facts().gatherings == (Gathering(HELD, 4), Gathering(TODAY, 1, True))
    assert Training.objects.count() == 1


def test_a_training_without_attendance_is_told(body):
    Training.objects.create(body=body, term=Term.objects.get(), held_on=HELD)
    assert (facts().uncounted, facts().gatherings) == ((HELD,), ())
    record(body)
    assert facts().uncounted == ()


def test_withdrawn_it_counts_no_longer_and_the_training_stays(body):
    row = record(body)
    operations.withdraw_attendance(attendance=row, reason="Fel antal.", on=TODAY, who=WHO)
    assert (facts().gatherings, facts().uncounted) == ((), (HELD,))
    record(body, replace(SAID, took_part=5))
    for reason in ("", "Igen."):
        with pytest.raises(operations.AttendanceRefused):
            operations.withdraw_attendance(attendance=row, reason=reason, on=TODAY, who=WHO)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"took_part": 6}, "took_part"),
        ({"took_part": 0}, "took_part"),
        ({"is_catch_up": True}, "is_catch_up"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(body, said, field):
    with pytest.raises(operations.AttendanceRefused) as refused:
        record(body, replace(SAID, **said))
    assert (refused.value.field, Attendance.objects.count(), Training.objects.count()) == (field, 0, 0)


def test_the_same_is_recorded_once_and_only_in_a_term(body):
    record(body)
    with pytest.raises(operations.AttendanceRefused):
        record(body)
    Membership.objects.update(start=date(2025, 1, 1))
    with pytest.raises(NoTermThen):
        record(body, replace(SAID, held_on=date(2025, 6, 1)))


def test_an_introduction_in_the_term_counts_as_the_seats_own_record(body):
    Membership.objects.filter(seat__number=1).update(introduced_on=HELD)
    Membership.objects.filter(seat__number=2).update(introduced_on=date(2025, 1, 1))
    assert Counter(each.learnt_on for each in facts().seats) == {HELD: 1, None: 4}


class TestSelfCheck:
    def answer(self, body: Body, **answers: str) -> SelfCheck:
        return operations.answer_self_check(
            body=body, questions=ASKED, answers=answers, agreed="Mer dialog.", today=TODAY, role="SE", who=WHO
        )

    def test_the_body_s_answers_are_kept_with_the_questions_as_they_were_put(self, body):
        row = self.answer(body, one="yes", two="partly")
        assert row.answers[1] == {"id": "two", "sv": "Värderar vi?", "en": "Do we value?", "answer": "partly"}
        assert (facts().self_checked_on, facts(HELD).self_checked_on) == (TODAY, None)

    def test_every_question_has_an_answer(self, body):
        with pytest.raises(operations.SelfCheckRefused) as refused:
            self.answer(body, one="yes", two="perhaps")
        assert refused.value.field == "two"

    def test_a_package_without_questions_has_none_to_answer(self, body):
        with pytest.raises(operations.SelfCheckRefused):
            operations.answer_self_check(
                body=body, questions=[], answers={}, agreed="", today=TODAY, role="SE", who=WHO
            )


def test_it_takes_as_many_questions_for_many_as_for_few(body, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        bodies_learning(as_of=TODAY)
    record(body)
    other = Body.objects.create(code="von", name="Vård", kind="committee", start=JAN)
    Term.objects.create(body=other, start=JAN)
    with django_assert_max_num_queries(8):
        bodies_learning(as_of=TODAY)
