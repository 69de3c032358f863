"""Where a municipality's beginning stands, from what is in."""

from datetime import date

import pytest

from spelregler.domain.beginning import (
    Facts,
    Share,
    State,
    Step,
    is_complete,
    is_municipality_code,
    latest_start_day,
    standings,
)

WHOLE = Facts(
    year=2027,
    municipality=True,
    start_day=date(2027, 1, 1),
    administrators=2,
    package="liten 1",
    council=True,
    board=True,
    committees=3,
    seats=Share(40, 40),
    departments=Share(3, 3),
    units=Share(60, 60),
    people=Share(70, 1100),
    terms=Share(5, 5),
    vision=True,
    goals=Share(4, 4),
    budget=True,
    committee_frames=Share(4, 4),
    unit_frames=Share(60, 60),
)


def changed(**fields):
    return Facts(**{**WHOLE.__dict__, **fields})


def missing_of(facts, step):
    return next(each.missing for each in standings(facts) if each.step == step)


def test_nothing_is_in_and_every_step_says_what_it_asks_for():
    found = standings(Facts(year=2027))
    assert [each.state for each in found] == [State.EMPTY] * len(Step)
    assert all(each.missing for each in found)


def test_a_whole_beginning_misses_nothing_though_most_employees_have_no_account():
    assert is_complete(WHOLE)


@pytest.mark.parametrize(
    ("fields", "step", "missing"),
    [
        ({"start_day": None}, Step.MUNICIPALITY, (("start_day", 1),)),
        ({"administrators": 1}, Step.ADMINISTRATORS, (("second_administrator", 1),)),
        ({"administrators": 0}, Step.ADMINISTRATORS, (("administrator", 2),)),
        ({"package": ""}, Step.PACKAGE, (("adoption", 1),)),
        ({"units": Share(57, 60)}, Step.ORGANISATION, (("managers", 3),)),
        ({"units": Share()}, Step.ORGANISATION, (("units", 1),)),
        ({"seats": Share()}, Step.ORGANISATION, (("seats", 1),)),
        ({"board": False, "departments": Share(1, 3)}, Step.ORGANISATION, (("board", 1), ("heads", 2))),
        ({"roles_without": ("EC", "N")}, Step.PEOPLE, (("roles", 2),)),
        ({"unit_frames": Share(58, 60), "vision": False}, Step.YEAR, (("vision", 1), ("unit_frames", 2))),
    ],
)
def test_what_is_missing_is_named_and_counted(fields, step, missing):
    assert missing_of(changed(**fields), step) == missing
    assert not is_complete(changed(**fields))


def test_one_administrator_is_a_step_begun_and_not_done():
    assert standings(changed(administrators=1))[1].state == State.BEGUN


@pytest.mark.parametrize(("text", "right"), [("0481", True), ("481", False), ("04811", False), ("oxel", False)])
def test_a_municipality_has_four_figures(text, right):
    assert is_municipality_code(text) is right


def test_a_start_day_lies_at_most_a_year_ahead():
    assert latest_start_day(date(2026, 11, 29)) == date(2027, 11, 29)
