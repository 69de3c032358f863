"""Whose list somebody sees while its owner is away, and what on it they may be told of (ADR 67)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from spelregler.apps.acting import work_list
from spelregler.apps.acting.acting_role import ActingRole, acting_as
from spelregler.apps.acting.organisation import organisation
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.notices.access import Action, list_of
from spelregler.apps.notices.models import Watch
from spelregler.domain.work_list import Task, in_order
from spelregler.platform.accounts.models import Account

MOST_WATCHED = 20
"""Lists that one person sees at a time."""


@dataclass(frozen=True)
class Watched:
    """Somebody who is away, until when, and what waits for them: neither where it is done nor the facts behind."""

    pk: int
    name: str
    last_day: date
    tasks: list[Task]


@dataclass(frozen=True)
class OwnWatch:
    """Who sees one's own list, from when to when and for which of one's roles; those that have ended are left out."""

    watcher: str
    first_day: date
    last_day: date
    duties: list[RoleAssignment]
    has_begun: bool


def own_watch(person_code: str, *, held: Iterable[RoleAssignment], today: date) -> OwnWatch | None:
    """Whoever sees the person's list now or will, if anybody. Two queries."""
    rows = Watch.objects.filter(person__code=person_code, ended_at=None, end__gt=today).select_related("watcher")
    row = rows.order_by("start").prefetch_related("duties").first()
    if row is None:
        return None
    codes = {each.code for each in row.duties.all()}
    return OwnWatch(
        watcher=row.watcher.name,
        first_day=row.start,
        last_day=row.last_day,
        duties=[each for each in held if each.code in codes],
        has_begun=row.start <= today,
    )


def watching(acting_role: ActingRole) -> list[Watch]:
    """Whose list the person sees today in whichever role, the first to end first, at most `MOST_WATCHED`. One query.

    None on an earlier day's page, nor for whoever acts as a resident.
    """
    if not acting_role.person_code or acting_role.as_of != acting_role.today:
        return []
    return list(_in_force(acting_role.person_code, acting_role.today)[:MOST_WATCHED])


def watched_lists(acting_role: ActingRole) -> list[Watched]:
    """The lists that the role sees today, and on each what it may be told of (ADR 67).

    A list of no role that it may see is left out, as is one whose owner holds none of the roles any more. As often
    asked as the work lists of those who are away; one query where nobody is.
    """
    found = []
    for row in watching(acting_role):
        held = organisation().assignments_of_person(row.person.code, as_of=acting_role.today)
        chosen = {each.code for each in row.duties.all()}
        seen = [each for each in held if each.code in chosen and _sees(acting_role, each)]
        if seen:
            tasks = _told(acting_role, seen, held)
            found.append(Watched(pk=row.pk, name=row.person.name, last_day=row.last_day, tasks=tasks))
    return found


def watched_by_account(account: Account, *, on: date) -> list[Watched]:
    """The same for the person behind an account, in all their roles together, in Swedish; for a letter."""
    held = organisation().assignments_of_account(account, as_of=on)
    found: dict[int, Watched] = {}
    for each in held:
        role = acting_as(each, held, today=on, as_of=on, language="sv", account=str(account.pk))
        for watched in watched_lists(role):
            known = found.get(watched.pk, replace(watched, tasks=[]))
            both = {(task.title, task.last_day): task for task in [*known.tasks, *watched.tasks]}
            found[watched.pk] = replace(known, tasks=in_order(both.values(), on=on))
    return list(found.values())


def _in_force(watcher: str, today: date) -> QuerySet[Watch]:
    rows = Watch.objects.filter(watcher__code=watcher, ended_at=None, start__lte=today, end__gt=today)
    return rows.select_related("person").prefetch_related("duties").order_by("end", "pk")


def _sees(acting_role: ActingRole, duty: RoleAssignment) -> bool:
    return may(acting_role, Action.FOLLOW_LIST, list_of(duty, watchers=[acting_role.person_code]))


def _told(acting_role: ActingRole, duties: list[RoleAssignment], held: tuple[RoleAssignment, ...]) -> list[Task]:
    """Each task once: its title, last day and rule. Where it is done and why are its owner's."""
    found: dict[tuple[str, date | None], Task] = {}
    for duty in duties:
        owner = acting_as(
            duty, held, today=acting_role.today, as_of=acting_role.as_of, language=acting_role.language, account=""
        )
        for task in work_list.told_to(acting_role, work_list.tasks(owner)):
            found.setdefault((task.title, task.last_day), replace(task, url="", why=""))
    return in_order(found.values(), on=acting_role.as_of)
