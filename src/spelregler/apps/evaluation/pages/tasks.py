"""What waits for a role in this room: the rules that it is to assess, and what an assessment asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask, day_told
from spelregler.apps.evaluation.access.rights import ToAssess, to_assess
from spelregler.apps.evaluation.pages.words import accounted_at, address, evaluated_at
from spelregler.domain.findings import ScopeKind
from spelregler.domain.words import Words
from spelregler.domain.work_list import MONTH_AHEAD, Task
from spelregler.platform.findings import Answer

MINUTES = 5


def assessments_to_make(acting_role: ActingRole) -> Iterable[Task]:
    """Each rule that the role assesses and nothing holds for, and each assessment by its last day (MR-8)."""
    for each in to_assess(acting_role):
        title = each.rule.title.text(acting_role.language)
        words = _("Assess: %(rule)s") if each.waits else _("Assess again: %(rule)s")
        until = holds_to(each)
        if each.waits or until:
            yield Task(
                title=words % {"rule": title},
                url=f"{address(each.place.kind, each.place.code, each.rule.clause)}#assess",
                last_day=until,
                minutes=MINUTES,
                clause=each.rule.clause,
                why=acting_role.say(each.place.name, each.place.name_en),
                lead=MONTH_AHEAD,
            )


def holds_to(each: ToAssess) -> date | None:
    """The last day of what was said, where anything was."""
    return day_told(each.answer, "holds_to") if each.answer else None


def _page(answer: Answer) -> str:
    return address(answer.scope_kind, answer.scope, answer.clause)


def _asks(kind: ScopeKind, *clauses: str) -> AnswerTask:
    words = Words("See to what the assessment tells of, and assess again")
    return AnswerTask(scope_kind=kind, clauses=clauses, title=words, address=_page, minutes=10, last_day="holds_to")


ANSWER_TASKS = (
    # Each who takes part is told of the own part by itself (pages/yearly_tasks.py).
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-9",),
        title=Words("Decide the evaluation of the policy"),
        address=evaluated_at,
        is_told_apart=True,
    ),
    AnswerTask(
        scope_kind="municipality",
        clauses=("MR-10",),
        title=Words("Give the council the account of the evaluations"),
        address=accounted_at,
        is_told_apart=True,
    ),
    _asks("unit", "MR-40", "MR-43", "MR-45"),
    _asks("department", "CP-28", "CP-34"),
    _asks("committee", "MR-35"),
    _asks("municipality", "MR-2", "MR-24", "MR-33", "MR-54", "CP-14", "CP-16", "CP-35", "CP-37"),
    AnswerTask(
        scope_kind="municipality",
        clauses=("MR-8",),
        title=Words("See which rules nobody looks at, and have them assessed"),
        lack=Words("rules unseen"),
        address=lambda _answer: reverse("evaluation:list"),
        minutes=10,
    ),
)
"""What is done where an assessment says that a rule is to be watched, or is broken."""
