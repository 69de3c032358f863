"""Members' questions in the demo, asked and answered as the pages do it."""

from __future__ import annotations

from spelregler.apps.decisions.operations import answer_question, ask_question
from spelregler.apps.organisation.models import Membership
from spelregler.demo.asked import QUESTIONS, QuestionFact
from spelregler.demo.made import DEMO, Made


def _member(made: Made, fact: QuestionFact) -> str:
    seated = Membership.objects.on(fact.asked_on).filter(function=Membership.Function.MEMBER)
    return seated.select_related("person").get(seat__body=made.bodies[fact.body], seat__number=fact.seat).person.name


def build_asked(made: Made) -> None:
    """What members have asked, and the answers that they have had."""
    for fact in QUESTIONS:
        question = ask_question(
            body=made.bodies[fact.body],
            addressee=made.posts[fact.addressee],
            subject=fact.subject,
            text=fact.text,
            asked_on=fact.asked_on,
            asked_by=_member(made, fact),
            who=DEMO,
        )
        if fact.answered_on:
            answer_question(
                question=question,
                answer=fact.answer,
                is_open=True,
                answered_on=fact.answered_on,
                who=made.who(fact.addressee, "KC" if fact.addressee == "kommunchef" else "FC"),
            )
