"""What first pages show of what is said: what is new in an area, and what runs out, with the day that comes first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Q

from spelregler.apps.evaluation.models import Assessment, Evidence
from spelregler.apps.evaluation.queries import near
from spelregler.apps.organisation.models import Body, Department, Placement, Unit

pytestmark = pytest.mark.django_db
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)


def said(clause: str, *, holds_to: date, on: date = TODAY, fresh: date | None = None, **place: object) -> Assessment:
    row = Assessment.objects.create(
        clause=clause, status="kept", about_from=JAN, about_to=on, reason="Sett.", role="EC", assessed_on=on,
        holds_to=holds_to, **place,
    )  # fmt: skip
    row.evidence.add(Evidence.objects.create(title="Protokoll", reference="Pärm", dated_on=JAN, fresh_until=fresh))
    return row


def test_what_runs_out_first_by_its_own_day_or_its_evidence_and_not_what_holds_long() -> None:
    soon, later = TODAY + timedelta(days=60), TODAY + timedelta(days=200)
    rows = [
        said("MR-40", holds_to=TODAY - timedelta(days=3)),
        said("MR-43", holds_to=later, fresh=TODAY + timedelta(days=1)),
        said("MR-45", holds_to=soon),
        said("MR-33", holds_to=later),
    ]
    found = near.soon_too_old(as_of=TODAY, besides=(), limit=9)
    assert [row.clause for row, _until in found] == ["MR-40", "MR-43", "MR-45"]
    assert [until for _row, until in found] == [rows[0].holds_to, TODAY + timedelta(days=1), soon]
    assert [row.clause for row, _until in near.soon_too_old(as_of=TODAY, besides={"MR-40"}, limit=1)] == ["MR-43"]


def test_what_is_new_in_a_department_and_its_units_alone() -> None:
    body = Body.objects.create(code="un", name="Nämnden", kind="committee", start=JAN)
    own = Department.objects.create(code="uf", name="Förvaltningen", body=body, start=JAN)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=own, start=JAN)
    long = TODAY + timedelta(days=100)
    said("MR-40", holds_to=long, unit=unit)
    said("CP-28", holds_to=long, department=own, on=TODAY - timedelta(days=1))
    said("MR-33", holds_to=long)
    said("MR-45", holds_to=TODAY - timedelta(days=1), unit=unit)
    area = near.in_department("uf", as_of=TODAY)
    assert [row.clause for row in near.newest(area, as_of=TODAY, besides=(), limit=9)] == ["MR-40", "CP-28"]
    assert len(near.newest(Q(), as_of=TODAY, besides=(), limit=9)) == 3
