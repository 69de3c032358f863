"""Recording what political bodies decide and the assignments they give. Whoever may do it was asked before this."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.organisation.models import Body, Post
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.errors import DomainError

LEADING = (Post.Kind.CHIEF_EXECUTIVE, Post.Kind.DEPARTMENT_HEAD)
"""The posts that the elected act through (MR-23)."""


class DecisionRefused(DomainError):
    """A decision is a political body, a date, a paragraph of its own and a text."""

    code = "decision-refused"


class WrongAddressee(DomainError):
    """An assignment goes through the chief executive or a department head, never past them (MR-23)."""

    code = "wrong-addressee"


class AssignmentRefused(DomainError):
    """An assignment that does not fit its decision, or that is already reported back."""

    code = "assignment-refused"


def record_decision(
    *, body: Body, decided_on: date, paragraph: str, title: str, text: str, kind: str, who: Who
) -> Decision:
    """A minuted decision has its body, date, paragraph and text; a paragraph is used once per body and day."""
    paragraph, text = paragraph.removeprefix("§").strip(), text.strip()
    if body.kind == Body.Kind.AUDITORS:
        raise DecisionRefused(
            sv="Revisorerna granskar; de fattar inga beslut som styr verksamheten.",
            en="The auditors examine; they make no decisions that govern the activities.",
            way_sv="Välj det organ som fattade beslutet.",
            way_en="Choose the body that made the decision.",
        )
    if not paragraph or not text:
        raise DecisionRefused(
            sv="Ett beslut har en paragraf i protokollet och en beslutstext.",
            en="A decision has a paragraph in the minutes and a text.",
            way_sv="Fyll i båda som de står i protokollet.",
            way_en="Enter both as they stand in the minutes.",
        )
    if Decision.objects.filter(body=body, decided_on=decided_on, paragraph=paragraph).exists():
        raise DecisionRefused(
            sv=f"{body.name} har redan ett beslut {decided_on} § {paragraph}.",
            en=f"{body.name_en or body.name} already has a decision {decided_on} § {paragraph}.",
            way_sv="Kontrollera datum och paragraf mot protokollet.",
            way_en="Check date and paragraph against the minutes.",
        )
    decision = Decision(body=body, decided_on=decided_on, paragraph=paragraph, title=title, text=text, kind=kind)
    with transaction.atomic():
        decision.full_clean()
        decision.save()
        record(who=who, act="record-decision", subject=str(decision), details={"title": title, "kind": kind})
    return decision


def give_assignment(
    *, decision: Decision, addressee: Post, text: str, intended_result: str, due_on: date, who: Who
) -> Assignment:
    """The elected say what is to be reached and give it to the chief executive or a department head (MR-23)."""
    if addressee.kind not in LEADING:
        raise WrongAddressee(
            sv=f"{addressee.title} kan inte få ett politiskt uppdrag direkt.",
            en=f"{addressee.title_en or addressee.title} cannot be given a political assignment directly.",
            clause="MR-23",
            way_sv="Ställ uppdraget till kommunchefen eller förvaltningschefen, som leder arbetet vidare.",
            way_en="Address it to the chief executive or the department head, who leads the work on.",
        )
    if due_on < decision.decided_on:
        raise AssignmentRefused(
            sv=f"Uppdraget kan inte redovisas före beslutet {decision.decided_on}.",
            en=f"The assignment cannot be due before the decision of {decision.decided_on}.",
            way_sv="Ange en dag från och med beslutet.",
            way_en="Give a day on or after the decision.",
        )
    assignment = Assignment(
        decision=decision, addressee=addressee, text=text, intended_result=intended_result, due_on=due_on
    )
    with transaction.atomic():
        assignment.full_clean()
        assignment.save()
        details = {"decision": str(decision), "addressee": addressee.code, "due_on": due_on}
        record(who=who, act="give-assignment", subject=str(assignment), details=details)
    return assignment


def report_back(*, assignment: Assignment, reported_on: date, who: Who) -> Assignment:
    """What was assigned is reported back once, to the body that gave it, on or after the day of the decision."""
    with transaction.atomic():
        # The row is the lock: two who report at once are one report and one refusal.
        stored = Assignment.objects.select_for_update(of=("self",)).select_related("decision").get(pk=assignment.pk)
        if stored.reported_on is not None:
            raise AssignmentRefused(
                sv=f"Uppdraget redovisades redan {stored.reported_on}.",
                en=f"The assignment was already reported back on {stored.reported_on}.",
                way_sv="Ge ett nytt uppdrag om något återstår.",
                way_en="Give a new assignment if something remains.",
            )
        if reported_on < stored.decision.decided_on:
            raise AssignmentRefused(
                sv=f"Redovisningen kan inte vara före beslutet {stored.decision.decided_on}.",
                en=f"The report cannot precede the decision of {stored.decision.decided_on}.",
                way_sv="Ange en dag från och med beslutet.",
                way_en="Give a day on or after the decision.",
            )
        stored.reported_on = reported_on
        stored.full_clean()
        stored.save()
        record(who=who, act="report-back", subject=str(stored), details={"on": reported_on})
    return stored
