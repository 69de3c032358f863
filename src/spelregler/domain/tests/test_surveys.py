"""Survey results in points of 100: reached or rising is kept, falling is seen, and nothing is told of few (MR-36)."""

from __future__ import annotations

from datetime import date, timedelta
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
    Counted,
    SurveyedPlace,
    SurveyFact,
    SurveyLimits,
    Told,
    judge_survey,
    told_together,
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


NOV = date(2026, 11, 1)


def counted(place: str, answers: int, day: date = NOV, survey: str = "Enkät 2026", stands: bool = True) -> Counted:
    return Counted(INFLUENCE, place, survey, day, answers, stands)


WHOLE, OF_A = counted("", 30), counted("a", 12)
NEXT_DAY, WINTER, YEAR_ON = date(2026, 11, 2), date(2027, 3, 1), date(2027, 10, 31)


@pytest.mark.parametrize(
    ("new", "known", "told"),
    [
        (counted("b", 13), [WHOLE, OF_A], Told.OF_FEW),
        (counted("b", 18), [WHOLE, OF_A], Told.NOTHING),
        (counted("b", 25), [WHOLE, OF_A], Told.MORE_THAN_THE_WHOLE),
        (counted("b", 13, NEXT_DAY, " enkät  2026"), [WHOLE, OF_A], Told.OF_FEW),
        (counted("b", 25, WINTER), [WHOLE, OF_A], Told.MORE_THAN_THE_WHOLE),
        (counted("b", 25, NEXT_DAY), [WHOLE], Told.OF_FEW),
        (counted("", 30, NEXT_DAY), [counted("a", 12), counted("b", 13)], Told.OF_FEW),
        (counted("b", 13, NEXT_DAY, "En annan"), [WHOLE, OF_A], Told.NOTHING),
        (counted("b", 13, NOV, "En annan"), [WHOLE, OF_A], Told.OF_FEW),
        (counted("b", 13, YEAR_ON), [WHOLE, OF_A], Told.NOTHING),
        (counted("a", 14, NEXT_DAY), [OF_A], Told.TWICE),
        (counted("", 33, NEXT_DAY), [WHOLE], Told.TWICE),
        (counted("a", 14, YEAR_ON), [OF_A], Told.NOTHING),
    ],
)
def test_no_set_of_one_survey_tells_what_few_answered(new, known, told):
    assert told_together(new, known)[0] is told
    assert told_together(new, known[::-1])[0] is told


def test_what_was_taken_back_has_been_read_until_the_right_figure_stands_in_its_place():
    gone = counted("a", 12, stands=False)
    assert told_together(counted("b", 13), [WHOLE, gone])[0] is Told.OF_FEW
    assert told_together(counted("b", 13), [WHOLE, gone, counted("a", 17)])[0] is Told.NOTHING
    assert told_together(counted("a", 12), [WHOLE, gone])[0] is Told.NOTHING
    assert told_together(counted("a", 20), [counted("", 10, stands=False)])[0] is Told.NOTHING, "wrong, and told so"
    assert told_together(counted("a", 25), [counted("", 30, stands=False)])[0] is Told.OF_FEW
    assert told_together(counted("a", 25), [counted("", 30, stands=False), counted("", 50)])[0] is Told.NOTHING


@pytest.mark.parametrize(
    ("answers", "day", "survey", "told"),
    [
        (31, NOV, "Enkät 2026", Told.FEW_ADDED),
        (21, NOV, "Enkät 2026", Told.FEW_ADDED),
        (31, NEXT_DAY, " enkät 2026", Told.FEW_ADDED),
        (31, NOV, "En annan", Told.FEW_ADDED),
        (30, NOV, "Enkät 2026", Told.NOTHING),
        (40, NOV, "Enkät 2026", Told.NOTHING),
        (20, NOV, "Enkät 2026", Told.NOTHING),
        (31, YEAR_ON, "Enkät 2026", Told.NOTHING),
    ],
)
def test_what_comes_instead_of_one_that_was_read_differs_by_nobody_or_many(answers, day, survey, told):
    for place in ("", "a"):
        gone = counted(place, 30, stands=False)
        assert told_together(counted(place, answers, day, survey), [gone])[0] is told
    first, second = counted("a", 30, stands=False), counted("a", 45, stands=False)
    assert told_together(counted("a", 31), [second, first])[0] is Told.FEW_ADDED, "each that was read"


@given(st.integers(10, 60), st.lists(st.tuples(st.integers(10, 30), st.integers(0, 20)), min_size=1, max_size=4))
def test_in_any_order_nobody_subtracts_to_fewer_than_ten(whole, parts):
    """What is left after all that were taken in is nobody, or many."""
    held: list[Counted] = []
    for number, (answers, days) in enumerate([(whole, 0), *parts]):
        new = counted(str(number) if number else "", answers, NOV + timedelta(days=days))
        if told_together(new, held)[0] is Told.NOTHING:
            held.append(new)
    left = whole - sum(each.answers for each in held if each.place)
    assert len(held) == 1 or left == 0 or left >= 10
