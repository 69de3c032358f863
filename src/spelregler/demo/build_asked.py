"""Members' questions and the bodies' dialogues in the demo, made as the pages make them."""

from __future__ import annotations

from spelregler.apps.decisions.operations import answer_question, ask_question
from spelregler.apps.followup.operations import Held, record_dialogue
from spelregler.apps.organisation.models import Membership
from spelregler.demo.asked import DIALOGUES, QUESTIONS, QuestionFact
from spelregler.demo.made import DEMO, Made


def _member(made: Made, fact: QuestionFact) -> str:
    seated = Membership.objects.on(fact.asked_on).filter(function=Membership.Function.MEMBER)
    return seated.select_related("person").get(seat__body=made.bodies[fact.body], seat__number=fact.seat).person.name


def build_asked(made: Made) -> None:
    """What members have asked, the answers that they have had, and what has been talked about."""
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
    for each in DIALOGUES:
        record_dialogue(
            body=made.bodies[each.body],
            said=Held(each.kind, each.held_on, each.parties, each.themes, each.agreed),
            today=each.held_on,
            role="SE",
            who=DEMO,
        )
