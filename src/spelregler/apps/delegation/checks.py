"""Whether decisions lie as far out as they may, and each department head speaks for the employer (MR-37, CP-31);
whether posts that are to decide have it delegated, and whoever meets the unions too (CP-26, CP-32)."""

from __future__ import annotations

from spelregler.apps.delegation.models import (
    DecidingTask,
    DelegatedDecision,
    DelegationOrder,
    OrderRow,
    PassingOn,
    UnionRecord,
)
from spelregler.apps.delegation.queries.orders import employer_delegations, orders_of_bodies
from spelregler.apps.delegation.queries.tasks import tasks_of_departments
from spelregler.apps.delegation.queries.union import records_of_departments
from spelregler.apps.organisation.queries.departments import DEPARTMENTS
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.delegated_tasks import TASKS, TasksOfPlace, judge_tasks_delegated
from spelregler.domain.delegation import (
    EMPLOYER,
    FURTHEST_OUT,
    EmployerDelegation,
    OrderOfBody,
    judge_employer,
    judge_furthest_out,
)
from spelregler.domain.union_records import RECORDS, RecordsOfPlace, judge_union_records
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# An order is a body's, and touches no unit.
belongs(DelegationOrder)
belongs(OrderRow)
belongs(PassingOn)
belongs(DecidingTask)
belongs(DelegatedDecision)
belongs(UnionRecord)

ORDERS = ("delegation.delegationorder", "delegation.orderrow", "decisions.decision")
"""What each body has decided to delegate."""


def load_orders(load: Load) -> list[OrderOfBody]:
    """Every committee and the executive board with its order in force and the one before."""
    return orders_of_bodies(as_of=load.as_of)


def load_employer(load: Load) -> list[EmployerDelegation]:
    """Every department with the employer matters that lie with its head."""
    return employer_delegations(as_of=load.as_of)


def load_tasks(load: Load) -> list[TasksOfPlace]:
    """Every department with the tasks by which its posts decide."""
    return tasks_of_departments(as_of=load.as_of)


def load_union_records(load: Load) -> list[RecordsOfPlace]:
    """Every department with what has been held with unions in the last year."""
    return records_of_departments(as_of=load.as_of)


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
registry.register(
    Check(
        name=TASKS,
        title=Words("Posts that are to decide have it delegated"),
        formula=Words("Posts that are to decide by their task and have no row in the orders in force = 0."),
        scope_kinds=("department", "municipality"),
        load=load_tasks,
        judge=judge_tasks_delegated,
        reads=(
            *("delegation.decidingtask", "delegation.delegateddecision", "delegation.passingon", *ORDERS),
            *("organisation.placement", "organisation.unit", "organisation.alsoserves", *DEPARTMENTS),
        ),
    )
)
registry.register(
    Check(
        name=RECORDS,
        title=Words("Whoever meets the unions for the employer has it delegated"),
        formula=Words(
            "Records whose employer party had the employer's matters delegated that day / all records = 100 %."
        ),
        scope_kinds=("department", "municipality"),
        load=load_union_records,
        judge=judge_union_records,
        reads=("delegation.unionrecord", *DEPARTMENTS),
    )
)
