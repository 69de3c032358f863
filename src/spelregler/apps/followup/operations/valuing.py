"""A body values a report that it has got: its decision, what it says, and the assignment where it acts (MR-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.followup.models import HandedIn, Report, Valuation
from spelregler.apps.followup.operations.assigning import AssignmentSaid, given_by
from spelregler.domain.reports import Outcome
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class ValuationRefused(DomainError):
    """A body says what it thinks of a report, by a decision, and why where it is not satisfied."""

    code = "valuation-refused"


@dataclass(frozen=True)
class ValuationSaid:
    """What the body said, why, by which paragraph, and what it asked for."""

    outcome: Outcome
    minutes: Minutes
    reason: str = ""
    assignment: AssignmentSaid | None = None


def value_report(*, handed_in: HandedIn, said: ValuationSaid, today: date, who: Who) -> Valuation:
    """The body has valued the report: it is satisfied, asks, acts, accepts with a reason, or has only filed it.

    To act is to give an assignment by the same decision, which goes through the heads (MR-23). What a body has only
    asked about it values again when it knows.

    Refuses with `ValuationRefused` a unit's report, one that its own body has not adopted or that has been replaced, a
    decision from before the report was handed in, no reason where one is asked for, and to act without an assignment or
    the other way round; with `DecisionRefused` what the minutes cannot say; with `WrongAddressee` and
    `AssignmentRefused` an assignment that cannot be given.
    """
    _refuse(handed_in, said)
    report = handed_in.report
    with transaction.atomic():
        lock_audit_chain()
        if HandedIn.objects.select_for_update().get(pk=handed_in.pk).reopened_on is not None:
            raise _refused(
                Words("The report is being written again."), Words("Value it when it has been handed in anew.")
            )
        title = Words("{report}: what the body thinks of it", report=report.occasion.title)
        decision = decision_as_minuted(body=report.body, minutes=said.minutes, title=title, on=today, who=who)
        if Valuation.objects.filter(handed_in=handed_in, decision=decision).exists():
            raise _refused(
                Words("That decision is entered for the report already."),
                Words("Check the day and the paragraph."),
                "paragraph",
            )
        given = given_by(decision, said.assignment, who=who)
        row = Valuation(
            handed_in=handed_in,
            outcome=said.outcome.value,
            reason=said.reason.strip(),
            decision=decision,
            assignment=given,
            entered_on=today,
        )
        store(row, act="value-report", who=who)
    return row


def _refuse(handed_in: HandedIn, said: ValuationSaid) -> None:
    if handed_in.report.level == Report.Level.UNIT:
        raise _refused(
            Words("A body values its department's report, not a unit's."), Words("Choose the department's report.")
        )
    if handed_in.report.adopter_id is not None and handed_in.adopted_id is None:
        raise _refused(
            Words("The report is not adopted by the body whose it is."), Words("Enter first that it has adopted it.")
        )
    if said.minutes.decided_on < handed_in.handed_on:
        raise _refused(
            Words("The report was handed in on {day}, after the decision.", day=handed_in.handed_on),
            Words("Give the day of the meeting that had the report."),
            "decided_on",
        )
    if said.outcome not in (Outcome.SATISFIED, Outcome.FILED) and not said.reason.strip():
        raise _refused(
            Words("What the body said is missing."),
            Words("Write what it asks, what is to be done, or why it accepts it."),
            "reason",
        )
    if (said.outcome is Outcome.ACTS) != (said.assignment is not None):
        raise _refused(
            Words("To act is to give an assignment."),
            Words("Choose who gets it, and write what is to be done and by when."),
            "addressee" if said.outcome is Outcome.ACTS else "outcome",
        )


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> ValuationRefused:
    return ValuationRefused(words, clause="MR-14", way=way, field=field)
