"""Whether decisions lie as far out as they may, and each department head speaks for the employer (MR-37, CP-31)."""

from __future__ import annotations

from spelregler.apps.delegation.models import DelegationOrder, OrderRow
from spelregler.apps.delegation.queries.orders import employer_delegations, orders_of_bodies
from spelregler.apps.organisation.queries.departments import DEPARTMENTS
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.delegation import (
    EMPLOYER,
    FURTHEST_OUT,
    EmployerDelegation,
    OrderOfBody,
    judge_employer,
    judge_furthest_out,
)
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# An order is a body's, and touches no unit.
belongs(DelegationOrder)
belongs(OrderRow)

ORDERS = ("delegation.delegationorder", "delegation.orderrow", "decisions.decision")
"""What each body has decided to delegate."""


def load_orders(load: Load) -> list[OrderOfBody]:
    """Every committee and the executive board with its order in force and the one before."""
    return orders_of_bodies(as_of=load.as_of)


def load_employer(load: Load) -> list[EmployerDelegation]:
    """Every department with the employer matters that lie with its head."""
    return employer_delegations(as_of=load.as_of)


registry.register(
    Check(
        name=FURTHEST_OUT,
        title=Words("Decisions lie as far out as they may"),
        formula=Words(
            "Types of decisions at their lowest allowed level / types that may be delegated, not lower than in the "
            "version before, and a reason for each type that is kept higher."
        ),
        scope_kinds=("committee",),
        load=load_orders,
        judge=judge_furthest_out,
        reads=(*ORDERS, "organisation.body", "organisation.post", "organisation.term"),
    )
)
registry.register(
    Check(
        name=EMPLOYER,
        title=Words("The department head has the employer's matters delegated"),
        formula=Words("Employer matters that lie with the department head in the orders in force ≥ 1."),
        scope_kinds=("department",),
        load=load_employer,
        judge=judge_employer,
        reads=(*ORDERS, *DEPARTMENTS),
    )
)
