"""Survey results in points of 100: reached or rising is kept, falling is seen, and nothing is told of few (MR-36)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.findings import Scope, Status
from spelregler.domain.surveys import (
    CLIMATE,
    INFLUENCE,
    SCALES,
    SERVICE,
    SurveyedPlace,
    SurveyFact,
    SurveyLimits,
    gives_few_away,
    judge_survey,
)

TODAY = date(2026, 11, 2)
PLACE = Scope("department", "uf", "Utbildningsförvaltningen")
LEVEL, TREND = SurveyLimits(at_least=70), SurveyLimits()


def fact(year: int, value: float | str, measure: str = "share") -> SurveyFact:
    return SurveyFact(date(year, 3, 1), 40, measure, Decimal(str(value)))


def judged(*results: SurveyFact, limits: SurveyLimits = LEVEL, theme: str = INFLUENCE):
    (found,) = judge_survey([SurveyedPlace(PLACE, theme, results)], parameters=limits, as_of=TODAY)
    return found


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([fact(2026, 74)], Status.KEPT),
        ([fact(2026, 70)], Status.KEPT),
        ([fact(2026, 66)], Status.ATTENTION),
        ([fact(2024, 74), fact(2026, 72)], Status.ATTENTION),
        ([fact(2024, 73), fact(2026, 72)], Status.KEPT),
        ([fact(2024, 60), fact(2026, 66)], Status.KEPT),
        ([fact(2024, 66), fact(2026, 66)], Status.BREACH),
        ([fact(2024, 68), fact(2026, 60)], Status.BREACH),
    ],
)
def test_with_a_lowest_result(results, status):
    assert judged(*results).status == status


@pytest.mark.parametrize(
    ("results", "status"),
    [
        ([fact(2026, 74)], Status.NOT_ASSESSED),
        ([fact(2025, 40), fact(2026, 41)], Status.KEPT),
        ([fact(2025, 74), fact(2026, 71)], Status.ATTENTION),
        ([fact(2024, 78), fact(2025, 74), fact(2026, 71)], Status.BREACH),
        ([fact(2024, 70), fact(2025, 74), fact(2026, 71)], Status.ATTENTION),
        ([fact(2025, 3.9, "mean_5"), fact(2026, 74)], Status.NOT_ASSESSED),
        ([fact(2025, "3.9", "mean_5"), fact(2026, "3.7", "mean_5")], Status.ATTENTION),
    ],
)
def test_where_only_the_change_is_judged(results, status):
    assert judged(*results, limits=TREND, theme=CLIMATE).status == status


def test_one_that_is_too_old_or_to_come_is_not_assessed_and_says_what_lacks():
    for result in (fact(2024, 90), fact(2027, 90)):
        found = judged(result)
        assert (found.status, found.expected_of) == (Status.NOT_ASSESSED, "HR")
        assert "24" in found.reason.sv
        assert "10" in found.reason.sv
    assert judged(theme=SERVICE).expected_of == "CT"


def test_it_is_told_in_points_with_answers_and_day():
    found = judged(fact(2024, "3.2", "mean_5"), fact(2026, "3.9", "mean_5"))
    assert (found.inputs["survey_points"], found.inputs["survey_answers"], found.inputs["survey_points_before"]) == (
        73, 40, 55,
    )  # fmt: skip
    assert found.since == date(2026, 3, 1)


@given(st.sampled_from(sorted(SCALES)), st.integers(0, 100))
def test_a_figure_is_within_a_hundred_points_and_grows_with_the_figure(measure, share):
    lowest, highest = SCALES[measure]
    value = lowest + Decimal(share) * (highest - lowest) / 100
    assert SurveyFact(TODAY, 10, measure, value).points == share


def test_what_is_left_of_the_whole_is_not_told_of_few():
    assert gives_few_away(whole=100, parts=[60, 35])
    assert not gives_few_away(whole=100, parts=[60, 40])
    assert not gives_few_away(whole=100, parts=[60, 30])
