"""Delegation orders and what is decided by them. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.delegation.operations.decided import (
    DecidedRefused,
    DecidedSaid,
    name_vouchers,
    record_delegated,
    tell_body,
    withdraw_delegated,
)
from spelregler.apps.delegation.operations.orders import (
    OrderRefused,
    bring_order,
    drop_order,
    drop_row,
    enter_order,
    open_order,
    put_row,
    refuse_version,
)
from spelregler.apps.delegation.operations.passing import PassingRefused, end_passing, pass_decision_on
from spelregler.apps.delegation.operations.tasks import TaskRefused, end_task, say_task
from spelregler.apps.delegation.operations.union import (
    HeldWithUnion,
    UnionRecordRefused,
    bodies_that_delegate,
    record_union,
    withdraw_union,
)

__all__ = [
    "DecidedRefused",
    "DecidedSaid",
    "HeldWithUnion",
    "OrderRefused",
    "PassingRefused",
    "TaskRefused",
    "UnionRecordRefused",
    "bodies_that_delegate",
    "bring_order",
    "drop_order",
    "drop_row",
    "end_passing",
    "end_task",
    "enter_order",
    "name_vouchers",
    "open_order",
    "pass_decision_on",
    "put_row",
    "record_delegated",
    "record_union",
    "refuse_version",
    "say_task",
    "tell_body",
    "withdraw_delegated",
    "withdraw_union",
]
