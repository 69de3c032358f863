"""What waits for a role in this room: introductions to hold, and one's own to take."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.organisation.queries.introductions import members_waiting
from spelregler.domain.roles import ELECTED, role_of
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import Answer


def own_introduction(acting_role: ActingRole) -> Iterable[Task]:
    """A member who has not been introduced to the rules of the game is told by when; nobody else's (MR-6)."""
    if role_of(acting_role.role) not in ELECTED or not acting_role.body:
        return
    waiting = members_waiting(as_of=acting_role.as_of, body=acting_role.body)
    own = next((each for each in waiting if each.membership.person.code == acting_role.person_code), None)
    if own is not None:
        yield Task(
            title=_("Get your introduction to the rules of the game"),
            url=address_of("course") or address_of("policy"),
            last_day=own.last_day,
            clause="MR-6",
            why=_("The committee secretary calls you. Until then you can take the course."),
        )


def _body(answer: Answer) -> str:
    return reverse("organisation:body", args=[answer.scope])


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-5",),
        title=Words("Introduce the new employees to the rules of the game"),
        address=lambda answer: reverse("organisation:employees", args=[answer.scope]),
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-6",),
        title=Words("Introduce the new members to the rules of the game"),
        address=_body,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-7",),
        title=Words("Hold the term's training"),
        address=_body,
        last_day="last_day",
    ),
    AnswerTask(
        scope_kind="department",
        clauses=("CP-6",),
        title=Words("See that the department has one head"),
        address=lambda answer: reverse("organisation:department", args=[answer.scope]),
    ),
    AnswerTask(
        scope_kind="municipality",
        clauses=("CP-4",),
        title=Words("See that each department has a head's post that somebody holds"),
        address=lambda _answer: reverse("organisation:overview"),
    ),
)
"""What is done about each rule of this room."""
