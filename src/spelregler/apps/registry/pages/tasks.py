"""What waits in the registry: drafts to be drawn up, slow cases, and decisions of the year that have no case yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.role_assignment import POST, key_held
from spelregler.apps.acting.work_list import MOST_OF_A_KIND
from spelregler.apps.registry.access.rights import NEW, Action, case_matter
from spelregler.apps.registry.models import CaseFile, Record
from spelregler.apps.registry.queries.requests import waiting_requests
from spelregler.apps.registry.queries.waiting import drafts, open_cases, slow_since
from spelregler.domain.words import Words
from spelregler.domain.work_list import Task
from spelregler.platform.findings import Answer

DAYS_AS_DRAFT = 30
"""After so many days a draft is drawn up or thrown away, by our own measure: no law says when."""


def cases_and_drafts(acting_role: ActingRole) -> Iterable[Task]:
    """The drafts and the slow cases of the own post; for the registrar every letter's draft and every slow case.

    None and no query for a seat; one query for a post without a case, else at most three.
    """
    registers, own = may(acting_role, Action.REGISTER, NEW), key_held(acting_role.role_assignment.code, POST)
    if not registers and own is None:
        return
    day = acting_role.as_of
    cases = open_cases(as_of=day, most=MOST_OF_A_KIND, appointment=None if registers else own)
    if not cases:
        return
    for each in drafts(as_of=day, most=MOST_OF_A_KIND, cases=None if registers else cases):
        is_memo = hasattr(each, "memo")
        if may(acting_role, Action.WRITE_MEMO if is_memo else Action.REGISTER, case_matter(each.case_file)):
            yield _draft(each, is_memo=is_memo)
    since = slow_since(as_of=day)
    yield from (_slow(each) for each in cases if each.last_event_on < since)


def _draft(each: Record, *, is_memo: bool) -> Task:
    words = _("Finish and sign the memo in %(number)s") if is_memo else _("Draw up the draft in %(number)s")
    return Task(
        title=words % {"number": _called(each.case_file)},
        url=reverse("registry:memo" if is_memo else "registry:record", args=[each.pk]),
        last_day=each.begun_on + timedelta(days=DAYS_AS_DRAFT),
        minutes=15 if is_memo else 5,
    )


def _called(case: CaseFile) -> str:
    """The case by its number and what it is about; a title that is marked goes no further than its own page."""
    return case.number if case.title_ground else f"{case.number} {case.title}"


def _slow(each: CaseFile) -> Task:
    return Task(
        title=_("Move %(number)s on, or close it") % {"number": _called(each)},
        url=reverse("registry:case", args=[each.pk]),
        minutes=10,
        behind=(),
    )


def cases_asked_for(acting_role: ActingRole) -> Iterable[Task]:
    """What the registrar is asked to register. One query, and none for anybody else."""
    if not may(acting_role, Action.REGISTER, NEW):
        return
    for each in waiting_requests(as_of=acting_role.as_of, most=MOST_OF_A_KIND):
        yield Task(
            title=_("Register a case: %(title)s") % {"title": each.title},
            url=f"{reverse('registry:new')}?fraga={each.pk}",
            minutes=5,
            why=acting_role.say(each.asked_by.title, each.asked_by.title_en),
            behind=(),
        )


def _asked_of(answer: Answer) -> str:
    return reverse("registry:ask_for_case", args=[answer.scope])


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("CP-11",),
        title=Words("See to it that what must be decided has a case"),
        address=_asked_of,
        minutes=10,
    ),
)
