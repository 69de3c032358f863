"""Which posts are to decide by their task, and whether the orders in force let them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from spelregler.apps.delegation.models import DecidingTask, DelegatedDecision, DelegationOrder, OrderRow, PassingOn
from spelregler.apps.delegation.queries.delegates import Delegates, bodies_of_posts
from spelregler.apps.delegation.queries.orders import versions
from spelregler.apps.organisation.models import Placement, Post
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.delegated_tasks import TaskOfPost, TasksOfPlace
from spelregler.domain.findings import MUNICIPALITY, Scope
from spelregler.domain.words import Pair, Words

LOOKED_BACK = timedelta(days=365)
"""How long ago a post decided by delegation, that it counts as one that decides."""
MOST_SHOWN = 500


def tasks_on(as_of: date) -> list[DecidingTask]:
    """Those that hold on the day, by post and task; 500 at most. One query."""
    rows = DecidingTask.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), start__lte=as_of, entered_on__lte=as_of)
    return list(rows.select_related("post__unit", "body").order_by("post__title", "task", "pk")[:MOST_SHOWN])


def task_by_pk(pk: int) -> DecidingTask | None:
    """One of them, with its post. One query."""
    return DecidingTask.objects.select_related("post", "body").filter(pk=pk).first()


def departments_of_posts(posts: Iterable[Post], *, as_of: date) -> dict[int, str]:
    """The code of the department that each post lies in, its own or its unit's on the day, by its key; nothing for a
    post outside them. Two queries."""
    wanted = list(posts)
    placed = dict(
        Placement.objects.on(as_of)
        .filter(unit__in={each.unit_id for each in wanted if each.unit_id})
        .values_list("unit", "department__code")
    )
    own = dict(Post.objects.filter(pk__in={each.pk for each in wanted}).values_list("pk", "department__code"))
    return {each.pk: own.get(each.pk) or placed.get(each.unit_id or 0) or "" for each in wanted}


class InForce:
    """The orders in force on a day, asked about many posts at once. Some ten queries, however many posts."""

    def __init__(self, posts: Iterable[Post], *, as_of: date) -> None:
        self.as_of = as_of
        orders = [found[0] for found in versions(as_of=as_of).values()]
        rows: dict[int, dict[str, OrderRow]] = defaultdict(dict)
        for row in OrderRow.objects.filter(order__in=orders).select_related("post"):
            rows[row.order_id][row.code] = row
        passed: dict[int, list[PassingOn]] = defaultdict(list)
        held = PassingOn.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), start__lte=as_of)
        for each in held.select_related("giver", "taker").order_by("start", "pk"):
            passed[each.body_id].append(each)
        wanted = {each.pk: each for each in posts} | {
            each.giver.pk: each.giver for steps in passed.values() for each in steps
        }
        bodies = {(pk, as_of): found for pk, found in bodies_of_posts(wanted.values(), on=as_of).items()}
        self.asked = {
            order.body.code: Delegates(order.body, [order], rows, bodies=bodies, passed=passed[order.body_id])
            for order in orders
        }

    def lets(self, post: Post, *, body: str = "", code: str = "") -> bool:
        """Whether the post has the body's type of decision, or any of any body where none is named."""
        return any(
            (not code or row.code == code) and self._has(each, row, post)
            for name, each in self.asked.items()
            if not body or name == body
            for row in self._rows(each)
        )

    def _rows(self, asked: Delegates) -> Iterable[OrderRow]:
        (order,) = asked.orders
        return asked.rows[order.pk].values()

    def _has(self, asked: Delegates, row: OrderRow, post: Post) -> bool:
        return asked.is_delegate(row, post, on=self.as_of) or asked.has_it_passed_on(row, post, on=self.as_of)


def posts_that_decided(*, as_of: date) -> dict[int, tuple[Post, date]]:
    """The posts that have decided by delegation in the 365 days to the day, each with the first day. One query."""
    rows = DelegatedDecision.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=as_of),
        decided_on__gt=as_of - LOOKED_BACK,
        decided_on__lte=as_of,
        recorded_on__lte=as_of,
        post__isnull=False,
    )
    found: dict[int, tuple[Post, date]] = {}
    for each in rows.select_related("post").order_by("decided_on"):
        if each.post is not None:
            found.setdefault(each.post.pk, (each.post, each.decided_on))
    return found


def tasks_of_departments(*, as_of: date) -> list[TasksOfPlace]:
    """Each department with the tasks by which its posts decide, and the posts outside them where there are any
    (CP-26). Some fifteen queries."""
    tasks, decided = tasks_on(as_of), posts_that_decided(as_of=as_of)
    told = {each.post_id for each in tasks}
    posts = [*(each.post for each in tasks), *(post for post, _since in decided.values())]
    lies_in = departments_of_posts(posts, as_of=as_of)
    in_force = InForce(posts, as_of=as_of)
    found: dict[str, list[TaskOfPost]] = defaultdict(list)
    for each in tasks:
        lets = in_force.lets(each.post, body=each.body.code if each.body else "", code=each.code)
        words = Words("{post}: {task}", post=Pair(each.post.title, each.post.title_en), task=Pair(each.task))
        found[lies_in[each.post_id]].append(TaskOfPost(words, each.start, lets))
    for post, since in decided.values():
        if post.pk not in told and not in_force.lets(post):
            words = Words("{post}: has decided by delegation", post=Pair(post.title, post.title_en))
            found[lies_in[post.pk]].append(TaskOfPost(words, since, is_delegated=False))
    places = [(each.code, Scope("department", each.code, each.name)) for each in departments(as_of=as_of)]
    places += [("", MUNICIPALITY)] if found.get("") else []
    return [TasksOfPlace(place, tuple(found[code])) for code, place in places]


def types_in_force(*, as_of: date) -> list[OrderRow]:
    """The types that each body's order in force lets be delegated, by body and code. Two queries."""
    orders: list[DelegationOrder] = [found[0] for found in versions(as_of=as_of).values()]
    rows = OrderRow.objects.filter(order__in=orders, level__gt=0).select_related("order__body")
    return list(rows.order_by("order__body__name", "code"))
