"""The demo's facts: sums as decided, an origin on every figure, and nobody who exists."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from spelregler.demo import actions, cast, frames, goals, judgements, organisation, people, signals, stories
from spelregler.demo import indicators as indicators_demo
from spelregler.demo.facts import Origin

SHARED = Path(__file__).parents[4] / ".." / "shared" / "data"

FACTS = {
    "bodies": organisation.BODIES,
    "departments": organisation.DEPARTMENTS,
    "units": organisation.UNITS,
    "ended units": organisation.ENDED_UNITS,
    "seats": people.seats(),
    "posts": people.posts(),
    "committee frames": frames.COMMITTEE_FRAMES,
    "unit frames": frames.UNIT_FRAMES,
    "lines": frames.LINES,
    "moves": frames.MOVES,
    "forecasts": frames.forecasts(),
    "vision": (indicators_demo.VISION,),
    "goals": goals.GOALS,
    "targets": tuple(target for goal in goals.GOALS for target in goal.targets),
    "measures": goals.MEASURES,
    "actions": actions.ACTIONS,
    "plans": actions.PLANS,
    "judgements": judgements.JUDGEMENTS,
    "decisions": stories.DECISIONS,
    "assignments": stories.ASSIGNMENTS,
    "documents": stories.DOCUMENTS,
    "signals": signals.SIGNALS,
}


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_says_where_it_comes_from(name):
    assert FACTS[name]
    for fact in FACTS[name]:
        assert fact.origin in Origin
        if fact.origin is not Origin.INVENTED and name != "targets":
            assert fact.source, fact


@pytest.mark.parametrize(
    ("body", "tkr"),
    [("kf", 7_000), ("ks", 108_000), ("un", 372_000), ("von", 343_000), ("msn", 38_000), ("kfn", 32_000)],
)
def test_committee_frames_are_the_decided_ones(body, tkr):
    assert frames.COMMITTEE_TKR[body] == tkr


def test_frames_add_up():
    assert sum(frames.COMMITTEE_TKR.values()) == 900_000
    assert frames.TOTAL_TKR == 900_000 + frames.FINANCE_TKR
    for body in ("ks", "un", "von", "msn", "kfn"):
        units = sum(tkr for code, tkr in frames.UNIT_TKR.items() if frames.BODY_OF_UNIT[code] == body)
        assert units == frames.COMMITTEE_TKR[body], body
    assert frames.UNIT_TKR.keys() == {unit.code for unit in organisation.UNITS}


@pytest.mark.parametrize(
    ("department", "tkr"), [("aldreomsorgsforvaltningen", 205_000), ("social-och-omsorgsforvaltningen", 138_000)]
)
def test_the_two_departments_under_one_committee(department, tkr):
    codes = [unit.code for unit in organisation.UNITS if unit.department == department]
    assert sum(frames.UNIT_TKR[code] for code in codes) == tkr


def test_the_money_stories():
    assert frames.unit_deviation("oxeloskolan", 9) == -22
    assert frames.unit_forecast_ore("oxeloskolan", 10) == 8_038_400_000
    assert frames.body_forecast_ore("un", 9) == 37_981_200_000
    assert frames.body_forecast_ore("von", 9) * 1000 == frames.COMMITTEE_TKR["von"] * 100_000 * 1012
    for unit in organisation.UNITS:
        if unit.code not in frames.UNIT_DEVIATIONS:
            assert all(abs(frames.unit_deviation(unit.code, month)) <= 10 for month in frames.MONTHS)
    assert frames.unit_deviation("bjorntorp", 10) > 0
    assert {fact.month for fact in frames.forecasts()} == {3, 4, 5, 6, 8, 9, 10}


def test_lines_are_the_whole_frame():
    for unit in {line.unit for line in frames.LINES}:
        assert sum(line.tkr for line in frames.LINES if line.unit == unit) == frames.UNIT_TKR[unit]


def test_names_are_our_own_and_used_once():
    used = [*(seat.person for seat in people.seats()), *(post.person for post in people.posts())]
    assert set(used) <= set(people.NAMES)
    assert len(set(people.NAMES)) == len(people.NAMES)
    assert len({people.code_of(name) for name in people.NAMES}) == len(people.NAMES)
    officials = {post.person for post in people.posts()} - {people.DUAL_ROLE}
    assert not officials & {seat.person for seat in people.seats()}


def test_about_110_elected_seats_and_the_new_council():
    now = [seat for seat in people.seats() if seat.start <= people.INTRODUCTION_EVENING < seat.end]
    elected = [seat for seat in now if seat.body != "rev"]
    assert len(elected) == 110
    new = [
        seat for seat in elected if seat.body == "kf" and seat.start == people.NEW_COUNCIL[0] and not seat.is_substitute
    ]
    assert len(new) == 31 - people.REELECTED
    assert sum(seat.introduced_on is not None for seat in new) == people.INTRODUCED_AT_ONCE
    assert [seat.person for seat in now if seat.body == "un" and seat.function == "chair"] == ["Anna Lind"]


def test_references_hold():
    codes, indicators = {goal.code for goal in goals.GOALS}, {each.code for each in indicators_demo.INDICATORS}
    units, posts = {unit.code for unit in organisation.UNITS}, {post.code for post in people.posts()}
    for goal in goals.GOALS:
        assert set(goal.parents) <= codes
        assert {target.indicator for target in goal.targets} <= indicators
        assert goal.level != "unit" or goal.owner in units
    assert {measure.indicator for measure in goals.MEASURES} <= indicators
    for action in actions.ACTIONS:
        assert set(action.goals) <= codes
        assert action.responsible in posts
    assert all(
        len(each) == len(set(each)) for each in ([g.code for g in goals.GOALS], [a.code for a in actions.ACTIONS])
    )


def test_the_thread_is_broken_where_the_story_says():
    acted = {goal for action in actions.ACTIONS for goal in action.goals}
    parents = {parent for goal in goals.GOALS for parent in goal.parents}
    assert "kfn-moten" not in acted | parents
    assert [action.code for action in actions.ACTIONS if not action.goals and not action.statutory_duty] == [
        "ungdom-musik"
    ]
    assert [goal.code for goal in goals.GOALS if goal.level != "municipal" and not goal.parents] == ["ungdom-moten"]


def test_one_shared_goal_lacks_a_coordinating_body():
    bodies = {
        goal.code: {child.owner for child in goals.COMMITTEE_GOALS if goal.code in child.parents}
        for goal in goals.MUNICIPAL_GOALS
    }
    shared = [goal for goal in goals.MUNICIPAL_GOALS if len(bodies[goal.code]) > 1]
    assert [goal.code for goal in shared if not goal.coordinated_by] == ["god-folkhalsa"]


def test_every_text_has_its_english_twin():
    for facts in (
        goals.GOALS,
        indicators_demo.INDICATORS,
        actions.ACTIONS,
        organisation.DEPARTMENTS,
        organisation.BODIES,
        people.posts(),
    ):
        for fact in facts:
            fields = {each.name for each in dataclasses.fields(fact)}
            for name in fields & {"title_en", "name_en"}:
                assert getattr(fact, name), fact
    for signal in signals.SIGNALS:
        assert signal.evidence_en
        assert not signal.statement or signal.statement.text_en
        assert not signal.stand or signal.stand.reason_en


def test_assignments_go_to_leading_officials_only():
    kinds = {post.code: post.kind for post in people.posts()}
    assert {kinds[each.addressee] for each in stories.ASSIGNMENTS} <= {"chief_executive", "department_head"}


def test_the_cast_covers_the_roles():
    roles = {member.role for member in cast.cast()}
    assert roles >= {"KF", "N", "Np", "KC", "FC", "EC", "EM", "CT", "HR", "SE", "UN", "SO", "RE"}
    assert len({member.email for member in cast.cast()}) == len(cast.cast())
    for member in cast.cast():
        assert member.email.endswith("@demo.invalid")
        assert member.role_words("en") == member.role_en
        assert member.what_to_try("sv") == member.try_sv


def test_kolada_titles_are_the_catalogues_own():
    file = SHARED / "kolada" / "kpi.json"
    if not file.exists():
        pytest.skip("the shared Kolada catalogue is not here")
    catalogue = json.loads(file.read_text(encoding="utf-8"))
    titles = {each["id"]: each["title"] for each in catalogue.get("values", catalogue)}
    assert {code: titles[code] for code in indicators_demo.KOLADA_TITLES} == indicators_demo.KOLADA_TITLES


def test_population_and_tax_are_the_extracts_own():
    file = SHARED / "scb" / "municip_data.csv"
    if not file.exists():
        pytest.skip("the shared SCB extract is not here")
    rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("481,")]
    columns = {"n01951": 4, "n00901": 10, "kostnad-invanare": 13}
    for indicator, column in columns.items():
        found = {row[3]: float(row[column]) for row in rows}
        ours = {each.period: float(each.value) for each in goals.MEASURES if each.indicator == indicator}
        assert ours == found
