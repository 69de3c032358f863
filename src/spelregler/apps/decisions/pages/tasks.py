"""What waits for a role in this room: the assignments to report back, and the questions to answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.work_list import MOST_OF_A_KIND
from spelregler.apps.decisions.access.actions import Action, at_unit, own_assignments, own_unit_assignments, reported
from spelregler.apps.decisions.access.questions import QUESTION, may_answer, own_questions
from spelregler.apps.decisions.pages.rules import clause_asking
from spelregler.apps.decisions.queries import open_assignments
from spelregler.apps.decisions.queries.carrying_out import waiting_at_unit
from spelregler.apps.decisions.queries.questions import ANSWERED, questions_waiting
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import Answer


def assignments_to_report_back(acting_role: ActingRole) -> Iterable[Task]:
    """Each assignment that the role carries out and has not reported back, by its last day (MR-29)."""
    if not may(acting_role, Action.REPORT_BACK, own_assignments(acting_role)):
        return
    for row in open_assignments(as_of=acting_role.as_of)[:MOST_OF_A_KIND]:
        if may(acting_role, Action.REPORT_BACK, reported(row)):
            yield Task(
                title=_("Report back: %(assignment)s") % {"assignment": row.text},
                url=reverse("decisions:assignment", args=[row.pk]),
                last_day=row.due_on,
                clause="MR-29",
                why=f"{row.body_name} § {row.paragraph}",
                is_broken=row.is_late,
                behind=(),
            )


def unit_assignments_to_report(acting_role: ActingRole) -> Iterable[Task]:
    """What the head has asked of the role's own unit, by its last day (CP-9)."""
    if not acting_role.unit or not may(acting_role, Action.REPORT_FROM_UNIT, own_unit_assignments(acting_role)):
        return
    clause = clause_asking("decisions.assignments_executed", as_of=acting_role.as_of)
    for row in waiting_at_unit(as_of=acting_role.as_of, unit=acting_role.unit)[:MOST_OF_A_KIND]:
        if may(acting_role, Action.REPORT_FROM_UNIT, at_unit(row)):
            yield Task(
                title=_("Report to the head: %(assignment)s") % {"assignment": row.text},
                url=reverse("decisions:assignment", args=[row.assignment]),
                last_day=row.due_on,
                clause=clause,
                is_broken=row.is_late,
            )


def questions_to_answer(acting_role: ActingRole) -> Iterable[Task]:
    """Each member's question that waits for the role, by its last day (CP-12)."""
    if not may(acting_role, Action.ANSWER_QUESTION, own_questions(acting_role)):
        return
    clause = clause_asking(ANSWERED, as_of=acting_role.as_of)
    found = questions_waiting(as_of=acting_role.as_of, department=acting_role.department)
    for row in found[:MOST_OF_A_KIND]:
        if may_answer(acting_role, row):
            yield Task(
                title=_("Answer the question: %(subject)s") % {"subject": row.subject},
                url=reverse("decisions:question", args=[row.pk]),
                last_day=row.due_on,
                clause=clause,
                why=_("asked by %(who)s, %(body)s")
                % {"who": row.asked_by, "body": acting_role.say(row.body_name, row.body_name_en)},
                is_broken=row.is_late,
                behind=(QUESTION.asks(row),),
            )


def _assignments_of(answer: Answer) -> str:
    return f"{reverse('decisions:assignments')}?organ={answer.scope}"


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-29",),
        title=Words("Report the assignments back"),
        address=_assignments_of,
        is_told_apart=True,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("CP-12",),
        title=Words("Answer the members' questions"),
        address=lambda answer: f"{reverse('decisions:questions')}?organ={answer.scope}",
        is_told_apart=True,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("CP-9",),
        title=Words("Tell what the carried out assignments have led to"),
        address=_assignments_of,
    ),
)
