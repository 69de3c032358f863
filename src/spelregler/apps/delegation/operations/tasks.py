"""Whoever leads an activity says which posts are to decide by their task, and when they no longer are (CP-26)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.delegation.models import DecidingTask, DelegationOrder, OrderRow
from spelregler.apps.delegation.queries.delegates import OFFICIALS
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class TaskRefused(DomainError):
    """A post of an official is to decide by a task, by a type of decision that an order in force has."""

    code = "deciding-task-refused"


def say_task(
    *, post: Post, task: str, start: date, today: date, who: Who, body: Body | None = None, code: str = ""
) -> DecidingTask:
    """The post is to decide what the task asks, from the day; by a type of a body's order where one is named (CP-26).

    That the post has no row is no fault here: the rule tells it. Refuses with `TaskRefused`, at its field, a missing
    task, a day to come, a post that nothing can be delegated to, a body without a type, a type that its order in force
    does not have, and a task that the post has already.
    """
    with transaction.atomic():
        if not task.strip():
            raise _refused(Words("The task is missing."), Words("Say in a few words what the post decides."), "task")
        if start > today:
            raise _refused(Words("{day} has not come yet.", day=start), Words("Enter it when it holds."), "start")
        if post.kind not in OFFICIALS:
            raise _refused(
                Words("Nothing is delegated to that post."), Words("Choose the post of an official."), "post"
            )
        if body is not None and not code:
            raise _refused(
                Words("A body is named, and no type of its order."),
                Words("Name the type, or leave the body out."),
                "code",
            )
        if code and not _has_type(body, code, today):
            raise _refused(
                Words("The order in force has no type {code}.", code=code), Words("Choose a type that it has."), "code"
            )
        if DecidingTask.objects.on(today).filter(post=post, task__iexact=task.strip()).exists():
            raise _refused(Words("The post has that task already."), Words("Read the list."), "task")
        made = DecidingTask(post=post, task=task.strip(), body=body, code=code, start=start, entered_on=today)
        store(made, act="say-deciding-task", who=who, details={"type": code})
    return made


def end_task(*, task: DecidingTask, end: date, today: date, who: Who) -> DecidingTask:
    """From the day the post is no longer to decide by it; a day that has not come is changed in the same way.

    Refuses with `TaskRefused` one that has ended, and a day that has been.
    """
    with transaction.atomic():
        held = DecidingTask.objects.select_for_update().get(pk=task.pk)
        is_over = held.end is not None and held.end <= today
        if is_over or end < today or end <= held.start:
            raise _refused(
                Words("It has ended already, or held to and with that day."),
                Words("Give a day that is not over, after its first."),
                "end",
            )
        amend(held, to={"end": end}, act="end-deciding-task", who=who)
    return held


def _has_type(body: Body | None, code: str, on: date) -> bool:
    order = DelegationOrder.objects.filter(body=body).held_by(on).first() if body else None
    return order is not None and OrderRow.objects.filter(order=order, code=code).exists()


def _refused(words: Bilingual, way: Bilingual, field: str) -> TaskRefused:
    return TaskRefused(words, way=way, field=field, clause="CP-26")
