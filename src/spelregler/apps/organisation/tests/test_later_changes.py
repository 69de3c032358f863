"""What is decided to hold from a day to come: it waits, is carried out on its day, and is undone until then."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation.models import Answering, Body, Department, LaterChange, Person, Unit, UnitName
from spelregler.apps.organisation.operations import bodies, departments, holdings, later_changes, tenure, undo
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.platform.audit.operations import SYSTEM, Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="HR")
START, TODAY, NEW_YEAR = date(2024, 1, 1), date(2026, 6, 15), date(2027, 1, 1)
DECIDED = Decided(by="Kommunfullmäktige", on=date(2026, 6, 1), paragraph="9", today=TODAY)


def body(code: str, name: str) -> Body:
    more = {"members": 2, "substitutes": 0, "today": TODAY, "who": WHO}
    return bodies.make_body(code=code, name=name, kind="committee", first_day=START, **more)


@pytest.fixture
def school() -> Body:
    return body("un", "Skolnämnden")


@pytest.fixture
def department(school: Body) -> Department:
    return departments.make_department(name="Skola", body=school, first_day=START, head_title="Skolchef", who=WHO)


def moved(department: Department, to: Body, on: date = NEW_YEAR) -> LaterChange | None:
    return later_changes.change_body_from(department=department, body=to, on=on, decided=DECIDED, who=WHO)


def test_a_department_answers_to_another_body_on_its_day_and_not_before(department, school):
    care = body("vn", "Vårdnämnden")
    moved(department, care)
    assert later_changes.carry_out_due(today=date(2026, 12, 31), who=SYSTEM) == 0
    department.refresh_from_db()
    assert department.body == school
    assert [later_changes.carry_out_due(today=NEW_YEAR, who=SYSTEM) for _ in range(2)] == [1, 0]
    department.refresh_from_db()
    before = Answering.objects.get()
    assert (department.body, before.body, before.end, before.basis.paragraph) == (care, school, NEW_YEAR, "9")


def test_a_day_that_has_come_is_carried_out_at_once(department):
    assert moved(department, body("vn", "Vårdnämnden"), on=TODAY) is None
    department.refresh_from_db()
    assert department.body.code == "vn"


def test_names_are_new_on_their_day(department, school):
    said = {"purpose": "", "department": department, "parent": None, "manager_title": "", "who": WHO}
    unit = departments.make_unit(name="Bergskolan", first_day=START, **said)
    named = {"on": NEW_YEAR, "who": WHO}
    later_changes.rename_body_from(body=school, name="Barnnämnden", name_en="Children", today=TODAY, **named)
    later_changes.rename_department_from(department=department, name="Barn", name_en="Children", today=TODAY, **named)
    later_changes.rename_unit_from(unit=unit, name="Bergets skola", name_en="Mountain School", decided=DECIDED, **named)
    assert later_changes.carry_out_due(today=date(2027, 1, 3), who=SYSTEM) == 3
    assert Body.objects.get().name_en == "Children"
    assert Department.objects.values_list("name", "name_en").get() == ("Barn", "Children")
    assert (Unit.objects.get().name, UnitName.objects.get().end) == ("Bergets skola", NEW_YEAR)
    assert (Unit.objects.get().name_en, UnitName.objects.get().name_en) == ("Mountain School", "")


def test_one_that_is_refused_on_its_day_says_why_and_is_tried_again(department):
    care = body("vn", "Vårdnämnden")
    change = moved(department, care)
    eva = Person.objects.create(code="eva", name="Eva")
    tenure.appoint(post=department.posts.get(), person=eva, start=TODAY, who=WHO)
    seat = tenure.seat_member(
        seat=care.seats.get(number=1), person=eva, function="member", start=date(2026, 10, 1), who=WHO
    )
    assert later_changes.carry_out_due(today=NEW_YEAR, who=SYSTEM) == 0
    change.refresh_from_db()
    assert "Eva leder förvaltningen och sitter i Vårdnämnden" in change.refused_sv
    assert change.done_on is None
    holdings.leave_seat(membership=seat, last_day=date(2026, 12, 31), who=WHO)
    assert later_changes.carry_out_due(today=date(2027, 1, 2), who=SYSTEM) == 1
    change.refresh_from_db()
    assert change.refused_sv == ""


def test_one_of_a_kind_waits_and_is_undone_until_its_day(department):
    care = body("vn", "Vårdnämnden")
    change = moved(department, care)
    with pytest.raises(later_changes.WaitsAlready):
        moved(department, care, on=date(2027, 2, 1))
    with pytest.raises(undo.ReasonMissing):
        later_changes.withdraw(change=change, reason=" ", who=WHO)
    later_changes.withdraw(change=change, reason="Fel", who=WHO)
    done = moved(department, care)
    later_changes.carry_out_due(today=NEW_YEAR, who=SYSTEM)
    done.refresh_from_db()
    with pytest.raises(later_changes.AlreadyDone):
        later_changes.withdraw(change=done, reason="Fel", who=WHO)


def test_a_body_that_is_not_there_on_the_day_takes_no_department(department):
    care = body("vn", "Vårdnämnden")
    bodies.end_body(body=care, last_day=date(2026, 11, 30), who=WHO)
    with pytest.raises(holdings.NotThen):
        moved(department, care)
