"""MR-14, MR-31 and CP-15, as the worked examples of docs/rules/rapporter.md have them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from spelregler.domain.findings import Scope, Status
from spelregler.domain.reports import (
    BodyReports,
    Kind,
    Outcome,
    PlanningBasis,
    ReportsValued,
    ReportToBody,
    ResultsTold,
    Valued,
    judge_planning_basis,
    judge_reports_valued,
    judge_results_told,
)

BODY = Scope("committee", "un", "Utbildningsnämnden")
DUE = date(2026, 9, 30)
ON_TIME = date(2026, 9, 24)
KEPT, ATTENTION, BREACH, NOT = Status.KEPT, Status.ATTENTION, Status.BREACH, Status.NOT_ASSESSED


def report(delivered: date | None = ON_TIME, *valued: Valued, kind: Kind = Kind.INTERIM, due: date = DUE):
    return ReportToBody("Delårsrapport", kind, due, delivered, valued)


def said(outcome: str, on: date = date(2026, 10, 20)) -> Valued:
    return Valued(on, Outcome(outcome))


def valued(*reports: ReportToBody, on: date = date(2026, 11, 2)):
    (found,) = judge_reports_valued([BodyReports(BODY, reports)], parameters=ReportsValued(), as_of=on)
    return found


@pytest.mark.parametrize(
    ("reports", "on", "status", "since"),
    [
        ((), date(2026, 11, 2), NOT, None),
        ((report(None),), date(2026, 11, 2), NOT, None),
        ((report(),), date(2026, 11, 23), ATTENTION, ON_TIME),
        ((report(),), date(2026, 11, 24), BREACH, date(2026, 11, 24)),
        ((report(ON_TIME, said("satisfied")),), date(2026, 11, 2), KEPT, date(2026, 10, 20)),
        ((report(ON_TIME, said("asks")),), date(2026, 11, 2), KEPT, date(2026, 10, 20)),
        ((report(ON_TIME, said("filed")),), date(2026, 11, 2), BREACH, date(2026, 10, 20)),
        ((report(ON_TIME, said("filed"), said("acts", date(2026, 10, 27))),), date(2026, 11, 2), KEPT, None),
        ((report(ON_TIME, said("filed")), report(ON_TIME, said("accepts"))), date(2026, 11, 2), ATTENTION, None),
        ((report(ON_TIME, said("satisfied")),), ON_TIME + timedelta(days=365), NOT, None),
    ],
)
def test_a_body_says_what_it_thinks_of_each_report(reports, on, status, since):
    found = valued(*reports, on=on)
    assert found.status is status
    assert since is None or found.since == since


def test_the_answer_shows_how_many_and_by_when():
    found = valued(report(), report(ON_TIME, said("filed")), report(ON_TIME, said("satisfied")))
    assert found.inputs == {
        "reports": 3,
        "reports_valued": 1,
        "reports_filed": 1,
        "reports_waiting": 1,
        "due": "2026-11-23",
    }
    assert (found.asked_by, found.expected_of) == (date(2026, 11, 23), "N")


def told(*reports: ReportToBody, on: date = date(2026, 11, 2)):
    (found,) = judge_results_told([BodyReports(BODY, reports)], parameters=ResultsTold(), as_of=on)
    return found


@pytest.mark.parametrize(
    ("reports", "on", "status"),
    [
        ((), DUE, NOT),
        ((report(None),), DUE, NOT),
        ((report(None),), DUE + timedelta(days=1), BREACH),
        ((report(),), DUE, KEPT),
        ((report(DUE + timedelta(days=3)),), date(2026, 11, 2), ATTENTION),
        ((report(),), ON_TIME + timedelta(days=183), KEPT),
        ((report(),), ON_TIME + timedelta(days=184), BREACH),
        ((report(), report(None, due=date(2026, 12, 1))), date(2026, 12, 2), BREACH),
        ((report(kind=Kind.PLANNING),), date(2026, 11, 2), NOT),
    ],
)
def test_each_report_comes_in_time_all_through_the_year(reports, on, status):
    assert told(*reports, on=on).status is status


def test_what_came_late_is_told_with_its_days():
    found = told(report(DUE + timedelta(days=3)))
    assert found.inputs == {
        "reports": 1,
        "reports_late": 1,
        "days_late": 3,
        "last_delivered_on": "2026-10-03",
    }


@pytest.mark.parametrize(
    ("delivered", "on", "status"),
    [
        (None, date(2026, 5, 31), NOT),
        (None, date(2026, 6, 1), BREACH),
        (date(2026, 5, 20), date(2026, 6, 1), KEPT),
        (date(2026, 6, 9), date(2026, 7, 1), ATTENTION),
        (date(2026, 5, 20), date(2027, 6, 25), BREACH),
    ],
)
def test_the_planning_material_comes_every_year(delivered, on, status):
    facts = [BodyReports(BODY, (report(delivered, kind=Kind.PLANNING, due=date(2026, 5, 31)), report()))]
    (found,) = judge_planning_basis(facts, parameters=PlanningBasis(), as_of=on)
    assert found.status is status
