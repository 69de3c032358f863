"""What waits for a role in this room: values to report and to approve, and what the rules on goals and plans ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.goals.queries.reporting_left import Waiting, left_to_approve, left_to_report
from spelregler.domain.checks import read_parameters, registry
from spelregler.domain.goals.follow_up import FollowedUp
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform import clock
from spelregler.platform.findings import Answer, parameters_of
from spelregler.ui import formatting

FOLLOWED_UP = "goals.followed_up"


def values_to_report(acting_role: ActingRole) -> Iterable[Task]:
    """The values that the role is asked for, one task a period (MR-30)."""
    for each in left_to_report(acting_role):
        words = ngettext("Report %(n)d measure for %(period)s", "Report %(n)d measures for %(period)s", each.values)
        url = f"{reverse('goals:report')}?period={each.period.key}#values"
        yield _about(each, words, acting_role, url=url, minutes=each.minutes)


def values_to_approve(acting_role: ActingRole) -> Iterable[Task]:
    """The values that others have submitted and the role approves, one task a period (MR-30)."""
    for each in left_to_approve(acting_role):
        words = ngettext("Approve %(n)d measure for %(period)s", "Approve %(n)d measures for %(period)s", each.values)
        yield _about(each, words, acting_role, url=f"{reverse('goals:approve')}#waiting", minutes=each.values)


def _about(waiting: Waiting, words: str, acting_role: ActingRole, *, url: str, minutes: int) -> Task:
    period = formatting.months(waiting.period.start, waiting.period.end, acting_role.language)
    return Task(
        title=words % {"n": waiting.values, "period": period},
        url=url,
        last_day=_last_day(waiting, acting_role),
        minutes=minutes,
        clause="MR-30",
        behind=(),
    )


def _last_day(waiting: Waiting, acting_role: ActingRole) -> date:
    """A figure may wait so many days after its period, and is overdue the day after (MR-30)."""
    rule: FollowedUp = read_parameters(registry.get(FOLLOWED_UP), parameters_of(FOLLOWED_UP, as_of=acting_role.as_of))
    return waiting.period.end + timedelta(days=rule.days)


def _plan(kind: str) -> Callable[[Answer], str]:
    """The owner's plan for the year that the answer is about, else for this."""

    def address(answer: Answer) -> str:
        year = answer.inputs.get("year") or clock.today().year
        return reverse("goals:owner_plan", args=[year, kind, answer.scope])

    return address


def _missed(_answer: Answer) -> str:
    return reverse("goals:missed")


def _plans(_answer: Answer) -> str:
    return reverse("goals:chain")


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-30",),
        title=Words("Report what is missing, and answer what was not met"),
        address=_missed,
        minutes=10,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-30",),
        title=Words("See that the values come in, and answer what was not met"),
        address=_missed,
        minutes=10,
    ),
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-41",),
        title=Words("Look over the goals that are not met"),
        lack=Words("goals not met"),
        address=_missed,
    ),
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-28",),
        title=Words("Get the actions done, or begin new ones"),
        lack=Words("actions lag behind"),
        address=_plan("enhet"),
    ),
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-25",),
        title=Words("Decide the unit's plan"),
        lack=Words("the plan lacks something"),
        address=_plan("enhet"),
    ),
    AnswerTask(
        scope_kind="department",
        clauses=("CP-7",),
        title=Words("Give every committee goal an action in the action plan"),
        address=_plan("forvaltning"),
    ),
    AnswerTask(
        scope_kind="department",
        clauses=("CP-17",),
        title=Words("See that every unit has goals and a plan"),
        lack=Words("plans are missing"),
        address=_plans,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-17", "CP-22"),
        title=Words("Give every goal a measure and a target"),
        lack=Words("measures are missing"),
        address=_plans,
    ),
    AnswerTask(
        scope_kind="municipality",
        clauses=("MR-16",),
        title=Words("Name a coordinating body for each shared goal"),
        lack=Words("nobody coordinates"),
        address=_plans,
    ),
    AnswerTask(
        scope_kind="municipality",
        clauses=("MR-11",),
        title=Words("Take up the vision in dialogue with the residents"),
        lack=Words("no dialogue"),
        address=lambda _answer: reverse("goals:vision"),
    ),
)
"""What is done about each rule of this room; the others are said as they stand."""
