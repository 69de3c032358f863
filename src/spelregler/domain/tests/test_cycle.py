from datetime import date

import pytest

from spelregler.domain.cycle import CycleEvent, Moved, election_years, occurrences, upcoming, year_of_term

TODAY = date(2026, 11, 2)
BUDGET = CycleEvent("budget", 11, 30, "KF", tracks=frozenset({"autumn"}))
FRAMES = CycleEvent("frames", 6, 15, "KF", tracks=frozenset({"june"}))
FORECAST = CycleEvent("forecast", 1, 31, "EC", "monthly", skip_months=frozenset({1, 7}))
TRAINING = CycleEvent("training", 3, 31, "KS", "term", year_of_term=1)


@pytest.mark.parametrize(("year", "expected"), [(2022, 4), (2023, 1), (2026, 4), (2027, 1), (2019, 1)])
def test_the_election_year_is_the_fourth_of_the_term(year: int, expected: int) -> None:
    assert year_of_term(year) == expected


def test_each_track_has_its_own_events() -> None:
    events = [BUDGET, FRAMES]
    assert [each.event.id for each in occurrences(events, year=2026, as_of=TODAY, track="autumn")] == ["budget"]
    assert [each.event.id for each in occurrences(events, year=2026, as_of=TODAY, track="june")] == ["frames"]
    assert [each.days_left for each in occurrences(events, year=2026, as_of=TODAY)] == [-140, 28]


def test_a_monthly_event_on_day_31_falls_on_the_last_day() -> None:
    days = [each.on for each in occurrences([FORECAST], year=2028, as_of=TODAY)]
    assert len(days) == 10
    assert days[0] == date(2028, 2, 29)
    assert date(2028, 7, 31) not in days


def test_an_event_once_per_term_comes_in_its_year_only() -> None:
    assert occurrences([TRAINING], year=2026, as_of=TODAY) == []
    (only,) = occurrences([TRAINING], year=2027, as_of=TODAY)
    assert (only.on, only.days_left) == (date(2027, 3, 31), 149)


def test_what_comes_reaches_across_the_new_year() -> None:
    found = upcoming([BUDGET, TRAINING], as_of=TODAY, days=149)
    assert [each.event.id for each in found] == ["budget", "training"]
    assert upcoming([BUDGET], as_of=date(2026, 12, 1), days=30) == []


@pytest.mark.parametrize(
    "fault",
    [
        {"month": 13},
        {"day": 0},
        {"day": 32},
        {"year_of_term": 5},
        {"recurrence": "term"},
    ],
)
def test_an_impossible_event_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="x:"):
        CycleEvent(**({"id": "x", "month": 1, "day": 1, "owner": "KS"} | fault))  # type: ignore[arg-type]


def test_an_event_is_of_its_owner_and_of_those_who_take_part() -> None:
    event = CycleEvent("checkin", 11, 30, "Np", concerns=("KC", "FC"))
    assert [role for role in ("Np", "N", "KC", "FC", "EC") if event.is_of({role})] == ["Np", "KC", "FC"]


def test_what_is_moved_stands_on_its_new_day_and_is_known_by_its_own():
    moves = {("budget", date(2026, 11, 30)): Moved(date(2026, 11, 23), 2)}
    (found,) = occurrences([BUDGET], year=2026, as_of=TODAY, moves=moves)
    assert (found.on, found.planned_on, found.revision) == (date(2026, 11, 23), date(2026, 11, 30), 2)
    assert found.days_left == (date(2026, 11, 23) - TODAY).days
    (other,) = occurrences([BUDGET], year=2027, as_of=TODAY, moves=moves)
    assert (other.on, other.revision) == (other.planned_on, 0)


def test_an_occasion_that_is_moved_near_is_told_in_time():
    moves = {("budget", date(2026, 11, 30)): Moved(date(2026, 11, 5), 1)}
    assert upcoming([BUDGET], as_of=date(2026, 11, 1), days=7) == []
    assert [each.on for each in upcoming([BUDGET], as_of=date(2026, 11, 1), days=7, moves=moves)] == [date(2026, 11, 5)]


def test_election_years_come_every_fourth_year():
    assert election_years(first=2026, count=2) == [2026, 2030]
    assert election_years(first=2027, count=1) == [2030]
