"""What bodies have delegated, and what has been decided by it."""

from __future__ import annotations

from spelregler.apps.delegation.models.decided import DecidedVoucher, DelegatedDecision
from spelregler.apps.delegation.models.orders import DelegationOrder, OrderRow
from spelregler.apps.delegation.models.passing import PassingOn

__all__ = ["DecidedVoucher", "DelegatedDecision", "DelegationOrder", "OrderRow", "PassingOn"]
