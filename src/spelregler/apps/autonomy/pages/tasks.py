"""What waits for a role in this room: stands to take, statements to write, interventions to look at again."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.visibility import UNIT_STATE, Question
from spelregler.apps.autonomy.queries.interventions import next_reviews
from spelregler.apps.autonomy.queries.signals import signals_without_statement
from spelregler.domain.findings import ScopeKind
from spelregler.domain.roles import Role
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Bilingual, Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import Answer


def statements_to_write(acting_role: ActingRole) -> Iterable[Task]:
    """Each open signal about the own unit that the unit has not said anything about (MR-46…51)."""
    if acting_role.role != Role.EC or not acting_role.unit:
        return
    for signal in signals_without_statement(unit=acting_role.unit, as_of=acting_role.as_of):
        yield Task(
            title=_("Write the unit's own statement about the signal"),
            url=f"{_unit(acting_role.unit)}#signals",
            minutes=20,
            clause=signal.ground,
            why=signal.evidence,
            behind=_state(acting_role, acting_role.unit),
        )


def interventions_to_review(acting_role: ActingRole) -> Iterable[Task]:
    """Each intervention in the own department, by the day on which it is to be looked at again (MR-46…51)."""
    if acting_role.role != Role.FC or not acting_role.department:
        return
    for each in next_reviews(department=acting_role.department, as_of=acting_role.as_of):
        yield Task(
            title=_("Review the intervention: %(unit)s") % {"unit": acting_role.say(each.unit.name, each.unit.name_en)},
            url=reverse("autonomy:review", args=[each.pk]),
            last_day=each.next_review,
            minutes=20,
            clause=each.ground,
            why=each.limits,
            behind=_state(acting_role, each.unit.code),
        )


def _state(acting_role: ActingRole, unit: str) -> tuple[Question]:
    """The state of a unit in the department: who is not told of it is not told what waits either."""
    place = UnitPlace.alike(department=acting_role.department, body=acting_role.body, code=unit)
    return (UNIT_STATE.asks(place),)


def _unit(code: str) -> str:
    return reverse("autonomy:unit", args=[code])


def _signals(answer: Answer) -> str:
    return f"{_unit(answer.scope)}#signals"


def _stand(clause: str, title: Bilingual) -> AnswerTask:
    return AnswerTask(scope_kind="unit", clauses=(clause,), title=title, address=_signals, minutes=20)


def _grounds(kind: ScopeKind) -> AnswerTask:
    return AnswerTask(
        scope_kind=kind,
        clauses=("MR-26",),
        title=Words("Name what each limit rests on, or let it go"),
        address=lambda _answer: f"{reverse('autonomy:limits')}#how",
        minutes=5,
    )


ANSWER_TASKS = (
    _grounds("department"),
    _grounds("municipality"),
    AnswerTask(scope_kind="unit", address=lambda answer: _unit(answer.scope)),
    _stand("MR-46", Words("Take a stand on the goals that are not met")),
    _stand("MR-47", Words("Take a stand on the complaints")),
    _stand("MR-48", Words("Take a stand on the overrun")),
    _stand("MR-49", Words("Take a stand on what has gone wrong")),
    _stand("MR-50", Words("Take a stand on what the staff are not told")),
    _stand("MR-51", Words("Take a stand on how the units work together")),
)
"""What is done about each rule about a unit."""
