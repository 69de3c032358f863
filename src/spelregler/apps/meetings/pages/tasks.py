"""What waits for a role in this room: agendas, notices and minutes for the secretary, minutes for who adjusts them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.answer_tasks import AnswerTask
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.work_list import MOST_OF_A_KIND
from spelregler.apps.meetings.access.rights import ANY, Action, meetings_of
from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.pages.words import address, name_of
from spelregler.apps.meetings.queries import calendar
from spelregler.domain.meetings.notice_days import last_day_for_papers
from spelregler.domain.roles import ELECTED, role_of
from spelregler.domain.words import Words
from spelregler.domain.work_list import SOON, Task
from spelregler.platform.findings import Answer


def meetings_to_see_to(acting_role: ActingRole) -> Iterable[Task]:
    """For whoever keeps the meetings: what each waits for, the notice by the day when its papers are to be there."""
    if not may(acting_role, Action.PLAN, meetings_of(acting_role.body or ANY)):
        return
    today = acting_role.as_of
    days = calendar.working_days(as_of=today)
    for each in calendar.to_see_to(as_of=today, limit=MOST_OF_A_KIND):
        yield _task(each, acting_role, working_days=days)


def _task(meeting: Meeting, acting_role: ActingRole, *, working_days: int) -> Task:
    words, today = {"meeting": name_of(meeting, acting_role)}, acting_role.as_of
    if meeting.noticed_on is None:
        last = last_day_for_papers(meeting.held_on, working_days=working_days)
        if not getattr(meeting, "own_items", 0):
            title = _("Write the agenda and send the notice: %(meeting)s") % words
        else:
            title = _("Send the notice: %(meeting)s") % words
        return Task(title=title, url=address(meeting), last_day=last, clause="MR-27", is_broken=today > last, behind=())
    if meeting.opened_on is None:
        title, name = _("Write who was there, and the minutes: %(meeting)s") % words, "attendance"
    elif meeting.adjusted_on is None:
        title, name = _("Write and adjust the minutes: %(meeting)s") % words, "meeting"
    elif meeting.posted_until is None:
        title, name = _("Post the notice of the minutes: %(meeting)s") % words, "post"
    else:
        title = _("Take the notice of the minutes down: %(meeting)s") % words
        return Task(title=title, url=address(meeting, "take_down"), last_day=meeting.posted_until, behind=())
    return Task(title=title, url=address(meeting, name), behind=())


def meetings_to_attend(acting_role: ActingRole) -> Iterable[Task]:
    """For an elected representative: the meetings of the own body that are to come. One query, and none for others."""
    if role_of(acting_role.role) not in ELECTED or not acting_role.body or not acting_role.person_code:
        return
    for each in calendar.to_attend(acting_role.body, as_of=acting_role.as_of, until=acting_role.as_of + SOON):
        words = {"meeting": name_of(each, acting_role)}
        is_called = each.noticed_on is not None
        title = _("Read the papers and come to the meeting: %(meeting)s") if is_called else _("Meeting: %(meeting)s")
        yield Task(title=title % words, url=address(each), last_day=each.held_on, behind=())


def minutes_to_adjust(acting_role: ActingRole) -> Iterable[Task]:
    """For an elected representative who led a meeting or adjusts its minutes: those that wait."""
    if role_of(acting_role.role) not in ELECTED or not acting_role.body or not acting_role.person_code:
        return
    for each in calendar.to_adjust(acting_role.person_code, acting_role.body, as_of=acting_role.as_of):
        title = _("Adjust the minutes: %(meeting)s") % {"meeting": name_of(each, acting_role)}
        yield Task(title=title, url=address(each), behind=())


def _of_body(answer: Answer) -> str:
    return f"{reverse('meetings:list')}?organ={answer.scope}"


ANSWER_TASKS = (
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-27",),
        title=Words("See to it that the papers come in time before each meeting"),
        address=_of_body,
    ),
    AnswerTask(
        scope_kind="department",
        clauses=("CP-8",),
        title=Words("Hand in the papers in time before each meeting"),
        address=lambda _answer: reverse("meetings:list"),
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("CP-10",),
        title=Words("Let information from the department stand on the agenda of each ordinary meeting"),
        address=_of_body,
    ),
    AnswerTask(
        scope_kind="committee",
        clauses=("MR-20",),
        title=Words("Take up each area of activity as a theme"),
        address=_of_body,
    ),
)
