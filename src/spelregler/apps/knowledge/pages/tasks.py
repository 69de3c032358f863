"""What waits for a role in this room: to go through the policy with the unit, and to do it again."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import WAITING, AnswerTask, asked_of, day_told
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.apps.knowledge.access.rights import Action, may_answer
from spelregler.apps.knowledge.pages.words import answers_of
from spelregler.apps.knowledge.queries import readings
from spelregler.apps.knowledge.queries.bodies import BODIES
from spelregler.apps.knowledge.queries.units import UNITS
from spelregler.domain.roles import ELECTED, role_of
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, Task
from spelregler.platform.findings import Answer

MINUTES = 1


def unit_page(code: str) -> str:
    """Where a unit's record is, at the form."""
    return f"{reverse('knowledge:unit', args=[code])}#record"


def information_to_record(acting_role: ActingRole) -> Iterable[Task]:
    """The unit has never gone through the policy, or will soon have to do it again (MR-4)."""
    if not acting_role.unit:
        return
    place = UnitPlace.alike(department=acting_role.department, body=acting_role.body, code=acting_role.unit)
    if not may(acting_role, Action.INFORM_UNIT, unit_matter(place)):
        return
    for each in answers_of(acting_role, UNITS, [("unit", acting_role.unit)]):
        last_day = day_told(each, "last_day")
        if each.status == "not_assessed" or (each.status == "kept" and last_day):
            yield Task(
                title=_("Go through the policy with the unit"),
                url=unit_page(acting_role.unit),
                last_day=last_day,
                minutes=MINUTES,
                clause=each.clause,
                why=_("Record how many took part. There is a ready course to show."),
                lead=MONTH_AHEAD,
            )


def _unit(answer: Answer) -> str:
    return unit_page(answer.scope)


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="unit",
        clauses=("MR-4",),
        title=Words("Let those who were absent catch up on the policy"),
        address=_unit,
        minutes=MINUTES,
        last_day="last_day",
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-3",),
        title=Words("See that the whole body is trained, and that it makes its self-check"),
        address=lambda answer: reverse("knowledge:body", args=[answer.scope]),
        last_day="last_day",
    ),
)
"""What is done about each rule of this room."""


def self_check_to_make(acting_role: ActingRole) -> Iterable[Task]:
    """The body's self-check, for those who enter it, by its last day (MR-3).

    Whom the rule itself already asks, because it is not followed, is not asked twice.
    """
    if not acting_role.body or not may_answer(acting_role, acting_role.body):
        return
    for each in answers_of(acting_role, BODIES, [("committee", acting_role.body)]):
        last_day = day_told(each, "self_check_last")
        is_asked_already = each.status in WAITING and each.expected_of in asked_of(acting_role.role)
        if last_day and not is_asked_already:
            yield Task(
                title=_("Make the self-check with %(body)s") % {"body": each.scope_name},
                url=reverse("knowledge:self_check", args=[acting_role.body]),
                last_day=last_day,
                minutes=15,
                clause=each.clause,
                why=_("A few questions to answer together at a meeting."),
                lead=MONTH_AHEAD,
            )


def own_course(acting_role: ActingRole) -> Iterable[Task]:
    """A member without a record of their own, in a body that is not wholly trained, is shown the course."""
    if role_of(acting_role.role) not in ELECTED or not acting_role.body:
        return
    for each in answers_of(acting_role, BODIES, [("committee", acting_role.body)]):
        trained, seats = each.inputs.get("trained"), each.inputs.get("seats")
        if trained is not None and trained == seats:
            return
        if not readings.has_own_record(person=acting_role.person_code, body=acting_role.body, as_of=acting_role.as_of):
            yield Task(
                title=_("Take the course, if you missed your body's training"),
                url=reverse("knowledge:course"),
                minutes=15,
                clause=each.clause,
                why=_("Only you see whether you have taken it."),
            )
