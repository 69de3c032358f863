"""A committee or the board adopts its own report, by a decision, and so it goes on to the body above (MR-31)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.followup.models import HandedIn
from spelregler.apps.followup.operations.writing import refused
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain


def adopt_report(*, handed_in: HandedIn, minutes: Minutes, today: date, who: Who) -> HandedIn:
    """The body whose report it is has adopted it as it was handed in, and the body above gets it by that decision.

    Refuses with `ReportRefused` a report that nobody adopts, one that is being written again or is adopted already, and
    a decision from before it was handed in; with `DecisionRefused` what the minutes cannot say, and with
    `OtherDecision` a paragraph that is another decision.
    """
    report = handed_in.report
    body = report.adopter
    if body is None:
        raise refused(Words("No body adopts that report."), Words("Its body values it as it was handed in."))
    if minutes.decided_on < handed_in.handed_on:
        raise refused(
            Words("The report was handed in on {day}, after the decision.", day=handed_in.handed_on),
            Words("Give the day of the meeting that had the report."),
            "decided_on",
        )
    with transaction.atomic():
        lock_audit_chain()
        held = HandedIn.objects.select_for_update().get(pk=handed_in.pk)
        if held.reopened_on is not None:
            raise refused(Words("The report is being written again."), Words("Wait until it has been handed in anew."))
        if held.adopted_id is not None:
            raise refused(Words("The report is adopted already."), Words("Read by which decision in the report."))
        title = Words("{report}: adopted by the body", report=report.occasion.title)
        decision = decision_as_minuted(body=body, minutes=minutes, title=title, on=today, who=who)
        amend(held, to={"adopted": decision, "adoption_entered_on": today}, act="adopt-report", who=who)
    return held
