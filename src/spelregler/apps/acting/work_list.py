"""What waits for a role, told by each room when the product starts, as it tells which checks it has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import Door, Question
from spelregler.domain.work_list import Task, When, in_order
from spelregler.platform import memory

MOST_OF_A_KIND = 100
"""Of one kind no more are shown: whoever has a hundred of them begins with the most urgent."""

QUESTION = Door[Question](asks=lambda question: question)
"""What stands behind a task asks by itself."""

Source = Callable[[ActingRole], Iterable[Task]]

_own: list[Source] = []
_others: list[Source] = []
_occasion_pages: dict[str, Callable[[ActingRole], str]] = {}


def register(*sources: Source) -> None:
    """Tasks of whoever acts. A source reads no more than `MOST_OF_A_KIND` rows, and only for roles that have any."""
    _own.extend(sources)


def register_for_leaders(*sources: Source) -> None:
    """Tasks of others that are late or to be put right, for whoever leads or oversees them."""
    _others.extend(sources)


def register_occasion_pages(**pages: Callable[[ActingRole], str]) -> None:
    """Where a role does what an occasion of the municipality's year asks of it, by the package's name for it."""
    _occasion_pages.update(pages)


def page_of_occasion(occasion: str, acting_role: ActingRole) -> str:
    """Where the role does what the occasion asks; empty where no room has said."""
    page = _occasion_pages.get(occasion)
    return page(acting_role) if page else ""


def tasks(acting_role: ActingRole) -> list[Task]:
    """What waits for the role on the day, the most urgent first. Asked once in a request."""
    return _asked(acting_role, "own", _own)


def late_tasks_of_others(acting_role: ActingRole) -> list[Task]:
    """What is late or to be put right where the role leads or oversees, each with whose it is; else none."""
    found = _asked(acting_role, "others", _others)
    return [each for each in found if each.when(acting_role.as_of) in (When.LATE, When.BROKEN)]


def told_to(acting_role: ActingRole, found: Collection[Task]) -> list[Task]:
    """Of somebody else's tasks those that the role may be told of: where it may see all that stands behind (ADR 67)."""
    questions = dict.fromkeys(question for each in found for question in each.behind or ())
    seen = set(QUESTION.let_through(acting_role, questions))
    return [each for each in found if each.behind is not None and seen.issuperset(each.behind)]


def _asked(acting_role: ActingRole, name: str, sources: list[Source]) -> list[Task]:
    key = ("tasks", name, acting_role.role_assignment.code, acting_role.as_of)
    return memory.once(
        key, lambda: in_order((task for source in sources for task in source(acting_role)), on=acting_role.as_of)
    )
