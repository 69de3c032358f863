"""A survey's result is taken back: what the rule answered meanwhile keeps its state and days, and tells no figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spelregler.apps.evaluation.operations import Surveyed, record_results, withdraw_result
from spelregler.apps.organisation.models import Body, Department, Municipality
from spelregler.apps.policy.findings.engine import digest_of_result, evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations.findings import adopt_package, evaluate_and_store
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.platform.audit.operations import SYSTEM, Who

pytestmark = pytest.mark.django_db
JAN, HELD, EARLIER = date(2026, 1, 1), date(2026, 10, 1), date(2026, 3, 2)
RECORDED, TAKEN_BACK = date(2026, 11, 2), date(2026, 11, 5)
WHO = Who(name="Test", role="HR")


@pytest.fixture
def place() -> Department:
    Municipality.objects.create(code="0481", name="Strandby")
    body = Body.objects.create(code="un", name="Nämnden", kind="committee", start=JAN)
    adopt_package(name="oxelosund", start=JAN, who=SYSTEM)
    return Department.objects.create(code="uf", name="Förvaltningen", body=body, start=JAN)


def recorded(place: Department, held_on: date, value: int):
    said = Surveyed("goals", place, f"Enkät {held_on.year}-{held_on.month}", held_on, 33, "share", Decimal(value))
    (row,) = record_results(said=[said], today=RECORDED, role="HR", who=WHO)
    return row


def answer() -> Finding:
    return Finding.objects.filter(clause="CP-23", scope="uf", seen_from=RECORDED).get()


@pytest.mark.parametrize("which", ["newest", "before"])
def test_the_state_and_the_days_stay_and_the_figures_go_whichever_of_the_two_is_taken_back(place, which):
    rows = {"before": recorded(place, EARLIER, 71), "newest": recorded(place, HELD, 64)}
    evaluate_and_store(as_of=RECORDED)
    was = answer()
    assert (was.status, "33" in was.reason_sv, "71" in was.reason_sv) == ("attention", True, True)
    withdraw_result(result=rows[which], reason="Fel.", on=TAKEN_BACK, who=WHO)
    evaluate_and_store(as_of=TAKEN_BACK)
    held = answer()
    assert (held.pk, held.status, held.seen_from, held.seen_to) == (was.pk, was.status, RECORDED, TAKEN_BACK)
    assert held.inputs == {"survey_on": "2026-10-01"}
    for figure in ("33", "64", "71"):
        assert figure not in held.reason_sv + held.reason_en
    again = evaluate(package=package_on(RECORDED), as_of=RECORDED, only=["CP-23"])
    assert digest_of_result(next(each for each in again if each.key == held.key)) == held.digest


def test_an_answer_of_another_place_or_question_is_not_touched(place):
    other = Department.objects.create(code="vf", name="Vården", body=place.body, start=JAN)
    row = recorded(place, HELD, 64)
    recorded(place, EARLIER, 71)
    for day, value in ((EARLIER, 50), (HELD, 60)):
        recorded(other, day, value)
    evaluate_and_store(as_of=RECORDED)
    kept = Finding.objects.get(clause="CP-23", scope="vf", seen_from=RECORDED)
    withdraw_result(result=row, reason="Fel.", on=TAKEN_BACK, who=WHO)
    assert Finding.objects.get(pk=kept.pk).reason_sv == kept.reason_sv
