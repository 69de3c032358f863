"""A plan or a list that is read by itself, or as far as a role sees, tells what the whole would tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.frames.models import Forecast
from spelregler.apps.frames.queries import moves
from spelregler.apps.goals.access.afar import things_seen
from spelregler.apps.goals.access.visibility import hidden_goals, seen_rows, seen_tree
from spelregler.apps.goals.models import Goal, GoalJudgement, Indicator, Measurement, MissedAnswer, Target
from spelregler.apps.goals.queries import corrections, indicators, missed_targets, plans
from spelregler.apps.goals.queries.ownership import ACTION, EVERY, Things, owned, posts_held, takers
from spelregler.apps.goals.queries.thread import GoalTree, goal_tree
from spelregler.apps.organisation.models import Appointment, Body
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import DEFAULT_SCALE
from spelregler.platform.memory import one_request
from tests.conftest import TODAY
from tests.test_goals_counted import everybody

YEARS = (2026, 2027)
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def chain(role: ActingRole, year: int) -> list[plans.ChainLink]:
    units = plans.chain_of_units(role, year=year, start=0, most=plans.units_in_chain(as_of=TODAY))
    return [*plans.chain(role, year=year), *units]


@pytest.fixture
def read_as_a_page() -> Iterator[None]:
    """What lies under it all (the organisation, the package) is read once, as a page that changes nothing does."""
    with one_request(only_reads=True):
        yield


@pytest.fixture(autouse=True)
def a_year_to_come() -> None:
    """Goals of the year after, proposed by a body and by units."""
    for goal in Goal.objects.filter(code__in=["un-behorighet", "oxeloskolan-larare"]):
        goal.pk, goal.code, goal.decision, goal.end = None, f"{goal.code}-next", None, None
        goal.save()
    for goal in Goal.objects.filter(level="unit")[::5]:
        goal.end = None
        goal.save()


def everything(year: int) -> GoalTree:
    return goal_tree(year=year, as_of=TODAY)


@pytest.mark.usefixtures("read_as_a_page")
def test_the_chain_counts_what_the_whole_thread_shows() -> None:
    for year in YEARS:
        whole = everything(year)
        for role in everybody():
            seen = seen_tree(role, whole)
            counted = Counter((goal.level, goal.owner, goal.is_decided) for goal in seen.goals)
            found = chain(role, year)
            assert {each.owner.kind for each in found if each.decided} >= ({plans.UNIT} if year == 2026 else set())
            for each in found:
                said = (each.owner.level, each.owner.code)
                assert (each.decided, each.proposed) == (counted[(*said, True)], counted[(*said, False)]), each
    assert any(each.proposed for role in everybody() for each in chain(role, 2027))


def test_the_units_of_the_chain_stand_as_all_units_do() -> None:
    role = next(everybody())
    places = [place.code for place in unit_places(as_of=TODAY)]
    by_page = [plans.chain_of_units(role, year=2026, start=start, most=5) for start in range(0, len(places), 5)]
    assert [each.owner.code for page in by_page for each in page] == places


@pytest.mark.usefixtures("read_as_a_page")
def test_a_plan_holds_what_the_whole_thread_shows_of_it() -> None:
    for year in YEARS:
        whole = everything(year)
        for number, role in enumerate(list(everybody())[:: 3 if year == 2026 else 9]):
            seen = seen_tree(role, whole)
            for each in chain(role, year)[number % 3 :: 3]:  # each role a third of the plans, and every plan by a third
                owner = each.owner
                found = plans.owner_plan(role, owner, year=year, scale=DEFAULT_SCALE)
                shown = whole if owner.is_political and plans.may_settle(role, owner) else seen
                mine = [goal for goal in shown.goals if (goal.level, goal.owner) == (owner.level, owner.code)]
                assert [_told(goal) for goal in found.goals] == [_told(goal) for goal in mine]
                assert list(found.actions) == [action for action in seen.actions if _stands_in(owner, action)]
                assert [goal.code for goal in found.above] == [
                    goal.code for goal in whole.goals if _is_above(owner, goal)
                ]


@pytest.mark.usefixtures("read_as_a_page")
def test_the_plans_file_shows_the_rows_that_the_whole_thread_shows() -> None:
    whole = {year: everything(year) for year in (2026, 2027)}
    for role in list(everybody())[::3]:
        seen = {year: seen_tree(role, tree) for year, tree in whole.items()}
        every, shown = ({goal.code for tree in trees.values() for goal in tree.goals} for trees in (whole, seen))
        assert hidden_goals(role) == every - shown
        is_shown, year = seen_rows(role, year=2026), seen[2026]
        assert {goal.code for goal in whole[2026].goals if is_shown(("goal", goal.code))} == {
            goal.code for goal in year.goals
        }
        assert {each.code for each in whole[2026].actions if is_shown(("action", each.code))} == {
            each.code for each in year.actions
        }
    assert every > shown


def _told(goal):
    return goal.code, goal.is_decided, goal.decision, goal.parents, goal.indicators, goal.judged


def _stands_in(owner, action) -> bool:
    if owner.kind == plans.UNIT:
        return action.unit == owner.code
    return owner.kind == plans.DEPARTMENT and action.department == owner.code and not action.unit


def _is_above(owner, goal) -> bool:
    if owner.is_political:
        return owner.level == "committee" and goal.level == "municipal" and goal.is_decided
    return goal.level == "committee" and goal.owner == owner.body and goal.is_decided


@pytest.mark.usefixtures("read_as_a_page")
def test_an_indicator_is_used_by_the_goals_that_the_whole_thread_shows() -> None:
    whole = everything(2026)
    for number, role in enumerate(list(everybody())[::3]):
        seen = seen_tree(role, whole)
        for indicator in Indicator.objects.order_by("pk")[number % 3 :: 3]:
            found = [(each.goal.code, each.value) for each in indicators.uses(role, indicator)]
            shown = [
                (goal.code, each.target)
                for goal in seen.goals
                for each in goal.indicators
                if each.code == indicator.code
            ]
            assert found == shown


@pytest.mark.usefixtures("read_as_a_page")
def test_a_role_proposes_where_the_rules_let_it_one_by_one() -> None:
    for role in everybody():
        every = [each.owner for each in chain(role, 2026) if each.owner.level]
        assert plans.may_propose_in(role, most=99) == [each for each in every if plans.may_propose(role, each)]
        assert plans.may_propose_in(role, most=2) == [each for each in every if plans.may_propose(role, each)][:2]


@pytest.fixture
def some_are_left() -> None:
    """Some posts are held by nobody any more."""
    owning = [each.owner.code for each in owned(as_of=TODAY) if each.owner]
    Appointment.objects.filter(post__code__in=owning[::7]).update(end=TODAY)


@pytest.mark.usefixtures("some_are_left")
def test_what_has_an_owner_is_read_a_page_at_a_time() -> None:
    every = owned(as_of=TODAY)
    assert 5 < sum(each.is_ownerless for each in every) < len(every) - 5
    assert [each.is_ownerless for each in every] == sorted((each.is_ownerless for each in every), reverse=True)
    parts = Things.on(TODAY).ownerless(as_of=TODAY), Things.on(TODAY).kept(as_of=TODAY)
    pages = [owned(*parts, as_of=TODAY, start=start, most=7) for start in range(0, len(every), 7)]
    assert [each for page in pages for each in page] == every
    assert {len(page) for page in pages[:-1]} == {7}
    assert sum(part.count() for part in parts) == len(every)
    for person in {each.owner.holder_code for each in every if each.owner and each.owner.holder}:
        mine = Things.on(TODAY).of_person(person, as_of=TODAY)
        assert owned(mine, as_of=TODAY) == [each for each in every if each.owner and each.owner.holder_code == person]


@pytest.mark.usefixtures("read_as_a_page")
def test_an_open_action_is_seen_where_the_whole_thread_shows_it() -> None:
    whole = everything(TODAY.year)
    every = {each.code for each in owned(as_of=TODAY) if each.kind == ACTION}
    for role in everybody():
        seen = {each.code for each in seen_tree(role, whole).actions}
        assert {each.code for each in things_seen(role).actions} == every & seen


def test_those_who_may_take_over_are_the_first_of_the_posts_that_somebody_holds() -> None:
    held = [each for each in posts_held(as_of=TODAY).values() if each.holder]
    for department in (None, *{each.department for each in held if each.department}):
        near = [each.code for each in held if department in (None, each.department)]
        assert {each.code for each in takers(department, as_of=TODAY, most=99999)} == set(near)
        assert len(takers(department, as_of=TODAY, most=3)) == min(3, len(near))


def missed(which: Q = EVERY) -> list[missed_targets.MissedTarget]:
    return missed_targets.missed_targets(year=TODAY.year, as_of=TODAY, scale=DEFAULT_SCALE, which=which)


def test_a_missed_target_is_held_against_the_latest_value_that_can_answer_it() -> None:
    Target.objects.update(value=10**9, baseline=None)
    every = missed()
    assert {each.target.goal.unit is None for each in every} == {False, True}
    for each in every:
        target = each.target
        rows = Measurement.objects.known_on(TODAY).filter(indicator=target.indicator, unit=target.goal.unit, sex="T")
        within = [row for row in rows if row.period_end <= date(TODAY.year + 1, 1, 1)]
        assert each.measurement == max(within, key=lambda row: (row.period_end, row.period_start, row.pk))
        assert missed(missed_targets.named(each.key)) == [each]


def test_each_role_reads_the_missed_targets_that_it_sees() -> None:
    Target.objects.update(value=10**9, baseline=None)
    every, seen = missed(), set()
    assert len(every) > 20
    for role in everybody():
        found = missed_targets.seen_by(role, missed(missed_targets.near(role)))
        assert found == missed_targets.seen_by(role, every), role.role
        seen.add(len(found))
    assert len(seen) > 2
    answered = missed(missed_targets.answered(as_of=TODAY))
    assert len(answered) <= MissedAnswer.objects.count()
    assert missed_targets.medians(answered) == missed_targets.medians(every)


@pytest.fixture
def a_year_put_right() -> None:
    """Everything has goals and targets in the year before, and every third of what was said of it is put right."""
    Goal.objects.update(start=date(2025, 1, 1))
    for number, target in enumerate(Target.objects.filter(year=2026, end=None).order_by("pk")):
        target.pk, target.year, target.start = None, 2025, date(2025, 1, 1)
        target.end = None if number % 3 else AFTER
        target.save()
        if target.end:
            target.pk, target.start, target.end, target.value = None, AFTER, None, target.value + 1
            target.save()
    for goal in Goal.objects.order_by("pk")[::3]:
        said = {"goal": goal, "year": 2025, "reason": "Skäl", "judged_by": "Eva", "role": "EC Rektor"}
        was = GoalJudgement.objects.create(**said, level="met", recorded_on=date(2026, 1, 7))
        GoalJudgement.objects.create(**said, level="not_met", recorded_on=AFTER, replaces=was)
    ended = Measurement.objects.filter(period_end__gt=date(2025, 1, 1), period_end__lte=date(2026, 1, 1))
    for value in ended.filter(replaced_by=None).order_by("pk")[::3]:
        was = value.pk
        value.pk, value.replaces_id, value.value, value.recorded_on = None, was, value.value + 1, AFTER
        value.save()


AFTER = date(2026, 2, 1)


@pytest.mark.usefixtures("a_year_put_right")
def test_what_was_put_right_in_a_year_is_what_reading_all_of_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    roles = {(each.role, each.department): each for each in everybody()}.values()

    def told() -> list[tuple[Any, ...]]:
        years = [corrections.closed_year(role, year=2025, scale=DEFAULT_SCALE) for role in roles]
        return [
            (
                role.role,
                [
                    (each.goal.code, each.on, each.value, each.target, each.judgement, each.reason)
                    for each in year.corrected
                ],
                [goal.code for goal in corrections.may_judge(role, year.goals)],
                [target.pk for target in corrections.may_move(role, year.targets)],
            )
            for role, year in zip(roles, years, strict=True)
        ]

    found = told()
    assert all(len(each[1]) > 10 for each in found)
    assert len({len(each[2]) for each in found}) > 2
    monkeypatch.setattr(corrections, "_put_right", lambda _year: Q(pk__gt=0))
    assert told() == found


def test_of_the_forecasts_to_answer_the_latest_of_each_is_told_by_name() -> None:
    told = Counter[int]()
    for body in Body.objects.on(TODAY):
        newest: dict[tuple[int | None, int | None], Forecast] = {}
        for row in moves._unanswered(body, TODAY).order_by("month", "pk"):
            newest[row.unit_id, row.body_id] = row
        found = list(moves.unanswered(body=body, as_of=TODAY))
        assert {each.pk for each in found} == {each.pk for each in newest.values()}
        names = [str(each.unit or each.body) for each in found]
        assert names == sorted(names)
        told[len(found)] += 1
    assert max(told) > 3
