"""What a unit has gone through is recorded in numbers, withdrawn with a reason, and judged as the day knew it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from spelregler.apps.knowledge import operations
from spelregler.apps.knowledge.models import UnitInformation
from spelregler.apps.knowledge.operations import Informed
from spelregler.apps.knowledge.queries.units import units_learning
from spelregler.apps.organisation.models import Body, Department, Employment, Person, Placement, Unit
from spelregler.domain.learners import Gathering
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="EC")
JAN, HELD, TODAY = date(2026, 1, 1), date(2026, 10, 5), date(2026, 11, 2)
SAID = Informed("meeting", HELD, 12, 20)


@pytest.fixture
def unit() -> Unit:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=department, start=JAN)
    return unit


def employ(unit: Unit, *codes: str, **more) -> list[Person]:
    people = [Person.objects.create(code=code, name=code) for code in codes]
    Employment.objects.bulk_create(Employment(person=each, unit=unit, start=JAN, **more) for each in people)
    return people


def record(unit: Unit, said: Informed = SAID, today: date = TODAY) -> UnitInformation:
    return operations.record_information(unit=unit, said=said, today=today, role="EC", who=WHO)


def facts(as_of: date = TODAY):
    (found,) = units_learning(as_of=as_of)
    return found


def test_it_counts_from_its_day_and_leaves_a_trail(unit):
    record(unit)
    assert facts(TODAY - timedelta(days=1)).gatherings == ()
    assert (facts().gatherings, facts().stated) == ((Gathering(HELD, 12),), 20)
    row = AuditRow.objects.latest("id")
    assert (row.act, row.department) == ("record-unit-information", "uf")


def test_the_register_tells_how_many_where_nobody_says_otherwise(unit):
    employ(unit, "a", "b", "c")
    row = record(unit, replace(SAID, took_part=2, of_how_many=None))
    assert (row.of_how_many, row.is_stated, facts().stated) == (3, False, None)
    other = record(unit, replace(SAID, kind="course", took_part=2, of_how_many=5))
    assert (other.is_stated, facts().stated) == (True, 5)


def test_withdrawn_it_counts_no_longer_and_may_be_recorded_again(unit):
    row = record(unit)
    operations.withdraw_information(information=row, reason="Fel dag.", on=TODAY, who=WHO)
    assert facts().gatherings == ()
    record(unit, replace(SAID, took_part=15))
    assert facts().gatherings == (Gathering(HELD, 15),)
    with pytest.raises(operations.InformationRefused):
        operations.withdraw_information(information=row, reason="Igen.", on=TODAY, who=WHO)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
        ({"took_part": 0}, "took_part"),
        ({"took_part": 21}, "of_how_many"),
        ({"of_how_many": None}, "of_how_many"),
        ({"kind": "catch_up"}, "kind"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(unit, said, field):
    with pytest.raises(operations.InformationRefused) as refused:
        record(unit, replace(SAID, **said))
    assert (refused.value.field, UnitInformation.objects.count()) == (field, 0)
    assert refused.value.way


def test_the_same_is_recorded_once(unit):
    record(unit)
    with pytest.raises(operations.InformationRefused):
        record(unit)


def test_many_units_are_recorded_all_or_none(unit):
    other = Unit.objects.create(code="badet", name="Badet", start=JAN)
    with pytest.raises(operations.InformationRefused):
        operations.inform_units(
            said=[(unit, SAID), (other, replace(SAID, took_part=99))], today=TODAY, role="HR", who=WHO
        )
    assert not UnitInformation.objects.exists()
    operations.inform_units(said=[(unit, SAID), (other, SAID)], today=TODAY, role="HR", who=WHO)
    assert UnitInformation.objects.count() == 2


def test_what_one_has_read_is_said_once_for_a_version_and_counts_in_the_unit(unit):
    (person,) = employ(unit, "a")
    said = {"person": person, "version_from": JAN, "is_catch_up": True, "today": TODAY, "who": WHO}
    operations.sign_reading(**said)
    (learner,) = facts().employees
    assert (learner.learnt_on, learner.caught_up_on) == (TODAY, TODAY)
    for wrong in (said, said | {"version_from": None}):
        with pytest.raises(operations.ReadingRefused):
            operations.sign_reading(**wrong)


def test_it_takes_as_many_questions_for_many_as_for_few(unit, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        units_learning(as_of=TODAY)
    employ(unit, *"abcdefgh", introduced_on=HELD)
    record(unit)
    with django_assert_max_num_queries(6):
        units_learning(as_of=TODAY)
