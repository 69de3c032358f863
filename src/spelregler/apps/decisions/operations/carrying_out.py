"""An assignment on its way: done in part with what is left, and passed on to units by the department's head."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.decisions.models import Assignment, PartReport, UnitAssignment
from spelregler.apps.decisions.operations.assignments import AssignmentRefused, WrongAddressee
from spelregler.apps.decisions.queries.carrying_out import posts_below
from spelregler.apps.organisation.models import Post
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store


def report_part(*, assignment: Assignment, done: str, left: str, reported_on: date, who: Who) -> PartReport:
    """What is carried out in part is told with what is left; the assignment stays open, with the day it has (MR-29).

    Refuses with `AssignmentRefused` a report without words, of an assignment that is closed, or before the decision.
    """
    with transaction.atomic():
        held = Assignment.objects.select_for_update().select_related("decision").get(pk=assignment.pk)
        _refuse_closed(held, reported_on)
        lacking = next((name for name, said in (("result", done), ("left", left)) if not said.strip()), "")
        if lacking:
            raise AssignmentRefused(
                Words("A report of what is done in part says what is done and what is left."),
                clause="MR-29",
                way=Words("Write both."),
                field=lacking,
            )
        report = PartReport(
            assignment=held, done=done.strip(), left=left.strip(), reported_on=reported_on, reported_by=who.name
        )
        store(report, act="report-part", who=who)
    return report


def pass_on(
    *, assignment: Assignment, addressee: Post, text: str, due_on: date, given_on: date, who: Who
) -> UnitAssignment:
    """The head of the department asks a unit for its part of an assignment; no body does (MR-23, MR-24, CP-9).

    Refuses with `WrongAddressee` any other post than a unit's manager in the department, with `AssignmentRefused` no
    words, a day that has been, and a closed assignment.
    """
    with transaction.atomic():
        held = (
            Assignment.objects.select_for_update(of=("self",))
            .select_related("decision", "addressee__department")
            .get(pk=assignment.pk)
        )
        _refuse_closed(held, given_on)
        if addressee not in posts_below(held, as_of=given_on):
            raise WrongAddressee(
                Words(
                    "{addressee} leads no unit of the department.",
                    addressee=Pair(addressee.title, addressee.title_en),
                ),
                clause="MR-23",
                way=Words("Choose one who leads a unit of your own department."),
                field="addressee",
            )
        if not text.strip():
            raise AssignmentRefused(
                Words("An assignment needs to say what is to be done."),
                way=Words("Write what the unit is to do."),
                field="text",
            )
        if due_on < given_on:
            raise AssignmentRefused(
                Words("The day has already been."), way=Words("Give a day to come."), field="due_on"
            )
        row = UnitAssignment(
            assignment=held,
            addressee=addressee,
            text=text.strip(),
            given_on=given_on,
            given_by=who.name,
            due_on=due_on,
        )
        store(row, act="pass-on-assignment", who=who, details={"to": addressee.code, "due_on": due_on})
    return row


def report_from_unit(*, passed_on: UnitAssignment, result: str, reported_on: date, who: Who) -> UnitAssignment:
    """The unit tells the head what it has done, once.

    Refuses with `AssignmentRefused` no words, a second report, and a day before it was given.
    """
    with transaction.atomic():
        held = UnitAssignment.objects.select_for_update().get(pk=passed_on.pk)
        if not result.strip() or held.reported_on is not None or reported_on < held.given_on:
            raise AssignmentRefused(
                Words("The unit tells what it has done, once."),
                clause="MR-29",
                way=Words("Write the result. What is to be added is told to the head."),
                field="unit_result" if not result.strip() else "",
            )
        told = {"result": result.strip(), "reported_on": reported_on, "reported_by": who.name}
        amend(held, to=told, act="report-from-unit", who=who)
    return held


def _refuse_closed(assignment: Assignment, on: date) -> None:
    if assignment.reported_on is not None or on < assignment.decision.decided_on:
        raise AssignmentRefused(
            Words("The assignment is reported back, or not given yet."),
            clause="MR-29",
            way=Words("A new assignment needs a new decision."),
        )
