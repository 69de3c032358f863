"""What waits in the registry: drafts to be drawn up, slow cases, and decisions of the year that have no case yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.work_list import MOST_OF_A_KIND
from spelregler.apps.organisation.queries.posts import post_acted_by
from spelregler.apps.registry.access.rights import NEW, Action, case_matter
from spelregler.apps.registry.models import CaseFile, Record
from spelregler.apps.registry.queries.waiting import drafts, slow_cases
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import Answer

DAYS_AS_DRAFT = 30
"""After so many days a draft is drawn up or thrown away, by our own measure: no law says when."""
OFFICIALS = "post-"
"""What the code of a role begins with that is held by a post."""


def records_to_draw_up(acting_role: ActingRole) -> Iterable[Task]:
    """The drafts in one's own cases, and every letter for the registrar. At most two queries, none for the elected."""
    mine = _post(acting_role)
    registers = may(acting_role, Action.REGISTER, NEW)
    if not mine and not registers:
        return
    for each in drafts(as_of=acting_role.as_of, most=MOST_OF_A_KIND, post="" if registers else mine):
        is_memo = hasattr(each, "memo")
        right = Action.WRITE_MEMO if is_memo else Action.REGISTER
        if may(acting_role, right, case_matter(each.case_file)):
            yield _draft(each, is_memo=is_memo)


def _draft(each: Record, *, is_memo: bool) -> Task:
    words = _("Finish and sign the memo in %(number)s") if is_memo else _("Draw up the draft in %(number)s")
    return Task(
        title=words % {"number": each.case_file.number},
        url=reverse("registry:memo" if is_memo else "registry:record", args=[each.pk]),
        last_day=each.begun_on + timedelta(days=DAYS_AS_DRAFT),
        minutes=15 if is_memo else 5,
    )


def slow_cases_to_move(acting_role: ActingRole) -> Iterable[Task]:
    """Open cases where nothing has happened for as long as P11 says: one's own, and for the registrar all."""
    mine = _post(acting_role)
    registers = may(acting_role, Action.REGISTER, NEW)
    if not mine and not registers:
        return
    for each in slow_cases(as_of=acting_role.as_of, most=MOST_OF_A_KIND, post="" if registers else mine):
        yield _slow(each)


def _slow(each: CaseFile) -> Task:
    return Task(
        title=_("Move %(number)s on, or close it") % {"number": each.number},
        url=reverse("registry:case", args=[each.pk]),
        minutes=10,
        behind=(),
    )


def _post(acting_role: ActingRole) -> str:
    """The code of the post that is acted by; none for a seat, which asks nothing."""
    code = acting_role.role_assignment.code
    post = post_acted_by(code) if code.startswith(OFFICIALS) else None
    return post.code if post else ""


def _registry_of(answer: Answer) -> str:
    return f"{reverse('registry:list')}?organ={answer.scope}"


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("CP-11",),
        title=Words("See to it that what must be decided has a case"),
        address=_registry_of,
        minutes=10,
    ),
)
