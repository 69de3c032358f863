"""Tasks as they are read: what to do first, then by when, how long it takes and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.notices.queries import Watched
from spelregler.domain.work_list import Task, When
from spelregler.ui import formatting
from spelregler.ui.page import TodoItem

MOST_SHOWN = 25
"""Of the list of somebody who is away."""


@dataclass(frozen=True)
class Group:
    """Tasks that are equally near."""

    key: str
    title: str
    items: list[TodoItem]


def groups(tasks: Sequence[Task], acting_role: ActingRole) -> list[Group]:
    """Tasks in their order, by how near their last day is."""
    return [
        Group(when.value, when_words(when), [item(each, acting_role) for each in found])
        for when, found in groupby(tasks, key=lambda each: each.when(acting_role.as_of))
    ]


@dataclass(frozen=True)
class WatchedGroup:
    """What waits for somebody who is away, for whoever has been asked to see it."""

    key: str
    title: str
    items: list[TodoItem]
    is_cut: bool


def watched(lists: Sequence[Watched], acting_role: ActingRole) -> list[WatchedGroup]:
    """Each list under its owner's name and last day; of a long one the most urgent `MOST_SHOWN`."""
    return [
        WatchedGroup(
            key=f"for-{each.pk}",
            title=_("For %(name)s, who is away until %(day)s")
            % {"name": each.name, "day": formatting.long_date(each.last_day, acting_role.language)},
            items=[item(task, acting_role) for task in each.tasks[:MOST_SHOWN]],
            is_cut=len(each.tasks) > MOST_SHOWN,
        )
        for each in lists
    ]


def when_words(when: When) -> str:
    """How near, in words."""
    return {
        When.LATE: _("Late"),
        When.TODAY: _("Today"),
        When.BROKEN: _("To be put right"),
        When.WEEK: _("This week"),
        When.UNDATED: _("Without a last day"),
        When.LATER: _("Later"),
    }[when]


def _how_far(day: date, acting_role: ActingRole) -> str:
    """How far off a day is; empty where that is its year, and the day itself says it."""
    words = formatting.relative_day(day, acting_role.as_of, acting_role.language)
    return "" if day.year != acting_role.as_of.year and words == str(day.year) else words


def item(task: Task, acting_role: ActingRole) -> TodoItem:
    """One task as a line of the list."""
    day = task.last_day
    return TodoItem(
        title=task.title,
        date=day,
        when_words=_how_far(day, acting_role) if day else "",
        detail=task.why,
        url=task.url,
        late=task.when(acting_role.as_of) is When.LATE,
        lack=(task.lack or _("something is lacking")) if task.when(acting_role.as_of) is When.BROKEN else "",
        minutes=task.minutes,
        clause=task.clause,
        owner=task.owner,
    )
