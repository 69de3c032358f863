"""Where in the organisation an act belongs, as the trail keeps it."""

from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import CommitteeFrame, UnitFrame
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Department, Person, Placement, Post, Seat, Unit
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, record, store
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace, place_of

pytestmark = pytest.mark.django_db
START = date(2026, 1, 1)
WHO = Who(name="Test", role="SE", place=TrailPlace(body="ks", department="klf"))
UF = TrailPlace(body="un", department="uf")


@pytest.fixture
def un():
    return Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=START)


@pytest.fixture
def uf(un):
    return Department.objects.create(code="uf", name="Utbildning", body=un, start=START)


@pytest.fixture
def unit(uf):
    made = Unit.objects.create(code="skolan", name="Skolan", start=START)
    Placement.objects.create(unit=made, department=uf, start=START)
    return made


def test_a_unit_and_what_is_the_units_belong_to_its_department(unit):
    assert place_of(unit) == UF
    assert place_of(Goal(code="m", level="unit", title="Mål", unit=unit, start=START)) == UF
    assert place_of(Post(code="rektor", title="Rektor", kind="unit_manager", unit=unit)) == UF


def test_the_nearest_says_it_not_the_body_above(unit, un):
    frame = CommitteeFrame(body=un, year=2026, amount_ore=1)
    assert place_of(UnitFrame(unit=unit, committee_frame=frame, year=2026, amount_ore=1, start=START)) == UF


def test_a_seat_and_a_decision_belong_to_the_body(un):
    assert place_of(Seat(body=un, number=1)) == TrailPlace(body="un")
    assert place_of(Decision(body=un, decided_on=START, paragraph="1", title="t")) == TrailPlace(body="un")


def test_a_unit_that_is_no_more_belongs_where_it_stood_last(unit):
    Placement.objects.filter(unit=unit).update(end=date(2026, 2, 1))
    assert place_of(unit) == UF


def test_a_person_is_no_place():
    assert place_of(Person(code="eva", name="Eva")) == EVERYWHERE


def test_an_act_is_told_where_its_subject_belongs_and_else_where_the_one_who_acts_does(unit):
    store(Goal(code="m", level="unit", title="Mål", unit=unit, start=START), act="propose-goal", who=WHO)
    store(Person(code="eva", name="Eva"), act="add-person", who=WHO)
    record(who=WHO, act="evaluate", subject="")
    record(who=Who(name="System", role="system"), act="evaluate", subject="")
    told = AuditRow.objects.order_by("id").values_list("body", "department")
    assert list(told) == [("un", "uf"), ("ks", "klf"), ("ks", "klf"), ("", "")]
