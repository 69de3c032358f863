"""Members' questions: to whom, answered once, and what the check is told of them."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions import checks, operations
from spelregler.apps.decisions.models import MemberQuestion
from spelregler.apps.decisions.queries import questions as queries
from spelregler.apps.organisation.tests.signing_in import WHO
from spelregler.domain.checks import Load
from spelregler.domain.questions import AskedQuestion
from spelregler.platform.audit.models import AuditRow

DAY = date(2026, 10, 12)


def ask(hall, **more) -> MemberQuestion:
    said = {"body": hall.committee, "addressee": hall.head, "subject": "Lovskola", "text": "Hur går det?"}
    return operations.ask_question(**said | {"asked_on": DAY, "asked_by": "Anna Lind", "who": WHO} | more)


def answer(question: MemberQuestion, on: date = date(2026, 10, 20), **more) -> MemberQuestion:
    said = {"answer": "Det går bra.", "is_open": True, "answered_on": on, "who": WHO}
    return operations.answer_question(question=question, **said | more)


def test_a_question_and_its_answer_leave_a_row_each(hall):
    answered = answer(ask(hall))
    assert (answered.answer, answered.answered_by, answered.is_open) == ("Det går bra.", "prov", True)
    assert list(AuditRow.objects.order_by("id").values_list("act", flat=True)) == ["ask-question", "answer-question"]


@pytest.mark.parametrize("post", ["manager", "other_head", "chief"])
def test_a_committee_asks_the_head_of_its_own_department_alone(hall, post):
    with pytest.raises(operations.QuestionRefused) as refused:
        ask(hall, addressee=getattr(hall, post))
    assert (refused.value.field, refused.value.clause) == ("addressee", "MR-23")
    assert not MemberQuestion.objects.exists()


@pytest.mark.parametrize("post", ["chief", "head", "other_head"])
def test_the_council_asks_any_of_those_who_lead(hall, post):
    assert ask(hall, body=hall.council, addressee=getattr(hall, post)).pk


@pytest.mark.parametrize("field", ["subject", "text"])
def test_a_question_has_words(hall, field):
    with pytest.raises(operations.QuestionRefused) as refused:
        ask(hall, **{field: "  "})
    assert refused.value.field == field


def test_it_is_answered_once_with_words_and_not_before_it_was_asked(hall):
    question = ask(hall)
    for on, words in ((DAY, " "), (date(2026, 10, 11), "Ja.")):
        with pytest.raises(operations.QuestionRefused):
            answer(question, on, answer=words)
    answer(question)
    with pytest.raises(operations.QuestionRefused):
        answer(question, answer="Något annat.")
    assert MemberQuestion.objects.get().answer == "Det går bra."


def test_it_is_told_as_it_was_known_on_the_day(hall, django_assert_num_queries):
    answer(ask(hall))
    before = queries.question_row(pk=MemberQuestion.objects.get().pk, as_of=date(2026, 10, 19))
    assert before is not None
    assert (before.waits, before.is_open, before.answer, before.due_on) == (True, False, "", date(2026, 10, 26))
    assert queries.questions_asked(as_of=date(2026, 10, 11)) == []
    ask(hall, subject="Skolskjuts", asked_on=date(2026, 10, 1))
    ask(hall, subject="Ny förskola", asked_on=date(2026, 10, 2))
    with django_assert_num_queries(2):
        found = queries.questions_asked(as_of=date(2026, 11, 2), body="un")
    assert [each.subject for each in found] == ["Skolskjuts", "Ny förskola", "Lovskola"]
    assert [each.is_late for each in found] == [True, True, False]
    assert queries.questions_waiting(as_of=DAY, department="uf")[0].subject == "Skolskjuts"
    assert queries.questions_waiting(as_of=DAY, department="vf") == []


@pytest.mark.parametrize(
    ("start", "known"), [(None, 2), (date(2026, 10, 20), 2), (date(2026, 10, 21), 1)]
)  # fmt: skip
def test_what_was_answered_before_the_start_day_does_not_count(hall, start, known, django_assert_num_queries):
    answer(ask(hall))
    ask(hall, subject="Skolskjuts")
    with django_assert_num_queries(2):
        found = checks.load_questions(Load(as_of=date(2026, 11, 2), counts_from=start))
    told = {each.body.key: each.questions for each in found}
    assert set(told) == {"kf", "un", "von"}
    assert len(told["un"]) == known
    assert AskedQuestion("Skolskjuts", DAY, "FC", None) in told["un"]
