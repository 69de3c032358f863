"""Values and targets by file, looked through and stored, and as many values put in plainly."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice, product
from typing import Any

from bench.organisation_file import trail

TODAY = date(2026, 11, 2)
PERIOD, EARLIER = (date(2026, 1, 1), date(2026, 9, 1)), (date(2026, 1, 1), date(2026, 5, 1))
INDICATORS = 4
"""Those that `bench.municipality` makes, each asked of every unit."""


def town(values: int) -> Any:
    """A municipality in which so many values are asked of the head of a department in an open period; her role."""
    from bench.municipality import make
    from spelregler.apps.acting.acting_role import acting_as
    from spelregler.apps.acting.role_assignment import RoleAssignment
    from spelregler.apps.goals.models import Measurement
    from spelregler.apps.goals.operations import set_period
    from spelregler.apps.organisation.models import Department, Placement
    from spelregler.domain.words import Pair
    from spelregler.platform.audit.operations import SYSTEM

    make(units=values // INDICATORS)
    Measurement.objects.all().delete()
    department = Department.objects.select_related("body").order_by("pk")[0]
    Placement.objects.update(department=department)
    set_period(period_start=PERIOD[0], period_end=PERIOD[1], opens=True, reason="Delår", on=TODAY, who=SYSTEM)
    place = {"body": department.body.code, "department": department.code}
    head = RoleAssignment("fc", "FC", Pair("förvaltningschef", "department head"), "Eva Ek", "eva", **place)
    return acting_as(head, (head,), today=TODAY, as_of=TODAY, language="sv", account="1")


def asked_rows(acting_role: Any, value: str) -> list[dict[str, Any]]:
    """What is asked, filled in, as the program and as the page take it."""
    from spelregler.apps.goals.files.requested_values import _row, all_asked

    figures = {"value": Decimal(value), "numerator": None, "denominator": None, "source": "Enkät", "comment": ""}
    return [{**_row(each), **figures} for each in all_asked(acting_role)]


def moved_targets() -> list[dict[str, Any]]:
    """Every target of the plan, five more than it was."""
    from spelregler.apps.goals.files.plan_table import TARGET, stored_rows

    rows = [row for row in stored_rows(as_of=TODAY).values() if row["kind"] == TARGET]
    return [{**row, "value": row["value"] + 5} for row in rows]


@contextmanager
def asked() -> Iterator[list[int]]:
    """How many statements the database is given inside."""
    from django.db import connection

    count = [0]

    def counting(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        count[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        yield count


def spent(work: Callable[[], Any]) -> tuple[float, int, Any]:
    """Seconds of processor time, statements, and the answer."""
    with asked() as count:
        begun = time.process_time()
        answer = work()
        took = time.process_time() - begun
    return took, count[0], answer


def insert_plainly(rows: int) -> int:
    """As many submitted values of another period by bulk insert, in one transaction with one batch of the trail."""
    from django.db import transaction

    from spelregler.apps.goals.models import Indicator, ReportedValue
    from spelregler.apps.organisation.models import Unit

    places = product(Unit.objects.order_by("pk"), Indicator.objects.order_by("pk"))
    with transaction.atomic():
        made = [
            ReportedValue(
                indicator=indicator,
                unit=unit,
                period_start=EARLIER[0],
                period_end=EARLIER[1],
                value=Decimal("70.5"),
                state="submitted",
                by="Eva Ek",
                recorded_on=TODAY,
            )
            for unit, indicator in islice(places, rows)
        ]
        ReportedValue.objects.bulk_create(made, batch_size=1000)
        trail(made)
    return len(made)


def bring(values: int, seen: Callable[[dict[str, Any]], None]) -> None:
    """Look through and store: values submitted on a page, values that count at once, corrections, and targets."""
    from django.db import connection

    from spelregler.apps.goals.files import plan_file, plan_table, requested_values, value_file
    from spelregler.exchange.sheets import write_table
    from spelregler.platform.audit.verification import verify

    acting_role = town(values)
    floor, _statements, _rows = spent(lambda: insert_plainly(values))

    def submit(data: bytes, store: bool) -> Any:
        return requested_values.bring_values(data=data, file_name="v.xlsx", acting_role=acting_role, store=store)

    def record(data: bytes, store: bool) -> Any:
        return value_file.import_values(data=data, file_name="v.xlsx", today=TODAY, who=acting_role.who, store=store)

    def plan(data: bytes, store: bool) -> Any:
        return plan_file.import_plan(data=data, file_name="p.xlsx", today=TODAY, who=acting_role.who, store=store)

    for what, work, columns, rows in (
        ("values submitted", submit, requested_values.COLUMNS, partial(asked_rows, acting_role, "70.5")),
        ("values recorded", record, value_file.COLUMNS, partial(asked_rows, acting_role, "70.5")),
        ("values corrected", record, value_file.COLUMNS, partial(asked_rows, acting_role, "71.5")),
        ("targets moved", plan, plan_table.COLUMNS, moved_targets),
    ):
        data = write_table(columns, rows(), form="xlsx")
        look, _statements, _plan = spent(partial(work, data, False))
        took, statements, found = spent(partial(work, data, True))
        if not found.stored or len(found.changes) != values:
            raise SystemExit(f"{values} {what}; here: {found.faults[:3]}")
        seen(
            {
                "what": f"{values} {what} by file, {connection.vendor}",
                "seconds": took,
                "look": look,
                "of plain insert": took / floor,
                "SQL a row": statements / values,
            }
        )
    if not verify().is_whole:
        raise SystemExit("the trail is whole; this one is not")
