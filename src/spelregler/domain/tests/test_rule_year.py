"""A rule's year: every day is told, the answer that most needs eyes wins, and what is not stored is never green."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.rule_year import Held, Stretch, stretches, year_to

URGENCY = ("breach", "not_assessed", "attention", "kept", "ensured", "not_applicable")
START, END = date(2025, 11, 3), date(2026, 11, 3)
days = st.integers(-100, 460).map(lambda n: START + timedelta(days=n))
answers = st.lists(
    st.tuples(st.sampled_from(URGENCY), days, st.integers(1, 300), st.booleans()).map(
        lambda found: Held(found[0], found[1], None if found[3] else found[1] + timedelta(days=found[2]))
    ),
    max_size=12,
)


def year_of(*held: Held) -> list[Stretch]:
    return stretches(held, start=START, end=END, urgency=URGENCY)


def test_the_year_is_twelve_months_that_end_with_the_day() -> None:
    assert year_to(date(2026, 11, 2)) == (START, END)


def test_days_before_the_first_answer_are_told_as_not_stored() -> None:
    began = date(2026, 1, 31)
    assert year_of(Held("kept", began, None)) == [Stretch("", START, began), Stretch("kept", began, END)]
    assert year_of() == [Stretch("", START, END)]


def test_of_several_places_the_one_that_most_needs_eyes_is_told() -> None:
    broken = Held("breach", date(2026, 3, 1), date(2026, 4, 1))
    assert [each.status for each in year_of(Held("kept", date(2020, 1, 1), None), broken)] == ["kept", "breach", "kept"]


def test_what_does_not_apply_somewhere_hides_nothing() -> None:
    (whole,) = year_of(Held("not_applicable", date(2020, 1, 1), None), Held("kept", date(2020, 1, 1), None))
    assert whole.status == "kept"


def test_two_places_with_the_same_answer_after_each_other_are_one_stretch() -> None:
    turn = date(2026, 2, 1)
    assert len(year_of(Held("kept", START, turn), Held("kept", turn, None))) == 1
    assert year_of(Held("kept", START, None))[0].last == date(2026, 11, 2)


@given(answers)
def test_every_day_is_told_once(held: list[Held]) -> None:
    found = year_of(*held)
    assert (found[0].start, found[-1].end) == (START, END)
    for one, after in pairwise(found):
        assert one.end == after.start
        assert one.status != after.status
