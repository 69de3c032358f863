"""What waits for a role in this room: reports to write, hand in and value, and evaluations to hand in."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.followup.access.commissioned import Action as Evaluating
from spelregler.apps.followup.access.commissioned import matter_of
from spelregler.apps.followup.access.reports import NEW, Action, level_written
from spelregler.apps.followup.pages.evidence import evaluations_of_body, every_scan, reports_of_body
from spelregler.apps.followup.queries import waiting
from spelregler.apps.followup.queries.commissioned import to_hand_in
from spelregler.apps.followup.queries.waiting import Waiting
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, Task
from spelregler.ui import formatting

WRITE_MINUTES, VALUE_MINUTES, HAND_IN_MINUTES = 30, 10, 10


def own_reports(acting_role: ActingRole) -> Iterable[Task]:
    """The reports that the role writes: its unit's, its department's and committee's, or the municipality's.

    One query, and none for a role that writes no report.
    """
    level = level_written(acting_role)
    if not level:
        return
    place, body = acting_role.place[1], acting_role.body or ""
    for each in waiting.to_write(level=level, place=place, body=body, as_of=acting_role.as_of):
        yield _missed(each, acting_role) if each.missed_on else _to_write(each)


def _to_write(each: Waiting) -> Task:
    words = {"report": each.title}
    title = _("Write the report: %(report)s") % words
    if each.is_bodys:
        title = _("Write the committee's own report: %(report)s") % words
    if each.is_returned:
        title = _("Write on in the returned report: %(report)s") % words
    elif each.reopened_for:
        title = _("Hand in the correction: %(report)s") % words
    return Task(
        title=title,
        url=reverse("followup:report", args=[each.pk]),
        last_day=each.due_on,
        minutes=WRITE_MINUTES,
        clause="MR-31",
        why=each.reopened_for,
        lead=MONTH_AHEAD,
        behind=(),
    )


def _missed(each: Waiting, acting_role: ActingRole) -> Task:
    """Nothing is late any longer: the department has delivered, and the unit is told without what."""
    words = {"department": each.department, "day": formatting.long_date(each.missed_on, acting_role.language)}
    return Task(
        title=_("Did not come in in time: %(report)s") % {"report": each.title},
        url=reverse("followup:report", args=[each.pk]),
        minutes=WRITE_MINUTES,
        clause="MR-31",
        why=_("%(department)s handed in its report on %(day)s without yours.") % words,
        behind=(),
    )


def reports_to_enter(acting_role: ActingRole) -> Iterable[Task]:
    """What each body is to adopt or has got, and nothing is entered of, for the secretary. One query, and none for
    others: a body's own members are told by the rule.
    """
    if acting_role.place[0] == "committee" or not may(acting_role, Action.VALUE, NEW):
        return
    for each in waiting.to_decide(as_of=acting_role.as_of):
        words = {"report": each.title, "body": each.body}
        title = _("Enter what %(body)s said of the report: %(report)s") % words
        if each.is_to_adopt:
            title = _("Enter that %(body)s adopted its report: %(report)s") % words
        yield Task(
            title=title,
            url=reverse("followup:report", args=[each.pk]),
            minutes=VALUE_MINUTES,
            clause="MR-31" if each.is_to_adopt else "MR-14",
            why=each.department,
            behind=(),
        )


def evaluations_to_hand_in(acting_role: ActingRole) -> Iterable[Task]:
    """What the own body has commissioned and has not got, for whoever leads its department. One query, and none for
    others.
    """
    if acting_role.place[0] != "department" or not may(acting_role, Evaluating.HAND_IN, matter_of(acting_role.body)):
        return
    for each in to_hand_in(bodies_of=[acting_role.body], as_of=acting_role.as_of):
        yield Task(
            title=_("Hand in the evaluation: %(title)s") % {"title": each.title},
            url=reverse("followup:evaluation", args=[each.pk]),
            last_day=each.due_on,
            minutes=HAND_IN_MINUTES,
            clause="MR-21",
            why=each.body,
            lead=MONTH_AHEAD,
            behind=(),
        )


def reports_got(acting_role: ActingRole) -> Iterable[Task]:
    """What the role's own body has to adopt, or has got and said nothing of. One query, and none for others."""
    kind, code = acting_role.place
    for each in waiting.to_decide(body=code, as_of=acting_role.as_of) if kind == "committee" else ():
        words = {"report": each.title}
        title = _("Read and value the report: %(report)s") % words
        if each.is_to_adopt:
            title = _("Read and adopt your own report: %(report)s") % words
        yield Task(
            title=title,
            url=reverse("followup:report", args=[each.pk]),
            why=each.department,
        )


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-12",),
        title=Words("Follow what happens around the municipality, and use it in goals and budget"),
        address=every_scan,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-21",),
        title=Words("Have the activity evaluated, and decide what it leads to"),
        address=evaluations_of_body,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-14",),
        title=Words("Say what the body thinks of its reports"),
        address=reports_of_body,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-31", "CP-15"),
        title=Words("Hand in the report to the body"),
        address=reports_of_body,
    ),
)
