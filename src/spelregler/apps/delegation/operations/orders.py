"""A body's delegation order, entered as the body decided it: written row by row or by file, then in force from its
day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spelregler.apps.decisions.operations import Minutes, versions
from spelregler.apps.delegation.models import DelegationOrder, OrderRow
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.delegation import TypeOfDecision, refuse_row
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError


class OrderRefused(DomainError):
    """A version is of a body, holds from a day on or after its decision, has rows, and is changed by a new version."""

    code = "delegation-order-refused"


ORDERS = versions.Versioned(
    DelegationOrder,
    OrderRow,
    key="order",
    refused=OrderRefused,
    title=Words("Delegation order"),
    is_written=lambda body: Words("A version is being written for {body} already.", body=body),
    is_taken=lambda start: Words("Another version holds from {start}.", start=start),
    is_twice=lambda code: Words("The type {code} stands in the version already.", code=code),
    is_empty=(Words("The version has no rows."), Words("Write the types of decisions first.")),
    is_entered=(
        Words("The version is entered, and is changed no more."),
        Words("Begin a new version when the body has decided one."),
    ),
)


def open_order(
    *, body: Body, minutes: Minutes, start: date, begin_with: DelegationOrder | None, today: date, who: Who
) -> DelegationOrder:
    """A version to write, with the rows of the one it begins with. It counts once it is entered (MR-37).

    Refuses with `OrderRefused` a body that has a version being written, a first day before the decision, and one that
    another version has; with `DecisionRefused` what the minutes cannot say.
    """
    return versions.open_version(
        ORDERS,
        body=body,
        minutes=minutes,
        start=start,
        begin_with=begin_with,
        today=today,
        act="open-delegation-order",
        who=who,
    )


def bring_order(
    *, body: Body, minutes: Minutes, start: date, rows: Sequence[TypeOfDecision], today: date, who: Who
) -> DelegationOrder:
    """A whole version at once, in force from its day: all of it or nothing.

    Refuses with `OrderRefused` a version without rows, one with a type twice, and what `open_order` refuses but a
    version being written, which stays; with `RowRefused` what a row may not say, with `DecisionRefused` what the
    minutes cannot.
    """
    return versions.bring_version(
        ORDERS,
        body=body,
        minutes=minutes,
        start=start,
        rows=_rows(rows),
        today=today,
        open_act="open-delegation-order",
        act="enter-delegation-order",
        who=who,
    )


def put_row(*, order: DelegationOrder, said: TypeOfDecision, was: OrderRow | None, who: Who) -> OrderRow:
    """A row is added to a version that is being written, or takes the place of one in it.

    Refuses with `RowRefused` what the law or the row itself does not allow (KL 6 kap. 38 §), with `OrderRefused` a
    version that is entered, and a type that the version has already.
    """
    (row,) = _rows([said])
    return versions.put_row(ORDERS, version=order, row=row, was=was, act="write-delegation-row", who=who)


def drop_row(*, row: OrderRow, who: Who) -> None:
    """A row is taken out of a version that is being written. Refuses with `OrderRefused` a version that is entered."""
    versions.drop_row(ORDERS, row=row, act="drop-delegation-row", who=who)


def drop_order(*, order: DelegationOrder, who: Who) -> None:
    """A version that is being written is thrown away. Refuses with `OrderRefused` a version that is entered."""
    versions.drop_version(ORDERS, version=order, act="drop-delegation-order", who=who)


def enter_order(*, order: DelegationOrder, today: date, who: Who) -> None:
    """The version is whole: it counts from today, holds from its first day, and is changed no more.

    Refuses with `OrderRefused` one that is entered already, one without rows, and one whose first day another has.
    """
    versions.enter_version(ORDERS, version=order, today=today, act="enter-delegation-order", who=who)


def refuse_version(*, body: Body, minutes: Minutes, start: date) -> None:
    """Refuses with `OrderRefused` a first day before the decision, and one that another version has."""
    versions.refuse_version(ORDERS, body=body, minutes=minutes, start=start)


def _rows(said: Sequence[TypeOfDecision]) -> list[OrderRow]:
    posts = Post.objects.in_bulk([each.post for each in said if each.post], field_name="code")
    return [_row(each, posts[each.post] if each.post else None) for each in said]


def _row(said: TypeOfDecision, post: Post | None) -> OrderRow:
    refuse_row(said)
    parts = (said.code, said.title, said.law, said.conditions)
    return OrderRow(
        code=said.code.strip(),
        title=said.title.strip(),
        law=said.law.strip(),
        matter=said.matter,
        lowest=said.lowest,
        level=said.level,
        post=post,
        conditions=said.conditions.strip(),
        may_subdelegate=said.may_subdelegate,
        is_employer=said.is_employer,
        reason=said.reason.strip(),
        words=" ".join(part.strip().lower() for part in parts if part.strip()),
    )
