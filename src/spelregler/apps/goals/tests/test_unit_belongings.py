"""The goals and actions of a unit that ends go on in another from the day; what was, stays with the old one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from spelregler.apps.goals.models import Action, Goal, Indicator, Plan, Target
from spelregler.apps.goals.operations import TooManyGoals
from spelregler.apps.goals.queries import ownership
from spelregler.apps.organisation.models import Body, Department, Placement, Post, Unit, UnitChange
from spelregler.apps.organisation.operations import unit_changes
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.registries.unit_belongings import NOBODY, Sketch, Taker
from spelregler.domain.checks import Load, registry
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

pytestmark = pytest.mark.django_db
START, YEAR, JUL, NEXT = date(2020, 1, 1), date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)
ONE_DAY = timedelta(days=1)
WHO = Who(name="Test", role="FC")
DECIDED = Decided(by="Förvaltningschefen", on=date(2026, 5, 20), paragraph="1", today=date(2026, 5, 20))
NEW = Taker("nya", "Nya skolan")


@pytest.fixture
def department(db: None) -> Department:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    return Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=START)


@pytest.fixture
def school(department: Department) -> Unit:
    return unit(department, "ekskolan")


def unit(department: Department, code: str) -> Unit:
    made = Unit.objects.create(code=code, name=code.title(), start=START)
    Placement.objects.create(unit=made, department=department, start=START)
    Post.objects.create(code=f"{code}-rektor", title="Rektor", kind="unit_manager", unit=made)
    return made


def goal(unit: Unit, code: str = "lasa", *, start: date = YEAR) -> Goal:
    return Goal.objects.create(
        code=code,
        level="unit",
        title=code.title(),
        unit=unit,
        owner=Post.objects.get(unit=unit),
        start=start,
        end=NEXT if start < NEXT else date(2028, 1, 1),
    )


def action(unit: Unit, department: Department, *, due: date = date(2026, 9, 1)) -> Action:
    made = Action.objects.create(
        code="lastimme",
        title="Läs en timme",
        unit=unit,
        department=department,
        responsible=Post.objects.get(unit=unit),
        start=YEAR,
        due_on=due,
    )
    made.goals.set(Goal.objects.filter(unit=unit))
    return made


def change(department: Department, *units: Unit, takers: tuple[Taker, ...] = (NEW,), **more: object) -> UnitChange:
    sketch = Sketch(kind="merge", units=units, takers=takers, on=JUL, department=department, **more)  # type: ignore[arg-type]
    return unit_changes.change_units(sketch, decided=DECIDED, who=WHO)


class TestGoals:
    def test_one_goes_on_from_the_day_with_its_targets_although_the_plan_is_decided(self, department, school):
        old = goal(school)
        Plan.objects.create(year=2026, department=department, unit=school, decided_on=YEAR)
        read = Indicator.objects.create(
            code="lasning", title="Läsning", unit_of_measure="%", direction="higher", owner=old.owner
        )
        Target.objects.create(goal=old, indicator=read, year=2026, value=Decimal(80), start=YEAR)
        change(department, school)
        new = Goal.objects.get(unit__code="nya")
        assert (new.continues, new.start, new.end, new.title) == (old, JUL, NEXT, "Lasa")
        assert [(each.value, each.year) for each in Target.objects.on(JUL).filter(goal=new)] == [(Decimal(80), 2026)]
        old.refresh_from_db()
        assert (old.unit, old.end) == (school, JUL)
        assert [each.unit.code for each in Goal.objects.on(JUL - ONE_DAY)] == ["ekskolan"]
        read.refresh_from_db()
        assert new.owner.unit.code == read.owner.unit.code == "nya"

    def test_one_that_begins_later_changes_unit(self, department, school):
        coming = goal(school, "rakna", start=NEXT)
        change(department, school)
        coming.refresh_from_db()
        assert (coming.unit.code, coming.start) == ("nya", NEXT)

    def test_one_that_nobody_gets_ends_with_the_unit(self, department, school):
        goal(school)
        change(department, school, chosen={"goals-mal-lasa": NOBODY})
        assert not Goal.objects.on(JUL).exists()

    def test_no_unit_gets_more_goals_than_it_may_have(self, department, school):
        other = unit(department, "bokskolan")
        for number in range(6):
            goal(school, f"a{number}")
            goal(other, f"b{number}")
        with pytest.raises(TooManyGoals):
            change(department, school, other)
        assert Goal.objects.on(JUL).filter(unit=school).count() == 6
        change(department, school, other, chosen={f"goals-mal-b{number}": NOBODY for number in range(2)})
        assert Goal.objects.on(JUL).count() == 10


class TestActions:
    def test_an_open_one_goes_on_and_has_one_owner(self, department, school):
        goal(school)
        action(school, department)
        change(department, school)
        [listed] = [each for each in ownership.owned(as_of=JUL) if each.kind == ownership.ACTION]
        going = Action.objects.get(unit__code="nya")
        assert listed.code == going.code
        assert [each.unit.code for each in going.goals.all()] == ["nya"]
        assert going.responsible.unit.code == "nya"

    def test_a_late_one_is_due_on_the_day(self, department, school):
        action(school, department, due=date(2026, 3, 1))
        change(department, school)
        assert Action.objects.get(unit__code="nya").due_on == JUL


class TestChecksAndUndo:
    @pytest.mark.parametrize(
        "check", ["goals.unit_attainment", "goals.actions_on_time", "goals.unit_plans_in_place", "goals.followed_up"]
    )
    def test_a_unit_that_has_ended_is_not_judged_after_its_end(self, department, school, check):
        old = goal(school)
        read = Indicator.objects.create(code="lasning", title="Läsning", unit_of_measure="%", direction="higher")
        Target.objects.create(goal=old, indicator=read, year=2026, value=Decimal(80), start=YEAR)
        change(department, school)
        facts = registry.get(check).load(Load(as_of=JUL))
        assert {getattr(each, "unit", None) or each.owner for each in facts} == {
            getattr(facts[0], "unit", None) or facts[0].owner
        }
        assert (getattr(facts[0], "unit", None) or facts[0].owner).key == "nya"

    def test_undone_everything_stands_as_before(self, department, school):
        goal(school)
        goal(school, "rakna", start=NEXT)
        action(school, department)
        before = _picture()
        made = change(department, school)
        unit_changes.undo_change(change=made, reason="Fel dag", today=DECIDED.today, who=WHO)
        assert _picture() == before

    def test_until_something_is_built_on_a_goal(self, department, school):
        goal(school)
        made = change(department, school)
        new = Goal.objects.get(unit__code="nya")
        Action.objects.create(code="x", title="X", department=department, start=JUL, due_on=JUL).goals.add(new)
        with pytest.raises(DomainError, match="bygger på"):
            unit_changes.undo_change(change=made, reason="Fel", today=JUL, who=WHO)


def _picture() -> list[object]:
    found: list[object] = []
    for model in (Goal, Target, Action, Unit, Post):
        found += sorted(model.objects.values_list(), key=str)
    found += sorted(Action.goals.through.objects.values_list("action", "goal"))
    return found
