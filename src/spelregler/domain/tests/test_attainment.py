"""Worked examples of docs/rules/mal.md."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.goals.attainment import (
    GoalScale,
    GoalStatus,
    Measure,
    Movement,
    Trend,
    aggregate_attainment,
    attainment,
    judge_goal,
    judge_share,
    movement,
    trend,
)

D = Decimal


@pytest.mark.parametrize(
    ("rule", "value", "target", "baseline", "direction", "share"),
    [
        ("value over target", "76", "95", None, "higher", "0.8"),
        ("target over value when lower is better", "8.0", "6.0", None, "lower", "0.75"),
        ("distance travelled over distance meant", "88", "95", "81", "higher", "0.5"),
        ("the same when lower is better", "8.0", "7.5", "9.5", "lower", "0.75"),
        ("never above 1.2", "300", "100", None, "higher", "1.2"),
        ("never below 0", "70", "95", "81", "higher", "0"),
        ("a share of one, half way", "0.4", "0.8", None, "higher", "0.5"),
        ("and where lower is better", "0.8", "0.4", None, "lower", "0.5"),
        ("a target of zero is reached or not", "5", "0", None, "higher", "1"),
        ("… at zero it is", "0", "0", None, "higher", "1"),
        ("… or not", "-5", "0", None, "higher", "0"),
        ("nobody harmed, where none was the target", "0", "0", None, "lower", "1"),
        ("somebody harmed, where none was the target", "2", "0", None, "lower", "0"),
        ("below the ceiling, at nothing", "0", "5", None, "lower", "1"),
        ("to hold a level has no distance", "95", "95", "95", "higher", "1"),
        ("a baseline past the target does not count", "96", "95", "97", "higher", "1.010526315789473684210526316"),
    ],
)
def test_attainment(rule: str, value: str, target: str, baseline: str | None, direction: str, share: str) -> None:
    start = None if baseline is None else D(baseline)
    assert attainment(value=D(value), target=D(target), baseline=start, direction=direction) == D(share), rule


@pytest.mark.parametrize(("value", "target"), [(None, D(1)), (D(1), None), (None, None)])
def test_without_value_or_target_there_is_no_attainment(value: Decimal | None, target: Decimal | None) -> None:
    assert attainment(value=value, target=target) is None


@pytest.mark.parametrize(
    ("share", "status"),
    [
        ("1", GoalStatus.MET),
        ("0.9995", GoalStatus.MET),  # 99.95 is 100.0 with one decimal
        ("0.9994", GoalStatus.PARTLY),
        ("0.8", GoalStatus.PARTLY),
        ("0.7995", GoalStatus.PARTLY),
        ("0.7994", GoalStatus.NOT_MET),
        ("0", GoalStatus.NOT_MET),
        (None, GoalStatus.NOT_MEASURABLE),
    ],
)
def test_p05_is_compared_after_rounding_to_one_decimal(share: str | None, status: GoalStatus) -> None:
    assert judge_share(None if share is None else D(share)) is status


def test_higher_is_better_where_nothing_else_is_said() -> None:
    assert attainment(value=D(5), target=D(10)) == D("0.5")


def test_a_goal_weighs_measures_that_start_somewhere_and_ones_where_lower_is_better() -> None:
    """Half the way from 81 to 95, and 6 per cent where 3 was meant: half and half, by weights of half each."""
    measures = [
        Measure(D(88), D(95), baseline=D(81), weight=D("0.5")),
        Measure(D(6), D(3), direction="lower", weight=D("0.5")),
    ]
    assert aggregate_attainment(measures) == D("0.5")
    assert aggregate_attainment(measures, aggregate="weighted") == D("0.5")


MEASURES = [
    Measure(value=D(100), target=D(100), weight=D(3)),
    Measure(value=D(70), target=D(100), weight=D(1)),
    Measure(value=None, target=D(100), weight=D(9)),
]


@pytest.mark.parametrize(
    ("aggregate", "share", "status"),
    [
        ("worst", "0.7", GoalStatus.NOT_MET),
        ("mean", "0.85", GoalStatus.PARTLY),
        ("weighted", "0.925", GoalStatus.PARTLY),
    ],
)
def test_a_goal_is_its_worst_mean_or_weighted_measure(aggregate: str, share: str, status: GoalStatus) -> None:
    assert aggregate_attainment(MEASURES, aggregate=aggregate) == D(share)
    assert judge_goal(MEASURES, aggregate=aggregate) is status


def test_a_goal_without_a_figure_is_not_measurable() -> None:
    assert judge_goal([]) is GoalStatus.NOT_MEASURABLE
    assert judge_goal([Measure(value=None, target=D(1))]) is GoalStatus.NOT_MEASURABLE
    assert judge_goal([Measure(D(1), D(1), weight=D(0))], aggregate="weighted") is GoalStatus.NOT_MEASURABLE


def test_another_municipality_has_another_scale() -> None:
    assert judge_share(D("0.9"), scale=GoalScale(met=D(90), partly=D(50))) is GoalStatus.MET
    with pytest.raises(ValueError, match="must be below"):
        GoalScale(met=D(80), partly=D(80))


@pytest.mark.parametrize(
    ("series", "direction", "noise", "moved", "good"),
    [
        (["86", "88"], "higher", "1", Movement.UP, Trend.BETTER),
        (["86", "87"], "higher", "1", Movement.FLAT, Trend.UNCHANGED),
        (["88", "86"], "higher", "1", Movement.DOWN, Trend.WORSE),
        (["8.6", "8.3"], "lower", "0.1", Movement.DOWN, Trend.BETTER),
        (["8.3", "8.6"], "lower", "0.1", Movement.UP, Trend.WORSE),
        (["80", "90", "91", "88"], "higher", "1", Movement.DOWN, Trend.WORSE),
        (["5"], "higher", "0", None, None),
        ([], "higher", "0", None, None),
    ],
)
def test_trend_has_a_dead_band(
    series: list[str], direction: str, noise: str, moved: Movement | None, good: Trend | None
) -> None:
    figures = [D(each) for each in series]
    assert movement(figures, noise=D(noise)) is moved
    assert trend(figures, direction=direction, noise=D(noise)) is good


numbers = st.decimals(min_value=-1000, max_value=1000, places=2)


@given(numbers, numbers, st.none() | numbers, st.sampled_from(["higher", "lower"]))
def test_attainment_always_lies_within_its_cap(
    value: Decimal, target: Decimal, baseline: Decimal | None, direction: str
) -> None:
    share = attainment(value=value, target=target, baseline=baseline, direction=direction)
    assert share is not None
    assert 0 <= share <= D("1.2")


@given(st.decimals(min_value=1, max_value=1000, places=2), st.none() | numbers, st.sampled_from(["higher", "lower"]))
def test_reaching_the_target_exactly_is_met(target: Decimal, baseline: Decimal | None, direction: str) -> None:
    share = attainment(value=target, target=target, baseline=baseline, direction=direction)
    assert judge_share(share) is GoalStatus.MET
