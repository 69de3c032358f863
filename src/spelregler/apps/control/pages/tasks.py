"""What waits for a role in this room: risks to value, controls to carry out, and deviations to see to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.role_assignment import POST, key_held
from spelregler.apps.control.access import may_prepare
from spelregler.apps.control.models import Control, Deviation
from spelregler.apps.control.pages.evidence import plan_of_answer
from spelregler.apps.control.queries.plans import own_controls, to_value
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, Task


def _month_end(day: date) -> date:
    return add_months(day.replace(day=1), 1) - ONE_DAY


def controls_to_see_to(acting_role: ActingRole) -> Iterable[Task]:
    """Each control that the role answers for and that is due this month or before, and each open deviation of its.

    No query for a seat, which owns no control.
    """
    if key_held(acting_role.role_assignment.code, POST) is None or not acting_role.body:
        return
    if not may_prepare(acting_role, acting_role.body):
        return
    day = acting_role.as_of
    for each in own_controls(person=acting_role.person_code, as_of=day, until=_month_end(day)):
        result = next(iter(each.results.all()), None)
        yield _to_carry_out(each) if result is None else _to_close(each, result.deviation)


def _to_carry_out(each: Control) -> Task:
    return Task(
        title=_("Carry out the control: %(control)s") % {"control": each.title},
        url=reverse("control:result", args=[each.pk]),
        last_day=each.due_on,
        why=each.risk.title,
        lead=MONTH_AHEAD,
    )


def _to_close(of: Control, deviation: Deviation) -> Task:
    return Task(
        title=_("See to the deviation: %(action)s") % {"action": deviation.action},
        url=reverse("control:close", args=[deviation.pk]),
        last_day=deviation.due_on,
        why=of.title,
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
    ),
)
