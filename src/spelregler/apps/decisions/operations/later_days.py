"""An assignment gets another day, by a decision of the body that gave it (MR-29)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Assignment, Decision, LaterDay
from spelregler.apps.decisions.operations.assignments import AssignmentRefused
from spelregler.apps.decisions.operations.decisions import LONGEST_TITLE, record_decision
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, store


def give_later_day(*, assignment: Assignment, decision: Decision, due_on: date, who: Who) -> LaterDay:
    """Only the body that gave an assignment gives it another day, by a decision of its own (MR-29).

    Refuses with `AssignmentRefused` another body's decision, an assignment that is reported back, and a day no later
    than the decision.
    """
    with transaction.atomic():
        held = Assignment.objects.select_for_update().select_related("decision__body").get(pk=assignment.pk)
        _refuse_later_day(held, decision=decision, due_on=due_on)
        later = LaterDay(assignment=held, decision=decision, due_on=due_on)
        store(later, act="give-later-day", who=who, details={"due_on": due_on, "decision": str(decision)})
    return later


def minute_later_day(
    *, assignment: Assignment, decided_on: date, paragraph: str, text: str, due_on: date, who: Who
) -> LaterDay:
    """The body's decision and the later day that it gives are entered together, or not at all (MR-29).

    Refuses what `record_decision` and `give_later_day` refuse.
    """
    with transaction.atomic():
        decision = record_decision(
            body=assignment.decision.body,
            decided_on=decided_on,
            paragraph=paragraph,
            title=f"Ny dag för uppdrag: {assignment.text}"[:LONGEST_TITLE],
            text=text,
            kind=Decision.Kind.OTHER,
            who=who,
        )
        return give_later_day(assignment=assignment, decision=decision, due_on=due_on, who=who)


def _refuse_later_day(assignment: Assignment, *, decision: Decision, due_on: date) -> None:
    giver = assignment.decision.body
    if decision.body_id != giver.pk:
        raise AssignmentRefused(
            Words(
                "The assignment was given by {giver}. {body} cannot give it another day.",
                giver=Pair(giver.name, giver.name_en),
                body=Pair(decision.body.name, decision.body.name_en),
            ),
            clause="MR-29",
            way=Words("Take the matter up in {giver}.", giver=Pair(giver.name, giver.name_en)),
        )
    if assignment.reported_on is not None or due_on <= decision.decided_on:
        raise AssignmentRefused(
            Words("An open assignment may get another day after the decision."),
            clause="MR-29",
            way=Words("Check the day. An assignment that is reported back needs none."),
            field="due_on" if assignment.reported_on is None else "",
        )
