"""A computed answer is overruled beside it: it stays, and what is said holds for a time, and of that answer alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.operations import EvidenceSaid, PlaceAssessed, Said
from spelregler.apps.evaluation.queries.standing import holding_by_rule, rules_assessed, standing
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.platform import overrulings
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.findings import Answer

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="EC")
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)
SAID = Said("attention", "Siffran kommer i mars.", JAN, TODAY, date(2027, 3, 31))


@pytest.fixture
def unit() -> Unit:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=department, start=JAN)
    return unit


def overrule(unit: Unit, *, said: Said = SAID, computed: str = "breach", on: date = TODAY, **more) -> Assessment:
    return operations.record_overruling(
        clause="MR-42", place=PlaceAssessed(unit=unit), said=said, computed=computed, on=on, role="EC", who=WHO, **more
    )


def beside(status: str = "breach", day: date = TODAY) -> str:
    answer = Answer("MR-42", "", "", "unit", "skolan", "Skolan", status, None, "", "")
    found = overrulings.beside([answer], as_of=day).values()
    return next((f"{each.status} {each.by.sv} {each.objections}" for each in found), "")


def test_it_stands_beside_the_answer_it_was_said_of_and_no_other(unit):
    overrule(unit)
    assert (beside(), beside("attention"), beside("kept")) == ("attention enhetschefen 0", "", "")
    assert (beside(day=TODAY - timedelta(days=1)), beside(day=date(2027, 3, 31)), beside(day=date(2027, 4, 1))) == (
        "", "attention enhetschefen 0", "",
    )  # fmt: skip
    assert [each.about for each in overrulings.standing(["MR-42", "MR-30"], as_of=TODAY)] == [
        ("MR-42", "unit", "skolan")
    ]
    assert overrulings.standing(["MR-30"], as_of=TODAY) == []


def test_it_answers_no_rule(unit):
    overrule(unit)
    assert standing(as_of=TODAY, kind="unit") == {}
    assert holding_by_rule(as_of=TODAY) == []
    assert rules_assessed(as_of=TODAY) == frozenset()


def test_a_newer_takes_its_place_and_an_assessment_of_the_rule_does_not(unit):
    first = overrule(unit)
    operations.record_assessment(
        clause="MR-42", place=PlaceAssessed(unit=unit), said=SAID, on=TODAY, role="EC", holds_months=12, who=WHO
    )
    first.refresh_from_db()
    assert first.ended_on is None
    overrule(unit, said=replace(SAID, status="not_applicable"))
    first.refresh_from_db()
    assert (first.ended_on, beside()) == (TODAY, "not_applicable enhetschefen 0")
    acts = list(AuditRow.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["record-overruling", "record-assessment", "replace-overruling", "record-overruling"]


def test_withdrawn_it_is_gone_and_an_objection_is_told(unit):
    held = overrule(unit)
    operations.object_to_assessment(assessment=held, text="Räkna om.", role="FC", on=TODAY, who=WHO)
    assert beside() == "attention enhetschefen 1"
    operations.withdraw_assessment(assessment=held, reason="Fel år.", on=TODAY, who=WHO)
    assert beside() == ""
    acts = list(AuditRow.objects.order_by("-id").values_list("act", flat=True)[:2])
    assert acts == ["withdraw-overruling", "object-to-overruling"]


@pytest.mark.parametrize(
    ("said", "computed", "told"),
    [
        ({}, "not_assessed", "inget beräknat svar"),
        ({}, "", "inget beräknat svar"),
        ({}, "attention", "redan"),
        ({"reason": " "}, "breach", "varför"),
        ({"status": "kept"}, "breach", "Utan underlag"),
        ({"holds_to": date(2027, 5, 3)}, "breach", "högst 6 månader"),
        ({"holds_to": date(2026, 11, 1)}, "breach", "högst 6 månader"),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_is_stored(unit, said, computed, told):
    with pytest.raises(DomainError) as refused:
        overrule(unit, said=replace(SAID, **said), computed=computed)
    assert told in refused.value.text("sv")
    assert not Assessment.objects.exists()


def test_what_is_said_to_be_followed_rests_on_evidence(unit):
    paper = EvidenceSaid("Egen räkning", "Pärm 4", "", TODAY)
    overrule(unit, said=replace(SAID, status="kept"), new_evidence=paper)
    assert beside() == "kept enhetschefen 0"
