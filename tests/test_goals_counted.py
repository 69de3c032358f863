"""What is counted in the database is what counting one by one would give, and a page reads what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import pytest
from bench.enlarge import enlarge

from spelregler.apps.acting.acting_role import ActingRole, acting_as
from spelregler.apps.acting.role_assignment import RESIDENT
from spelregler.apps.goals.access.afar import seen_afar
from spelregler.apps.goals.access.lit_thread import MOST_NAMED, counted_thread, lit_thread
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Goal, GoalJudgement, Indicator, ReportedValue
from spelregler.apps.goals.pages.thread import presenters
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries.goal_detail import goal_detail
from spelregler.apps.goals.queries.reporting import ON_ITS_WAY, asked_of, awaiting, open_periods
from spelregler.apps.goals.queries.reporting_left import left_to_approve, minutes_asked
from spelregler.apps.goals.queries.thread import goal_tree, thread_tree
from spelregler.apps.goals.queries.thread_afar import DONE, LATE, UNDER_WAY
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.queries.role_assignments import role_assignments_by_person
from spelregler.apps.organisation.queries.units import unit_places
from tests.conftest import TODAY
from tests.rows_fetched import rows_fetched

UNIT = "oxeloskolan"
pytestmark = pytest.mark.django_db


def everybody() -> Iterator[ActingRole]:
    """A resident, and the cast in each of its roles."""
    people = list(Person.objects.exclude(account=None))
    held = role_assignments_by_person(people=people, as_of=TODAY)
    for each in (RESIDENT, *(each for person in people for each in held[person.pk])):
        yield acting_as(each, (each,), today=TODAY, as_of=TODAY, language="sv", account="")


def one_of_each() -> Iterable[ActingRole]:
    """Somebody in each role."""
    return {each.role: each for each in everybody()}.values()


def test_the_thread_from_afar_counts_what_the_whole_thread_shows() -> None:
    whole = goal_tree(year=TODAY.year, as_of=TODAY, scale=scale_on(TODAY))
    named = {place.code: place.department for place in unit_places(as_of=TODAY)}
    for role in one_of_each():
        seen, afar = seen_tree(role, whole), seen_afar(role, scale=scale_on(TODAY))
        assert [each.code for each in afar.goals] == [each.code for each in (*seen.committee, *seen.municipal)]
        assert [each.breaks_where(is_carried=each.code in afar.carried) for each in afar.goals] == [
            each.breaks for each in (*seen.committee, *seen.municipal)
        ]
        goals = Counter((named.get(each.owner, ""), each.judged.status, each.is_broken) for each in seen.unit)
        assert Counter(_stands(afar.unit_goals)) == goals
        actions = Counter(
            (named.get(each.unit, ""), DONE if each.done_on else LATE if each.is_late else UNDER_WAY, each.is_broken)
            for each in seen.actions
        )
        assert Counter(_stands(afar.actions)) == actions


def test_a_lit_thread_is_the_part_of_the_whole_thread_that_hangs_together_with_the_goal() -> None:
    whole = goal_tree(year=TODAY.year, as_of=TODAY, scale=scale_on(TODAY))
    a_few = [*whole.municipal[:2], *whole.committee[:5], *whole.unit[::20]]
    for role in islice(everybody(), 0, None, 5):
        seen = seen_tree(role, whole)
        for goal in a_few:
            found, thread = lit_thread(role, goal.code, scale=scale_on(TODAY)), seen.thread(goal=goal.code)
            assert (found is None) == (goal.code not in thread.goals)
            if found is None:
                continue
            units = [each for each in seen.unit if each.code in thread.goals]
            assert found.lit == thread.goals - {each.code for each in units}
            assert (found.unit_goal_count, found.action_count) == (len(units), len(thread.actions))
            assert (found.all_unit_goals, found.all_actions) == (len(seen.unit), len(seen.actions))
            assert len(found.unit_goals) == min(len(units), MOST_NAMED)
            assert {each.code for each in found.unit_goals} <= {each.code for each in units}
            assert {each.code for each in found.actions} <= thread.actions
            breaks = {each.code: each.breaks for each in seen.goals}
            for each in (*found.goals, *found.unit_goals):
                assert each.breaks_where(is_carried=each.code in found.carried) == breaks[each.code]


def test_a_thread_that_much_hangs_in_is_counted_as_it_would_be_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenters, "MOST_KNOTS", 3)
    whole, scale = goal_tree(year=TODAY.year, as_of=TODAY, scale=scale_on(TODAY)), scale_on(TODAY)
    told = 0
    for role in islice(everybody(), 0, None, 5):
        for goal in (*whole.municipal[:3], *whole.committee[:6], whole.unit[0]):
            found = counted_thread(role, goal.code, scale=scale, more_than=3)
            tree = seen_tree(role, thread_tree(goal=goal.code, year=TODAY.year, as_of=TODAY, scale=scale))
            thread = tree.thread(goal=goal.code)
            units = {each.owner for each in tree.unit if each.code in thread.goals}
            units |= {each.unit for each in tree.actions if each.code in thread.actions and each.unit}
            is_counted = goal.level != "unit" and len(units) > 3 and tree.goal(goal.code)
            assert (found is not None) == bool(is_counted)
            if found is not None:
                told += 1
                places = {place.code: place for place in unit_places(as_of=TODAY, codes=tree.units)}
                near = presenters.columns(tree, presenters.Focus(goal=goal.code), places, "sv")
                assert presenters.columns_counted(found, "sv") == near
                drawn = presenters.thread_picture(tree, goal.code, places, "sv")
                assert presenters.picture_counted(found, "sv") == drawn
    assert told > 5


def _stands(counted) -> Iterator[tuple[str, str, bool]]:
    return ((each.department, each.stands, each.is_broken) for each in counted.elements())


def test_a_goal_that_figures_alone_judge_is_counted_too() -> None:
    assert Goal.objects.filter(level="unit").exclude(pk__in=GoalJudgement.objects.values("goal")).exists()
    assert GoalJudgement.objects.filter(goal__level="unit").exists()


def test_the_minutes_asked_are_those_of_the_values_left() -> None:
    every = list(Indicator.objects.order_by("pk").values_list("pk", flat=True))
    Indicator.objects.filter(pk__in=every[::2]).update(by_sex=True)
    _some_are_on_their_way()
    asked = [(role, minutes) for role in everybody() if (minutes := minutes_asked(role))]
    assert {role.role for role, _minutes in asked} == {"FC", "EC"}
    assert [minutes for _role, minutes in asked] == [_one_by_one(role) for role, _minutes in asked]


def test_what_is_left_to_approve_is_what_waits_on_its_page() -> None:
    _some_are_on_their_way()
    counted = {}
    for role in everybody():
        waiting = {(each.series.key(""), each.period.key) for each in awaiting(role)}
        assert sum(each.values for each in left_to_approve(role)) == len(waiting), role.role
        counted[role.role] = max(len(waiting), counted.get(role.role, 0))
    assert counted["FC"]
    assert not counted["EC"]
    assert not counted["CI"]


def _some_are_on_their_way() -> None:
    for role in everybody():
        if role.role != "EC" or role.unit != UNIT:
            continue
        for period in open_periods(as_of=TODAY):
            for number, each in enumerate(asked_of(role, period)):
                if number % 3:
                    ReportedValue.objects.create(
                        indicator=each.series.indicator,
                        unit=each.series.unit,
                        period_start=period.start,
                        period_end=period.end,
                        sex=each.sex,
                        value=1,
                        state="submitted" if number % 3 == 1 else "draft",
                        by="Eva",
                        recorded_on=TODAY,
                    )


def _one_by_one(role: ActingRole) -> int:
    left: dict[object, int] = {}
    for period in open_periods(as_of=TODAY):
        for each in asked_of(role, period):
            if each.last is None or each.last.state not in ON_ITS_WAY:
                series = each.series
                left[period.key, series.indicator.pk, series.unit and series.unit.pk] = series.indicator.minutes
    return sum(left.values())


def test_what_is_read_of_one_unit_is_as_much_among_twice_as_many() -> None:
    def threads(role: ActingRole) -> None:
        for near in ({"unit": UNIT}, {"goal": f"{UNIT}-larare"}):
            seen_tree(role, thread_tree(**near, year=TODAY.year, as_of=TODAY))
        goal_detail(code=f"{UNIT}-larare", as_of=TODAY)

    def rows() -> list[tuple[str, int, int]]:
        near = [role for role in everybody() if role.role in {"CI", "FC"} or (role.role, role.unit) == ("EC", UNIT)]
        return [
            (
                each.role,
                *(rows_fetched(lambda read=read, each=each: read(each))["rows"] for read in (threads, minutes_asked)),
            )
            for each in near
        ]

    before = rows()
    enlarge(units=84)
    assert rows() == before
