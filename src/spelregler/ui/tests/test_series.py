"""The picture of a series: gaps are gaps, and everything drawn is inside the field."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.ui.series import BOTTOM, TOP, SeriesChart, SeriesPoint, draw_series, nice_levels

NUMBER = st.decimals(-(10**7), 10**7, places=3)


def drawn(*points: SeriesPoint):
    chart = SeriesChart(label="l", text="t", own_label="vi", others_label="de", spread_label="spridning", points=points)
    return draw_series(chart, "sv")


def test_a_missing_year_breaks_the_line_and_is_not_bridged():
    drawing = drawn(*(SeriesPoint(year=year, own=Decimal(year - 2000)) for year in (2018, 2019, 2021, 2022, 2024)))
    assert [len(line.split()) for line in drawing.own] == [2, 2]
    assert len(drawing.dots) == 5, "a year alone is a dot"


def test_nothing_known_is_nothing_drawn():
    assert drawn(SeriesPoint(year=2020), SeriesPoint(year=2021)) is None


def test_one_year_alone_is_drawn():
    drawing = drawn(SeriesPoint(year=2020, own=Decimal(0)))
    assert (drawing.own, drawing.last.x, drawing.last_name) == ([], "50.00%", "0,0")


@given(NUMBER, NUMBER)
def test_levels_are_round_few_and_hold_everything(one, other):
    low, high = sorted((one, other))
    levels = nice_levels(low, high)
    assert levels[0] <= low
    assert levels[-1] >= high
    assert 2 <= len(levels) <= 7
    assert levels == sorted(set(levels))


@given(st.dictionaries(st.integers(1990, 2030), st.tuples(NUMBER, NUMBER, NUMBER), min_size=1))
def test_everything_drawn_is_inside_the_field(found):
    points = [
        SeriesPoint(year=year, own=own, middle=sum(others) / 2, low=min(others), high=max(others))
        for year, (own, *others) in found.items()
    ]
    drawing = drawn(*points)
    for dot in drawing.dots:
        assert TOP <= Decimal(dot.y) <= BOTTOM
        assert 0 <= Decimal(dot.x.rstrip("%")) <= 100
    for line in [*drawing.own, *drawing.middle, *drawing.spread]:
        for point in line.split():
            x, y = map(Decimal, point.split(","))
            assert 0 <= x <= 1000
            assert 0 <= y <= BOTTOM - TOP
    assert len(drawing.years) <= 6


@pytest.mark.parametrize(("low", "high", "expected"), [("0", "10", "0 2.5 5 7.5 10"), ("6.5", "18", "5 10 15 20")])
def test_worked_examples(low, high, expected):
    assert nice_levels(Decimal(low), Decimal(high)) == [Decimal(each) for each in expected.split()]
