"""Which rules somebody looks at is computed from the package and the assessments, and turns both ways (MR-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from spelregler.apps.evaluation.operations import (
    EvidenceSaid,
    PlaceAssessed,
    Said,
    record_assessment,
    record_overruling,
    withdraw_assessment,
)
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.apps.policy.findings.engine import evaluate_clause
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.domain.assessment import AWAITED
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)
WHOLE = load_package("oxelosund")
WAITS = next(each.id for each in WHOLE.clauses if each.check == AWAITED)
KEPT = ("MR-8", "MR-1", "MR-45")
"""A package of three rules: one that a check asks, one that is assessed by unit, and this rule itself."""


@pytest.fixture
def units() -> list[Unit]:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    made = [Unit.objects.create(code=code, name=code, start=JAN) for code in ("a", "b")]
    for each in made:
        Placement.objects.create(unit=each, department=department, start=JAN)
    return made


def answered(*, awaiting: bool = False, on: date = TODAY) -> tuple[str, object]:
    rules = tuple(each for each in WHOLE.clauses if each.id in (*KEPT, *([WAITS] if awaiting else [])))
    package = replace(WHOLE, clauses=rules)
    (found,) = evaluate_clause(package, package.clause("MR-8"), on, {})
    return str(found.judgement.status), found.judgement.inputs["rules_unseen"]


def assess(unit: Unit, *, on: date = TODAY, until: date = date(2027, 6, 30), fresh: date | None = None):
    paper = EvidenceSaid("Enkät", "Pärm 3", "", on, fresh)
    said = Said("kept", "Vi hjälps åt.", JAN, on, until)
    return record_assessment(
        clause="MR-45", place=PlaceAssessed(unit=unit), said=said, on=on, role="EC", holds_months=12, who=SYSTEM,
        new_evidence=paper,
    )  # fmt: skip


def test_it_turns_with_the_assessments_both_ways(units):
    assert answered() == ("breach", 1)
    assess(units[0])
    assert answered() == ("attention", 0)
    last = assess(units[1])
    assert answered() == ("kept", 0)
    withdraw_assessment(assessment=last, reason="Fel.", on=TODAY, who=SYSTEM)
    assert answered() == ("attention", 0)


def test_a_rule_that_waits_for_a_way_to_be_followed_is_looked_at_by_nobody(units):
    for each in units:
        assess(each)
    assert answered(awaiting=True) == ("breach", 1)


def test_one_that_is_over_or_whose_evidence_is_too_old_holds_no_more(units):
    assess(units[0], until=TODAY)
    assess(units[1], fresh=TODAY + timedelta(days=1))
    assert answered() == ("kept", 0)
    assert answered(on=TODAY + timedelta(days=1)) == ("attention", 0)
    assert answered(on=TODAY + timedelta(days=2)) == ("breach", 1)


def test_an_overruling_is_no_assessment(units):
    record_overruling(
        clause="MR-45", place=PlaceAssessed(unit=units[0]), said=Said("attention", "x", JAN, TODAY, TODAY),
        computed="breach", on=TODAY, role="EC", who=SYSTEM,
    )  # fmt: skip
    assert answered() == ("breach", 1)


def test_a_unit_that_is_no_more_counts_for_nothing(units):
    for each in units:
        assess(each)
    Placement.objects.filter(unit=units[1]).update(end=TODAY)
    assert answered() == ("kept", 0)
    withdrawn = units[0].assessments.get()
    withdraw_assessment(assessment=withdrawn, reason="Fel.", on=TODAY, who=SYSTEM)
    assert answered() == ("breach", 1)
