"""How much of what waits is late or due this week, for the bell at the top of every page.

It is counted where the work list is asked anyway and remembered in the session; other pages tell what was last
counted that day, and ask nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from spelregler.apps.acting.acting_role import Request
from spelregler.domain.work_list import Task, When

SESSION_KEY = "near-tasks"
NEAR = frozenset({When.LATE, When.TODAY, When.BROKEN, When.WEEK})


def note_near(request: Request, tasks: Iterable[Task]) -> None:
    """Remember the count of the acting role's own tasks; not of another day's page, nor of a resident."""
    acting_role = request.acting_role
    if not acting_role.person_code or acting_role.as_of != acting_role.today:
        return
    known = _of_today(request, sum(each.when(acting_role.today) in NEAR for each in tasks))
    if request.session.get(SESSION_KEY) != known:
        request.session[SESSION_KEY] = known


def near_known(request: Request) -> int | None:
    """The count that was last made today in the role that is acted in; None where none was."""
    known = request.session.get(SESSION_KEY) or [None]
    counted = known[-1]
    return counted if known == _of_today(request, counted) else None


def _of_today(request: Request, counted: int | None) -> list[str | int | None]:
    acting_role = request.acting_role
    return [acting_role.role_assignment.code, acting_role.today.isoformat(), counted]
