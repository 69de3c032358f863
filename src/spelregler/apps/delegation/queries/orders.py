"""Which delegation order of each body held on a day, its rows, and the version before. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.delegation.models import DelegationOrder, OrderRow
from spelregler.apps.organisation.models import Body, Post
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.introductions import steering_bodies
from spelregler.domain.delegation import DECIDES, EmployerDelegation, Level, OrderOfBody, TypeOfDecision
from spelregler.domain.findings import Scope

LEVEL_OF_KIND = {
    Post.Kind.CHIEF_EXECUTIVE: Level.CHIEF_EXECUTIVE,
    Post.Kind.DEPARTMENT_HEAD: Level.DEPARTMENT_HEAD,
    Post.Kind.UNIT_MANAGER: Level.UNIT_MANAGER,
}
"""The level that a post stands at, by its kind; any other is another post."""
MOST_WORDS, MOST_FOUND, MOST_VERSIONS = 5, 30, 20


def versions(*, as_of: date, bodies: Collection[str] | None = None) -> dict[str, list[DelegationOrder]]:
    """The versions that held on the day or before, as known then, by the body's code, the latest first. One query."""
    rows = DelegationOrder.objects.held_by(as_of)
    found: dict[str, list[DelegationOrder]] = defaultdict(list)
    for each in rows if bodies is None else rows.filter(body__code__in=bodies):
        found[each.body.code].append(each)
    return found


def order_of(*, body: str, as_of: date) -> DelegationOrder | None:
    """The body's order that holds on the day. One query."""
    return DelegationOrder.objects.filter(body__code=body).held_by(as_of).first()


def versions_of(*, body: str, as_of: date) -> list[DelegationOrder]:
    """The body's entered versions as known on the day, those that hold later too, latest first, at most 20. One
    query."""
    return list(DelegationOrder.objects.filter(body__code=body).known_on(as_of)[:MOST_VERSIONS])


def written_of(*, body: str) -> DelegationOrder | None:
    """The version that is being written for the body, if one is. One query."""
    return DelegationOrder.objects.filter(body__code=body).written().first()


def order_by_pk(pk: int) -> DelegationOrder | None:
    """A version, written or entered."""
    return DelegationOrder.objects.whole().filter(pk=pk).first()


def row_by_pk(pk: int) -> OrderRow | None:
    """A row with its version and body."""
    return OrderRow.objects.select_related("order__body", "post").filter(pk=pk).first()


def before(order: DelegationOrder) -> DelegationOrder | None:
    """The entered version that the order takes the place of. One query."""
    rows = DelegationOrder.objects.filter(body=order.body_id, entered_on__isnull=False, start__lt=order.start)
    return rows.whole().order_by("-start", "-pk").first()


def rows_of(order: DelegationOrder) -> list[OrderRow]:
    """The rows of a version by code. One query."""
    return list(order.rows.select_related("post").order_by("code"))


def facts_of(orders: Iterable[DelegationOrder]) -> dict[int, tuple[TypeOfDecision, ...]]:
    """The rows of some versions as they are judged, by the version's key. One query."""
    found: dict[int, list[TypeOfDecision]] = defaultdict(list)
    wanted = [each.pk for each in orders]
    for row in OrderRow.objects.filter(order__in=wanted).select_related("post").order_by("code"):
        found[row.order_id].append(row.fact)
    return {pk: tuple(found[pk]) for pk in wanted}


def orders_of_bodies(*, as_of: date) -> list[OrderOfBody]:
    """Every committee and the executive board with its order in force and the one before (MR-37). Four queries."""
    held = versions(as_of=as_of)
    rows = facts_of(each for found in held.values() for each in found[:2])
    return [
        OrderOfBody(
            body=Scope("committee", body.code, body.name),
            rows=rows[found[0].pk] if found else None,
            since=found[0].start if found else None,
            before=rows[found[1].pk] if len(found) > 1 else None,
            decides=DECIDES[body.kind],
        )
        for body, _term in steering_bodies(as_of=as_of)
        for found in [held.get(body.code, [])]
    ]


def employer_delegations(*, as_of: date) -> list[EmployerDelegation]:
    """Every department with the employer matters that lie with its head, by all orders in force (CP-31).

    What the executive board delegates reaches every department, what a committee does its own. Seven queries.
    """
    orders = {code: found[0] for code, found in versions(as_of=as_of).items()}
    rows = facts_of(orders.values())
    boards = {each.pk for each in orders.values() if each.body.kind == Body.Kind.EXECUTIVE_BOARD}
    heads = dict(Post.objects.filter(kind=Post.Kind.DEPARTMENT_HEAD).values_list("department__code", "code"))
    found = []
    for each in departments(as_of=as_of):
        reaching = [order for code, order in orders.items() if order.pk in boards or code == each.body]
        held = [
            (order, row)
            for order in reaching
            for row in rows[order.pk]
            if row.is_employer
            and row.level == Level.DEPARTMENT_HEAD
            and (not row.post or row.post == heads.get(each.code))
        ]
        since = [order.start for order, _row in held] or [order.start for order in reaching]
        found.append(
            EmployerDelegation(
                department=Scope("department", each.code, each.name),
                is_ordered=bool(reaching),
                since=min(since, default=None),
                types=tuple(row.title for _order, row in held),
            )
        )
    return found


@dataclass(frozen=True)
class Found:
    """A row of an order in force that has the words that were asked for."""

    row: OrderRow
    body: Body


def search_rows(*, words: str, as_of: date, body: str = "") -> list[Found]:
    """The rows of the orders in force with every word, five at most, by body and code; 30 at most. Two queries."""
    held = versions(as_of=as_of, bodies=[body] if body else None)
    rows = OrderRow.objects.filter(order__in=[found[0].pk for found in held.values()])
    for word in words.lower().split()[:MOST_WORDS]:
        rows = rows.filter(Q(words__contains=word))
    found = rows.select_related("order__body", "post").order_by("order__body__name", "code")[:MOST_FOUND]
    return [Found(each, each.order.body) for each in found]


def all_written() -> list[DelegationOrder]:
    """Every version that is being written, by its body's name; one for each body at most. One query."""
    return list(DelegationOrder.objects.written().order_by("body__name"))
