"""A member asks, and the one who leads the department answers the whole body (CP-12)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import MemberQuestion
from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.organisation.queries.posts import leading_posts
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class QuestionRefused(DomainError):
    """A question is put to the one who leads the department, and is answered once, to the whole body."""

    code = "question-refused"


def ask_question(
    *, body: Body, addressee: Post, subject: str, text: str, asked_on: date, asked_by: str, who: Who
) -> MemberQuestion:
    """A member of a body asks the head of its department, or the chief executive, never past them (CP-12, MR-23).

    Refuses with `QuestionRefused` somebody else, and a question without words.
    """
    if addressee not in leading_posts(body=body, as_of=asked_on):
        raise QuestionRefused(
            Words(
                "{body} puts no questions to {addressee}.",
                body=Pair(body.name, body.name_en),
                addressee=Pair(addressee.title, addressee.title_en),
            ),
            clause="MR-23",
            way=Words("Put the question to the head of the body's own department."),
            field="addressee",
        )
    lacking = next((name for name, said in (("subject", subject), ("text", text)) if not said.strip()), "")
    if lacking:
        raise QuestionRefused(
            Words("A question has a subject and says what is asked."), way=Words("Write both."), field=lacking
        )
    question = MemberQuestion(
        body=body,
        addressee=addressee,
        subject=subject.strip(),
        text=text.strip(),
        asked_on=asked_on,
        asked_by=asked_by,
    )
    with transaction.atomic():
        store(question, act="ask-question", who=who, details={"to": addressee.code})
    return question


def answer_question(
    *, question: MemberQuestion, answer: str, is_open: bool, answered_on: date, who: Who
) -> MemberQuestion:
    """The answer goes to the whole body, once; to anybody too where nobody is named in question or answer (CP-12).

    Refuses with `QuestionRefused` no words, a second answer, and a day before the question.
    """
    with transaction.atomic():
        held = MemberQuestion.objects.select_for_update().get(pk=question.pk)
        if not answer.strip():
            raise QuestionRefused(Words("An answer has words."), way=Words("Write the answer."), field="answer")
        if held.answered_on is not None or answered_on < held.asked_on:
            raise QuestionRefused(
                Words("The question is answered once, after it was asked."),
                way=Words("Read the answer that is already given. What is to be added is told at a meeting."),
            )
        told = {"answer": answer.strip(), "answered_on": answered_on, "answered_by": who.name, "is_open": is_open}
        amend(held, to=told, act="answer-question", who=who)
    return held
