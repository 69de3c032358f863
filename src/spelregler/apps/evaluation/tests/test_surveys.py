"""A survey's figure is recorded of many, once, and taken back; the database keeps nothing of few either."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from spelregler.apps.evaluation.models import SurveyResult
from spelregler.apps.evaluation.operations import Surveyed, SurveyRefused, record_results, withdraw_result
from spelregler.apps.evaluation.operations.surveys import refused_of
from spelregler.apps.evaluation.queries.surveys import survey_facts
from spelregler.apps.organisation.models import Body, Department
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO, HELD, TODAY = Who(name="Test", role="HR"), date(2026, 10, 1), date(2026, 11, 2)


@pytest.fixture
def said() -> Surveyed:
    body = Body.objects.create(code="un", name="Nämnden", kind="committee", start=HELD)
    place = Department.objects.create(code="uf", name="Förvaltningen", body=body, start=HELD)
    return Surveyed("influence", place, "Enkät", HELD, 40, "share", Decimal(74))


def record(*said: Surveyed) -> list[SurveyResult]:
    return record_results(said=said, today=TODAY, role="HR", who=WHO)


def test_it_counts_from_its_day_leaves_a_trail_and_is_taken_back(said):
    (row,) = record(said)
    assert [each.value for each in survey_facts(as_of=TODAY)["influence", "uf"]] == [74]
    withdraw_result(result=row, reason="Fel enkät.", on=TODAY, who=WHO)
    assert survey_facts(as_of=TODAY) == {}
    acts = list(AuditRow.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["record-survey-result", "withdraw-survey-result"]
    assert len(record(said)) == 1
    with pytest.raises(SurveyRefused):
        withdraw_result(result=row, reason="Igen.", on=TODAY, who=WHO)


def test_all_are_recorded_or_none_and_each_fault_is_told(said):
    whole = replace(said, department=None, answers=45)
    faulty = [said, said, replace(said, theme="goals", answers=9), whole]
    assert sorted(refused_of(faulty, today=TODAY)) == [1, 2, 3]
    with pytest.raises(SurveyRefused):
        record(*faulty)
    assert not SurveyResult.objects.exists()


def test_the_database_keeps_nothing_of_few(said):
    (row,) = record(said)
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyResult.objects.filter(pk=row.pk).update(answers=9)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_one_survey_is_weighed_together_whatever_its_days_and_the_way_on_is_told(said):
    other = Department.objects.create(code="of", name="Omsorgen", body=said.department.body, start=HELD)
    record(replace(said, department=None, answers=30), replace(said, answers=12))
    later = replace(said, department=other, held_on=date(2026, 10, 2), answers=25)
    with pytest.raises(SurveyRefused, match="30") as more:
        record(later)
    assert more.value.field == "answers"
    with pytest.raises(SurveyRefused, match="10"):
        record(replace(later, answers=13))
    with pytest.raises(SurveyRefused) as twice:
        record(replace(said, held_on=date(2026, 10, 2), answers=14))
    assert twice.value.field == "survey"
    assert len(record(replace(later, answers=18), replace(later, survey="Pulsen", held_on=TODAY))) == 2
