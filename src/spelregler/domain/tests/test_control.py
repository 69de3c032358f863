"""The plan before the year, a control of each high risk, and the report by its day (CP-13, P24, P15)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.control import PlanRules, PlansOfBody, RiskFact, YearPlan, judge_planned, value_of
from spelregler.domain.counting import since_start, with_last_day
from spelregler.domain.findings import Judgement, Scope

BODY, DAY = Scope("committee", "un", "Utbildningsnämnden"), date(2026, 11, 2)
HIGH, LOW = RiskFact("Felaktiga utbetalningar", 9, True), RiskFact("Sena svar", 8, False)
DECIDED, LATE = date(2025, 12, 9), date(2026, 2, 3)


def judged(*plans: YearPlan, as_of: date = DAY, since: date = date(2020, 1, 1)) -> Judgement:
    fact = PlansOfBody(BODY, since, {each.year: each for each in plans})
    return judge_planned([fact], parameters=PlanRules(), as_of=as_of)[0]


def this_year(*risks: RiskFact, on: date | None = DECIDED) -> YearPlan:
    return YearPlan(2026, on, risks or (HIGH, LOW))


def last_year(reported_on: date | None) -> YearPlan:
    return YearPlan(2025, date(2024, 12, 9), (HIGH,), reported_on)


@pytest.mark.parametrize(
    ("plans", "status"),
    [
        ((), "not_assessed"),
        ((this_year(),), "kept"),
        ((this_year(on=LATE),), "attention"),
        ((last_year(date(2026, 2, 1)),), "breach"),
        ((this_year(RiskFact("Felaktiga utbetalningar", 9, False)),), "breach"),
        ((this_year(RiskFact("Sena svar", 8, False)),), "kept"),
        ((this_year(), last_year(None)), "breach"),
        ((this_year(), last_year(date(2026, 2, 28))), "kept"),
        ((this_year(), last_year(date(2026, 3, 1))), "attention"),
    ],
)
def test_a_year_of_internal_control(plans, status):
    assert judged(*plans).status == status


FEBRUARY, MARCH = date(2026, 2, 28), date(2026, 3, 1)
COVERED, BARE = (HIGH, LOW), (RiskFact("Felaktiga utbetalningar", 9, False), LOW)


@pytest.mark.parametrize(
    ("decided", "risks", "reported", "on", "status", "since"),
    [
        (DECIDED, COVERED, date(2026, 2, 1), DAY, "kept", DECIDED),
        (DECIDED, BARE, date(2026, 2, 1), DAY, "breach", DECIDED),
        (DECIDED, COVERED, None, FEBRUARY, "kept", DECIDED),
        (DECIDED, COVERED, None, MARCH, "breach", MARCH),
        (DECIDED, COVERED, MARCH, DAY, "attention", MARCH),
        (LATE, COVERED, date(2026, 2, 1), DAY, "attention", LATE),
        (None, (), date(2026, 2, 1), DAY, "breach", date(2026, 1, 1)),
    ],
)
def test_the_worked_example(decided, risks, reported, on, status, since):
    """The worked example of docs/rules/delegation.md."""
    assert value_of(3, 3) == HIGH.value
    assert value_of(2, 4) == LOW.value
    found = judged(YearPlan(2026, decided, risks), last_year(reported), as_of=on)
    assert (found.status, found.since) == (status, since)


def test_the_report_is_not_asked_for_before_its_day():
    assert judged(this_year(), last_year(None), as_of=date(2026, 2, 28)).status == "kept"
    found = judged(this_year(), last_year(None), as_of=date(2026, 3, 1))
    assert (found.status, found.since, found.expected_of) == ("breach", date(2026, 3, 1), "FC")


def test_a_body_that_is_new_this_year_plans_in_it():
    assert judged(this_year(on=LATE), since=date(2026, 1, 1)).status == "kept"


def test_the_limit_is_the_packages():
    fact = PlansOfBody(BODY, DECIDED, {2026: this_year(RiskFact("Sena svar", 8, False))})
    (found,) = judge_planned([fact], parameters=PlanRules(control_from=8), as_of=DAY)
    assert (found.status, found.inputs["risks_without_control"]) == ("breach", 1)


@pytest.mark.parametrize(
    ("likelihood", "consequence", "value"), [(3, 3, 9), (4, 4, 16), (None, 4, None), (1, None, None)]
)
def test_a_risk_is_valued_on_both_scales_or_not_at_all(likelihood, consequence, value):
    assert value_of(likelihood, consequence) == value


@pytest.mark.parametrize(
    ("plans", "status"),
    [
        ((this_year(), last_year(None)), "not_applicable"),
        ((this_year(BARE[0]), last_year(date(2026, 2, 1))), "attention"),
        ((last_year(None),), "attention"),
    ],
)
def test_a_report_from_before_the_start_day_is_not_judged_and_excuses_no_plan(plans, status):
    found = since_start(judged(*plans), counts_from=date(2026, 11, 1), settling_days=90, as_of=DAY)
    assert found.status == status
    assert with_last_day(found).inputs.get("last_day") != "2026-02-28"
