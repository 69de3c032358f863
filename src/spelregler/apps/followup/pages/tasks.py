"""What waits for a role in reports: to write, to hand in, to value."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.followup.access.reports import NEW, Action, level_written, may_do
from spelregler.apps.followup.pages.evidence import reports_of_body
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries.reports import State
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, Task

WRITE_MINUTES, VALUE_MINUTES = 30, 10


def own_reports(acting_role: ActingRole) -> Iterable[Task]:
    """The reports that the role writes: its unit's, its department's, or the municipality's.

    One query where none waits, and none for a role that writes no report.
    """
    level = level_written(acting_role)
    if not level:
        return
    code = acting_role.place[1]
    for each in queries.to_write(level=level, place=code, as_of=acting_role.as_of):
        if may_do(acting_role, Action.WRITE, each):
            yield _to_write(each)


def _to_write(state: State) -> Task:
    last = state.last
    words = {"report": state.report.occasion.title}
    title = _("Write the report: %(report)s") % words
    why = ""
    if last is not None:
        why = last.reopened_for
        title = (
            _("Write on in the returned report: %(report)s") % words
            if last.is_returned
            else _("Hand in the correction: %(report)s") % words
        )
    return Task(
        title=title,
        url=reverse("followup:report", args=[state.report.pk]),
        last_day=state.due_on,
        minutes=WRITE_MINUTES,
        clause="MR-31",
        why=why,
        lead=MONTH_AHEAD,
        behind=(),
    )


def reports_to_enter(acting_role: ActingRole) -> Iterable[Task]:
    """What each body has got and nothing is entered of, for the secretary. One query where none waits, and none for
    others: a body's own members are told by the rule.
    """
    if acting_role.place[0] == "committee" or not may(acting_role, Action.VALUE, NEW):
        return
    for each in queries.to_value(as_of=acting_role.as_of):
        words = {"report": each.report.occasion.title, "body": each.report.body.name}
        yield Task(
            title=_("Enter what %(body)s said of the report: %(report)s") % words,
            url=reverse("followup:report", args=[each.report.pk]),
            minutes=VALUE_MINUTES,
            clause="MR-14",
            why=str(each.report.department or ""),
            behind=(),
        )


def reports_got(acting_role: ActingRole) -> Iterable[Task]:
    """What the role's own body has got and said nothing of. One query where none waits, and none for others."""
    kind, code = acting_role.place
    for each in queries.to_value(body=code, as_of=acting_role.as_of) if kind == "committee" else ():
        yield Task(
            title=_("Read and value the report: %(report)s") % {"report": each.report.occasion.title},
            url=reverse("followup:report", args=[each.report.pk]),
            why=str(each.report.department or ""),
        )


ANSWER_TASKS = (
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
