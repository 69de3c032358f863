"""What a body asks for: given to a leading official, reported back, and told what it led to (CP-9, MR-23, MR-29)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.organisation.queries.departments import departments_of
from spelregler.domain.wording import either
from spelregler.domain.words import NOTHING, Pair, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class WrongAddressee(DomainError):
    """The elected act through the chief executive and the department heads (MR-23)."""

    code = "wrong-addressee"


class AssignmentRefused(DomainError):
    """An assignment says what is to be done and by when; it is reported back once."""

    code = "assignment-refused"


def give_assignment(
    *, decision: Decision, addressee: Post, text: str, intended_result: str, due_on: date, who: Who
) -> Assignment:
    """A political assignment goes to the chief executive or a department head, never past them (MR-23).

    The council and the executive board may address either; a committee addresses the head of its own department.

    Refuses with `WrongAddressee` anyone else, with `AssignmentRefused` one without words, or to be done before the
    decision.
    """
    _refuse_addressee(decision=decision, addressee=addressee)
    _refuse_assignment(decision=decision, text=text, due_on=due_on)
    assignment = Assignment(
        decision=decision,
        addressee=addressee,
        text=text.strip(),
        intended_result=intended_result.strip(),
        due_on=due_on,
    )
    with transaction.atomic():
        store(assignment, act="give-assignment", who=who, details={"to": addressee.code, "due_on": due_on})
    return assignment


def report_back(*, assignment: Assignment, result: str, reported_on: date, who: Who, effect: str = "") -> Assignment:
    """Whoever got an assignment tells the body that gave it what was done (MR-29), once.

    What came of it, its effect, is told at the same time or when it is seen (CP-9).

    Refuses with `AssignmentRefused` no result, a second report, and a day before the decision.
    """
    with transaction.atomic():
        held = Assignment.objects.select_for_update().select_related("decision").get(pk=assignment.pk)
        _refuse_report(held, result=result, reported_on=reported_on)
        told = {"reported_on": reported_on, "reported_by": who.name, "result": result.strip()}
        if effect.strip():
            told |= {"effect": effect.strip(), "effect_on": reported_on}
        amend(held, to=told, act="report-back", who=who, details={"reported_on": reported_on})
    return held


def tell_effect(*, assignment: Assignment, effect: str, told_on: date, who: Who) -> Assignment:
    """What an assignment that is reported back has led to, told once when it is seen (CP-9).

    Refuses with `AssignmentRefused` an effect before the report, a second one, and one without words.
    """
    with transaction.atomic():
        held = Assignment.objects.select_for_update().select_related("decision").get(pk=assignment.pk)
        if held.reported_on is None or held.effect or not effect.strip() or told_on < held.reported_on:
            raise AssignmentRefused(
                Words("The effect is written once, when the assignment has been reported back."),
                clause="CP-9",
                way=Words("Report back what is done first, or read the effect that is already written."),
            )
        amend(held, to={"effect": effect.strip(), "effect_on": told_on}, act="tell-effect", who=who)
    return held


def _refuse_addressee(*, decision: Decision, addressee: Post) -> None:
    body = decision.body
    head = addressee.kind == Post.Kind.DEPARTMENT_HEAD
    if body.kind in (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD):
        if head or addressee.kind == Post.Kind.CHIEF_EXECUTIVE:
            return
        right = Words("the chief executive or a department head")
    elif body.kind == Body.Kind.COMMITTEE:
        own = departments_of(body, as_of=decision.decided_on)
        if head and own.filter(posts=addressee).exists():
            return
        right = Words("the head of the committee's own department")
    else:
        right = Words("nobody: the auditors review and assign nothing")
    raise WrongAddressee(
        Words(
            "{body} cannot give {addressee} an assignment.",
            body=Pair(body.name, body.name_en),
            addressee=Pair(addressee.title, addressee.title_en),
        ),
        clause="MR-23",
        way=Words("The right addressee: {heads}.", heads=_own_heads(decision) or right),
        field="addressee",
    )


def _own_heads(decision: Decision) -> Pair:
    """The posts that a committee may address, by title; empty for other bodies."""
    body = decision.body
    if body.kind != Body.Kind.COMMITTEE:
        return NOTHING
    own = departments_of(body, as_of=decision.decided_on)
    posts = Post.objects.filter(kind=Post.Kind.DEPARTMENT_HEAD, department__in=own).order_by("title")
    return either(Pair(post.title, post.title_en) for post in posts)


def _refuse_assignment(*, decision: Decision, text: str, due_on: date) -> None:
    if not text.strip():
        raise AssignmentRefused(
            Words("An assignment needs to say what is to be done."),
            way=Words("Write the assignment as the minutes have it."),
            field="text",
        )
    if due_on < decision.decided_on:
        raise AssignmentRefused(
            Words(
                "The assignment is due on {due_on}, before the decision of {decided_on}.",
                due_on=due_on,
                decided_on=decision.decided_on,
            ),
            way=Words("Give a day after the decision."),
            field="due_on",
        )


def _refuse_report(assignment: Assignment, *, result: str, reported_on: date) -> None:
    if not result.strip():
        raise AssignmentRefused(
            Words("A report says what has been done."),
            clause="MR-29",
            way=Words("Describe the result. The effect may be added later."),
            field="result",
        )
    if assignment.reported_on is not None:
        raise AssignmentRefused(
            Words(
                "The assignment has already been reported back, on {reported_on}.", reported_on=assignment.reported_on
            ),
            clause="MR-29",
            way=Words("A new assignment needs a new decision."),
        )
    if reported_on < assignment.decision.decided_on:
        raise AssignmentRefused(
            Words(
                "The report of {reported_on} is older than the decision of {decided_on}.",
                reported_on=reported_on,
                decided_on=assignment.decision.decided_on,
            ),
            clause="MR-29",
            way=Words("Check the date."),
        )
