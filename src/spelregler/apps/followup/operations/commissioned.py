"""A body commissions an evaluation, gets it, and decides what it leads to (MR-21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.followup.models import CommissionedEvaluation, EvaluationFollowUp, HandedInEvaluation
from spelregler.apps.followup.operations.assigning import AssignmentSaid, given_by
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Department, Unit
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.attachments.store import bring
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class EvaluationRefused(DomainError):
    """An evaluation is commissioned by a decision, handed in once, and followed by a decision of what it leads to."""

    code = "commissioned-evaluation-refused"


@dataclass(frozen=True)
class Subject:
    """What is evaluated: a department, a unit or a goal; none of them is the body's whole area."""

    department: Department | None = None
    unit: Unit | None = None
    goal: Goal | None = None


WHOLE = Subject()


@dataclass(frozen=True)
class CommissionSaid:
    """What is evaluated and why, by whom, and by when, as the minutes have it."""

    title: str
    why: str
    due_on: date
    minutes: Minutes
    carried_out_by: str = ""
    subject: Subject = WHOLE


@dataclass(frozen=True)
class EvaluationSaid:
    """On which day the body got it, what it found in short, and its file."""

    handed_on: date
    found: str
    file: UploadedFile[Any] | None = None


@dataclass(frozen=True)
class FollowUpSaid:
    """What the evaluation leads to, as the minutes have it, and the assignment where the body gave one."""

    leads_to: str
    minutes: Minutes
    assignment: AssignmentSaid | None = None


def commission_evaluation(*, body: Body, said: CommissionSaid, today: date, who: Who) -> CommissionedEvaluation:
    """The body has decided to have something evaluated (MR-21).

    Refuses with `EvaluationRefused` one without a title or a reason, one to be handed in before the decision, and one
    that the decision has commissioned already; with `DecisionRefused` or `OtherDecision` what the minutes cannot say.
    """
    for field in ("title", "why"):
        if not getattr(said, field).strip():
            raise _refused(
                Words("An evaluation has a title and a reason."),
                Words("Write what is evaluated, and why."),
                field,
            )
    if said.due_on < said.minutes.decided_on:
        raise _refused(
            Words("The last day is before the decision."), Words("Give the day by which it is to come."), "due_on"
        )
    with transaction.atomic():
        lock_audit_chain()
        title = Words("Evaluation is commissioned: {title}", title=said.title.strip())
        decision = decision_as_minuted(body=body, minutes=said.minutes, title=title, on=today, who=who)
        known = CommissionedEvaluation.objects.filter(
            decision=decision, title=said.title.strip(), ended_on__isnull=True
        )
        if known.exists():
            raise _refused(
                Words("That evaluation is entered already."), Words("Check the day and the paragraph."), "title"
            )
        row = CommissionedEvaluation(
            decision=decision,
            title=said.title.strip(),
            why=said.why.strip(),
            carried_out_by=said.carried_out_by.strip(),
            department=said.subject.department,
            unit=said.subject.unit,
            goal=said.subject.goal,
            due_on=said.due_on,
            entered_on=today,
        )
        store(row, act="commission-evaluation", who=who)
    return row


def hand_in_evaluation(
    *, evaluation: CommissionedEvaluation, said: EvaluationSaid, today: date, who: Who
) -> HandedInEvaluation:
    """The body has got the evaluation; from that day the time runs to decide what it leads to (P46).

    Refuses with `EvaluationRefused` a day that has not come or is before it was commissioned, no words of what it
    found, one that is handed in already, and one that was taken back; with `AttachmentRefused` or `ScanRefused` a file
    that is not kept.
    """
    if not evaluation.decision.decided_on <= said.handed_on <= today:
        raise _refused(
            Words("It is handed in after it was commissioned, and not on a day to come."),
            Words("Give the day on which the body got it."),
            "handed_on",
        )
    if not said.found.strip():
        raise _refused(
            Words("What it found is missing."), Words("Write the most important of it, in a few sentences."), "found"
        )
    brought = bring(said.file) if said.file else None
    with transaction.atomic():
        held = CommissionedEvaluation.objects.select_for_update().get(pk=evaluation.pk)
        if held.ended_on is not None or held.handed_in.filter(ended_on__isnull=True).exists():
            raise _refused(
                Words("The evaluation is handed in already, or taken back."),
                Words("Take back what was handed in first, where it is wrong."),
            )
        kept = brought.row(on=today) if brought else None
        if kept is not None:
            store(kept, act="attach-file", who=who)
        row = HandedInEvaluation(
            evaluation=held, handed_on=said.handed_on, found=said.found.strip(), file=kept, entered_on=today
        )
        store(row, act="hand-in-evaluation", who=who)
    return row


def follow_evaluation(
    *, handed_in: HandedInEvaluation, said: FollowUpSaid, today: date, who: Who
) -> EvaluationFollowUp:
    """The body has decided what the evaluation leads to; an assignment goes through the heads (MR-21, MR-23).

    Decides the body again, that is one more, and the first day counts.

    Refuses with `EvaluationRefused` a decision from before the body got it, no words of what it leads to, the same
    decision twice, and what was taken back; with `DecisionRefused` or `OtherDecision` what the minutes cannot say;
    with `WrongAddressee` and `AssignmentRefused` an assignment that cannot be given.
    """
    if said.minutes.decided_on < handed_in.handed_on:
        raise _refused(
            Words("The evaluation was handed in on {day}, after the decision.", day=handed_in.handed_on),
            Words("Give the day of the meeting that had the evaluation."),
            "decided_on",
        )
    if not said.leads_to.strip():
        raise _refused(
            Words("What it leads to is missing."),
            Words("Write what is to be done, or why nothing needs to be."),
            "leads_to",
        )
    with transaction.atomic():
        lock_audit_chain()
        held = HandedInEvaluation.objects.select_for_update().select_related("evaluation__decision__body")
        handed = held.get(pk=handed_in.pk)
        if handed.ended_on is not None:
            raise _refused(Words("What was handed in is taken back."), Words("Hand it in anew first."))
        of = handed.evaluation
        title = Words("What the evaluation leads to: {title}", title=of.title)
        decision = decision_as_minuted(body=of.decision.body, minutes=said.minutes, title=title, on=today, who=who)
        if EvaluationFollowUp.objects.filter(handed_in=handed, decision=decision).exists():
            raise _refused(
                Words("That decision is entered for the evaluation already."),
                Words("Check the day and the paragraph."),
                "paragraph",
            )
        given = given_by(decision, said.assignment, who=who)
        row = EvaluationFollowUp(
            handed_in=handed, decision=decision, leads_to=said.leads_to.strip(), assignment=given, entered_on=today
        )
        store(row, act="follow-evaluation", who=who)
    return row


def withdraw_evaluation(*, evaluation: CommissionedEvaluation, reason: str, on: date, who: Who) -> None:
    """What was entered by mistake counts no longer; it stays to be read with the reason.

    What was handed in is taken back first, then the commission itself; where the body has decided what it leads to,
    both stand.

    Refuses with `EvaluationRefused` no reason, one that is taken back already, and one that the body has decided about.
    """
    with transaction.atomic():
        held = CommissionedEvaluation.objects.select_for_update().get(pk=evaluation.pk)
        handed = held.handed_in.filter(ended_on__isnull=True).first()
        if held.ended_on is not None or not reason.strip():
            raise _refused(
                Words("An evaluation is taken back once, with a reason."), Words("Write what was wrong."), "reason"
            )
        if handed is not None and handed.follow_ups.exists():
            raise _refused(
                Words("The body has decided what the evaluation leads to."),
                Words("Enter a new decision of the body instead."),
            )
        to = {"ended_on": on, "withdrawn_for": reason.strip()}
        if handed is not None:
            amend(handed, to=to, act="withdraw-evaluation", who=who)
        else:
            amend(held, to=to, act="withdraw-evaluation", who=who)


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> EvaluationRefused:
    return EvaluationRefused(words, clause="MR-21", way=way, field=field)
