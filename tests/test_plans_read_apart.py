"""A plan that is read by itself is what the whole red thread would tell of it, for each role."""

from __future__ import annotations

from collections import Counter

import pytest

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.goals.queries import indicators, plans
from spelregler.apps.goals.queries.thread import GoalTree, goal_tree
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import DEFAULT_SCALE
from tests.conftest import TODAY
from tests.test_goals_counted import everybody

YEARS = (2026, 2027)
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def chain(role: ActingRole, year: int) -> list[plans.ChainLink]:
    units = plans.chain_of_units(role, year=year, start=0, most=plans.units_in_chain(as_of=TODAY))
    return [*plans.chain(role, year=year), *units]


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


def test_a_plan_holds_what_the_whole_thread_shows_of_it() -> None:
    for year in YEARS:
        whole = everything(year)
        for role in list(everybody())[::3]:
            seen = seen_tree(role, whole)
            for each in chain(role, year):
                owner = each.owner
                found = plans.owner_plan(role, owner, year=year, scale=DEFAULT_SCALE)
                shown = whole if owner.is_political and plans.may_settle(role, owner) else seen
                mine = [goal for goal in shown.goals if (goal.level, goal.owner) == (owner.level, owner.code)]
                assert [_told(goal) for goal in found.goals] == [_told(goal) for goal in mine]
                assert list(found.actions) == [action for action in seen.actions if _stands_in(owner, action)]
                assert [goal.code for goal in found.above] == [
                    goal.code for goal in whole.goals if _is_above(owner, goal)
                ]


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


def test_an_indicator_is_used_by_the_goals_that_the_whole_thread_shows() -> None:
    whole = everything(2026)
    for role in everybody():
        seen = seen_tree(role, whole)
        for indicator in Indicator.objects.all():
            found = [(each.goal.code, each.value) for each in indicators.uses(role, indicator)]
            shown = [
                (goal.code, each.target)
                for goal in seen.goals
                for each in goal.indicators
                if each.code == indicator.code
            ]
            assert found == shown


def test_a_role_proposes_where_the_rules_let_it_one_by_one() -> None:
    for role in everybody():
        every = [each.owner for each in chain(role, 2026) if each.owner.level]
        assert plans.may_propose_in(role, most=99) == [each for each in every if plans.may_propose(role, each)]
        assert plans.may_propose_in(role, most=2) == [each for each in every if plans.may_propose(role, each)][:2]
