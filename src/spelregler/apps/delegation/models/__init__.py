"""What bodies have delegated, and what has been decided by it."""

from __future__ import annotations

from spelregler.apps.delegation.models.decided import DecidedVoucher, DelegatedDecision
from spelregler.apps.delegation.models.orders import DelegationOrder, OrderRow
from spelregler.apps.delegation.models.passing import PassingOn
from spelregler.apps.delegation.models.tasks import DecidingTask
from spelregler.apps.delegation.models.union import UnionRecord

__all__ = [
    "DecidedVoucher",
    "DecidingTask",
    "DelegatedDecision",
    "DelegationOrder",
    "OrderRow",
    "PassingOn",
    "UnionRecord",
]
