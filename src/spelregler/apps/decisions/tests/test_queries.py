"""Decisions and assignments as of a date, and the check on who is addressed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.decisions import checks, queries
from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.decisions.tests.conftest import Hall
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.checks import Load, registry
from spelregler.domain.findings import Status

NOW = date(2026, 11, 2)


def assign(decision: Decision, post: Post, *, reported_on: date | None = None) -> Assignment:
    return Assignment.objects.create(
        decision=decision, addressee=post, text="Utred.", due_on=date(2026, 9, 1), reported_on=reported_on
    )


class TestList:
    def test_latest_first_page_by_page_and_inside_the_list(self, hall: Hall) -> None:
        for number in range(7):
            hall.decide(hall.council, on=date(2026, 1, 1) + timedelta(days=number), paragraph=str(number))
        first = queries.decisions_list(as_of=NOW, per_page=3)
        assert ([row.paragraph for row in first.rows], first.pages, first.total) == (["6", "5", "4"], 3, 7)
        assert [row.paragraph for row in queries.decisions_list(as_of=NOW, page=3, per_page=3).rows] == ["0"]
        assert [queries.decisions_list(as_of=NOW, page=page, per_page=3).page for page in (-1, 99)] == [1, 3]

    def test_only_what_was_decided_by_the_day(self, hall: Hall) -> None:
        decision = hall.decide(hall.council, on=date(2026, 3, 1))
        assert queries.decisions_list(as_of=date(2026, 2, 28)).rows == ()
        assert queries.decision_row(pk=decision.pk, as_of=date(2026, 2, 28)) is None
        assert queries.decision_row(pk=decision.pk, as_of=date(2026, 3, 1)) is not None

    def test_an_empty_list_has_one_page(self, hall: Hall) -> None:
        assert queries.decisions_list(as_of=NOW) == queries.DecisionPage(rows=(), page=1, pages=1, total=0)


class TestOpenAssignments:
    def test_open_until_the_day_of_the_report(self, hall: Hall) -> None:
        assign(hall.decide(hall.council), hall.chief, reported_on=date(2026, 8, 1))
        days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 7, 31), date(2026, 8, 1))
        assert [len(queries.open_assignments(as_of=day)) for day in days] == [0, 1, 1, 0]

    def test_late_after_its_day(self, hall: Hall) -> None:
        assign(hall.decide(hall.council), hall.chief)
        late = [queries.open_assignments(as_of=date(2026, 9, day))[0].is_late for day in (1, 2)]
        assert late == [False, True]


class TestCheck:
    def answers(self, *, on: date = NOW) -> dict[str, Status]:
        found = registry.get("decisions.assignments_addressed").run(Load(as_of=on))
        return {each.scope.key: each.status for each in found}

    def test_past_the_leading_officials_is_a_breach_of_the_body_that_gave_it(self, hall: Hall) -> None:
        assign(hall.decide(hall.council), hall.chief)
        assign(hall.decide(hall.committee), hall.manager)  # as an import might bring it; the operation refuses
        assert self.answers() == {"kf": Status.ENSURED, "un": Status.BREACH, "von": Status.NOT_ASSESSED}

    def test_knows_only_what_was_given_by_the_day(self, hall: Hall) -> None:
        assign(hall.decide(hall.committee), hall.manager)
        assert self.answers(on=date(2026, 2, 28))["un"] is Status.NOT_ASSESSED


READS: dict[str, Callable[[], Any]] = {
    "list": lambda: queries.decisions_list(as_of=NOW, per_page=100),
    "open": lambda: queries.open_assignments(as_of=NOW),
    "check": lambda: checks.load_assignments(Load(NOW)),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(hall: Hall, read: Callable[[], Any]) -> None:
    counts, number = [], 0
    for more in (5, 45):
        for _ in range(more):
            number += 1
            body = Body.objects.create(
                code=f"n{number}", name=f"Nämnd {number}", kind="committee", start=hall.council.start
            )
            assign(hall.decide(body), hall.head)
        with CaptureQueriesContext(connection) as asked:
            read()
        counts.append(len(asked))
    assert counts[0] == counts[1]
