"""An assessment is recorded with reason and evidence, replaced by a newer, withdrawn, and objected to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from spelregler.apps.decisions.models import Decision
from spelregler.apps.evaluation import operations
from spelregler.apps.evaluation.models import Assessment, Evidence
from spelregler.apps.evaluation.operations import EvidenceSaid, PlaceAssessed, Said
from spelregler.apps.evaluation.queries.standing import standing
from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.domain.findings import Status
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="EC")
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)
SAID = Said("kept", "Vi hjälps åt.", JAN, TODAY, date(2027, 6, 30))
PAPER = EvidenceSaid("Enkät", "Pärm 3", "", TODAY)


@pytest.fixture
def unit() -> Unit:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=body, start=JAN)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=department, start=JAN)
    return unit


def record(unit: Unit, *, said: Said = SAID, on: date = TODAY, new: EvidenceSaid | None = PAPER, **more) -> Assessment:
    place = more.pop("place", PlaceAssessed(unit=unit))
    return operations.record_assessment(
        clause="MR-45", place=place, said=said, on=on, role="EC", holds_months=12, who=WHO, new_evidence=new, **more
    )


def counts(day: date = TODAY) -> Status | None:
    found = standing(as_of=day, kind="unit").get(("MR-45", "skolan"))
    return found.status if found else None


def test_it_counts_from_its_day_and_leaves_a_trail(unit):
    record(unit)
    assert (counts(TODAY - timedelta(days=1)), counts()) == (None, Status.KEPT)
    acts = list(AuditRow.objects.order_by("id").values_list("act", "department"))
    assert acts == [("record-evidence", ""), ("record-assessment", "uf")]
    assert "Enkät" in AuditRow.objects.latest("id").content


def test_a_newer_takes_its_place_and_the_older_stays_to_read(unit):
    first = record(
        unit, on=date(2026, 9, 1), said=replace(SAID, about_to=date(2026, 9, 1)), new=replace(PAPER, dated_on=JAN)
    )
    record(unit, said=replace(SAID, status="breach"), new=None)
    assert (counts(date(2026, 9, 1)), counts(TODAY - timedelta(days=1)), counts()) == ("kept", "kept", "breach")
    first.refresh_from_db()
    assert (first.ended_on, first.reason) == (TODAY, "Vi hjälps åt.")


def test_one_that_is_corrected_on_its_own_day_never_counts(unit):
    record(unit)
    record(unit, said=replace(SAID, status="attention"))
    assert counts() == Status.ATTENTION
    assert Assessment.objects.count() == 2


def test_one_piece_of_evidence_serves_many_rules(unit):
    piece = record(unit).evidence.get()
    other = operations.record_assessment(
        clause="MR-40", place=PlaceAssessed(unit=unit), said=SAID, on=TODAY, role="EC", holds_months=12, who=WHO,
        evidence=[piece],
    )  # fmt: skip
    assert other.evidence.get() == piece
    assert Evidence.objects.count() == 1


def test_withdrawn_it_counts_no_longer_and_says_why(unit):
    held = record(unit)
    later = TODAY + timedelta(days=3)
    operations.withdraw_assessment(assessment=held, reason="Fel enhet.", on=later, who=WHO)
    held.refresh_from_db()
    assert (counts(later - timedelta(days=1)), counts(later), held.withdrawn_for) == ("kept", None, "Fel enhet.")
    with pytest.raises(operations.AssessmentRefused):
        operations.withdraw_assessment(assessment=held, reason="Igen.", on=later, who=WHO)


def test_an_objection_stands_beside_it(unit):
    held = record(unit)
    operations.object_to_assessment(assessment=held, text="Vi fick nej.", role="FC", on=TODAY, who=WHO)
    assert standing(as_of=TODAY, kind="unit")["MR-45", "skolan"].objected_on == (TODAY,)
    for text, end in (("", None), ("Nej.", TODAY)):
        Assessment.objects.update(ended_on=end)
        with pytest.raises(operations.ObjectionRefused):
            operations.object_to_assessment(assessment=held, text=text, role="FC", on=TODAY, who=WHO)


TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "new", "field"),
    [
        ({"reason": " "}, PAPER, "reason"),
        ({}, None, "title"),
        ({}, EvidenceSaid(), "title"),
        ({"about_from": TOMORROW, "about_to": TOMORROW}, PAPER, "about_from"),
        ({"about_to": date(2025, 12, 31)}, PAPER, "about_to"),
        ({"about_to": TOMORROW}, PAPER, "about_to"),
        ({"holds_to": TODAY - timedelta(days=1)}, PAPER, "holds_to"),
        ({"holds_to": date(2027, 11, 3)}, PAPER, "holds_to"),
        ({}, replace(PAPER, reference=""), "reference"),
        ({}, replace(PAPER, address="javascript:x"), "address"),
        ({}, replace(PAPER, dated_on=None), "dated_on"),
        ({}, replace(PAPER, dated_on=TOMORROW), "dated_on"),
        ({}, replace(PAPER, fresh_until=JAN), "fresh_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(unit, said, new, field):
    with pytest.raises(operations.AssessmentRefused) as refused:
        record(unit, said=replace(SAID, **said), new=new)
    assert (refused.value.field, Assessment.objects.count(), Evidence.objects.count()) == (field, 0, 0)
    assert refused.value.way


def test_the_last_day_may_lie_as_far_ahead_as_the_package_lets_it(unit):
    assert record(unit, said=replace(SAID, holds_to=date(2027, 11, 2))).holds_to == date(2027, 11, 2)


def test_what_is_not_followed_needs_no_evidence(unit):
    record(unit, said=replace(SAID, status="breach"), new=None)
    assert counts() == Status.BREACH


def test_a_committee_assesses_by_a_decision_of_its_own(unit):
    body, other = Body.objects.get(), Body.objects.create(code="von", name="Vård", kind="committee", start=JAN)
    taken = {
        each.code: Decision.objects.create(body=each, decided_on=TODAY, paragraph="84", title="B", text="B.")
        for each in (body, other)
    }
    for decision in (None, taken["von"]):
        with pytest.raises(operations.AssessmentRefused, match="eget beslut"):
            record(unit, place=PlaceAssessed(body=body), decision=decision)
    record(unit, place=PlaceAssessed(body=body), decision=taken["un"])
    assert standing(as_of=TODAY, kind="committee")["MR-45", "un"].paragraph == "84"


def test_it_is_about_one_place(unit):
    with pytest.raises((IntegrityError, DomainError, ValueError)), transaction.atomic():
        Assessment.objects.create(
            clause="MR-45", unit=unit, department=Department.objects.get(), status="kept", about_from=JAN,
            about_to=TODAY, reason="x", role="EC", assessed_on=TODAY, holds_to=TODAY,
        )  # fmt: skip


@pytest.mark.parametrize("kind", ["municipality", "committee", "department", "unit"])
def test_it_takes_three_queries_however_many_there_are(unit, kind, django_assert_num_queries):
    record(unit)
    with django_assert_num_queries(3):
        standing(as_of=TODAY, kind=kind)
    for clause in range(5):
        operations.record_assessment(
            clause=f"R-{clause}", place=PlaceAssessed(unit=unit), said=SAID, on=TODAY, role="EC", holds_months=12,
            who=WHO, new_evidence=PAPER,
        )  # fmt: skip
    with django_assert_num_queries(3):
        standing(as_of=TODAY, kind=kind)
