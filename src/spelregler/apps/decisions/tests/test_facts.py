"""What the checks of this room are told of assignments, and which of them count from the start day."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.decisions import checks
from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.queries import assignments_by_body, last_of_kind
from spelregler.domain.checks import Load
from spelregler.domain.decisions import BodyAssignments, PoliticalAssignment
from spelregler.domain.findings import Scope

GIVEN, DUE, TOLD, GONE_THROUGH = date(2026, 2, 1), date(2026, 6, 30), date(2026, 6, 1), date(2026, 9, 1)


def row(**more: Any) -> Any:
    said = {"text": "Utred", "decided_on": GIVEN, "addressee_kind": "department_head", "due_on": DUE}
    return SimpleNamespace(**said | {"reported_on": None, "result": "", "effect": ""} | more)


def told(*rows: Any, counts_from: date | None = None) -> Load:
    body = SimpleNamespace(code="un", name="Utbildningsnämnden")
    known = {
        (assignments_by_body,): [(body, rows)],
        (last_of_kind, ("kind", Decision.Kind.OPEN_ASSIGNMENTS)): {"un": GONE_THROUGH},
    }
    return Load(as_of=date(2026, 11, 2), known=known, counts_from=counts_from)


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({}, PoliticalAssignment("Utred", GIVEN, "FC", DUE, None, has_result=False, has_effect=False)),
        (
            {"addressee_kind": "", "reported_on": TOLD, "result": "Klart"},
            PoliticalAssignment("Utred", GIVEN, "", DUE, TOLD, has_result=True, has_effect=False),
        ),
        (
            {"effect": "Mindre kö"},
            PoliticalAssignment("Utred", GIVEN, "FC", DUE, None, has_result=False, has_effect=True),
        ),
    ],
)  # fmt: skip
def test_an_assignment_is_told_with_whom_it_went_to_and_what_came_of_it(given: Any, fact: PoliticalAssignment):
    (found,) = checks.load_assignments(told(row(**given)))
    assert found == BodyAssignments(Scope("committee", "un", "Utbildningsnämnden"), (fact,), GONE_THROUGH)


@pytest.mark.parametrize(
    ("start_day", "given", "due"),
    [(None, 1, 1), (GIVEN, 1, 1), (date(2026, 2, 2), 0, 1), (DUE, 0, 1), (date(2026, 7, 1), 0, 0)],
)
def test_an_assignment_from_before_the_start_day_counts_where_its_last_day_lies_after(
    start_day: date | None, given: int, due: int
):
    load = told(row(), counts_from=start_day)
    assert len(checks.load_assignments(load)[0].assignments) == given
    assert len(checks.load_due_assignments(load)[0].assignments) == due
