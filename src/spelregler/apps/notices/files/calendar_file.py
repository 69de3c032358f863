"""Somebody's own dates as a calendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.utils import translation
from django.utils.translation import gettext as _

from spelregler.apps.notices.queries import own_tasks
from spelregler.domain.notices import mark
from spelregler.domain.work_list import Task
from spelregler.exchange.calendar import DayEvent, calendar_of
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import whole


def calendar_file(account: Account, *, on: date) -> bytes:
    """A day for each task with a last day: its title, its rule and where it is done, in Swedish.

    The facts behind a task are left out: a calendar may be read over a shoulder, or lie at somebody else's.
    """
    with translation.override("sv"):
        events = list(_events(own_tasks(account, on=on)))
        # Told as of the day, so that the same dates are the same file the whole day.
        stamp = datetime.combine(on, time.min, tzinfo=UTC)
        return calendar_of(events, name=_("To do – Spelregler"), stamp=stamp)


def _events(tasks: Iterable[Task]) -> Iterable[DayEvent]:
    for task in tasks:
        if task.last_day is not None:
            yield DayEvent(
                uid=f"{task.known_as or f'{mark(task)[:32]}-{task.last_day:%Y%m%d}'}@spelregler",
                revision=task.revision,
                day=task.last_day,
                title=task.title,
                url=whole(task.url),
                text=_("Last day. The rule: %(clause)s") % {"clause": task.clause} if task.clause else _("Last day."),
            )
