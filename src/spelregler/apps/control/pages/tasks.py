"""What waits for a role in this room: risks to value, controls to carry out, and deviations to see to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.control.access import may_prepare
from spelregler.apps.control.pages.evidence import plan_of_answer
from spelregler.apps.control.queries.plans import own_controls, own_deviations, to_value
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, Task


def _month_end(day: date) -> date:
    return add_months(day.replace(day=1), 1) - ONE_DAY


def controls_to_carry_out(acting_role: ActingRole) -> Iterable[Task]:
    """Each control that the role answers for and that is due this month or before."""
    if not acting_role.person_code or not acting_role.body or not may_prepare(acting_role, acting_role.body):
        return
    day = acting_role.as_of
    for each in own_controls(person=acting_role.person_code, as_of=day, until=_month_end(day)):
        yield Task(
            title=_("Carry out the control: %(control)s") % {"control": each.title},
            url=reverse("control:result", args=[each.pk]),
            last_day=each.due_on,
            why=each.risk.title,
            lead=MONTH_AHEAD,
        )


def deviations_to_close(acting_role: ActingRole) -> Iterable[Task]:
    """Each open deviation that the role answers for, by its last day."""
    if not acting_role.person_code or not acting_role.body or not may_prepare(acting_role, acting_role.body):
        return
    for each in own_deviations(person=acting_role.person_code, as_of=acting_role.as_of):
        yield Task(
            title=_("See to the deviation: %(action)s") % {"action": each.action},
            url=reverse("control:close", args=[each.pk]),
            last_day=each.due_on,
            why=each.result.control.title,
        )


def risks_to_value(acting_role: ActingRole) -> Iterable[Task]:
    """The risks of the body's plan that are not valued, for whoever leads a department of it."""
    if acting_role.place[0] != "department" or not may_prepare(acting_role, acting_role.body):
        return
    count = to_value(body=acting_role.body, year=acting_role.as_of.year)
    if count:
        words = ngettext("Value %(n)d risk", "Value %(n)d risks", count) % {"n": count}
        yield Task(title=words, url=reverse("control:start"), why=_("The plan cannot be decided before that."))


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("CP-13",),
        title=Words("See over the internal control"),
        address=plan_of_answer,
        last_day="report_last",
    ),
)
