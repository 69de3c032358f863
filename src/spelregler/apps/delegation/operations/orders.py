"""A body's delegation order, entered as the body decided it: written row by row or by file, then in force from its
day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.decisions.operations import Minutes, decision_as_minuted
from spelregler.apps.delegation.models import DelegationOrder, OrderRow
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.delegation import TypeOfDecision, refuse_row
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError

TITLE = Words("Delegation order")


class OrderRefused(DomainError):
    """A version is of a body, holds from a day on or after its decision, has rows, and is changed by a new version."""

    code = "delegation-order-refused"


def open_order(
    *, body: Body, minutes: Minutes, start: date, begin_with: DelegationOrder | None, today: date, who: Who
) -> DelegationOrder:
    """A version to write, with the rows of the one it begins with. It counts once it is entered (MR-37).

    Refuses with `OrderRefused` a body that has a version being written, a first day before the decision, and one that
    another version has; with `DecisionRefused` what the minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        if DelegationOrder.objects.filter(body=body, entered_on__isnull=True).exists():
            raise OrderRefused(
                Words("A version is being written for {body} already.", body=body.name),
                way=Words("Go on with that one, or throw it away first."),
            )
        order = _stored(body, minutes, start, entered_on=None, today=today, who=who)
        if begin_with is not None:
            rows = list(begin_with.rows.order_by("code"))
            for each in rows:
                each.pk, each.order, each._state.adding = None, order, True
            OrderRow.objects.bulk_create(rows)
    return order


def bring_order(
    *, body: Body, minutes: Minutes, start: date, rows: Sequence[TypeOfDecision], today: date, who: Who
) -> DelegationOrder:
    """A whole version at once, in force from its day: all of it or nothing.

    Refuses with `OrderRefused` a version without rows, one with a type twice, and what `open_order` refuses but a
    version being written, which stays; with `RowRefused` what a row may not say, with `DecisionRefused` what the
    minutes cannot.
    """
    with transaction.atomic():
        lock_audit_chain()
        _refuse_empty(len(rows))
        codes = [each.code for each in rows]
        for code in codes:
            if codes.count(code) > 1:
                raise _twice(code)
        posts = Post.objects.in_bulk([each.post for each in rows if each.post], field_name="code")
        order = _stored(body, minutes, start, entered_on=today, today=today, who=who)
        OrderRow.objects.bulk_create([_row(order, each, posts) for each in rows])
        record(
            who=who,
            act="enter-delegation-order",
            subject=str(order),
            details={"rows": len(rows)},
            subject_key=f"delegation.delegationorder:{order.pk}",
        )
    return order


def put_row(*, order: DelegationOrder, said: TypeOfDecision, was: OrderRow | None, who: Who) -> OrderRow:
    """A row is added to a version that is being written, or takes the place of one in it.

    Refuses with `RowRefused` what the law or the row itself does not allow (KL 6 kap. 38 §), with `OrderRefused` a
    version that is entered, and a type that the version has already.
    """
    with transaction.atomic():
        _must_be_written(order)
        posts = Post.objects.in_bulk([said.post] if said.post else [], field_name="code")
        row = _row(order, said, posts)
        if OrderRow.objects.filter(order=order, code=row.code).exclude(pk=was.pk if was else 0).exists():
            raise _twice(row.code)
        if was is not None:
            row.pk, row._state.adding = was.pk, False
        store(row, act="write-delegation-row", who=who)
    return row


def drop_row(*, row: OrderRow, who: Who) -> None:
    """A row is taken out of a version that is being written. Refuses with `OrderRefused` a version that is entered."""
    with transaction.atomic():
        _must_be_written(row.order)
        subject, key = str(row), f"delegation.orderrow:{row.pk}"
        row.delete()
        record(who=who, act="drop-delegation-row", subject=subject, subject_key=key)


def drop_order(*, order: DelegationOrder, who: Who) -> None:
    """A version that is being written is thrown away. Refuses with `OrderRefused` a version that is entered."""
    with transaction.atomic():
        _must_be_written(order)
        subject, key = str(order), f"delegation.delegationorder:{order.pk}"
        order.delete()
        record(who=who, act="drop-delegation-order", subject=subject, subject_key=key)


def enter_order(*, order: DelegationOrder, today: date, who: Who) -> None:
    """The version is whole: it counts from today, holds from its first day, and is changed no more.

    Refuses with `OrderRefused` one that is entered already, one without rows, and one whose first day another has.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _must_be_written(order)
        _refuse_empty(held.rows.count())
        _refuse_start(held.body, held.start)
        amend(held, to={"entered_on": today}, act="enter-delegation-order", who=who)


def refuse_version(*, body: Body, minutes: Minutes, start: date) -> None:
    """Refuses with `OrderRefused` a first day before the decision, and one that another version has."""
    if start < minutes.decided_on:
        raise OrderRefused(
            Words("It cannot hold from {start}, before it was decided on {day}.", start=start, day=minutes.decided_on),
            way=Words("Give the first day on which it holds."),
            field="start",
        )
    _refuse_start(body, start, field="start")


def _stored(
    body: Body, minutes: Minutes, start: date, *, entered_on: date | None, today: date, who: Who
) -> DelegationOrder:
    refuse_version(body=body, minutes=minutes, start=start)
    decision = decision_as_minuted(body=body, minutes=minutes, title=TITLE, on=today, who=who)
    order = DelegationOrder(body=body, decision=decision, start=start, entered_on=entered_on)
    store(order, act="open-delegation-order", who=who)
    return order


def _refuse_start(body: Body, start: date, field: str = "") -> None:
    if DelegationOrder.objects.filter(body=body, start=start, entered_on__isnull=False).exists():
        raise OrderRefused(
            Words("Another version holds from {start}.", start=start),
            way=Words("Give another first day."),
            field=field,
        )


def _refuse_empty(count: int) -> None:
    if not count:
        raise OrderRefused(Words("The version has no rows."), way=Words("Write the types of decisions first."))


def _must_be_written(order: DelegationOrder) -> DelegationOrder:
    held = DelegationOrder.objects.select_for_update().select_related("body").get(pk=order.pk)
    if held.entered_on is not None:
        raise OrderRefused(
            Words("The version is entered, and is changed no more."),
            way=Words("Begin a new version when the body has decided one."),
        )
    return held


def _row(order: DelegationOrder, said: TypeOfDecision, posts: Mapping[str, Post]) -> OrderRow:
    refuse_row(said)
    parts = (said.code, said.title, said.law, said.conditions)
    return OrderRow(
        order=order,
        code=said.code.strip(),
        title=said.title.strip(),
        law=said.law.strip(),
        matter=said.matter,
        lowest=said.lowest,
        level=said.level,
        post=posts[said.post] if said.post else None,
        conditions=said.conditions.strip(),
        may_subdelegate=said.may_subdelegate,
        is_employer=said.is_employer,
        reason=said.reason.strip(),
        words=" ".join(part.strip().lower() for part in parts if part.strip()),
    )


def _twice(code: str) -> OrderRefused:
    words: Bilingual = Words("The type {code} stands in the version already.", code=code)
    return OrderRefused(words, way=Words("Give another code, or change that row."), field="code")
